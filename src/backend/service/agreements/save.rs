//! Editing title, description and auto accept. Published versions keep their text: contracts are made on it until
//! a further version is published.

use super::owned;
use crate::{
    Backend, Error,
    service::changes::changed,
    store::{
        agreements::{self, AgreementRow},
        events::NewEvent,
    },
};
use entente_domain::{
    fields::{DESCRIPTION, Fields, TITLE},
    id::AgreementId,
    usecases::{Caller, agreements::AgreementEdit},
};

pub(super) async fn run(
    backend: &Backend,
    caller: &Caller,
    id: &AgreementId,
    revision: i64,
    form: &AgreementEdit,
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, caller).await?;
    let agreement = owned(&mut tx, &actor, id).await?;

    let mut fields = Fields::new();
    let title = fields.line("title", "Name", &form.title, TITLE);
    let description = fields.lines("description", "Description", &form.description, DESCRIPTION);
    let auto_accept = read_auto_accept(&mut fields, &agreement, &form.auto_accept);
    fields.finish()?;
    if agreement.revision != revision {
        return Err(backend.stale(&mut tx, &actor, &agreement.id).await?);
    }

    let before = edit(&agreement.title, &agreement.description, agreement.auto_accept);
    let after = edit(&title, &description, auto_accept);
    let Some((was, is)) = changed(&before, &after)? else {
        return Ok(());
    };
    if !agreements::update(&mut tx, &agreement, &title, &description, auto_accept).await? {
        return Err(backend.stale(&mut tx, &actor, &agreement.id).await?);
    }
    let event = NewEvent {
        object_type: "agreement",
        object_id: &agreement.id,
        action: "edited",
        what: &what(&before, &after),
        before: &was,
        after: &is,
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}

fn read_auto_accept(fields: &mut Fields, agreement: &AgreementRow, word: &str) -> bool {
    let is_dependent = agreement.kind.parent().is_some();
    if is_dependent && !matches!(word, "enabled" | "disabled") {
        fields.refuse("auto_accept", "Auto accept: choose one of the options.");
    }
    is_dependent && word == "enabled"
}

fn edit(title: &str, description: &str, auto_accept: bool) -> AgreementEdit {
    AgreementEdit {
        title: title.to_owned(),
        description: description.to_owned(),
        auto_accept: if auto_accept { "enabled" } else { "disabled" }.to_owned(),
    }
}

fn what(before: &AgreementEdit, after: &AgreementEdit) -> String {
    let switched = format!("changed auto accept to {}", after.auto_accept);
    match (
        before.auto_accept == after.auto_accept,
        before.title == after.title && before.description == after.description,
    ) {
        (false, true) => switched,
        (false, false) => format!("edited the agreement and {switched}"),
        (true, _) => "edited the agreement".to_owned(),
    }
}
