//! The field in which a new password is chosen: the same words wherever that is.

use super::PasswordField;
use entente_domain::password::MIN_PASSWORD;
use leptos::prelude::*;

/// A password that is being chosen, with what it must be.
#[component]
pub fn NewPasswordField(
    /// What it asks for.
    #[prop(default = "Password")]
    label: &'static str,
    /// The least number of characters.
    #[prop(default = MIN_PASSWORD)]
    least: usize,
) -> impl IntoView {
    let hint = format!("At least {least} characters, for example four or five words.");
    view! { <PasswordField label=label hint=hint autocomplete="new-password"/> }
}
