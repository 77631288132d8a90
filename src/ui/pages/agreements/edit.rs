//! The form of an agreement: title, description, auto accept; id, type and parent can only be read.

use super::{agreement_link, agreement_path};
use crate::{
    answer::Answer,
    components::{
        Crumb, Fact, Facts, Form, FormAction, HiddenField, Id, LoadInAccount, ManagersPage, PageHead, RadioGroup,
        Submit, TextArea, TextField,
    },
    frame::Page,
    place::{use_account, use_param},
    server_fns::agreements::{AgreementsFind, AgreementsSave},
};
use entente_domain::{
    permission::Module,
    usecases::{Choice, agreements::AgreementView},
};
use leptos::prelude::*;

/// The form of an agreement.
#[component]
pub fn EditAgreementPage() -> impl IntoView {
    let (account, agreement) = (use_account(), use_param("agreement"));
    let resource = Answer::new(move || AgreementsFind {
        account: account.get(),
        agreement: agreement.get(),
    });
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Agreements distributors=true>
                <LoadInAccount
                    resource=resource
                    view=|agreement: AgreementView, place| {
                        view! { <Editor account=place.id.to_string() agreement=agreement/> }.into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

#[component]
fn Editor(account: String, agreement: AgreementView) -> impl IntoView {
    let save = FormAction::of::<AgreementsSave>();
    let back = agreement_path(&account, agreement.id.as_str());
    let parent = agreement.parent.as_ref().map(|parent| {
        let link = agreement_link(&account, parent);
        view! { <Fact label="Parent agreement">{link}</Fact> }
    });
    let form = {
        let (agreement, back) = (agreement.clone(), back.clone());
        move || {
            view! {
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="agreement" value=agreement.id.to_string()/>
                <HiddenField name="revision" value=agreement.revision.to_string()/>
                <TextField name="title" label="Name" value=agreement.title.clone() max=100/>
                <TextArea
                    name="description"
                    label="Description"
                    hint="Partners read it. Versions already published keep theirs."
                    value=agreement.description.clone()
                    rows=6
                    max=4000
                />
                {agreement.auto_accept.map(|on| view! { <AutoAccept on=on/> })}
                <div class="form-actions">
                    <Submit icon="check">"Save"</Submit>
                    <a class="button quiet" href=back.clone()>"Cancel"</a>
                </div>
            }
        }
    };
    view! {
        <PageHead title="Edit agreement" crumbs=vec![Crumb::new(agreement.title.clone(), back)]/>
        <Facts>
            <Fact label="Id"><Id id=agreement.id.to_string()/></Fact>
            <Fact label="Type" value=agreement.kind.label()/>
            {parent}
        </Facts>
        <Form action=save>{form()}</Form>
    }
}

#[component]
fn AutoAccept(on: bool) -> impl IntoView {
    let options = vec![
        Choice {
            value: "enabled".to_owned(),
            label: "Enabled".to_owned(),
            hint: "Contracts become active with the contract above them.".to_owned(),
        },
        Choice {
            value: "disabled".to_owned(),
            label: "Disabled".to_owned(),
            hint: "Partners enrol and sign, and you approve each.".to_owned(),
        },
    ];
    let value = if on { "enabled" } else { "disabled" };
    view! { <RadioGroup name="auto_accept" label="Auto accept" value=value options=options two=true/> }
}
