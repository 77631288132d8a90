//! The forms of *Add user*, one per step.

use super::{
    super::groups::{GroupsField, names},
    AddUserStep, Shown,
};
use crate::{
    components::{
        Card, EmailField, ExpiryField, Fact, Facts, Form, FormAction, HiddenField, Submit, TextField, days_in_words,
    },
    server_fns::users::{UsersCheck, UsersInvite},
};
use leptos::prelude::*;

/// Who it is.
pub(super) fn general(shown: &Shown) -> AnyView {
    let action = FormAction::of::<UsersCheck>();
    let shown = shown.clone();
    view! {
        <Form action=action>
            <HiddenField name="account" value=shown.account.clone()/>
            <HiddenField name="step" value="general"/>
            {chosen(&shown)}
            <TextField name="name" label="Name" value=shown.form.name.clone() autocomplete="off" max=100/>
            <EmailField label="E-mail address" value=shown.form.email.clone()/>
            <ExpiryField value=shown.form.expiry_days.clone()/>
            <div class="form-actions">
                <Submit icon="arrow-right">"Next"</Submit>
                {cancel(&shown)}
            </div>
        </Form>
    }
    .into_any()
}

/// What the user may do. *Back* is sent with the form, so that what is ticked is kept.
pub(super) fn groups(shown: &Shown) -> AnyView {
    let action = FormAction::of::<UsersCheck>();
    let shown = shown.clone();
    view! {
        <Form action=action elsewhere=elsewhere(&shown)>
            <HiddenField name="account" value=shown.account.clone()/>
            <HiddenField name="step" value="groups"/>
            <HiddenField name="name" value=shown.form.name.clone()/>
            <HiddenField name="email" value=shown.form.email.clone()/>
            <HiddenField name="expiry_days" value=shown.form.expiry_days.clone()/>
            <GroupsField
                hint="The user may do what any of them allows."
                chosen=shown.form.groups.clone()
                groups=shown.choices.clone()
            />
            <div class="form-actions">
                <Submit icon="arrow-right">"Next"</Submit>
                <Submit kind="quiet" name="back" value="true">"Back"</Submit>
                {cancel(&shown)}
            </div>
        </Form>
    }
    .into_any()
}

/// Everything once more, and what *Invite* does.
pub(super) fn summary(shown: &Shown) -> AnyView {
    let action = FormAction::of::<UsersInvite>();
    let held = names(&shown.choices, &shown.form.groups);
    let next = if shown.mail_configured {
        format!("A mail with the invitation link goes to {}.", shown.form.email)
    } else {
        "No mail server is set: the next page has the invitation link, to copy and hand over yourself.".to_owned()
    };
    let (who, what) = (change(shown, AddUserStep::General), change(shown, AddUserStep::Groups));
    let mut pages = elsewhere(shown);
    pages.push(("groups", shown.path(AddUserStep::Groups)));
    let (shown, entered) = (shown.clone(), shown.form.clone());
    view! {
        <Card title="General" id="general" actions=move || who>
            <Facts>
                <Fact label="Name" value=entered.name/>
                <Fact label="E-mail address" value=entered.email/>
                <Fact label="The link works for" value=days_in_words(&entered.expiry_days)/>
            </Facts>
        </Card>
        <Card title="Groups" id="groups" actions=move || what>
            <p>{held}</p>
        </Card>
        <p>{next}</p>
        <Form action=action elsewhere=pages>
            <HiddenField name="account" value=shown.account.clone()/>
            <HiddenField name="name" value=shown.form.name.clone()/>
            <HiddenField name="email" value=shown.form.email.clone()/>
            <HiddenField name="expiry_days" value=shown.form.expiry_days.clone()/>
            {chosen(&shown)}
            <div class="form-actions">
                <Submit icon="send">"Invite"</Submit>
                <a class="button quiet" href=shown.path(AddUserStep::Groups)>"Back"</a>
                {cancel(&shown)}
            </div>
        </Form>
    }
    .into_any()
}

/// The fields of the first step, for what is wrong with them on a later one.
fn elsewhere(shown: &Shown) -> Vec<(&'static str, String)> {
    let general = shown.path(AddUserStep::General);
    vec![
        ("name", general.clone()),
        ("email", general.clone()),
        ("expiry_days", general),
    ]
}

/// The groups that were chosen, where the form does not ask for them.
fn chosen(shown: &Shown) -> AnyView {
    let groups = shown.form.groups.iter();
    groups
        .map(|id| view! { <HiddenField name="groups[]" value=id.clone()/> })
        .collect_view()
        .into_any()
}

/// The way back to a step, beside what was entered there.
fn change(shown: &Shown, step: AddUserStep) -> AnyView {
    view! {
        <a class="button link small" href=shown.path(step)>
            "Change"<span class="visually-hidden">{format!(" {}", step.label())}</span>
        </a>
    }
    .into_any()
}

fn cancel(shown: &Shown) -> AnyView {
    view! { <a class="button quiet" href=shown.list()>"Cancel"</a> }.into_any()
}
