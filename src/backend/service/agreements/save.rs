//! Editing title, description and auto accept. Published versions keep their text: contracts are made on it until
//! a further version is published.

use super::owned;
use crate::{
    Backend, Error,
    store::{
        agreements::{self, AgreementRow},
        events::NewEvent,
    },
};
use entente_domain::{
    Code, Problem,
    fields::{DESCRIPTION, Fields, TITLE},
    id::AgreementId,
    usecases::{Caller, agreements::AgreementEdit},
};
use serde_json::{Map, Value, json};

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
        return Err(stale());
    }

    let changes = Changes::between(&agreement, &title, &description, auto_accept);
    if changes.names.is_empty() {
        return Ok(());
    }
    if !agreements::update(&mut tx, &agreement, &title, &description, auto_accept).await? {
        return Err(stale());
    }
    let event = NewEvent {
        object_type: "agreement",
        object_id: &agreement.id,
        action: "edited",
        what: &changes.what(auto_accept),
        before: &Value::Object(changes.before).to_string(),
        after: &Value::Object(changes.after).to_string(),
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}

fn read_auto_accept(fields: &mut Fields, agreement: &AgreementRow, word: &str) -> bool {
    match (agreement.kind.parent(), word) {
        (None, _) => false,
        (Some(_), "enabled") => true,
        (Some(_), "disabled") => false,
        (Some(_), _) => {
            fields.refuse("auto_accept", "Auto accept: choose one of the options.");
            false
        }
    }
}

fn stale() -> Error {
    let message = "Somebody saved this agreement after you opened it. What you typed is kept; look at the present state, \
                   then save again.";
    Problem::new(Code::Stale, message).into()
}

/// What a save changes, for the event.
struct Changes {
    names: Vec<&'static str>,
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Changes {
    fn between(agreement: &AgreementRow, title: &str, description: &str, auto_accept: bool) -> Self {
        let mut changes = Self { names: Vec::new(), before: Map::new(), after: Map::new() };
        changes.note("title", json!(agreement.title), json!(title));
        changes.note("description", json!(agreement.description), json!(description));
        changes.note("auto accept", json!(agreement.auto_accept), json!(auto_accept));
        changes
    }

    fn note(&mut self, name: &'static str, before: Value, after: Value) {
        if before != after {
            self.names.push(name);
            self.before.insert(name.replace(' ', "_"), before);
            self.after.insert(name.replace(' ', "_"), after);
        }
    }

    fn what(&self, auto_accept: bool) -> String {
        if self.names == ["auto accept"] {
            return format!("changed auto accept to {}", if auto_accept { "enabled" } else { "disabled" });
        }
        format!("edited {}", self.names.join(", "))
    }
}
