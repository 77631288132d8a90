//! The form for a further version.

use super::{DocumentFields, agreement_path};
use crate::{
    answer::Answer,
    components::{
        Crumb, Form, FormAction, HiddenField, LoadInAccount, ManagersPage, PageHead, Submit, SwitchField, TextArea,
    },
    frame::Page,
    place::{use_account, use_param},
    server_fns::agreements::{AgreementsAddVersion, AgreementsFind},
};
use entente_domain::{agreement::DocumentSource, permission::Module, usecases::agreements::AgreementView};
use leptos::prelude::*;

/// The form for a further version.
#[component]
pub fn NewVersionPage() -> impl IntoView {
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
                        view! { <VersionForm account=place.id.to_string() agreement=agreement/> }.into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

#[component]
fn VersionForm(account: String, agreement: AgreementView) -> impl IntoView {
    let action = FormAction::of::<AgreementsAddVersion>();
    let back = agreement_path(&account, agreement.id.as_str());
    let crumbs = vec![Crumb::new(agreement.title.clone(), back.clone())];
    view! {
        <PageHead
            title="Add version"
            crumbs=crumbs
            lead="It takes over the present title and description. To change those, edit the agreement first."
        />
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="agreement" value=agreement.id.to_string()/>
            <DocumentFields source=DocumentSource::None link=""/>
            <TextArea
                name="change_note"
                label="What changed"
                hint="Partners read it beside the new version."
                rows=3
                max=500
                optional=true
            />
            <SwitchField
                name="activate"
                label="Activate this version"
                hint="Contracts are made on it from now on, and partners with a contract are told."
                checked=true
            />
            <div class="form-actions">
                <Submit icon="plus">"Add version"</Submit>
                <a class="button quiet" href=back.clone()>"Cancel"</a>
            </div>
        </Form>
    }
}
