//! What a distributor can do to a partner as a whole: suspend, end the suspension.

use super::partner::PartnerForms;
use crate::components::{Card, Confirm, Form, HiddenField, Submit, TextArea};
use entente_domain::{
    partner::{PartnerAction, PartnerStatus},
    usecases::partners::PartnerView,
};
use leptos::prelude::*;

/// Suspend, or end the suspension, where the status allows it.
#[component]
pub(super) fn StandingActions(account: String, partner: PartnerView, forms: PartnerForms) -> impl IntoView {
    let can = |action: PartnerAction, status: PartnerStatus| status.after(action).is_ok();
    let (may_suspend, may_resume) = (
        can(PartnerAction::Suspend, partner.status),
        can(PartnerAction::Resume, partner.status),
    );
    if !may_suspend && !may_resume {
        return ().into_any();
    }
    let (id, name) = (partner.id.to_string(), partner.form.name);
    let suspend = may_suspend.then(|| {
        let (account, id) = (account.clone(), id.clone());
        view! {
            <Confirm
                open="Suspend partner"
                question=format!("Suspend {name}?")
                consequence="Its people can sign in and read, and change nothing, until you end the suspension."
            >
                <Form action=forms.suspend>
                    <HiddenField name="account" value=account.clone()/>
                    <HiddenField name="partner" value=id.clone()/>
                    <TextArea name="reason" label="Reason" hint="The partner reads it." rows=2 max=500 optional=true/>
                    <div class="actions"><Submit kind="danger">"Suspend partner"</Submit></div>
                </Form>
            </Confirm>
        }
    });
    let resume = may_resume.then(|| {
        let (account, id) = (account.clone(), id.clone());
        view! {
            <Form action=forms.resume class="">
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="partner" value=id.clone()/>
                <Submit icon="check">"End the suspension"</Submit>
            </Form>
        }
    });
    view! { <Card title="Standing" id="standing">{suspend} {resume}</Card> }.into_any()
}
