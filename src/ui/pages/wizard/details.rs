//! Step 1: who the partner is.

use super::{
    Carried, Shown, StepActions,
    similar::{SimilarHint, Typing},
};
use crate::{
    components::{EmailField, Form, FormAction, RadioGroup, SwitchField, TextField},
    reload::reload_after,
    server_fns::wizard::WizardSaveDetails,
};
use entente_domain::{
    partner::PartnerType,
    usecases::{Choice, wizard::DetailsForm},
};
use leptos::prelude::*;

/// The form of the step.
pub(super) fn view(shown: &Shown) -> AnyView {
    let action = FormAction::of::<WizardSaveDetails>();
    reload_after(action, shown.turned);
    let typing = Typing::new();
    let shown = shown.clone();
    let form = shown.draft.forms.details.clone();
    view! {
        <Form action=action>
            <Carried shown=shown.clone()/>
            // Its fields are looked up while they are typed; the wrapper hears them all.
            <div class="form" on:input=move |event| typing.heard(&event)>
                <RadioGroup name="kind" label="Partner type" options=kinds() value=form.kind.clone() two=true/>
                <TextField name="name" label="Partner name" value=form.name.clone() max=64/>
                <TextField
                    name="external_id"
                    label="External id"
                    hint="The partner's key in another system of yours."
                    value=form.external_id.clone()
                    optional=true
                    max=100
                    width="medium"
                />
                <SimilarHint
                    account=shown.account.clone()
                    found=shown.draft.similar.clone()
                    typing=typing
                    seen=form.similar_seen == "true"
                    has_turned=shown.has_turned
                />
                <Contacts form=form.clone()/>
            </div>
            <SwitchField
                name="new_agreement"
                label="Create a new agreement"
                hint="Off: choose one that you have already."
                checked=form.new_agreement == "true"
            />
            <StepActions shown=shown.clone()/>
        </Form>
    }
    .into_any()
}

fn kinds() -> Vec<Choice> {
    let choice = |kind: &PartnerType| {
        let hint = match kind {
            PartnerType::Vendor => "Supplies products that are sold on your marketplaces.",
            PartnerType::Reseller => "Sells products on to its own customers.",
        };
        Choice {
            value: kind.as_str().to_owned(),
            label: kind.label().to_owned(),
            hint: hint.to_owned(),
        }
    };
    PartnerType::ALL.iter().map(choice).collect()
}

/// People to talk to.
#[component]
fn Contacts(form: DetailsForm) -> impl IntoView {
    view! {
        <fieldset class="fieldset section">
            <legend>"Contacts"</legend>
            <div class="field-row">
                <TextField name="technical_name" label="Technical contact" value=form.technical_name optional=true max=100/>
                <EmailField name="technical_email" label="Technical contact's address" value=form.technical_email optional=true/>
            </div>
            <div class="field-row">
                <TextField name="business_name" label="Business contact" value=form.business_name optional=true max=100/>
                <EmailField name="business_email" label="Business contact's address" value=form.business_email optional=true/>
            </div>
        </fieldset>
    }
}
