//! The distributor's notes on a contract: one for the partner, one for itself.

use super::meet;
use crate::{
    Backend, Error,
    store::{contracts::moves, events::NewEvent},
};
use entente_domain::{
    Problem,
    fields::{Fields, INTERNAL_NOTE, NOTE_TO_SIGNEE},
    id::ContractId,
    usecases::Caller,
};

pub(super) async fn save(
    backend: &Backend,
    caller: &Caller,
    id: &ContractId,
    revision: i64,
    (to_signee, internal): (&str, &str),
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_issuer(&actor)?;
    let contract = &met.contract;
    if contract.status.is_final() {
        let message = format!(
            "The notes of a contract that is {} stay as they are.",
            contract.status.label().to_lowercase()
        );
        return Err(Problem::conflict(message).into());
    }
    let mut fields = Fields::new();
    let to_signee = fields.lines("to_signee", "Note to signee", to_signee, NOTE_TO_SIGNEE);
    let internal = fields.lines("internal", "Internal note", internal, INTERNAL_NOTE);
    fields.finish()?;
    if !moves::update_notes(&mut tx, contract, revision, &to_signee, &internal).await? {
        return Err(backend.stale(&mut tx, &actor, &contract.id).await?);
    }
    // The internal note is the issuer's alone and this event is on both timelines: its text stays out.
    let event = NewEvent {
        account_id: &contract.account_id,
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action: "edited",
        what: "edited the notes",
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}
