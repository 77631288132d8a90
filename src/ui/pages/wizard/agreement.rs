//! Step 2: a new agreement, or one that is there.

use super::{Carried, Shown, StepActions};
use crate::{
    components::{Alert, Form, FormAction, RadioGroup, SelectField, TextArea, TextField, Tone},
    server_fns::wizard::{WizardSaveAgreement, step_path},
};
use entente_domain::{
    agreement::DocumentSource,
    usecases::{
        Choice,
        wizard::{AgreementForm, Step},
    },
};
use leptos::prelude::*;

/// As many choices fit on the screen as cards.
const CARDS: usize = 6;

/// The form of the step.
pub(super) fn view(shown: &Shown) -> AnyView {
    let is_new = shown.draft.forms.details.new_agreement == "true";
    if !is_new && shown.draft.agreements.is_empty() {
        return nothing_to_choose(shown);
    }
    let action = FormAction::of::<WizardSaveAgreement>();
    let shown = shown.clone();
    let form = shown.draft.forms.agreement.clone();
    let agreements = shown.draft.agreements.clone();
    view! {
        <Form action=action>
            <Carried shown=shown.clone()/>
            {if is_new { new(form.clone()) } else { choose("existing", "Agreement", form.existing.clone(), agreements.clone()) }}
            <TextArea
                name="note_to_signee"
                label="Note to the partner"
                hint="Stands beside the agreement when the partner reads it."
                value=form.note_to_signee.clone()
                rows=2
                optional=true
                max=200
            />
            <StepActions shown=shown.clone()/>
        </Form>
    }
    .into_any()
}

fn new(form: AgreementForm) -> AnyView {
    view! {
        <TextField name="title" label="Title" value=form.title max=100/>
        <TextArea name="description" label="Description" hint="The partner reads it." value=form.description rows=6 max=4000/>
        <RadioGroup name="source" label="Document" options=sources() value=form.source two=true/>
        <div class="when-source-link">
            <TextField
                name="link"
                label="Address of the document"
                hint="For example https://example.com/agreement.pdf. The partner must be able to open it."
                value=form.link
                kind="url"
                max=200
            />
        </div>
    }
    .into_any()
}

fn sources() -> Vec<Choice> {
    let choice = |source: &DocumentSource| {
        let hint = match source {
            DocumentSource::None => "The description says it all.",
            DocumentSource::Link => "The text is at an address elsewhere.",
        };
        Choice {
            value: source.as_str().to_owned(),
            label: source.label().to_owned(),
            hint: hint.to_owned(),
        }
    };
    DocumentSource::ALL.iter().map(choice).collect()
}

/// One of several, as cards while they are few.
pub(super) fn choose(name: &'static str, label: &'static str, value: String, options: Vec<Choice>) -> AnyView {
    if options.len() > CARDS {
        return view! { <SelectField name=name label=label value=value options=options empty="Choose one"/> }
            .into_any();
    }
    view! { <RadioGroup name=name label=label value=value options=options/> }.into_any()
}

fn nothing_to_choose(shown: &Shown) -> AnyView {
    let back = step_path(&shown.account, shown.draft.id.as_str(), Step::Details);
    view! {
        <Alert tone=Tone::Info title="No agreement to choose from">
            <p>"There is no agreement of this type with an active version yet. Go back and let the wizard make one."</p>
            <div class="actions"><a class="button primary" href=back>"Back to partner details"</a></div>
        </Alert>
    }
    .into_any()
}
