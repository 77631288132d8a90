//! The agreement page.

use crate::{
    Backend, Error,
    auth::Actor,
    service::timeline,
    store::{
        Connection,
        agreements::{self, AgreementRow, VersionRow},
        contracts, events, partnership,
    },
};
use entente_domain::{
    Problem,
    agreement::VersionStatus,
    contract::ContractStatus,
    id::AgreementId,
    partner::PartnerStatus,
    permission::{Level, Module},
    usecases::{
        Caller, Person, Reference,
        agreements::{AgreementView, DependentRow, PublishedText, VersionRow as VersionView},
    },
};

/// How many events a timeline shows.
const TIMELINE: i64 = 100;

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &AgreementId) -> Result<AgreementView, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.actor(&mut connection, caller).await?;
    actor.require(Module::Agreements, Level::View)?;
    let account = actor.account().as_str();
    if let Some(agreement) = agreements::find(&mut connection, account, id.as_str()).await? {
        return for_owner(backend, &mut connection, &actor, agreement).await;
    }
    let agreement = agreements::find_open_to(&mut connection, account, id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    for_partner(backend, &mut connection, &actor, agreement).await
}

async fn for_owner(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    agreement: AgreementRow,
) -> Result<AgreementView, Error> {
    let account = actor.account().as_str();
    let versions = agreements::list_versions(connection, account, &agreement.id, None).await?;
    let contracts = agreements::count_contracts(connection, &agreement, None).await?;
    let dependents = agreements::dependents(connection, account, &agreement.id).await?;
    let timeline = timeline(
        events::of_object(connection, &agreement.id, TIMELINE).await?,
        backend.now(),
    );
    let published = versions
        .iter()
        .find(|version| version.status == VersionStatus::Active)
        .filter(|version| version.title != agreement.title || version.description != agreement.description)
        .map(|version| PublishedText {
            title: version.title.clone(),
            description: version.description.clone(),
        });
    Ok(AgreementView {
        contracts,
        dependents: dependents
            .into_iter()
            .map(|dependent| (dependent.active_count, dependent))
            .map(dependent)
            .collect(),
        can_manage: actor.permissions().manages(Module::Agreements),
        timeline,
        published,
        ..view(backend, agreement, versions)?
    })
}

/// A partner reads the published text, its own contracts, and the versions it has to do with.
async fn for_partner(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    mut agreement: AgreementRow,
) -> Result<AgreementView, Error> {
    let account = actor.account().as_str();
    let mut versions =
        agreements::list_versions(connection, &agreement.account_id, &agreement.id, Some(account)).await?;
    versions.retain(|version| version.status == VersionStatus::Active || version.contracts > 0);
    if let Some(active) = versions.iter().find(|version| version.status == VersionStatus::Active) {
        agreement.title.clone_from(&active.title);
        agreement.description.clone_from(&active.description);
    }
    let contracts = agreements::count_contracts(connection, &agreement, Some(account)).await?;
    let own = contracts::newest(connection, &agreement.account_id, &agreement.id, account).await?;
    let mut dependents = Vec::new();
    let above = own.as_ref().is_some_and(|own| own.status == ContractStatus::Active);
    for row in agreements::dependents(connection, &agreement.account_id, &agreement.id).await? {
        let (active, all) = agreements::count_contracts(connection, &row, Some(account)).await?;
        if above || all > 0 {
            dependents.push(dependent((active, row)));
        }
    }
    let can_enrol = actor.permissions().sign && may_enrol(connection, &agreement, account, own.as_ref()).await?;
    Ok(AgreementView {
        contracts,
        dependents,
        can_enrol,
        contract: own.map(|own| Reference {
            id: own.id,
            name: own.name,
        }),
        ..view(backend, agreement, versions)?
    })
}

/// Whether the partner can enrol: a dependent agreement, no living contract on it, an active one above, and the
/// partnership in force.
async fn may_enrol(
    connection: &mut Connection,
    agreement: &AgreementRow,
    partner: &str,
    own: Option<&contracts::Own>,
) -> Result<bool, Error> {
    let Some(parent) = &agreement.parent_id else {
        return Ok(false);
    };
    if own.is_some_and(|own| !own.status.is_final()) {
        return Ok(false);
    }
    let above = contracts::living(connection, &agreement.account_id, parent, partner).await?;
    let partnership = partnership::find(connection, &agreement.account_id, partner).await?;
    Ok(above.is_some_and(|(_, status)| status == ContractStatus::Active)
        && partnership.is_some_and(|partnership| partnership.status == PartnerStatus::Active))
}

fn dependent((contracts, row): (i64, AgreementRow)) -> DependentRow {
    DependentRow {
        marketplace: row
            .marketplace_id
            .zip(row.marketplace)
            .map(|(id, name)| Reference { id, name }),
        agreement: Reference {
            id: row.id,
            name: row.title,
        },
        auto_accept: row.auto_accept,
        contracts,
    }
}

/// What both sides see; the rest is left empty.
fn view(backend: &Backend, agreement: AgreementRow, versions: Vec<VersionRow>) -> Result<AgreementView, Error> {
    let active_version = versions
        .iter()
        .find(|version| version.status == VersionStatus::Active)
        .map(|version| version.number);
    Ok(AgreementView {
        id: agreement.id.try_into().map_err(Error::defect)?,
        revision: agreement.revision,
        kind: agreement.kind,
        title: agreement.title,
        description: agreement.description,
        owner: Reference {
            id: agreement.account_id,
            name: agreement.owner,
        },
        parent: agreement
            .parent_id
            .zip(agreement.parent)
            .map(|(id, name)| Reference { id, name }),
        marketplace: agreement
            .marketplace_id
            .zip(agreement.marketplace)
            .map(|(id, name)| Reference { id, name }),
        auto_accept: agreement.kind.parent().map(|_| agreement.auto_accept),
        active_version,
        versions: versions.into_iter().map(|row| version(backend, row)).collect(),
        contracts: (0, 0),
        dependents: Vec::new(),
        can_manage: false,
        can_enrol: false,
        contract: None,
        timeline: Vec::new(),
        published: None,
    })
}

fn version(backend: &Backend, row: VersionRow) -> VersionView {
    VersionView {
        number: row.number,
        status: row.status,
        source: row.source,
        link: row.link,
        change_note: row.change_note,
        published: backend.when(row.published_at),
        author: Person {
            id: row.published_by.and_then(|id| id.try_into().ok()),
            name: row.author.unwrap_or_else(|| "Entente".to_owned()),
        },
        active_contracts: row.active_contracts,
        contracts: row.contracts,
    }
}
