//! The list of agreements.

use crate::{
    Backend, Error,
    service::listing,
    store::{
        agreements::list::{self, Item, Scope},
        paging,
    },
};
use entente_domain::{
    account::Role,
    agreement::AgreementType,
    list::{ListQuery, Page},
    permission::{Level, Module},
    usecases::{
        Caller, Reference,
        agreements::{AGREEMENTS, AgreementRow},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &ListQuery) -> Result<Page<AgreementRow>, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.actor(&mut connection, caller).await?;
    actor.require(Module::Agreements, Level::View)?;
    let account = actor.account().as_str();
    let scope = if actor.role() == Role::Distributor {
        Scope::Owner(account)
    } else {
        Scope::Partner(account)
    };

    let mut query = listing::in_range(&AGREEMENTS, query);
    listing::keep_words::<AgreementType>(&mut query, "type");
    let types = query.chosen("type").to_vec();
    let counts = list::counts(&mut connection, scope, &query.q).await?;
    let unfiltered = if query.q.is_empty() {
        counts.sum(&[], &[])
    } else {
        list::counts(&mut connection, scope, "").await?.sum(&[], &[])
    };
    let total = counts.sum(&types, &[]);
    let query = paging::clamped(&query, total);
    let rows = list::page(&mut connection, scope, &query, &types).await?;

    let offered = AgreementType::ALL
        .iter()
        .filter(|kind| actor.role() == Role::Distributor || kind.partner_type().role() == actor.role())
        .map(|kind| {
            (
                kind.as_str(),
                kind.label(),
                counts.sum(&[kind.as_str().to_owned()], &[]),
            )
        });
    let filters = vec![listing::filter("type", "Type", offered)];
    let may_enrol = actor.permissions().sign;
    let rows = rows
        .into_iter()
        .map(|item| view(backend, item, may_enrol))
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

fn view(backend: &Backend, item: Item, may_enrol: bool) -> Result<AgreementRow, Error> {
    let reference = |(id, name)| Reference { id, name };
    Ok(AgreementRow {
        id: item.id.try_into().map_err(Error::defect)?,
        title: item.title,
        kind: item.kind,
        owner: reference(item.owner),
        parent: item.parent.map(reference),
        marketplace: item.marketplace.map(reference),
        version: item.version,
        auto_accept: item.kind.parent().map(|_| item.auto_accept),
        contracts: item.contracts,
        created: backend.when(item.created_at),
        can_enrol: item.open && may_enrol,
    })
}
