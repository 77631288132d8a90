//! What a form and its fields share, and the ids that tie them together.

use crate::{components::confirm::Opened, flash::Flash};
use entente_domain::Problem;
use leptos::prelude::*;

/// What the fields of a form need to know of it; in their context.
#[derive(Debug, Clone, Copy)]
pub struct FormState {
    pub(super) id: StoredValue<String>,
    pub(super) problem: Signal<Option<Problem>>,
    typed: StoredValue<Option<Vec<(String, String)>>>,
    pub(super) pending: Signal<bool>,
}

impl FormState {
    pub(super) fn new(
        id: String,
        flash: Option<Flash>,
        problem: Signal<Option<Problem>>,
        pending: Signal<bool>,
    ) -> Self {
        if flash.as_ref().is_some_and(|flash| flash.problem.is_some()) {
            Opened::ask();
        }
        Self {
            id: StoredValue::new(id),
            problem,
            typed: StoredValue::new(flash.map(|flash| flash.values)),
            pending,
        }
    }

    /// The form that the calling field stands in, if it stands in one.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// The id of the field called `name`.
    pub fn field_id(self, name: &str) -> String {
        self.id.with_value(|id| field_id(id, name))
    }

    /// What is wrong with the field called `name`.
    pub fn error_of(self, name: &str) -> Option<String> {
        self.problem
            .with(|problem| problem.as_ref()?.of_field(name).map(ToOwned::to_owned))
    }

    /// What was typed into the field before the form was refused; `None` when the form is fresh.
    pub fn typed(self, name: &str) -> Option<Vec<String>> {
        self.typed.with_value(|typed| {
            let values = typed.as_ref()?.iter();
            Some(
                values
                    .filter(|(have, _)| have == name)
                    .map(|(_, value)| value.clone())
                    .collect(),
            )
        })
    }
}

pub(super) fn field_id(form: &str, name: &str) -> String {
    format!("{form}-{}", name.trim_end_matches("[]").replace(['[', ']'], "-"))
}

/// The form's id: its path, and the key's value where a page has several forms of one path.
pub(super) fn form_id(path: &str, key: Option<&(&'static str, String)>) -> String {
    let path = path.trim_start_matches("/sfn/").replace('/', "-");
    match key {
        Some((_, value)) => format!("{path}-{value}"),
        None => path,
    }
}

pub(super) fn summary_id(form: &str) -> String {
    format!("{form}-problem")
}
