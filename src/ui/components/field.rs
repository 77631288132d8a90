//! Fields for text: label, hint, error, and the control, tied together for screen readers. None of them is
//! controlled: what is typed belongs to the browser until the form is sent.

use super::{
    Icon,
    wiring::{Wiring, field},
};
use crate::browser;
use leptos::prelude::*;

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
    fn text_never_gets_out_of_an_input() {
        let owner = Owner::new();
        let html = owner.with(|| view! { <TextField name="name" label="Name" value="\"><script>"/> }.to_html());
        assert!(!html.contains("<script>"), "{html}");
    }
}
