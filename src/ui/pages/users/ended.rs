//! The page of a user's invitation that has ended: what became of it, and the next step.

use super::called;
use crate::{
    components::{ButtonLink, Crumb, Fact, Facts, PageHead, StatusBadge, Time},
    place::in_account,
};
use entente_domain::{
    invitation::InvitationState,
    usecases::users::{EndedInvitation, UserView},
};
use leptos::prelude::*;

/// Shown to everybody who may see the users.
#[component]
pub(super) fn EndedInvitationPage(
    account: String,
    user: UserView,
    ended: EndedInvitation,
    manages: bool,
) -> impl IntoView {
    let state = ended.state;
    let title = called(&user.form.name, &user.form.email).to_owned();
    let by = user
        .inviter_person
        .map(|(by, _)| view! { <Fact label="Invited by" value=by/> });
    let reason =
        (!ended.reason.is_empty()).then(|| view! { <Fact label="The reason given" value=ended.reason.clone()/> });
    let again = manages && matches!(state, InvitationState::Declined | InvitationState::Revoked);
    let next = next_step(&account, &ended, again.then_some(user.key));
    view! {
        <PageHead
            title=title
            crumbs=vec![Crumb::new("Users", in_account(&account, "users"))]
            badge=move || view! { <StatusBadge status=state/> }
        />
        <Facts>
            <Fact label="E-mail address" value=user.form.email/>
            <Fact label="Invited"><Time when=user.added/></Fact>
            {by}
            <Fact label=state.label()><Time when=ended.at/></Fact>
            {reason}
        </Facts>
        <div class="actions">{next}</div>
    }
}

/// To the user, to the newer invitation, or to inviting again whom the invitation with this id was for.
fn next_step(account: &str, ended: &EndedInvitation, again: Option<String>) -> Option<AnyView> {
    let (page, label) = match (&ended.next, ended.state) {
        (Some(next), InvitationState::Accepted) => (format!("users/{next}"), "Open the user"),
        (Some(next), _) => (format!("users/{next}"), "Open the newer invitation"),
        (None, _) => (format!("users/new?again={}", again?), "Invite again"),
    };
    let href = in_account(account, &page);
    Some(view! { <ButtonLink href=href kind="primary">{label}</ButtonLink> }.into_any())
}
