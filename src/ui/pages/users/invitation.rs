//! The invitation of a user who has not joined: the link, what can be done with it, what became of the mails.

use super::user::UserForms;
use crate::components::{Alert, Card, CopyField, Deliveries, Fact, Facts, InvitationActions, Time, Tone};
use crate::place::in_account;
use entente_domain::{
    invitation::Backing,
    usecases::users::{UserStatus, UserView},
};
use leptos::prelude::*;

/// Shown to those who may hand the link over.
#[component]
pub(super) fn InvitationCard(account: String, user: UserView, forms: UserForms) -> impl IntoView {
    let Some(link) = user.link else {
        return ().into_any();
    };
    let is_expired = user.status == UserStatus::Expired;
    let expires = if is_expired { "Expired" } else { "Expires" };
    let list = in_account(&account, "users");
    let (invited_by, backing) = user.inviter_person.unwrap_or_default();
    let backing = (!is_expired).then(|| unbacked(backing, &invited_by));
    view! {
        <Card title="Invitation" id="invitation">
            {backing}
            {link_field(link.url)}
            <Facts>
                <Fact label="Invited by" value=invited_by/>
                <Fact label=expires><Time when=link.expires/></Fact>
            </Facts>
            <InvitationActions
                account=account
                invitation=link.invitation
                name=user.form.name
                resend=if user.mail_configured { "Resend" } else { "Renew" }
                next=list
                forms=forms.invitation
            />
            {(!user.mail_configured).then(no_mail)}
            <Deliveries rows=user.deliveries/>
        </Card>
    }
    .into_any()
}

/// What is to be said when the person who made the invitation could not make it any more.
fn unbacked(backing: Backing, invited_by: &str) -> Option<AnyView> {
    let (tone, title, words) = match backing {
        Backing::Inviter => return None,
        Backing::Account => (
            Tone::Info,
            "Still valid",
            format!("{invited_by} could not make this invitation any more. It counts while somebody else here could."),
        ),
        Backing::Nobody => (
            Tone::Warning,
            "Nobody could make this invitation any more",
            "Its link says so to whoever opens it. Choose groups that somebody here may give, or revoke it.".to_owned(),
        ),
    };
    Some(view! { <Alert tone=tone title=title><p>{words}</p></Alert> }.into_any())
}

fn no_mail() -> impl IntoView {
    view! { <p class="muted">"No mail server is set: copy the link and hand it over yourself."</p> }
}

fn link_field(url: String) -> AnyView {
    if url.is_empty() {
        let words = "The groups of this invitation may more than you, so its link is shown to others only.";
        return view! { <p class="muted">{words}</p> }.into_any();
    }
    view! { <CopyField text=url label="Invitation link"/> }.into_any()
}
