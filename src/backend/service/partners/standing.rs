//! Suspending a partner, and ending that: its people can sign in and read, and change nothing meanwhile.

use crate::{
    Backend, Error,
    auth::Actor,
    mail::{Letter, PartnerNews},
    service::changes::status,
    store::{Connection, Transaction, events::NewEvent, partners, partnership, recipients},
};
use entente_domain::{
    Problem,
    fields::{self, Fields},
    id::AccountId,
    partner::PartnerAction,
    permission::{Level, Module},
    usecases::Caller,
};

/// A move, in the words of the event and of the letter.
pub(super) struct Standing<'a> {
    pub action: PartnerAction,
    pub word: &'a str,
    pub what: &'a str,
    pub letter: PartnerNews,
    pub note: &'a str,
}

pub(super) async fn suspend(backend: &Backend, caller: &Caller, id: &AccountId, reason: &str) -> Result<(), Error> {
    let (mut tx, actor) = begin(backend, caller).await?;
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, fields::REASON);
    fields.finish()?;
    let standing = Standing {
        action: PartnerAction::Suspend,
        word: "suspended",
        what: "suspended the partner",
        letter: PartnerNews::Suspended,
        note: &reason,
    };
    change(backend, &mut tx, &actor, id, &standing).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn resume(backend: &Backend, caller: &Caller, id: &AccountId) -> Result<(), Error> {
    let (mut tx, actor) = begin(backend, caller).await?;
    let standing = Standing {
        action: PartnerAction::Resume,
        word: "resumed",
        what: "ended the suspension",
        letter: PartnerNews::Resumed,
        note: "",
    };
    change(backend, &mut tx, &actor, id, &standing).await?;
    tx.commit().await?;
    Ok(())
}

/// A write transaction, and who acts in it.
pub(super) async fn begin(backend: &Backend, caller: &Caller) -> Result<(Transaction, Actor), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    Ok((tx, actor))
}

/// Moves the partner on, with event and letter.
pub(super) async fn change(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    id: &AccountId,
    standing: &Standing<'_>,
) -> Result<(), Error> {
    let (account, id) = (actor.account().as_str(), id.as_str());
    let row = partners::find(connection, account, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let to = row.status.after(standing.action)?;
    if !partnership::update_status(connection, (account, id), (row.status, to), backend.now()).await? {
        return Err(Problem::conflict("The partner's status changed in the meantime. Look at it again.").into());
    }
    let event = NewEvent {
        partner_id: Some(id),
        object_type: "partner",
        object_id: id,
        action: standing.word,
        what: standing.what,
        note: standing.note,
        before: &status(row.status),
        after: &status(to),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    let letter = Letter::PartnerNews {
        issuer: actor.account_name().to_owned(),
        what: standing.letter,
        note: standing.note.to_owned(),
        path: format!("/{id}"),
    };
    for member in recipients::members(connection, id).await? {
        if member.permissions.sign || member.permissions.manages(Module::Settings) {
            backend.queue(connection, Some(account), &member.email, &letter).await?;
        }
    }
    Ok(())
}
