//! The contract page. The partner sees no internal note.

use super::{Met, list, meet};
use crate::{
    Backend, Error,
    service::{document, news::Side, timeline},
    store::{
        Connection,
        contracts::{ActRow, ContractRow, list as items},
        events,
        evidence::{self, Evidence},
    },
    when::precise,
};
use entente_domain::{
    contract::ContractStatus,
    evidence::{authority_statement, statement},
    id::ContractId,
    list::ListQuery,
    usecases::{
        Caller, Person, Reference,
        contracts::{Act, CONTRACTS, ContractActions, ContractRow as ContractItem, ContractView, EvidenceRow},
    },
};

/// How many events a timeline shows.
const TIMELINE: i64 = 100;

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &ContractId) -> Result<ContractView, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.actor(&mut connection, caller).await?;
    let met = meet(&mut connection, &actor, id).await?;
    let (actions, application) = (met.actions(&actor), met.application());
    let Met { contract, side, .. } = met;
    let shown = if actions.sign {
        offered(&mut connection, &contract).await?
    } else {
        None
    };
    let evidence = evidence::of_contract(&mut connection, &contract.id).await?;
    let events = events::of_object(&mut connection, &contract.id, TIMELINE).await?;
    Ok(ContractView {
        actions,
        application,
        parent: parent(&mut connection, &contract).await?,
        dependents: dependents(backend, &mut connection, &contract).await?,
        statement: shown
            .as_ref()
            .map_or_else(String::new, |shown| statement(&shown.title, shown.version)),
        document: shown.as_ref().map(document::view),
        evidence: evidence.into_iter().map(evidence_row).collect(),
        timeline: timeline(events, backend.now()),
        ..view(backend, contract, side)?
    })
}

/// The contract itself; what is looked up besides is left empty.
fn view(backend: &Backend, contract: ContractRow, side: Side) -> Result<ContractView, Error> {
    let reference = |id, name| Reference { id, name };
    Ok(ContractView {
        revision: contract.revision,
        kind: contract.kind,
        status: contract.status,
        awaits_approval: contract.status == ContractStatus::Pending && contract.signed.at.is_some(),
        version: contract.version,
        newer_version: contract.newer_version(),
        created: act(backend, &contract.created)
            .ok_or_else(|| Error::defect(format!("contract {} was never made", contract.id)))?,
        signed: act(backend, &contract.signed),
        countersigned: act(backend, &contract.countersigned),
        ended: act(backend, &contract.ended),
        expires: crate::when::maybe(contract.expires_at, backend.now()),
        authority_statement: authority_statement(&contract.partner),
        id: contract.id.try_into().map_err(Error::defect)?,
        agreement: reference(contract.agreement_id, contract.agreement),
        issuer: reference(contract.account_id, contract.issuer),
        partner: reference(contract.partner_id, contract.partner),
        name: contract.name,
        signee: contract.signee,
        note_to_signee: contract.note_to_signee,
        internal_note: if side == Side::Issuer {
            contract.internal_note
        } else {
            String::new()
        },
        ending_note: contract.ending_note,
        application: false,
        actions: ContractActions::default(),
        parent: None,
        dependents: Vec::new(),
        statement: String::new(),
        document: None,
        evidence: Vec::new(),
        timeline: Vec::new(),
    })
}

/// What the partner would sign now.
pub(super) async fn offered(
    connection: &mut Connection,
    contract: &ContractRow,
) -> Result<Option<document::Document>, Error> {
    document::offered(
        connection,
        &contract.account_id,
        &contract.agreement_id,
        &contract.partner_id,
        &contract.note_to_signee,
    )
    .await
}

async fn parent(connection: &mut Connection, contract: &ContractRow) -> Result<Option<Reference>, Error> {
    let Some(id) = &contract.parent_id else {
        return Ok(None);
    };
    let parent = crate::store::contracts::find(connection, &contract.account_id, id).await?;
    Ok(parent.map(|parent| Reference {
        id: parent.id,
        name: parent.name,
    }))
}

async fn dependents(
    backend: &Backend,
    connection: &mut Connection,
    contract: &ContractRow,
) -> Result<Vec<ContractItem>, Error> {
    if contract.kind.child().is_none() {
        return Ok(Vec::new());
    }
    let query = ListQuery {
        rows: 100,
        ..CONTRACTS.default_query()
    };
    let scope = items::Scope::Under(&contract.account_id, &contract.id);
    let rows = items::page(connection, scope, &query, (&[], &[])).await?;
    rows.into_iter().map(|item| list::view(backend, item)).collect()
}

fn act(backend: &Backend, row: &ActRow) -> Option<Act> {
    Some(Act {
        when: backend.when(row.at?),
        person: Person {
            id: row.by.clone().and_then(|id| id.try_into().ok()),
            name: row.name.clone().unwrap_or_else(|| "Entente".to_owned()),
        },
    })
}

fn evidence_row(row: Evidence) -> EvidenceRow {
    let signatory = if row.title.is_empty() {
        row.signatory
    } else {
        format!("{}, {}", row.signatory, row.title)
    };
    let address = match (row.address.as_str(), row.verified_by.label()) {
        ("", proof) => proof.to_owned(),
        (address, proof) => format!("{address} ({proof})"),
    };
    let client = [row.ip.as_str(), row.user_agent.as_str()];
    EvidenceRow {
        act: row.act.label().to_owned(),
        signatory,
        address,
        version: row.version,
        document_hash: row.document_hash,
        at: precise(row.at),
        client: client
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        channel: row.channel.as_str().to_owned(),
        hash: row.hash,
    }
}
