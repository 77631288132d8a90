//! How long an invitation's link works: the field that asks, and the words that say it.

use super::TextField;
use entente_domain::invitation::DEFAULT_EXPIRY_DAYS;
use leptos::prelude::*;

/// Asks for how many days; proposes what links have unless somebody says otherwise.
#[component]
pub fn ExpiryField(
    /// What was entered, possibly empty.
    value: String,
) -> impl IntoView {
    let value = if value.is_empty() {
        DEFAULT_EXPIRY_DAYS.to_string()
    } else {
        value
    };
    view! {
        <TextField
            name="expiry_days"
            label="Days the link works"
            hint="From 1 to 90."
            value=value
            kind="number"
            width="short"
        />
    }
    .into_any()
}

/// "1 day", "14 days"; of what was entered.
pub fn days_in_words(number: &str) -> String {
    match number.trim() {
        "" => format!("{DEFAULT_EXPIRY_DAYS} days"),
        "1" => "1 day".to_owned(),
        number => format!("{number} days"),
    }
}
