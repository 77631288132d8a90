//! `/invitation/{invitation}`: the public page that a link leads to, one view per state of the invitation.
//!
//! Here belong: the offer and the dead ends. Here does not belong: what the inviter does with an invitation; that
//! is on the partner's page.

mod accept;
mod dead_end;
mod decline;
mod offer;

use crate::{
    answer::Answer, components::ProblemView, frame::PublicFrame, place::use_param,
    server_fns::invitations::InvitationsView,
};
use accept::Signatory;
use entente_domain::{
    Code, Problem,
    usecases::invitations::{InvitationPage as State, Offer},
};
use leptos::prelude::*;
use offer::OfferView;

/// The page that an invitation's link leads to.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let invitation = use_param("invitation");
    let state = Answer::new(move || InvitationsView {
        invitation: invitation.get(),
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match state.read().await {
                    Ok(state) => page(invitation.get_untracked(), state),
                    Err(error) => view! { <PublicFrame><ProblemView problem=error.0/></PublicFrame> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn page(invitation: String, state: State) -> AnyView {
    match state {
        State::Offer(offer) => offered(*offer, Signatory::Nobody),
        State::SignedIn { offer, name, email } => offered(*offer, Signatory::SignedIn { name, email }),
        State::WrongPerson {
            inviter_account,
            invited,
            bound,
            signed_in,
        } => dead_end::wrong_person(invitation, inviter_account, (invited, bound), signed_in),
        State::Expired {
            inviter_account,
            expired,
            asked,
        } => dead_end::expired(invitation, inviter_account, expired, asked),
        State::Replaced {
            inviter_account,
            can_mail,
        } => dead_end::replaced(invitation, inviter_account, can_mail),
        State::Unbacked { inviter_account } => dead_end::unbacked(inviter_account),
        State::Suspended {
            inviter_account,
            account,
        } => dead_end::suspended(inviter_account, &account),
        State::Revoked { inviter_account } => dead_end::revoked(inviter_account),
        State::AcceptedByYou { account } => dead_end::accepted_by_you(&account),
        State::Accepted {
            inviter_account,
            accepted,
        } => dead_end::accepted(inviter_account, accepted),
        State::Declined {
            inviter_account,
            declined,
        } => dead_end::declined(inviter_account, declined),
        State::Unknown => unknown(),
    }
}

fn offered(offer: Offer, signatory: Signatory) -> AnyView {
    view! {
        <PublicFrame name=offer.inviter_account.clone() wide=true>
            <OfferView offer=offer signatory=signatory/>
        </PublicFrame>
    }
    .into_any()
}

/// Says nothing of whether there is or was such an invitation.
fn unknown() -> AnyView {
    let problem = Problem::new(
        Code::NotFound,
        "This link leads nowhere. It may have been cut off: open it again from the mail, or ask whoever gave it to you.",
    );
    view! { <PublicFrame><ProblemView problem=problem/></PublicFrame> }.into_any()
}
