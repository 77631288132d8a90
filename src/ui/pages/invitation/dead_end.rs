//! The pages of an invitation that cannot be taken (any more), each with a next step.

use crate::{
    components::{ButtonLink, DeadEnd, Fact, Facts, HiddenField, NativeForm, Submit, Time},
    frame::PublicFrame,
    server_fns::{
        access::AccessSignOut,
        invitations::{InvitationsAskForNewLink, InvitationsMailNewerLink},
    },
};
use entente_domain::usecases::When;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// A dead end: icon, heading, and what to do.
fn dead_end(inviter: String, icon: &'static str, heading: &'static str, content: AnyView) -> AnyView {
    view! {
        <PublicFrame name=inviter>
            <Title text=heading/>
            <DeadEnd icon=icon heading=heading>
                {content}
            </DeadEnd>
        </PublicFrame>
    }
    .into_any()
}

/// Somebody else is signed in.
pub(super) fn wrong_person(
    invitation: String,
    inviter: String,
    (address, bound): (String, bool),
    signed_in: String,
) -> AnyView {
    let next = format!("/invitation/{invitation}");
    let stays = bound.then(|| {
        view! { <p>{format!("It stays with the address it was made for. If you have changed yours since, ask {inviter} for an invitation to the new one.")}</p> }
    });
    let content = view! {
        <p>{format!("The invitation of {inviter} is for another address than the one you are signed in with. Nothing has happened to it.")}</p>
        {stays}
        <div>
            <Facts>
                <Fact label="Invited" value=address/>
                <Fact label="Signed in" value=signed_in/>
            </Facts>
        </div>
        <div class="actions">
            <NativeForm action=AccessSignOut::PATH class="">
                <HiddenField name="next" value=next.clone()/>
                <Submit>"Sign out and continue"</Submit>
            </NativeForm>
            <ButtonLink href="/me" kind="quiet">"Stay signed in"</ButtonLink>
        </div>
    };
    dead_end(
        inviter,
        "users",
        "This invitation is for somebody else",
        content.into_any(),
    )
}

/// The time has passed.
pub(super) fn expired(invitation: String, inviter: String, expired: When, asked: bool) -> AnyView {
    let next = if asked {
        view! { <p>{format!("{inviter} has been told that you want a new link. It comes from them.")}</p> }.into_any()
    } else {
        view! {
            <p>{format!("Ask {inviter} for a new one: they are told, and decide.")}</p>
            <div class="actions">
                <NativeForm action=InvitationsAskForNewLink::PATH class="">
                    <HiddenField name="invitation" value=invitation.clone()/>
                    <Submit>"Ask for a new link"</Submit>
                </NativeForm>
            </div>
        }
        .into_any()
    };
    let content = view! {
        <p>"The link worked until "{expired.exact.clone()}" ("<Time when=expired/>")."</p>
        {next}
    };
    dead_end(inviter, "clock", "This invitation has expired", content.into_any())
}

/// A newer link exists.
pub(super) fn replaced(invitation: String, inviter: String, can_mail: bool) -> AnyView {
    let next = if can_mail {
        view! {
            <p>"Look for it in your mailbox, or have it mailed again to the invited address."</p>
            <div class="actions">
                <NativeForm action=InvitationsMailNewerLink::PATH class="">
                    <HiddenField name="invitation" value=invitation.clone()/>
                    <Submit>"Mail me the newer link"</Submit>
                </NativeForm>
            </div>
        }
        .into_any()
    } else {
        view! { <p>{format!("Ask {inviter} for it.")}</p> }.into_any()
    };
    let content = view! { <p>{format!("{inviter} has made a newer link, and this one no longer works.")}</p>{next} };
    dead_end(inviter, "link", "There is a newer link", content.into_any())
}

/// Nobody could make it any more.
pub(super) fn unbacked(inviter: String) -> AnyView {
    let content = view! {
        <p>{format!("Whoever made this invitation may not make it any more, and nobody else at {inviter} may either. Nothing has happened to it.")}</p>
        <p>{format!("Ask {inviter} for a new one, or open the link again once they have put it right.")}</p>
    };
    dead_end(
        inviter,
        "ban",
        "This invitation is not backed any more",
        content.into_any(),
    )
}

/// The account to join is suspended.
pub(super) fn suspended(inviter: String, account: &str) -> AnyView {
    let content = view! {
        <p>{format!("The partnership of {account} is suspended, so nobody can join at present. Nothing has happened to the invitation.")}</p>
        <p>{format!("Open the link again once the partnership is resumed. When that will be, {inviter} can tell you.")}</p>
    };
    dead_end(inviter, "clock", "This invitation has to wait", content.into_any())
}

/// Taken back.
pub(super) fn revoked(inviter: String) -> AnyView {
    let content = view! {
        <p>{format!("{inviter} has taken this invitation back. If you did not expect that, ask {inviter}.")}</p>
    };
    dead_end(inviter, "ban", "This invitation was revoked", content.into_any())
}

/// Taken by the one who looks.
pub(super) fn accepted_by_you(account: &str) -> AnyView {
    let account = format!("/{account}");
    let content = view! {
        <p>"You accepted this invitation. Your account is open."</p>
        <div class="actions"><ButtonLink href=account kind="primary">"Go to the account"</ButtonLink></div>
    };
    dead_end(
        "Entente".to_owned(),
        "check-circle",
        "You have accepted",
        content.into_any(),
    )
}

/// Taken, by nobody known here.
pub(super) fn accepted(inviter: String, accepted: When) -> AnyView {
    let content = view! {
        <p>{format!("The invitation of {inviter} was accepted ")}<Time when=accepted/>". A link works once."</p>
        <p>"Was it you? Sign in to go on."</p>
        <div class="actions"><ButtonLink href="/sign-in" kind="primary">"Sign in"</ButtonLink></div>
    };
    dead_end(inviter, "check-circle", "This invitation is used", content.into_any())
}

/// Turned down.
pub(super) fn declined(inviter: String, declined: When) -> AnyView {
    let content = view! {
        <p>{format!("The invitation of {inviter} was declined ")}<Time when=declined/>". Nothing was signed."</p>
        <p>{format!("Changed your mind? Ask {inviter} for a new invitation.")}</p>
    };
    dead_end(
        inviter,
        "cross-circle",
        "This invitation was declined",
        content.into_any(),
    )
}
