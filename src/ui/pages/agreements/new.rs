//! The form for a new agreement. The type, and for dependent ones the parent, stand in the URL; without a type
//! the page asks for it first.

use super::{DocumentFields, list_path};
use crate::{
    answer::Answer,
    components::{
        Crumb, Form, FormAction, HiddenField, Load, ManagersPage, PageHead, SelectField, Submit, SwitchField, TextArea,
        TextField,
    },
    frame::Page,
    place::{in_account, use_account},
    server_fns::agreements::{AgreementsChoices, AgreementsCreate},
};
use entente_domain::{
    agreement::{AgreementType, DocumentSource},
    permission::Module,
    usecases::agreements::AgreementChoices,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The form for a new agreement.
#[component]
pub fn NewAgreementPage() -> impl IntoView {
    let account = use_account();
    let query = use_query_map();
    let kind = Memo::new(move |_| {
        query
            .read()
            .get("type")
            .and_then(|kind| kind.parse::<AgreementType>().ok())
    });
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Agreements distributors=true>
                {move || match kind.get() {
                    Some(kind) => {
                        let parent = query.read_untracked().get("parent").unwrap_or_default();
                        view! { <AgreementForm account=account.get() kind=kind parent=parent/> }.into_any()
                    }
                    None => view! { <TypeChoice account=account.get()/> }.into_any(),
                }}
            </ManagersPage>
        </Page>
    }
    .into_any()
}

#[component]
fn TypeChoice(account: String) -> impl IntoView {
    let explained = |kind: AgreementType| match kind {
        AgreementType::Program => "With vendors; distribution agreements stand under it.",
        AgreementType::Distribution => "A vendor's products on one marketplace; stands under a program agreement.",
        AgreementType::Service => "With resellers; syndication agreements stand under it.",
        AgreementType::Syndication => "What resellers sell on; stands under a service agreement.",
    };
    let options = AgreementType::ALL
        .iter()
        .map(|&kind| {
            let href = in_account(&account, &format!("agreements/new?type={kind}"));
            view! { <li><a href=href><b>{kind.label()}</b></a><p class="muted">{explained(kind)}</p></li> }
        })
        .collect_view();
    view! {
        <PageHead
            title="Create agreement"
            crumbs=vec![Crumb::new("Agreements", in_account(&account, "agreements"))]
            lead="Choose the type."
        />
        <ul class="plain">{options}</ul>
    }
}

#[component]
fn AgreementForm(account: String, kind: AgreementType, parent: String) -> impl IntoView {
    let choices = {
        let account = account.clone();
        Answer::new(move || AgreementsChoices {
            account: account.clone(),
            kind: kind.to_string(),
        })
    };
    let action = FormAction::of::<AgreementsCreate>();
    let list = list_path(&account, kind);
    view! {
        <PageHead
            title=format!("Create {} agreement", kind.label().to_lowercase())
            crumbs=vec![Crumb::new(format!("{} agreements", kind.label()), list.clone())]
        />
        <Load
            resource=choices
            view=move |choices: AgreementChoices| {
                let (account, list, parent) = (account.clone(), list.clone(), parent.clone());
                view! {
                    <Form action=action>
                        <HiddenField name="account" value=account.clone()/>
                        <HiddenField name="kind" value=kind.to_string()/>
                        <Above kind=kind parent=parent.clone() choices=choices.clone()/>
                        <TextField name="title" label="Name" max=100/>
                        <TextArea
                            name="description"
                            label="Description"
                            hint="Partners read it before they accept."
                            rows=6
                            max=4000
                        />
                        <DocumentFields source=DocumentSource::None link=""/>
                        {kind
                            .parent()
                            .map(|_| {
                                view! {
                                    <SwitchField
                                        name="auto_accept"
                                        label="Auto accept"
                                        hint="Contracts become active with the contract above them, without your approval."
                                        checked=true
                                    />
                                }
                            })}
                        <div class="form-actions">
                            <Submit icon="plus">"Create agreement"</Submit>
                            <a class="button quiet" href=list.clone()>"Cancel"</a>
                        </div>
                    </Form>
                }
                    .into_any()
            }
        />
    }
}

/// What a dependent agreement stands under, and its marketplace.
#[component]
fn Above(kind: AgreementType, parent: String, choices: AgreementChoices) -> impl IntoView {
    let parents = kind.parent().map(|above| {
        view! {
            <SelectField
                name="parent"
                label=format!("Parent {} agreement", above.label().to_lowercase())
                value=parent
                options=choices.parents
                empty="Choose an agreement"
            />
        }
    });
    let marketplace = (kind == AgreementType::Distribution).then(|| {
        view! {
            <SelectField name="marketplace" label="Marketplace" options=choices.marketplaces empty="Choose a marketplace"/>
        }
    });
    view! { {parents} {marketplace} }
}
