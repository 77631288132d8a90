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
) -> impl IntoView {
    let hint = format!("At least {MIN_PASSWORD} characters, for example four or five words.");
    view! { <PasswordField label=label hint=hint autocomplete="new-password"/> }
}
