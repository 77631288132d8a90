//! Fields for text: label, hint, error, and the control, tied together for screen readers. None of them is
//! controlled: what is typed belongs to the browser until the form is sent.

use super::{FormState, Icon};
use crate::browser;
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
fn field(
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

/// One line of text.
#[component]
pub fn TextField(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// May stay empty.
    #[prop(default = false)]
    optional: bool,
    /// What the browser may fill in: `name`, `organization`, `email`, `off` …
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters.
    #[prop(optional)]
    max: Option<u32>,
    /// `short`, `medium`, `full`; the usual width otherwise.
    #[prop(default = "")]
    width: &'static str,
    /// The input's type: `text`, `url`, `number` …
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    field(wiring, label, hint, optional, width, move |wiring| {
        view! {
            <input
                class="input"
                type=kind
                id=wiring.id.clone()
                name=name
                value=wiring.value(value)
                autocomplete=autocomplete
                maxlength=max.map(|max| max.to_string())
                required=!optional
                aria-invalid=wiring.invalid()
                aria-describedby=wiring.described_by()
            />
        }
        .into_any()
    })
}

/// An address.
#[component]
pub fn EmailField(
    /// Its name in the form.
    #[prop(into, default = "email".to_owned())]
    name: String,
    /// What it asks for.
    #[prop(into, default = "E-mail address".to_owned())]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// May stay empty.
    #[prop(default = false)]
    optional: bool,
    /// `username` on sign-in, `email` for one's own, `off` for somebody else's.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    field(wiring, label, hint, optional, "", move |wiring| {
        view! {
            <input
                class="input"
                type="email"
                inputmode="email"
                spellcheck="false"
                id=wiring.id.clone()
                name=name
                value=wiring.value(value)
                autocomplete=autocomplete
                maxlength="254"
                required=!optional
                aria-invalid=wiring.invalid()
                aria-describedby=wiring.described_by()
            />
        }
        .into_any()
    })
}

/// A password; never filled again after a refusal.
#[component]
pub fn PasswordField(
    /// Its name in the form.
    #[prop(into, default = "password".to_owned())]
    name: String,
    /// What it asks for.
    #[prop(into, default = "Password".to_owned())]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    field(wiring, label, hint, false, "", move |wiring| {
        let (shows, set_shows) = signal(false);
        let id = wiring.id.clone();
        let toggle = move |_| set_shows.set(browser::toggle_password(&id));
        view! {
            <div class="input-group">
                <input
                    class="input"
                    type="password"
                    id=wiring.id.clone()
                    name=name
                    autocomplete=autocomplete
                    maxlength="256"
                    required
                    aria-invalid=wiring.invalid()
                    aria-describedby=wiring.described_by()
                />
                <button
                    class="button js-only"
                    type="button"
                    aria-controls=wiring.id.clone()
                    aria-pressed=move || if shows.get() { "true" } else { "false" }
                    on:click=toggle
                >
                    <Icon name="eye"/>
                    "Show"
                    <span class="visually-hidden">" password"</span>
                </button>
            </div>
        }
        .into_any()
    })
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// May stay empty.
    #[prop(default = false)]
    optional: bool,
    /// Lines to see at once.
    #[prop(default = 4)]
    rows: u32,
    /// The most characters.
    #[prop(optional)]
    max: Option<u32>,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    field(wiring, label, hint, optional, "", move |wiring| {
        view! {
            <textarea
                class="textarea"
                id=wiring.id.clone()
                name=name
                rows=rows.to_string()
                maxlength=max.map(|max| max.to_string())
                required=!optional
                aria-invalid=wiring.invalid()
                aria-describedby=wiring.described_by()
                inner_html=textarea_html(&wiring.value(value), cfg!(feature = "ssr"))
            ></textarea>
        }
        .into_any()
    })
}

/// The text as a text area's HTML: Leptos 0.8 does not escape the children of `<textarea>` on the server, where
/// text with `</textarea>` in it would get out. A parser drops the first line break, so one is put before it.
fn textarea_html(text: &str, on_server: bool) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    if on_server && text.starts_with('\n') {
        html.push('\n');
    }
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
    html
}

/// A value that the form carries along.
#[component]
pub fn HiddenField(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn text_never_gets_out_of_a_text_area() {
        let owner = Owner::new();
        let html = owner.with(|| {
            view! { <TextArea name="note" label="Note" value="</textarea><script>alert(1)</script>"/> }.to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"),
            "{html}"
        );
    }

    #[test]
    fn text_never_gets_out_of_an_input() {
        let owner = Owner::new();
        let html = owner.with(|| view! { <TextField name="name" label="Name" value="\"><script>"/> }.to_html());
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn the_first_line_break_is_kept() {
        assert_eq!(textarea_html("\na", true), "\n\na");
        assert_eq!(textarea_html("\na", false), "\na");
        assert_eq!(textarea_html("a & b", true), "a &amp; b");
    }
}
