//! What ties a control to its label, hint and error, so that screen readers say them together.

use super::{FormState, Icon};
use leptos::prelude::*;

/// What ties a control to its label, hint and error.
pub(super) struct Wiring {
    /// The control's id.
    pub id: String,
    /// What was typed before the form was refused.
    pub typed: Option<Vec<String>>,
    name: String,
    state: Option<FormState>,
    has_hint: bool,
}

impl Wiring {
    pub fn new(name: &str, has_hint: bool) -> Self {
        let state = FormState::here();
        Self {
            id: state.map_or_else(|| name.trim_end_matches("[]").to_owned(), |state| state.field_id(name)),
            typed: state.and_then(|state| state.typed(name)),
            name: name.trim_end_matches("[]").to_owned(),
            state,
            has_hint,
        }
    }

    /// What stands in the control: what was typed, else `value`.
    pub fn value(&self, value: String) -> String {
        match &self.typed {
            Some(typed) => typed.first().cloned().unwrap_or_default(),
            None => value,
        }
    }

    /// What is wrong with the field.
    pub fn error(&self) -> Signal<Option<String>> {
        let (state, name) = (self.state, self.name.clone());
        Signal::derive(move || state.and_then(|state| state.error_of(&name)))
    }

    /// For `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let error = self.error();
        move || error.with(Option::is_some).then_some("true")
    }

    /// For `aria-describedby`.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let (error, id, has_hint) = (self.error(), self.id.clone(), self.has_hint);
        move || match (has_hint, error.with(Option::is_some)) {
            (true, true) => Some(format!("{id}-hint {id}-error")),
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (false, false) => None,
        }
    }

    /// Hint and error, to stand between label and control.
    pub fn notes(&self, hint: String) -> impl IntoView + use<> {
        let (id, error) = (self.id.clone(), self.error());
        let hint = self
            .has_hint
            .then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
        let error = move || {
            let id = format!("{id}-error");
            error
                .get()
                .map(|error| view! { <p class="error" id=id><Icon name="alert" size="small"/>{error}</p> })
        };
        view! { {hint} {error} }
    }
}

pub(super) fn optional_mark(optional: bool) -> Option<impl IntoView> {
    optional.then(|| view! { " " <span class="optional">"optional"</span> })
}

/// A field whose control is `control`, within label, hint and error.
pub(super) fn field(
    wiring: Wiring,
    label: String,
    hint: String,
    optional: bool,
    width: &'static str,
    control: impl FnOnce(&Wiring) -> AnyView,
) -> AnyView {
    let control = control(&wiring);
    let notes = wiring.notes(hint);
    view! {
        <div class=format!("field {width}")>
            <label for=wiring.id>{label}{optional_mark(optional)}</label>
            {notes}
            {control}
        </div>
    }
    .into_any()
}
