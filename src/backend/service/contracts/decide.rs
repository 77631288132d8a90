//! Decisions on what waits: approve, request changes, reject.

use super::{Met, find, meet, overtaken};
use crate::{
    Backend, Error,
    auth::Actor,
    mail::ContractNews,
    service::{
        cascade::{self, Doer, MainContract},
        changes::status,
        news::Side,
        proof::{self, Signatory},
    },
    store::{
        Connection,
        contracts::{self, Move},
        events::NewEvent,
        invitations::moves as invitations,
        partnership,
    },
};
use entente_domain::{
    contract::{ContractAction, ContractStatus},
    evidence::{EvidenceAct, EvidenceChannel, Verification},
    fields::{Fields, REASON, REQUIRED_REASON},
    id::ContractId,
    invitation::InvitationStatus,
    partner::PartnerAction,
    usecases::Caller,
};

pub(super) async fn approve(backend: &Backend, caller: &Caller, id: &ContractId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_issuer(&actor)?;
    met.require_decidable()?;
    let contract = &met.contract;
    let to = contract
        .standing()
        .after(ContractAction::Approve)
        .map_err(|refused| met.refusal(backend, refused))?;
    if !contracts::apply(
        &mut tx,
        contract,
        to,
        Move::Approved,
        (Some(actor.user().as_str()), backend.now()),
    )
    .await?
    {
        return Err(overtaken());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &met,
        to,
        ("approved", "approved the contract", ""),
    )
    .await?;
    if contract.kind.parent().is_none() {
        let main = MainContract {
            account_id: &contract.account_id,
            partner_id: &contract.partner_id,
            contract_id: &contract.id,
            agreement_id: &contract.agreement_id,
        };
        cascade::begin(backend, &mut tx, &main, &Doer::actor(&actor)).await?;
    }
    backend
        .tell(&mut tx, contract, Side::Partner, (ContractNews::Approved, ""))
        .await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn request_changes(
    backend: &Backend,
    caller: &Caller,
    id: &ContractId,
    note: &str,
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_issuer(&actor)?;
    let to = met
        .contract
        .standing()
        .after(ContractAction::RequestChanges)
        .map_err(|refused| met.refusal(backend, refused))?;
    let mut fields = Fields::new();
    let note = fields.lines("note", "What to change", note, REQUIRED_REASON);
    fields.finish()?;
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(&mut tx, &met.contract, to, Move::ChangesRequested { note: &note }, who).await? {
        return Err(overtaken());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &met,
        to,
        ("changes_requested", "asked for changes", &note),
    )
    .await?;
    backend
        .tell(
            &mut tx,
            &met.contract,
            Side::Partner,
            (ContractNews::ChangesWanted, &note),
        )
        .await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn reject(backend: &Backend, caller: &Caller, id: &ContractId, reason: &str) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    match met.side {
        Side::Issuer => {
            met.require_issuer(&actor)?;
            met.require_decidable()?;
        }
        Side::Partner => met.require_partner(&actor)?,
    }
    let to = met.after_rejecting().map_err(|refused| met.refusal(backend, refused))?;
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, REASON);
    fields.finish()?;
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(&mut tx, &met.contract, to, Move::Ended { note: &reason }, who).await? {
        return Err(overtaken());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &met,
        to,
        ("rejected", "rejected the contract", &reason),
    )
    .await?;
    let other = match met.side {
        Side::Issuer => Side::Partner,
        Side::Partner => {
            decline(backend, &mut tx, &actor, &met, &reason).await?;
            Side::Issuer
        }
    };
    backend
        .tell(&mut tx, &met.contract, other, (ContractNews::Rejected, &reason))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The partner turns an offer down: evidence, and for a program or service contract the end of its invitation.
async fn decline(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    met: &Met,
    reason: &str,
) -> Result<(), Error> {
    let (contract, person) = (&met.contract, actor.person());
    if let Some(document) = find::offered(connection, contract).await? {
        let signatory = Signatory {
            user_id: Some(actor.user().as_str()),
            name: person.name(),
            title: "",
            address: person.email(),
            verified_by: if person.is_verified() {
                Verification::SignedIn
            } else {
                Verification::NotVerified
            },
            channel: EvidenceChannel::SignedIn,
            invitation_id: None,
            ip: actor.ip(),
            user_agent: actor.user_agent(),
            session: person.session(),
        };
        proof::keep_signature(
            backend,
            connection,
            EvidenceAct::Declined,
            (&document, contract),
            &signatory,
        )
        .await?;
    }
    if contract.kind.parent().is_some() {
        return Ok(());
    }
    let of = (contract.account_id.as_str(), contract.id.as_str());
    let who = (actor.user().as_str(), backend.now());
    invitations::settle(connection, of, InvitationStatus::Declined, reason, who).await?;
    if met.partnership.status.after(PartnerAction::Decline).is_ok() {
        let partner = (contract.account_id.as_str(), contract.partner_id.as_str());
        let moving = (met.partnership.status, PartnerAction::Decline);
        cascade::move_partner(backend, connection, partner, moving, &Doer::actor(actor)).await?;
    }
    Ok(())
}

/// The event of a move, in the issuer's log and on the partner's timeline.
pub(super) async fn record(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    met: &Met,
    to: ContractStatus,
    (action, what, note): (&str, &str, &str),
) -> Result<(), Error> {
    let contract = &met.contract;
    let event = NewEvent {
        account_id: &contract.account_id,
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action,
        what,
        note,
        before: &status(contract.status),
        after: &status(to),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    partnership::touch(connection, &contract.account_id, &contract.partner_id, backend.now()).await
}
