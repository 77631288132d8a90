//! Ends that the distributor brings about: withdrawing what was not signed, terminating what is in force.

use super::{decide::record, meet, overtaken};
use crate::{
    Backend, Error,
    mail::ContractNews,
    service::{
        cascade::{self, Doer, MainContract},
        changes::status,
        news::Side,
    },
    store::{
        contracts::{self, Move},
        events::NewEvent,
        invitations::{self, moves},
    },
};
use entente_domain::{
    contract::ContractAction,
    fields::{Fields, INTERNAL_NOTE},
    id::ContractId,
    invitation::InvitationStatus,
    usecases::Caller,
};

pub(super) async fn withdraw(backend: &Backend, caller: &Caller, id: &ContractId, note: &str) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_issuer(&actor)?;
    let contract = &met.contract;
    let to = contract
        .standing()
        .after(ContractAction::Withdraw)
        .map_err(|refused| met.refusal(backend, refused))?;
    let mut fields = Fields::new();
    let note = fields.line("note", "Note", note, INTERNAL_NOTE);
    fields.finish()?;
    let who = (actor.user().as_str(), backend.now());
    if !contracts::apply(&mut tx, contract, to, Move::Ended { note: &note }, (Some(who.0), who.1)).await? {
        return Err(overtaken());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &met,
        to,
        ("withdrawn", "withdrew the contract", &note),
    )
    .await?;
    for invitation in invitations::open_of_contract(&mut tx, &contract.account_id, &contract.id).await? {
        if !moves::revoke(&mut tx, &invitation, &note, who).await? {
            return Err(overtaken());
        }
        let event = NewEvent {
            partner_id: Some(&contract.partner_id),
            object_type: "invitation",
            object_id: &invitation.id,
            action: "revoked",
            what: "revoked the invitation together with the contract",
            note: &note,
            before: &status(invitation.state(who.1)),
            after: &status(InvitationStatus::Revoked),
            ..NewEvent::default()
        };
        backend.record(&mut tx, &actor, event).await?;
    }
    backend
        .tell(&mut tx, contract, Side::Partner, (ContractNews::Withdrawn, &note))
        .await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn terminate(backend: &Backend, caller: &Caller, id: &ContractId, note: &str) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_issuer(&actor)?;
    let contract = &met.contract;
    let to = contract
        .standing()
        .after(ContractAction::Terminate)
        .map_err(|refused| met.refusal(backend, refused))?;
    let mut fields = Fields::new();
    let note = fields.line("note", "Note", note, INTERNAL_NOTE);
    fields.finish()?;
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(&mut tx, contract, to, Move::Ended { note: &note }, who).await? {
        return Err(overtaken());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &met,
        to,
        ("terminated", "terminated the contract", &note),
    )
    .await?;
    if contract.kind.parent().is_none() {
        let main = MainContract {
            account_id: &contract.account_id,
            partner_id: &contract.partner_id,
            contract_id: &contract.id,
            agreement_id: &contract.agreement_id,
        };
        cascade::end(backend, &mut tx, &main, &Doer::actor(&actor)).await?;
    }
    backend
        .tell(&mut tx, contract, Side::Partner, (ContractNews::Terminated, &note))
        .await?;
    tx.commit().await?;
    Ok(())
}
