//! What the holder of a dead link can ask for: a new link from the inviter, or the newer one by mail.

use super::held::{Held, module};
use crate::{
    Backend, Error,
    clock::DAY,
    mail::Letter,
    store::{
        Connection,
        events::{self, NewEvent},
        invitations::moves,
    },
};
use entente_domain::{
    Code, Problem,
    id::InvitationId,
    invitation::{InvitationAction, InvitationState},
    usecases::Caller,
};

pub(super) async fn for_new_link(backend: &Backend, caller: &Caller, id: &InvitationId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let held = Held::need(backend, &mut tx, caller, id).await?;
    held.row.state(backend.now()).after(InvitationAction::AskForNewLink)?;
    let now = backend.now();
    if !moves::ask(&mut tx, &held.row, now - DAY, now).await? {
        let again = held.row.asked_at.map_or_else(String::new, |at| {
            format!(
                " You can ask again {} ({}).",
                backend.when(at + DAY).relative,
                backend.when(at + DAY).exact
            )
        });
        let message = format!(
            "{} was asked for a new link within the last day.{again}",
            held.names.inviter_account
        );
        return Err(Problem::new(Code::TooMany, message).into());
    }
    record(backend, &mut tx, &held, ("asked", "asked for a new link")).await?;
    let letter = Letter::NewLinkWanted {
        by: held.invitee(),
        path: held.path(),
    };
    let inviter = (held.row.account_id.as_str(), held.row.created_by.as_str());
    backend
        .tell_inviter(&mut tx, inviter, module(&held.row), &letter)
        .await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn for_newer_link(backend: &Backend, caller: &Caller, id: &InvitationId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let held = Held::need(backend, &mut tx, caller, id).await?;
    let Some(address) = held.row.address.clone().filter(|_| {
        held.is_replaced()
            && held.row.state(backend.now()) == InvitationState::Open
            && backend.settings().mail.is_configured()
    }) else {
        let message = format!(
            "The newer link cannot be mailed from here. Ask {} for it.",
            held.names.inviter_account
        );
        return Err(Problem::conflict(message).into());
    };
    let inviter = (held.row.account_id.as_str(), held.row.created_by.as_str());
    // Whoever holds the old link need not learn the invited address from a refusal.
    backend
        .queue_invitation(&mut tx, inviter, &held.row.id, &address)
        .await
        .map_err(|error| anonymous(error, &address))?;
    record(backend, &mut tx, &held, ("asked", "had the newer link mailed")).await?;
    tx.commit().await?;
    Ok(())
}

fn anonymous(error: Error, address: &str) -> Error {
    match error {
        Error::Refused(problem) => {
            let message = problem.message.replace(address, "The invited address");
            Error::Refused(Problem { message, ..problem })
        }
        other => other,
    }
}

async fn record(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    (action, what): (&str, &str),
) -> Result<(), Error> {
    let event = NewEvent {
        account_id: &held.row.account_id,
        partner_id: held.row.partner(),
        object_type: "invitation",
        object_id: &held.row.id,
        action,
        what,
        user_name: "The invited person",
        channel: held.channel(),
        ..NewEvent::default()
    };
    events::append(connection, backend.now(), &event).await
}
