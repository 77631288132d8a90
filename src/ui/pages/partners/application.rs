//! A partner that accepted its invitation and waits for the distributor's decision.

use super::partner::PartnerForms;
use crate::components::{Card, Confirm, Form, HiddenField, Submit, TextArea};
use entente_domain::{partner::PartnerAction, usecases::partners::PartnerView};
use leptos::prelude::*;

/// Approve or reject, while the partner waits for that.
#[component]
pub(super) fn Application(account: String, partner: PartnerView, manages: bool, forms: PartnerForms) -> impl IntoView {
    if partner.status.after(PartnerAction::Approve).is_err() {
        return ().into_any();
    }
    let (id, name) = (partner.id.to_string(), partner.form.name);
    let words = format!("{name} has accepted your invitation and waits for your decision.");
    let decisions = manages.then(|| view! { <Decisions account=account id=id name=name forms=forms/> });
    view! {
        <Card title="Application" id="application">
            <p>{words}</p>
            {decisions}
        </Card>
    }
    .into_any()
}

#[component]
fn Decisions(account: String, id: String, name: String, forms: PartnerForms) -> impl IntoView {
    let fields = move || {
        view! {
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="partner" value=id.clone()/>
        }
    };
    let reject_fields = fields.clone();
    view! {
        <div class="actions">
            <Form action=forms.approve class="">
                {fields()}
                <Submit icon="check">"Approve partner"</Submit>
            </Form>
            <Confirm
                open="Reject"
                kind="danger"
                question=format!("Reject the application of {name}?")
                consequence="Its contract is rejected with it. You can invite the partner again later."
            >
                <Form action=forms.reject>
                    {reject_fields()}
                    <TextArea name="reason" label="Reason" hint="The partner reads it." rows=2 max=500/>
                    <div class="actions"><Submit kind="danger">"Reject application"</Submit></div>
                </Form>
            </Confirm>
        </div>
    }
}
