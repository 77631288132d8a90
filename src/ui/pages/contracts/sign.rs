//! Signing while signed in: the document in full, then name and ticks.

use super::contract::ContractForms;
use crate::components::{Card, Checkbox, DocumentSheet, Form, HiddenField, Submit, TextField};
use entente_domain::usecases::contracts::ContractView;
use leptos::prelude::*;

/// The document and the signature, while the viewer may sign.
#[component]
pub(super) fn SignCard(
    account: String,
    contract: ContractView,
    forms: ContractForms,
    /// The viewer's name, proposed as the signature.
    person: String,
) -> impl IntoView {
    let Some(document) = contract.document.clone().filter(|_| contract.actions.sign) else {
        return ().into_any();
    };
    let hash = document.hash.clone();
    view! {
        <DocumentSheet document=document issuer=contract.issuer.name.clone()/>
        <Card title="Sign" id="sign">
            <Form action=forms.sign>
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="contract" value=contract.id.to_string()/>
                <HiddenField name="document_hash" value=hash.clone()/>
                <div class="field-row">
                    <TextField name="name" label="Full name" hint="This is your signature." value=person.clone() autocomplete="name" max=100/>
                    <TextField name="title" label="Position" autocomplete="organization-title" max=100 optional=true/>
                </div>
                <Checkbox name="accepted" label=contract.statement.clone()/>
                <Checkbox name="authorised" label=contract.authority_statement.clone()/>
                <div class="form-actions"><Submit icon="check">"Accept and sign"</Submit></div>
            </Form>
        </Card>
    }
    .into_any()
}
