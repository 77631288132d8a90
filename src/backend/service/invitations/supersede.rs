//! Another name or address: a new invitation takes over, and the old link dies.

use super::manage::{act, overtaken, record};
use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::changes::{changed, status},
    store::{
        Connection,
        events::NewEvent,
        invitations::{self, InvitationRow, NewInvitation, moves},
    },
};
use entente_domain::{id::InvitationId, invitation::InvitationStatus};

/// What the new invitation says; the rest is as before.
pub(in crate::service) struct Successor<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub group_ids: &'a [String],
}

/// Makes the new invitation and ends the old one; returns the new id. The mail is the caller's.
pub(in crate::service) async fn supersede(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
    successor: &Successor<'_>,
) -> Result<String, Error> {
    let (id, now) = (InvitationId::draw(|| backend.rng().digit()), backend.now());
    if !moves::supersede(connection, row, id.as_str(), (actor.user().as_str(), now)).await? {
        return Err(overtaken());
    }
    let new = NewInvitation {
        // Whoever changes it has made it now.
        account_id: actor.account().as_str(),
        id: id.as_str(),
        kind: row.kind,
        address: Some(successor.address),
        name: successor.name,
        partner_id: row.partner_id.as_deref(),
        contract_id: row.contract_id.as_deref(),
        joins_account_id: &row.joins_account_id,
        group_ids: successor.group_ids,
        expiry_days: row.expiry_days,
        expires_at: now + row.expiry_days * DAY,
        created_at: now,
        created_by: actor.user().as_str(),
    };
    invitations::insert(connection, &new).await?;
    let what = format!("made the invitation out anew as {id}; the old link is dead");
    let ended = NewEvent {
        before: &status(row.state(now)),
        after: &status(InvitationStatus::Superseded),
        ..act("superseded", &what)
    };
    record(backend, connection, actor, row, ended).await?;
    let person = |name: &str, address: &str| serde_json::json!({ "name": name, "email": address });
    let old = person(&row.name, row.address.as_deref().unwrap_or_default());
    let (before, after) = changed(&old, &person(successor.name, successor.address))?.unwrap_or_default();
    let event = NewEvent {
        partner_id: row.partner(),
        object_type: "invitation",
        object_id: id.as_str(),
        action: "created",
        what: &format!("made the invitation in place of {}", row.id),
        before: &before,
        after: &after,
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    Ok(id.as_str().to_owned())
}
