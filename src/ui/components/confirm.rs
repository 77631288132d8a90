//! Asking before something that cannot be undone: a button that opens a panel naming object and consequence.

use crate::browser;
use leptos::{context::Provider, ev::KeyboardEvent, prelude::*};

/// Tells what a form stands in that it was refused before this page load, so that it is shown open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened(StoredValue<bool>);

impl Opened {
    /// Opens what the calling form stands in, if it stands in something that opens.
    pub(super) fn ask() {
        if let Some(Self(opened)) = use_context::<Self>() {
            opened.set_value(true);
        }
    }
}

/// What is inside, and whether a form in it asks to be shown.
fn opening(children: Children) -> (AnyView, bool) {
    let opened = StoredValue::new(false);
    let inside = view! { <Provider value=Opened(opened)>{children()}</Provider> }.into_any();
    (inside, opened.get_value())
}

/// A disclosure with the form that does it, open after a refusal; works without JavaScript. One of the page is open
/// at a time, and Escape closes it. The form's last line is a `Submit`.
#[component]
pub fn Confirm(
    /// The button that opens it: "Revoke".
    #[prop(into)]
    open: String,
    /// Classes after `button` on it.
    #[prop(default = "danger")]
    kind: &'static str,
    /// The question, naming the object: "Revoke the invitation of Front Street Inc?".
    #[prop(into)]
    question: String,
    /// What will be: "The link stops working at once.".
    #[prop(into)]
    consequence: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    let (form, opened) = opening(children);
    view! {
        <details class="confirm" name="confirm" open=opened on:keydown=close_on_escape>
            <summary class=format!("button {kind}")>{open}</summary>
            <div class="confirm-panel">
                <p><b>{question}</b>" "{consequence}</p>
                {form}
            </div>
        </details>
    }
}

fn close_on_escape(event: KeyboardEvent) {
    if event.key() == "Escape" {
        browser::close_disclosure(&event);
    }
}

/// A disclosure with a form that asks nothing first, open after a refusal.
#[component]
pub fn Disclosure(
    /// What opens it: "Mail it to …".
    #[prop(into)]
    open: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    let (form, opened) = opening(children);
    view! {
        <details class="disclosure" open=opened>
            <summary>{open}</summary>
            <div>{form}</div>
        </details>
    }
}
