//! What the inviter's organisation does with an invitation: resend, replace the link, revoke, mail it elsewhere.

use super::{
    backing::{require_backed, require_givable, require_keeper},
    held::module,
    supersede::{Successor, supersede},
};
use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::changes::{changed, status},
    store::{
        Connection,
        contracts::{self, Move},
        events::NewEvent,
        invitations::{self, InvitationRow, moves, place},
    },
    when::when,
};
use entente_domain::{
    Problem,
    contract::ContractAction,
    fields::{Fields, REASON},
    id::InvitationId,
    invitation::{InvitationAction, InvitationKind, InvitationState},
    permission::{Level, Module},
    usecases::Caller,
};
use serde_json::json;

/// One of the account's invitations, or one to the account itself whoever made it, for somebody who may manage it:
/// whoever manages an account's users decides who joins it.
pub(super) async fn managed(
    connection: &mut Connection,
    actor: &Actor,
    id: &InvitationId,
) -> Result<InvitationRow, Error> {
    let here = actor.account().as_str();
    let joins_here = |row: &InvitationRow| row.kind == InvitationKind::User && row.joins_account_id == here;
    let row = invitations::find(connection, id.as_str()).await?;
    let row = row
        .filter(|row| row.account_id == here || joins_here(row))
        .ok_or_else(Problem::not_found)?;
    let module = if joins_here(&row) { Module::Users } else { module(&row) };
    actor.require(module, Level::Manage)?;
    Ok(row)
}

pub(super) fn overtaken() -> Error {
    Problem::conflict("The invitation was changed meanwhile. Look at the present state.").into()
}

pub(super) async fn resend(backend: &Backend, caller: &Caller, id: &InvitationId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let row = managed(&mut tx, &actor, id).await?;
    row.state(backend.now()).after(InvitationAction::Resend)?;
    require_keeper(&mut tx, &actor, &row).await?;
    require_backed(&mut tx, &row).await?;
    let (before, after) = &renew(backend, &mut tx, &row, row.generation).await?;
    let event = NewEvent {
        before,
        after,
        ..act("resent", "renewed the invitation")
    };
    record(backend, &mut tx, &actor, &row, event).await?;
    mail_if_known(backend, &mut tx, &row).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn replace_link(backend: &Backend, caller: &Caller, id: &InvitationId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let row = managed(&mut tx, &actor, id).await?;
    row.state(backend.now()).after(InvitationAction::ReplaceLink)?;
    require_keeper(&mut tx, &actor, &row).await?;
    require_backed(&mut tx, &row).await?;
    let (before, after) = &renew(backend, &mut tx, &row, row.generation + 1).await?;
    let event = NewEvent {
        before,
        after,
        ..act("link_replaced", "replaced the link")
    };
    record(backend, &mut tx, &actor, &row, event).await?;
    mail_if_known(backend, &mut tx, &row).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn revoke(backend: &Backend, caller: &Caller, id: &InvitationId, reason: &str) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let row = managed(&mut tx, &actor, id).await?;
    let state = row.state(backend.now());
    let to = state.after(InvitationAction::Revoke)?;
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, REASON);
    fields.finish()?;
    let who = (actor.user().as_str(), backend.now());
    if !moves::revoke(&mut tx, &row, &reason, who).await? {
        return Err(overtaken());
    }
    let event = NewEvent {
        note: &reason,
        before: &status(state),
        after: &status(to),
        ..act("revoked", "revoked the invitation")
    };
    record(backend, &mut tx, &actor, &row, event).await?;
    withdraw_contract(backend, &mut tx, &actor, &row, &reason).await?;
    tx.commit().await?;
    Ok(())
}

