//! What follows from a program or service contract in the same transaction: the partner is in business, the
//! contracts under it become active by auto accept; and at its end, the contracts under it end, and with the last
//! one the partner is removed.

use crate::{
    Backend, Error,
    service::{
        changes::{of_contract, status},
        document, proof,
    },
    store::{
        Connection, agreements,
        contracts::{self, Move, NewContract},
        events::{self, NewEvent},
        partnership,
    },
};
use entente_domain::{
    contract::{ContractAction, ContractStatus, contract_name},
    id::ContractId,
    partner::{PartnerAction, PartnerStatus},
    usecases::Reference,
};

/// Who acts, as far as events need it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doer<'a> {
    /// The user; `None` for the system.
    pub user_id: Option<&'a str>,
    /// Their name.
    pub user_name: &'a str,
    /// web, mailed link, copied link, command line, system.
    pub channel: &'a str,
}

impl<'a> Doer<'a> {
    /// An actor, inside the account.
    pub fn actor(actor: &'a crate::auth::Actor) -> Self {
        Self {
            user_id: Some(actor.user().as_str()),
            user_name: actor.person().name(),
            channel: "web",
        }
    }
}

/// A program or service contract that has just become active, or has just ended.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_field_names,
    reason = "they are named as the columns that they are bound to"
)]
pub(crate) struct MainContract<'a> {
    /// The issuer.
    pub account_id: &'a str,
    /// The partner's account.
    pub partner_id: &'a str,
    /// The contract.
    pub contract_id: &'a str,
    /// Its agreement.
    pub agreement_id: &'a str,
}

/// A program or service contract has come into force: moves the partner on and activates the contracts under it.
/// Returns these.
pub(crate) async fn begin(
    backend: &Backend,
    connection: &mut Connection,
    main: &MainContract<'_>,
    doer: &Doer<'_>,
) -> Result<Vec<Reference>, Error> {
    let partnership = partnership::find(connection, main.account_id, main.partner_id)
        .await?
        .ok_or_else(|| Error::defect(format!("contract {} has no partner", main.contract_id)))?;
    if let Some(action) = partnership.status.when_in_force()? {
        move_partner(
            backend,
            connection,
            (main.account_id, main.partner_id),
            (partnership.status, action),
            doer,
        )
        .await?;
    }
    activate_dependents(backend, connection, main, doer).await
}

/// Moves the partner on, with its event.
pub(crate) async fn move_partner(
    backend: &Backend,
    connection: &mut Connection,
    (account_id, partner_id): (&str, &str),
    (from, action): (PartnerStatus, PartnerAction),
    doer: &Doer<'_>,
) -> Result<(), Error> {
    let to = from.after(action)?;
    if !partnership::update_status(connection, (account_id, partner_id), (from, to), backend.now()).await? {
        return Err(Error::defect(format!(
            "partner {partner_id} changed within its own transaction"
        )));
    }
    let event = NewEvent {
        account_id,
        partner_id: Some(partner_id),
        object_type: "partner",
        object_id: partner_id,
        action: to.as_str(),
        what: match to {
            PartnerStatus::Active => "is an active partner now",
            PartnerStatus::Pending => "applied and waits for approval",
            PartnerStatus::Declined => "declined to become a partner",
            PartnerStatus::Removed => "was removed with the last program or service contract",
            PartnerStatus::Invited | PartnerStatus::Suspended | PartnerStatus::Rejected => to.as_str(),
        },
        user_id: doer.user_id,
        user_name: doer.user_name,
        channel: doer.channel,
        before: &status(from),
        after: &status(to),
        ..NewEvent::default()
    };
    events::append(connection, backend.now(), &event).await
}

