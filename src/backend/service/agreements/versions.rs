//! Versions: adding, activating, deleting. Exactly one version of an agreement is active at any time.

use super::{owned, read_source};
use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Connection,
        agreements::{self, AgreementRow, NewVersionRow, VersionRow},
        events::NewEvent,
    },
};
use entente_domain::{
    Problem,
    agreement::{VersionAction, VersionStatus},
    fields::Fields,
    id::AgreementId,
    usecases::{Caller, agreements::NewVersion},
};
use serde_json::json;

/// The most characters that say what changed.
const CHANGE_NOTE: std::ops::RangeInclusive<usize> = 0..=500;

pub(super) async fn add(backend: &Backend, caller: &Caller, id: &AgreementId, form: &NewVersion) -> Result<i64, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let agreement = owned(&mut tx, &actor, id).await?;

    let mut fields = Fields::new();
    let (source, link) = read_source(&mut fields, &form.source, &form.link);
    let change_note = fields.lines("change_note", "What changed", &form.change_note, CHANGE_NOTE);
    fields.finish()?;

    let versions = agreements::list_versions(&mut tx, &agreement.account_id, &agreement.id, None).await?;
    let number = versions.first().map_or(0, |newest| newest.number) + 1;
    let version = NewVersionRow {
        account_id: &agreement.account_id,
        agreement_id: &agreement.id,
        number,
        status: VersionStatus::Draft,
        source,
        link: &link,
        title: &agreement.title,
        description: &agreement.description,
        change_note: &change_note,
        published_at: backend.now(),
        published_by: actor.user().as_str(),
    };
    agreements::insert_version(&mut tx, &version).await?;
    record(
        backend,
        &mut tx,
        &actor,
        &agreement,
        ("version_added", &format!("added version {number}")),
        ("", &of_version(number, version.status)),
    )
    .await?;
    if form.activate == "true" {
        make_active(backend, &mut tx, &actor, &agreement, number).await?;
    }
    tx.commit().await?;
    Ok(number)
}

pub(super) async fn activate(backend: &Backend, caller: &Caller, id: &AgreementId, number: i64) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let agreement = owned(&mut tx, &actor, id).await?;
    make_active(backend, &mut tx, &actor, &agreement, number).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn delete(backend: &Backend, caller: &Caller, id: &AgreementId, number: i64) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let agreement = owned(&mut tx, &actor, id).await?;
    let versions = agreements::list_versions(&mut tx, &agreement.account_id, &agreement.id, None).await?;
    let version = pick(&versions, number)?;
    if versions.len() == 1 {
        return Err(Problem::conflict("This is the last version. An agreement keeps at least one.").into());
    }
    if version.contracts > 0 {
        let contracts = if version.contracts == 1 {
            "a contract was".to_owned()
        } else {
            format!("{} contracts were", version.contracts)
        };
        return Err(Problem::conflict(format!("Version {number} stays, because {contracts} made on it.")).into());
    }
    if version.status == VersionStatus::Active {
        return Err(Problem::conflict("Contracts are made on this version. Activate another one first.").into());
    }
    if !agreements::delete_version(&mut tx, &agreement.account_id, &agreement.id, number).await? {
        return Err(Problem::conflict("This version was changed meanwhile. Look at the present state.").into());
    }
    record(
        backend,
        &mut tx,
        &actor,
        &agreement,
        ("version_deleted", &format!("deleted version {number}")),
        (&of_version(number, version.status), ""),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn pick(versions: &[VersionRow], number: i64) -> Result<&VersionRow, Problem> {
    versions
        .iter()
        .find(|version| version.number == number)
        .ok_or_else(Problem::not_found)
}

/// Puts the present version aside, activates this one and tells the partners with contracts in force.
async fn make_active(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    agreement: &AgreementRow,
    number: i64,
) -> Result<(), Error> {
    let (account, id) = (agreement.account_id.as_str(), agreement.id.as_str());
    let who = (actor.user().as_str(), backend.now());
    let versions = agreements::list_versions(connection, account, id, None).await?;
    let version = pick(&versions, number)?;
    let to = version.status.after(VersionAction::Activate)?;
    let moved = "Somebody else changed the versions meanwhile. Look at the present state.";
    let present = versions.iter().find(|version| version.status == VersionStatus::Active);
    if let Some(present) = present {
        let aside = (present.status, present.status.after(VersionAction::Deactivate)?);
        if !agreements::update_version_status(connection, account, id, present.number, aside, who).await? {
            return Err(Problem::conflict(moved).into());
        }
    }
    if !agreements::update_version_status(connection, account, id, number, (version.status, to), who).await? {
        return Err(Problem::conflict(moved).into());
    }
    let what = format!("activated version {number}");
    let active = |number: Option<i64>| json!({ "active_version": number }).to_string();
    let states = (&*active(present.map(|present| present.number)), &*active(Some(number)));
    record(
        backend,
        connection,
        actor,
        agreement,
        ("version_activated", &what),
        states,
    )
    .await?;
    backend
        .tell_of_version(
            connection,
            (account, actor.account_name()),
            (id, &version.title),
            number,
        )
        .await
}

/// What events keep of a version.
fn of_version(number: i64, status: VersionStatus) -> String {
    json!({ "version": number, "status": status.as_str() }).to_string()
}

async fn record(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    agreement: &AgreementRow,
    (action, what): (&str, &str),
    (before, after): (&str, &str),
) -> Result<(), Error> {
    let event = NewEvent {
        object_type: "agreement",
        object_id: &agreement.id,
        action,
        what,
        before,
        after,
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await
}