/// The contract that only this invitation offered goes with it.
async fn withdraw_contract(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
    reason: &str,
) -> Result<(), Error> {
    let Some(id) = &row.contract_id else {
        return Ok(());
    };
    let Some(contract) = contracts::find(connection, &row.account_id, id).await? else {
        return Ok(());
    };
    let Ok(to) = contract.standing().after(ContractAction::Withdraw) else {
        return Ok(());
    };
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(connection, &contract, to, Move::Ended { note: reason }, who).await? {
        return Err(overtaken());
    }
    let event = NewEvent {
        partner_id: row.partner(),
        object_type: "contract",
        object_id: id,
        action: "withdrawn",
        what: "withdrew the contract together with the invitation",
        note: reason,
        before: &status(contract.status),
        after: &status(to),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await
}

pub(super) async fn mail_to(backend: &Backend, caller: &Caller, id: &InvitationId, email: &str) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let row = managed(&mut tx, &actor, id).await?;
    let state = row.state(backend.now());
    state.after(InvitationAction::ChangeAddress)?;
    require_keeper(&mut tx, &actor, &row).await?;
    if !backend.settings().mail.is_configured() {
        return Err(Problem::conflict("No mail server is set. Copy the link and hand it over some other way.").into());
    }
    let mut fields = Fields::new();
    let email = fields.email("email", email);
    fields.finish()?;
    let Some(email) = email else {
        return Err(Error::defect("an address that was neither read nor refused"));
    };
    let member = place::member_with(&mut tx, &row.joins_account_id, email.as_str()).await?;
    if row.kind == InvitationKind::User && member.is_some() {
        return Err(Problem::field("email", "Somebody with this address belongs to the account already.").into());
    }
    if row.address.as_deref() != Some(email.as_str()) {
        require_givable(&mut tx, &actor, &row).await?;
    }
    require_backed(&mut tx, &row).await?;
    let inviter = (row.account_id.as_str(), row.created_by.as_str());
    match &row.address {
        Some(present) if present != email.as_str() => {
            let successor = Successor {
                name: &row.name,
                address: email.as_str(),
                group_ids: &row.group_ids,
            };
            let id = supersede(backend, &mut tx, &actor, &row, &successor).await?;
            backend
                .queue_invitation(&mut tx, (&row.account_id, actor.user().as_str()), &id, email.as_str())
                .await?;
        }
        known => {
            if known.is_none() && !moves::set_address(&mut tx, &row, email.as_str()).await? {
                return Err(overtaken());
            }
            let (before, after) = &if state == InvitationState::Expired {
                renew(backend, &mut tx, &row, row.generation).await?
            } else {
                <(String, String)>::default()
            };
            let event = NewEvent {
                before,
                after,
                ..act("mailed", "queued a mail with the link")
            };
            record(backend, &mut tx, &actor, &row, event).await?;
            backend
                .queue_invitation(&mut tx, inviter, &row.id, email.as_str())
                .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Renews the time of the link, which is of this generation from now on. Returns what events keep of it, before and
/// after.
async fn renew(
    backend: &Backend,
    connection: &mut Connection,
    row: &InvitationRow,
    generation: i64,
) -> Result<(String, String), Error> {
    let expires_at = backend.now() + row.expiry_days * DAY;
    if !moves::renew(connection, row, generation, expires_at).await? {
        return Err(overtaken());
    }
    let kept = |generation: i64, until: i64| json!({ "link_number": generation, "expires": when(until, until).iso });
    let (before, after) = (kept(row.generation, row.expires_at), kept(generation, expires_at));
    Ok(changed(&before, &after)?.unwrap_or_default())
}

/// Queues the mail when the invitation names an address and mail leaves this installation; else the link is
/// copied.
async fn mail_if_known(backend: &Backend, connection: &mut Connection, row: &InvitationRow) -> Result<(), Error> {
    match &row.address {
        Some(address) if backend.settings().mail.is_configured() => {
            backend
                .queue_invitation(connection, (&row.account_id, &row.created_by), &row.id, address)
                .await
        }
        _ => Ok(()),
    }
}

/// An event of which [`record`] fills in what it is about.
pub(super) fn act<'a>(action: &'a str, what: &'a str) -> NewEvent<'a> {
    NewEvent {
        action,
        what,
        ..NewEvent::default()
    }
}

pub(super) async fn record(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
    event: NewEvent<'_>,
) -> Result<(), Error> {
    let event = NewEvent {
        partner_id: row.partner(),
        object_type: "invitation",
        object_id: &row.id,
        ..event
    };
    backend.record(connection, actor, event).await
}
