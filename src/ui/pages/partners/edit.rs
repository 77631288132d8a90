//! The form of a partner's details and contacts.

use super::partner_path;
use crate::{
    answer::Answer,
    components::{
        Crumb, EmailField, Form, FormAction, HiddenField, LoadInAccount, ManagersPage, PageHead, Submit, TextField,
    },
    frame::Page,
    place::{use_account, use_param},
    server_fns::partners::{PartnersFind, PartnersSave},
};
use entente_domain::{partner::PartnerStatus, permission::Module, usecases::partners::PartnerView};
use leptos::prelude::*;

/// The form of a partner's details and contacts.
#[component]
pub fn EditPartnerPage() -> impl IntoView {
    let (account, partner) = (use_account(), use_param("partner"));
    let resource = Answer::new(move || PartnersFind {
        account: account.get(),
        partner: partner.get(),
    });
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Partners distributors=true>
                <LoadInAccount
                    resource=resource
                    view=|partner: PartnerView, place| {
                        view! { <Editor account=place.id.to_string() partner=partner/> }.into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

#[component]
fn Editor(account: String, partner: PartnerView) -> impl IntoView {
    let save = FormAction::of::<PartnersSave>();
    let back = partner_path(&account, partner.id.as_str());
    let crumbs = vec![Crumb::new(partner.form.name.clone(), back.clone())];
    let name_hint = if partner.status == PartnerStatus::Invited {
        "Can be changed until the partner's people have registered."
    } else {
        "The partner's people have registered: the name is theirs now and stays as it is."
    };
    view! {
        <PageHead title="Edit details" crumbs=crumbs/>
        <Form action=save>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="partner" value=partner.id.to_string()/>
            <HiddenField name="revision" value=partner.revision.to_string()/>
            <TextField name="name" label="Partner name" hint=name_hint value=partner.form.name.clone() max=64/>
            <TextField
                name="external_id"
                label="External id"
                hint="Its key in your other systems."
                value=partner.form.external_id.clone()
                max=100
                optional=true
            />
            <fieldset class="fieldset">
                <legend>"Technical contact"</legend>
                <div class="field-row">
                    <TextField name="technical_name" label="Name" value=partner.form.technical_name.clone() max=100 optional=true/>
                    <EmailField name="technical_email" value=partner.form.technical_email.clone() optional=true/>
                </div>
            </fieldset>
            <fieldset class="fieldset">
                <legend>"Business contact"</legend>
                <div class="field-row">
                    <TextField name="business_name" label="Name" value=partner.form.business_name.clone() max=100 optional=true/>
                    <EmailField name="business_email" value=partner.form.business_email.clone() optional=true/>
                </div>
            </fieldset>
            <div class="form-actions">
                <Submit icon="check">"Save"</Submit>
                <a class="button quiet" href=back.clone()>"Cancel"</a>
            </div>
        </Form>
    }
}
