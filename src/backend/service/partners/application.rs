//! Deciding on a partner that accepted while auto-onboarding was off: it and the contract it signed come into
//! force together, or are turned down together.

use super::standing::{Standing, begin, change};
use crate::{
    Backend, Error,
    auth::Actor,
    mail::PartnerNews,
    service::{
        cascade::{self, Doer, MainContract},
        changes::status,
    },
    store::{
        Connection,
        contracts::{self, ContractRow, Move, of_partner},
        events::NewEvent,
    },
};
use entente_domain::{
    contract::ContractAction,
    fields::{self, Fields},
    id::AccountId,
    partner::PartnerAction,
    usecases::Caller,
};

pub(super) async fn approve(backend: &Backend, caller: &Caller, id: &AccountId) -> Result<(), Error> {
    let (mut tx, actor) = begin(backend, caller).await?;
    let standing = Standing {
        action: PartnerAction::Approve,
        word: "approved",
        what: "approved the partner",
        letter: PartnerNews::Approved,
        note: "",
    };
    change(backend, &mut tx, &actor, id, &standing).await?;
    for contract in signed(&mut tx, &actor, id).await? {
        let what = ("approved", "approved the contract with the partner", "");
        decide(
            backend,
            &mut tx,
            &actor,
            &contract,
            (ContractAction::Approve, Move::Approved),
            what,
        )
        .await?;
        let main = MainContract {
            account_id: &contract.account_id,
            partner_id: &contract.partner_id,
            contract_id: &contract.id,
            agreement_id: &contract.agreement_id,
        };
        cascade::activate_dependents(backend, &mut tx, &main, &Doer::actor(&actor)).await?;
    }
    tx.commit().await?;
    Ok(())
}

pub(super) async fn reject(backend: &Backend, caller: &Caller, id: &AccountId, reason: &str) -> Result<(), Error> {
    let (mut tx, actor) = begin(backend, caller).await?;
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, fields::REQUIRED_REASON);
    fields.finish()?;
    let standing = Standing {
        action: PartnerAction::Reject,
        word: "rejected",
        what: "rejected the application",
        letter: PartnerNews::Rejected,
        note: &reason,
    };
    change(backend, &mut tx, &actor, id, &standing).await?;
    for contract in signed(&mut tx, &actor, id).await? {
        let ended = (ContractAction::Reject, Move::Ended { note: &reason });
        let what = (
            "rejected",
            "rejected the contract with the application",
            reason.as_str(),
        );
        decide(backend, &mut tx, &actor, &contract, ended, what).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The contracts that wait with the application.
async fn signed(connection: &mut Connection, actor: &Actor, id: &AccountId) -> Result<Vec<ContractRow>, Error> {
    let account = actor.account().as_str();
    let mut rows = Vec::new();
    for contract in of_partner::signed_main_contracts(connection, account, id.as_str()).await? {
        rows.extend(contracts::find(connection, account, &contract).await?);
    }
    Ok(rows)
}

async fn decide(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    contract: &ContractRow,
    (action, what): (ContractAction, Move<'_>),
    (word, words, note): (&str, &str, &str),
) -> Result<(), Error> {
    let to = contract.standing().after(action)?;
    let who = (Some(actor.user().as_str()), backend.now());
    if !contracts::apply(connection, contract, to, what, who).await? {
        return Err(Error::defect(format!(
            "contract {} changed within its own transaction",
            contract.id
        )));
    }
    let event = NewEvent {
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action: word,
        what: words,
        note,
        before: &status(contract.status),
        after: &status(to),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await
}
