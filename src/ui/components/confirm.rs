//! Asking before something that cannot be undone: a button that opens a panel naming object and consequence.

use leptos::prelude::*;

/// A disclosure with the form that does it; works without JavaScript. The form inside is an `ActionForm` whose
/// last line is a `Submit`.
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
    /// Shows it open, as after a refusal.
    #[prop(default = false)]
    opened: bool,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm" open=opened>
            <summary class=format!("button {kind}")>{open}</summary>
            <div class="confirm-panel">
                <p><b>{question}</b>" "{consequence}</p>
                {children()}
            </div>
        </details>
    }
}
