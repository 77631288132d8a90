//! Saving a partner's details and contacts.

use super::{read_form, taken};
use crate::{
    Backend, Error,
    service::changes::changed,
    store::{events::NewEvent, partners},
};
use entente_domain::{
    Problem,
    fields::Fields,
    id::AccountId,
    permission::Level,
    usecases::{Caller, partners::PartnerForm},
};

pub(super) async fn run(
    backend: &Backend,
    caller: &Caller,
    id: &AccountId,
    revision: i64,
    form: &PartnerForm,
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let (account, id) = (actor.account().as_str(), id.as_str());
    let row = partners::find(&mut tx, account, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let mut fields = Fields::new();
    let form = read_form(&mut fields, form);
    let renamed = form.name != row.form.name && !form.name.is_empty();
    if renamed && partners::has_people(&mut tx, id).await? {
        fields.refuse(
            "name",
            format!(
                "{} has registered; only its own people change the name now.",
                row.form.name
            ),
        );
    }
    if !form.external_id.is_empty()
        && form.external_id != row.form.external_id
        && let Some(other) = partners::with_external_id(&mut tx, account, &form.external_id).await?
    {
        fields.refuse("external_id", taken(&form.external_id, &other));
    }
    fields.finish()?;
    if row.revision != revision {
        return Err(backend.stale(&mut tx, &actor, id).await?);
    }
    let Some((before, after)) = changed(&row.form, &form)? else {
        return Ok(());
    };
    if !partners::update(&mut tx, account, &row, &form, backend.now()).await? {
        return Err(backend.stale(&mut tx, &actor, id).await?);
    }
    if renamed {
        partners::rename_account(&mut tx, id, &form.name).await?;
    }
    let event = NewEvent {
        partner_id: Some(id),
        object_type: "partner",
        object_id: id,
        action: "changed",
        what: "changed the partner's details",
        before: &before,
        after: &after,
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}
