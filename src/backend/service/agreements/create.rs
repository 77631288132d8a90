//! A new agreement, with version 1 active.

use super::{read_source, require_owner};
use crate::{
    Backend, Error,
    auth::Actor,
    service::changes::of_agreement,
    store::{
        Connection,
        agreements::{self, NewAgreementRow, NewVersionRow},
        events::NewEvent,
        marketplaces,
    },
};
use entente_domain::{
    agreement::{AgreementType, VersionStatus},
    fields::{DESCRIPTION, Fields, TITLE},
    id::AgreementId,
    usecases::{
        Caller, Choice,
        agreements::{AgreementChoices, NewAgreement},
    },
};

pub(super) async fn choices(
    backend: &Backend,
    caller: &Caller,
    kind: AgreementType,
) -> Result<AgreementChoices, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.actor(&mut connection, caller).await?;
    require_owner(&actor)?;
    let account = actor.account().as_str();
    let mut choices = AgreementChoices {
        parents: Vec::new(),
        marketplaces: Vec::new(),
    };
    if let Some(parent) = kind.parent() {
        choices.parents = agreements::with_active_version(&mut connection, account, parent)
            .await?
            .into_iter()
            .map(|(id, title, _)| Choice {
                hint: id.clone(),
                value: id,
                label: title,
            })
            .collect();
    }
    if kind == AgreementType::Distribution {
        choices.marketplaces = marketplaces::all(&mut connection, account)
            .await?
            .into_iter()
            .map(|place| Choice {
                hint: place.id.clone(),
                value: place.id,
                label: place.name,
            })
            .collect();
    }
    Ok(choices)
}

pub(super) async fn run(backend: &Backend, caller: &Caller, form: &NewAgreement) -> Result<AgreementId, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    require_owner(&actor)?;

    let mut fields = Fields::new();
    let kind = fields
        .choice::<AgreementType>("kind", "Type", &form.kind)
        .unwrap_or(AgreementType::Program);
    let title = fields.line("title", "Title", &form.title, TITLE);
    let description = fields.lines("description", "Description", &form.description, DESCRIPTION);
    let (source, link) = read_source(&mut fields, &form.source, &form.link);
    check_place(&mut tx, &actor, &mut fields, kind, form).await?;
    fields.finish()?;

    let id = AgreementId::draw(kind, || backend.rng().digit());
    let is_dependent = kind.parent().is_some();
    let row = NewAgreementRow {
        account_id: actor.account().as_str(),
        id: id.as_str(),
        kind,
        title: &title,
        description: &description,
        parent_id: is_dependent.then_some(form.parent.as_str()),
        marketplace_id: (kind == AgreementType::Distribution).then_some(form.marketplace.as_str()),
        auto_accept: is_dependent && form.auto_accept == "true",
        created_at: backend.now(),
        created_by: actor.user().as_str(),
    };
    agreements::insert(&mut tx, &row).await?;
    let version = NewVersionRow {
        account_id: row.account_id,
        agreement_id: row.id,
        number: 1,
        status: VersionStatus::Active,
        source,
        link: &link,
        title: &title,
        description: &description,
        change_note: "",
        published_at: row.created_at,
        published_by: row.created_by,
    };
    agreements::insert_version(&mut tx, &version).await?;
    let event = NewEvent {
        object_type: "agreement",
        object_id: id.as_str(),
        action: "created",
        what: "made the agreement with version 1",
        after: &of_agreement(&row),
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// A dependent agreement stands under one of the account's own, of the right type; a distribution agreement
/// names one of the account's marketplaces.
async fn check_place(
    connection: &mut Connection,
    actor: &Actor,
    fields: &mut Fields,
    kind: AgreementType,
    form: &NewAgreement,
) -> Result<(), Error> {
    let account = actor.account().as_str();
    if let Some(parent) = kind.parent() {
        let found = agreements::find(connection, account, &form.parent).await?;
        if found.is_none_or(|agreement| agreement.kind != parent) {
            fields.refuse(
                "parent",
                format!("Choose the {} agreement it stands under.", parent.as_str()),
            );
        }
    }
    if kind == AgreementType::Distribution
        && marketplaces::name_of(connection, account, &form.marketplace)
            .await?
            .is_none()
    {
        fields.refuse("marketplace", "Choose the marketplace that the products are sold on.");
    }
    Ok(())
}
