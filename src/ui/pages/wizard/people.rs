//! Step 4, *Create account now*: the people who are invited. A few rows stand there from the beginning, so that
//! it works without JavaScript; rows left empty are ignored.

use crate::{
    browser,
    components::{Alert, EmailField, FormState, Icon, SelectField, TextField, Tone},
};
use entente_domain::usecases::{Choice, wizard::ActionForm};
use leptos::prelude::*;

/// Rows that stand there at least, before the first is removed.
const ROWS: usize = 3;
/// So many are looked for in a form that was refused.
const MOST: usize = 100;
/// What a row is made of.
const PARTS: [&str; 3] = ["user_names", "user_emails", "user_groups"];
/// The button's id, for the focus.
const ADD: &str = "add-person";

/// The name of a row's field; rows count from 0 without gaps, so that what is wrong finds its field.
fn field(part: &str, row: usize) -> String {
    format!("{part}[{row}]")
}

/// Rows of name, address and group.
#[component]
pub(super) fn People(
    /// What was entered.
    form: ActionForm,
    /// A mail server is set.
    mail: bool,
) -> impl IntoView {
    let state = FormState::here();
    let was_sent = |row: &usize| {
        let typed = state.and_then(|state| state.typed(&field(PARTS[1], *row)));
        typed.is_some_and(|typed| !typed.is_empty())
    };
    let typed = (0..MOST).take_while(was_sent).count();
    let rows = RwSignal::new(ROWS.max(form.user_emails.len() + 1).max(typed));
    let form = StoredValue::new(form);
    let row = move |row: usize| form.with_value(|form| view! { <PersonRow row=row form=form.clone() rows=rows/> });
    view! {
        <p class="hint">"Each gets a mail with a link to register. Rows left empty are ignored."</p>
        {(!mail).then(no_mail)}
        <div class="rows">
            <For each=move || 0..rows.get() key=|row| *row children=row/>
        </div>
        <button class="button small js-only" type="button" id=ADD on:click=move |_| rows.update(|rows| *rows += 1)>
            <Icon name="plus"/>
            "Add person"
        </button>
    }
}

fn no_mail() -> impl IntoView {
    view! {
        <Alert tone=Tone::Warning title="No mail server is set">
            <p>"Until there is one, nobody hears of being invited. Generate an invitation link instead, and hand it over yourself."</p>
        </Alert>
    }
}

#[component]
fn PersonRow(row: usize, form: ActionForm, rows: RwSignal<usize>) -> impl IntoView {
    let state = FormState::here();
    let value = |list: &[String]| list.get(row).cloned().unwrap_or_default();
    let group = Some(value(&form.user_groups)).filter(|group| !group.is_empty());
    let number = row + 1;
    let remove = move |_| {
        if let Some(state) = state {
            close_gap(state, row, rows.get_untracked());
        }
        rows.update(|rows| *rows -= 1);
        browser::focus(ADD);
    };
    view! {
        <div class="row-item" role="group" aria-label=format!("Person {number}")>
            <TextField name=field(PARTS[0], row) label="Full name" value=value(&form.user_names) optional=true max=100/>
            <EmailField name=field(PARTS[1], row) value=value(&form.user_emails) optional=true/>
            <SelectField
                name=field(PARTS[2], row)
                label="Group"
                value=group.unwrap_or_else(|| "administrators".to_owned())
                options=groups()
            />
            <button
                class="button quiet icon-only js-only"
                type="button"
                aria-label=format!("Remove person {number}")
                disabled=move || rows.get() == 1
                on:click=remove
            >
                <Icon name="trash"/>
            </button>
        </div>
    }
}

/// Moves what was typed below `row` one row up; the last row goes.
fn close_gap(state: FormState, row: usize, rows: usize) {
    for (row, part) in (row..rows.saturating_sub(1)).flat_map(|row| PARTS.map(|part| (row, part))) {
        browser::move_value(
            &state.field_id(&field(part, row + 1)),
            &state.field_id(&field(part, row)),
        );
    }
}

fn groups() -> Vec<Choice> {
    ["administrators", "managers", "viewers"]
        .into_iter()
        .zip(["Administrators", "Managers", "Viewers"])
        .map(|(value, label)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
        })
        .collect()
}