/// Makes an active contract on every agreement with auto accept under the main one, unless the partner holds a
/// living one there. Returns what was made.
pub(crate) async fn activate_dependents(
    backend: &Backend,
    connection: &mut Connection,
    main: &MainContract<'_>,
    doer: &Doer<'_>,
) -> Result<Vec<Reference>, Error> {
    let mut made = Vec::new();
    for agreement in agreements::dependents(connection, main.account_id, main.agreement_id).await? {
        if !agreement.auto_accept
            || contracts::living(connection, main.account_id, &agreement.id, main.partner_id)
                .await?
                .is_some()
        {
            continue;
        }
        let Some(document) = document::offered(connection, main.account_id, &agreement.id, main.partner_id, "").await?
        else {
            continue;
        };
        let id = ContractId::draw(agreement.kind, || backend.rng().digit());
        let name = contract_name(&document.title);
        let contract = NewContract {
            account_id: main.account_id,
            id: id.as_str(),
            kind: agreement.kind,
            status: ContractStatus::Active,
            name: &name,
            agreement_id: &agreement.id,
            version: document.version,
            partner_id: main.partner_id,
            parent_id: Some(main.contract_id),
            note_to_signee: "",
            internal_note: "",
            expires_at: None,
            created_at: backend.now(),
            created_by: None,
        };
        contracts::insert(connection, &contract).await?;
        let statement = format!("Active with contract {} by auto accept.", main.contract_id);
        proof::keep_activation(backend, connection, &document, &contract, &statement).await?;
        let event = NewEvent {
            account_id: main.account_id,
            partner_id: Some(main.partner_id),
            object_type: "contract",
            object_id: id.as_str(),
            action: "activated",
            what: "brought the contract into force by auto accept",
            user_id: doer.user_id,
            user_name: doer.user_name,
            channel: doer.channel,
            after: &of_contract(contract.status, contract.version),
            ..NewEvent::default()
        };
        events::append(connection, backend.now(), &event).await?;
        made.push(Reference { id: id.into(), name });
    }
    Ok(made)
}

/// A program or service contract has been terminated: the contracts under it end, and with the last of its kind
/// the partner is removed.
pub(crate) async fn end(
    backend: &Backend,
    connection: &mut Connection,
    main: &MainContract<'_>,
    doer: &Doer<'_>,
) -> Result<(), Error> {
    end_dependents(backend, connection, main.account_id, main.contract_id, doer).await?;
    if contracts::active_main_contracts(connection, main.account_id, main.partner_id).await? > 0 {
        return Ok(());
    }
    let Some(partnership) = partnership::find(connection, main.account_id, main.partner_id).await? else {
        return Ok(());
    };
    if partnership.status.after(PartnerAction::Remove).is_ok() {
        let moving = (partnership.status, PartnerAction::Remove);
        move_partner(backend, connection, (main.account_id, main.partner_id), moving, doer).await?;
    }
    Ok(())
}

/// Ends every living contract under a main one that has just ended: active ones are terminated, the others
/// rejected. Returns how many.
pub(crate) async fn end_dependents(
    backend: &Backend,
    connection: &mut Connection,
    account_id: &str,
    contract_id: &str,
    doer: &Doer<'_>,
) -> Result<usize, Error> {
    let ids = contracts::living_dependents(connection, account_id, contract_id).await?;
    let note = format!("Ended with contract {contract_id}");
    for id in &ids {
        let contract = contracts::find(connection, account_id, id)
            .await?
            .ok_or_else(|| Error::defect(format!("contract {id} is gone within its own transaction")))?;
        let to = contract
            .standing()
            .after(ContractAction::Terminate)
            .unwrap_or(ContractStatus::Rejected);
        let ended = Move::Ended { note: &note };
        if !contracts::apply(connection, &contract, to, ended, (doer.user_id, backend.now())).await? {
            return Err(Error::defect(format!(
                "contract {id} changed within its own transaction"
            )));
        }
        let event = NewEvent {
            account_id,
            partner_id: Some(&contract.partner_id),
            object_type: "contract",
            object_id: id,
            action: to.as_str(),
            what: "ended the contract together with the one above it",
            user_id: doer.user_id,
            user_name: doer.user_name,
            channel: doer.channel,
            before: &status(contract.status),
            after: &status(to),
            ..NewEvent::default()
        };
        events::append(connection, backend.now(), &event).await?;
    }
    Ok(ids.len())
}
