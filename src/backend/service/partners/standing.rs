//! Suspending a partner, and ending that: its people can sign in and read, and change nothing meanwhile.

use crate::{
    Backend, Error,
    mail::Letter,
    store::{events::NewEvent, partners, partnership, recipients},
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
struct Standing<'a> {
    action: PartnerAction,
    word: &'a str,
    what: &'a str,
    letter: &'a str,
    note: &'a str,
}

pub(super) async fn suspend(backend: &Backend, caller: &Caller, id: &AccountId, reason: &str) -> Result<(), Error> {
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, fields::REASON);
    fields.finish()?;
    let standing = Standing {
        action: PartnerAction::Suspend,
        word: "suspended",
        what: "suspended the partner",
        letter: "suspended the partnership; your people can still sign in and read",
        note: &reason,
    };
    change(backend, caller, id, &standing).await
}

pub(super) async fn resume(backend: &Backend, caller: &Caller, id: &AccountId) -> Result<(), Error> {
    let standing = Standing {
        action: PartnerAction::Resume,
        word: "resumed",
        what: "ended the suspension",
        letter: "ended the suspension of the partnership",
        note: "",
    };
    change(backend, caller, id, &standing).await
}

async fn change(backend: &Backend, caller: &Caller, id: &AccountId, standing: &Standing<'_>) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let (account, id) = (actor.account().as_str(), id.as_str());
    let row = partners::find(&mut tx, account, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let to = row.status.after(standing.action)?;
    if !partnership::update_status(&mut tx, (account, id), (row.status, to), backend.now()).await? {
        return Err(Problem::conflict("The partner's status changed in the meantime. Look at it again.").into());
    }
    let event = NewEvent {
        partner_id: Some(id),
        object_type: "partner",
        object_id: id,
        action: standing.word,
        what: standing.what,
        note: standing.note,
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    let letter = Letter::PartnerNews {
        issuer: actor.account_name().to_owned(),
        what: standing.letter.to_owned(),
        note: standing.note.to_owned(),
        path: format!("/{id}"),
    };
    for member in recipients::members(&mut tx, id).await? {
        if member.permissions.sign || member.permissions.manages(Module::Settings) {
            backend.queue(&mut tx, Some(account), &member.email, &letter).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
