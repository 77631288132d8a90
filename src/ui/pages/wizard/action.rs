//! Step 4: an invitation link, or the account at once.

use super::{Carried, Shown, StepActions, people::People};
use crate::{
    components::{Alert, EmailField, ExpiryField, Form, FormAction, RadioGroup, Tone},
    server_fns::wizard::WizardSaveAction,
};
use entente_domain::usecases::{Choice, wizard::ActionForm};
use leptos::prelude::*;

/// The form of the step. What belongs to one action is shown with that action by the style sheet alone.
pub(super) fn view(shown: &Shown) -> AnyView {
    let action = FormAction::of::<WizardSaveAction>();
    let shown = shown.clone();
    let form = shown.draft.forms.action.clone();
    let mail = shown.draft.mail_configured;
    view! {
        <Form action=action>
            <Carried shown=shown.clone()/>
            <RadioGroup name="action" label="What to do" options=actions() value=form.action.clone()/>
            <fieldset class="fieldset section when-action-link">
                <legend>"The link"</legend>
                <ExpiryField value=form.expiry_days.clone()/>
                {mail_to(&form, mail)}
            </fieldset>
            <fieldset class="fieldset section when-action-account">
                <legend>"People"</legend>
                <People form=form.clone() mail=mail/>
            </fieldset>
            <StepActions shown=shown.clone()/>
        </Form>
    }
    .into_any()
}

fn actions() -> Vec<Choice> {
    let choice = |value: &str, label: &str, hint: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
    };
    vec![
        choice(
            "link",
            "Generate invitation link",
            "The partner reads the agreement, accepts and registers through it.",
        ),
        choice(
            "account",
            "Create account now",
            "The account and its contracts are active at once, without a signature of the partner.",
        ),
    ]
}

fn mail_to(form: &ActionForm, mail: bool) -> AnyView {
    if mail {
        let hint = "Leave it empty to copy the link and hand it over yourself.";
        return view! { <EmailField name="mail_to" label="Mail the link to" hint=hint value=form.mail_to.clone() optional=true/> }
            .into_any();
    }
    view! {
        <Alert tone=Tone::Info title="No mail server is set">
            <p>"Copy the link at the end and hand it over yourself."</p>
        </Alert>
    }
    .into_any()
}
