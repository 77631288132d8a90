//! The list of contracts.

use crate::{
    Backend, Error,
    service::listing,
    store::{
        contracts::list::{self, Item, Scope},
        paging,
    },
};
use entente_domain::{
    account::Role,
    agreement::AgreementType,
    contract::ContractStatus,
    list::{ListQuery, Page},
    permission::{Level, Module},
    usecases::{
        Caller, Reference,
        contracts::{CONTRACTS, ContractRow},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &ListQuery) -> Result<Page<ContractRow>, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.actor(&mut connection, caller).await?;
    actor.require(Module::Contracts, Level::View)?;
    let account = actor.account().as_str();
    let scope = if actor.role() == Role::Distributor {
        Scope::Issuer(account)
    } else {
        Scope::Partner(account)
    };

    let mut query = listing::in_range(&CONTRACTS, query);
    listing::keep_words::<ContractStatus>(&mut query, "status");
    listing::keep_words::<AgreementType>(&mut query, "type");
    let (statuses, types) = (query.chosen("status").to_vec(), query.chosen("type").to_vec());
    let counts = list::counts(&mut connection, scope, &query.q).await?;
    let unfiltered = if query.q.is_empty() {
        counts.sum(&[], &[])
    } else {
        list::counts(&mut connection, scope, "").await?.sum(&[], &[])
    };
    let total = counts.sum(&statuses, &types);
    let query = paging::clamped(&query, total);
    let items = list::page(&mut connection, scope, &query, (&statuses, &types)).await?;

    let by_status = ContractStatus::ALL.iter().map(|status| {
        (
            status.as_str(),
            status.label(),
            counts.sum(&[status.as_str().to_owned()], &types),
        )
    });
    let by_type = AgreementType::ALL
        .iter()
        .filter(|kind| actor.role() == Role::Distributor || kind.partner_type().role() == actor.role())
        .map(|kind| {
            (
                kind.as_str(),
                kind.label(),
                counts.sum(&statuses, &[kind.as_str().to_owned()]),
            )
        });
    let filters = vec![
        listing::filter("status", "Status", by_status),
        listing::filter("type", "Type", by_type),
    ];
    let rows = items
        .into_iter()
        .map(|item| view(backend, item))
        .collect::<Result<_, _>>()?;
    Ok(Page {
        query,
        rows,
        total,
        capped: false,
        unfiltered,
        filters,
    })
}

/// A contract as lists show it.
pub(super) fn view(backend: &Backend, item: Item) -> Result<ContractRow, Error> {
    let reference = |(id, name)| Reference { id, name };
    Ok(ContractRow {
        id: item.id.try_into().map_err(Error::defect)?,
        name: item.name,
        kind: item.kind,
        partner: reference(item.partner),
        issuer: reference(item.issuer),
        version: item.version,
        latest: item.active_version.is_none_or(|active| active == item.version),
        status: item.status,
        awaits_approval: item.status == ContractStatus::Pending && item.signed_at.is_some(),
        signee: item.signee,
        created: backend.when(item.created_at),
        signed: crate::when::maybe(item.signed_at, backend.now()),
    })
}
