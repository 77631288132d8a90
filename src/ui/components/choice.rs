//! Fields for choosing: one of several, several of many, yes or no. A checkbox sends `true`, never `on`.

use super::wiring::{Wiring, optional_mark};
use entente_domain::usecases::Choice;
use leptos::prelude::*;

/// One of several, as a drop-down.
#[component]
pub fn SelectField(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// The chosen value.
    #[prop(optional, into)]
    value: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// The words of the first, empty option, if there is one: "Choose a currency".
    #[prop(optional)]
    empty: Option<&'static str>,
    /// May stay empty.
    #[prop(default = false)]
    optional: bool,
    /// `short`, `medium`, `full`; the usual width otherwise.
    #[prop(default = "")]
    width: &'static str,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    let chosen = wiring.value(value);
    let empty = empty.map(|words| view! { <option value="">{words}</option> });
    let options = options
        .into_iter()
        .map(|option| {
            let selected = option.value == chosen;
            view! { <option value=option.value selected=selected>{option.label}</option> }
        })
        .collect_view();
    view! {
        <div class=format!("field {width}")>
            <label for=wiring.id.clone()>{label}{optional_mark(optional)}</label>
            {wiring.notes(hint)}
            <select
                class="select"
                id=wiring.id.clone()
                name=name
                required=!optional
                aria-invalid=wiring.invalid()
                aria-describedby=wiring.described_by()
            >
                {empty}
                {options}
            </select>
        </div>
    }
}

/// Yes or no, as something to tick.
#[component]
pub fn Checkbox(
    /// Its name in the form; sends `true` when ticked and nothing otherwise.
    #[prop(into)]
    name: String,
    /// What is ticked.
    #[prop(into)]
    label: String,
    /// What it means, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// Ticked at first.
    #[prop(default = false)]
    checked: bool,
) -> impl IntoView {
    tick(name, label, hint, checked, "check", None)
}

/// Yes or no, as something that is on or off.
#[component]
pub fn SwitchField(
    /// Its name in the form; sends `true` when on and nothing otherwise.
    #[prop(into)]
    name: String,
    /// What is on or off.
    #[prop(into)]
    label: String,
    /// What it means, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// On at first.
    #[prop(default = false)]
    checked: bool,
) -> impl IntoView {
    tick(name, label, hint, checked, "switch", Some("switch"))
}

fn tick(
    name: String,
    label: String,
    hint: String,
    checked: bool,
    class: &'static str,
    role: Option<&'static str>,
) -> impl IntoView {
    // The hint is part of the label's text here, so only the error is tied by id.
    let wiring = Wiring::new(&name, false);
    let checked = wiring
        .typed
        .as_ref()
        .map_or(checked, |typed| typed.iter().any(|value| value == "true"));
    view! {
        <div class="field">
            {wiring.notes(String::new())}
            <label class=class>
                <input
                    type="checkbox"
                    role=role
                    id=wiring.id.clone()
                    name=name
                    value="true"
                    checked=checked
                    aria-invalid=wiring.invalid()
                    aria-describedby=wiring.described_by()
                />
                <span>{label}{(!hint.is_empty()).then(|| view! { <small class="hint">{hint}</small> })}</span>
            </label>
        </div>
    }
}

/// One of a few, all to be seen, each with a line of explanation.
#[component]
pub fn RadioGroup(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// The chosen value, possibly empty.
    #[prop(optional, into)]
    value: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// Side by side.
    #[prop(default = false)]
    two: bool,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    let chosen = wiring.value(value);
    let items = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let checked = option.value == chosen;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        id=(index == 0).then(|| wiring.id.clone())
                        name=name.clone()
                        value=option.value
                        checked=checked
                    />
                    <span class="choice-text">
                        <strong>{option.label}</strong>
                        {(!option.hint.is_empty()).then(|| view! { <small>{option.hint}</small> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="fieldset" aria-describedby=wiring.described_by()>
            <legend>{label}</legend>
            {wiring.notes(hint)}
            <div class=if two { "choices two" } else { "choices" }>{items}</div>
        </fieldset>
    }
}

/// Any of several. Sends `name[]` once per ticked value, so the server function takes `#[server(default)]
/// name: Vec<String>`.
#[component]
pub fn CheckboxList(
    /// Its name in the form, without `[]`.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// The chosen values.
    #[prop(default = Vec::new())]
    values: Vec<String>,
    /// What can be chosen.
    options: Vec<Choice>,
    /// Values that cannot be ticked, only kept or taken away.
    #[prop(default = Vec::new())]
    closed: Vec<String>,
    /// So many that they scroll in a box of their own.
    #[prop(default = false)]
    long: bool,
) -> impl IntoView {
    let sent = format!("{name}[]");
    let wiring = Wiring::new(&sent, !hint.is_empty());
    let chosen = wiring.typed.clone().unwrap_or(values);
    let items = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let checked = chosen.contains(&option.value);
            let disabled = !checked && closed.contains(&option.value);
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        id=(index == 0).then(|| wiring.id.clone())
                        name=sent.clone()
                        value=option.value
                        checked=checked
                        disabled=disabled
                    />
                    <span>
                        {option.label}
                        {(!option.hint.is_empty()).then(|| view! { <small class="hint">{option.hint}</small> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="fieldset" aria-describedby=wiring.described_by()>
            <legend>{label}</legend>
            {wiring.notes(hint)}
            <div class=if long { "checks long" } else { "checks" }>{items}</div>
        </fieldset>
    }
}
