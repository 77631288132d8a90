//! The partner signs, or accepts a newer version of what it has signed.

use super::{Met, find, meet, overtaken};
use crate::{
    Backend, Error,
    auth::Actor,
    mail::ContractNews,
    service::{
        cascade::{self, Doer, MainContract},
        changes::of_contract,
        document::Document,
        news::Side,
        proof::{self, Signatory},
        signature::{Signature, read_ticks, require_shown},
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
    Problem,
    contract::ContractStatus,
    evidence::{EvidenceAct, EvidenceChannel, Verification},
    fields::Fields,
    id::ContractId,
    invitation::InvitationStatus,
    partner::PartnerAction,
    usecases::{Caller, contracts::SignForm},
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &ContractId, form: &SignForm) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let met = meet(&mut tx, &actor, id).await?;
    met.require_partner(&actor)?;
    let to = met.after_signing().map_err(|refused| met.refusal(backend, refused))?;
    let mut fields = Fields::new();
    let signature = Signature::read(&mut fields, (&form.name, &form.title), true);
    read_ticks(&mut fields, &form.accepted, Some(&form.authorised));
    fields.finish()?;
    let document = find::offered(&mut tx, &met.contract)
        .await?
        .ok_or_else(|| Problem::conflict("The agreement is not on offer at present."))?;
    require_shown(&document, &form.document_hash)?;

    let signed = Move::Signed {
        signee: &signature.name,
        version: document.version,
    };
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(&mut tx, &met.contract, to, signed, who).await? {
        return Err(overtaken());
    }
    keep(backend, &mut tx, &actor, (&document, &met), &signature).await?;
    follow(backend, &mut tx, &actor, (&document, &met), to).await?;
    tx.commit().await?;
    Ok(())
}

/// Evidence of the signature.
async fn keep(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    (document, met): (&Document, &Met),
    signature: &Signature,
) -> Result<(), Error> {
    let person = actor.person();
    let signatory = Signatory {
        user_id: Some(actor.user().as_str()),
        name: &signature.name,
        title: &signature.title,
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
        EvidenceAct::Accepted,
        (document, &met.contract),
        &signatory,
    )
    .await
}

/// Event, letter to the issuer, and for a program or service contract what comes into force with it.
async fn follow(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    (document, met): (&Document, &Met),
    to: ContractStatus,
) -> Result<(), Error> {
    let contract = &met.contract;
    let renewed = contract.status == ContractStatus::Active;
    let what = match (renewed, to) {
        (true, _) => format!("accepted version {}", document.version),
        (false, ContractStatus::Active) => "signed the contract".to_owned(),
        (false, _) => "signed the contract, which waits for approval".to_owned(),
    };
    let event = NewEvent {
        account_id: &contract.account_id,
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action: "signed",
        what: &what,
        before: &of_contract(contract.status, contract.version),
        after: &of_contract(to, document.version),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    partnership::touch(connection, &contract.account_id, &contract.partner_id, backend.now()).await?;
    if contract.kind.parent().is_none() && !renewed {
        let who = (actor.user().as_str(), backend.now());
        let of = (contract.account_id.as_str(), contract.id.as_str());
        invitations::settle(connection, of, InvitationStatus::Accepted, "", who).await?;
        let main = MainContract {
            account_id: &contract.account_id,
            partner_id: &contract.partner_id,
            contract_id: &contract.id,
            agreement_id: &contract.agreement_id,
        };
        let doer = Doer::actor(actor);
        if to == ContractStatus::Active {
            cascade::begin(backend, connection, &main, &doer).await?;
        } else {
            let partner = (main.account_id, main.partner_id);
            let applies = (met.partnership.status, PartnerAction::Apply);
            cascade::move_partner(backend, connection, partner, applies, &doer).await?;
        }
    }
    let news = match (renewed, to) {
        (true, _) => ContractNews::AcceptedVersion(document.version),
        (false, ContractStatus::Active) => ContractNews::Signed,
        (false, _) => ContractNews::SignedForApproval,
    };
    backend.tell(connection, contract, Side::Issuer, (news, "")).await
}
