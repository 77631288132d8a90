//! A vendor or reseller enrols in a dependent agreement that is open to it.

use super::may_act;
use crate::{
    Backend, Error,
    auth::Actor,
    service::changes::of_contract,
    store::{
        Connection,
        agreements::{self, AgreementRow},
        contracts::{self, NewContract},
        events::NewEvent,
        partnership,
    },
};
use entente_domain::{
    Problem,
    agreement::AgreementType,
    contract::{ContractStatus, contract_name},
    id::{AgreementId, ContractId},
    permission::{Level, Module},
    usecases::Caller,
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &AgreementId) -> Result<ContractId, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    actor.require(Module::Contracts, Level::View)?;
    let partner = actor.account().as_str();
    let agreement = agreements::find_open_to(&mut tx, partner, id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    actor.require_sign()?;
    let partnership = partnership::find(&mut tx, &agreement.account_id, partner)
        .await?
        .ok_or_else(Problem::not_found)?;
    may_act(&partnership, agreement.kind, &agreement.owner)?;

    if let Some((living, _)) = contracts::living(&mut tx, &agreement.account_id, &agreement.id, partner).await? {
        return living.try_into().map_err(Error::defect);
    }
    let parent = active_parent(&mut tx, &actor, &agreement).await?;
    let version = agreements::active_version(&mut tx, &agreement.account_id, &agreement.id)
        .await?
        .ok_or_else(|| Problem::conflict("This agreement is not on offer at present."))?;
    let contract = ContractId::draw(agreement.kind, || backend.rng().digit());
    let row = NewContract {
        account_id: &agreement.account_id,
        id: contract.as_str(),
        kind: agreement.kind,
        status: if agreement.kind == AgreementType::Distribution {
            ContractStatus::Enrolling
        } else {
            ContractStatus::Pending
        },
        name: &contract_name(&agreement.title),
        agreement_id: &agreement.id,
        version,
        partner_id: partner,
        parent_id: Some(&parent),
        note_to_signee: "",
        internal_note: "",
        expires_at: None,
        created_at: backend.now(),
        created_by: Some(actor.user().as_str()),
    };
    contracts::insert(&mut tx, &row).await?;
    let event = NewEvent {
        account_id: &agreement.account_id,
        partner_id: Some(partner),
        object_type: "contract",
        object_id: contract.as_str(),
        action: "enrolled",
        what: "enrolled in the agreement",
        after: &of_contract(row.status, row.version),
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    partnership::touch(&mut tx, &agreement.account_id, partner, backend.now()).await?;
    tx.commit().await?;
    Ok(contract)
}

/// The contract in force that the new one stands under.
async fn active_parent(connection: &mut Connection, actor: &Actor, agreement: &AgreementRow) -> Result<String, Error> {
    let Some(parent) = &agreement.parent_id else {
        return Err(Problem::conflict(
            "Program and service agreements are offered by the distributor; nobody enrols in them.",
        )
        .into());
    };
    let living = contracts::living(connection, &agreement.account_id, parent, actor.account().as_str()).await?;
    match living {
        Some((id, ContractStatus::Active)) => Ok(id),
        _ => Err(Problem::conflict("Your contract on the agreement above this one is not in force.").into()),
    }
}
