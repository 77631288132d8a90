//! The button that sends a form.

use super::FormState;
use crate::components::Icon;
use leptos::prelude::*;

/// The button that sends the form it stands in.
#[component]
pub fn Submit(
    /// Classes after `button`.
    #[prop(default = "primary")]
    kind: &'static str,
    /// Icon before the words, possibly empty.
    #[prop(default = "")]
    icon: &'static str,
    /// Name of the button in the form, where several differ in what they do.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Its value.
    #[prop(optional, into)]
    value: Option<String>,
    /// A verb.
    children: Children,
) -> impl IntoView {
    let pending = FormState::here().map(|state| state.pending);
    let busy = move || pending.is_some_and(|pending| pending.get()).then_some("true");
    let class = format!("button {kind}");
    view! {
        <button class=class type="submit" name=name value=value aria-busy=busy>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            {children()}
        </button>
    }
}
