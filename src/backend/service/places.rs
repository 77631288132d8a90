//! Countries and currencies, from the ISO tables of `celes` and `iso_currency`: what forms offer, and reading it.

use entente_domain::{fields::Fields, usecases::Choice};
use iso_currency::IntoEnumIterator as _;
use std::collections::BTreeSet;

fn choice(value: &str, label: String) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        hint: String::new(),
    }
}

/// Every country, by name.
pub(crate) fn countries() -> Vec<Choice> {
    let mut choices: Vec<Choice> = celes::Country::get_countries()
        .iter()
        .map(|country| choice(country.alpha2, country.long_name.trim_start_matches("The ").to_owned()))
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// Every currency that prices can be in, by code.
pub(crate) fn currencies() -> Vec<Choice> {
    let mut choices: Vec<Choice> = iso_currency::Currency::iter()
        .filter(|currency| !currency.is_fund() && !currency.is_special() && currency.is_superseded().is_none())
        .map(|currency| choice(currency.code(), format!("{} – {}", currency.code(), currency.name())))
        .collect();
    choices.sort_by(|a, b| a.value.cmp(&b.value));
    choices
}

/// Reads the country codes of a form: known ones, each once, in the order of their codes.
pub(crate) fn read_countries(fields: &mut Fields, field: &str, codes: &[String]) -> Vec<String> {
    let codes: BTreeSet<String> = codes
        .iter()
        .map(|code| code.trim().to_uppercase())
        .filter(|code| !code.is_empty())
        .collect();
    if codes.is_empty() {
        fields.refuse(field, "Choose at least one country.");
    }
    if codes.iter().any(|code| celes::Country::from_alpha2(code).is_err()) {
        fields.refuse(field, "Choose countries from the list.");
        return Vec::new();
    }
    codes.into_iter().collect()
}

/// Reads the currency code of a form.
pub(crate) fn read_currency(fields: &mut Fields, field: &str, code: &str) -> String {
    let code = code.trim().to_uppercase();
    if code.is_empty() {
        fields.refuse(field, "Choose a currency.");
    } else if !currencies().iter().any(|choice| choice.value == code) {
        fields.refuse(field, "Choose a currency from the list.");
    }
    code
}
