//! Security: how the account's people have to sign in.

use crate::{
    answer::Answer,
    components::{
        Alert, ButtonLink, Form, FormAction, HiddenField, LoadInAccount, PageHead, Submit, SwitchField, Tone,
    },
    frame::Page,
    place::use_account,
    reload::reload_after,
    server_fns::security::{SecurityFind, SecuritySave},
};
use entente_domain::{permission::Module, usecases::security::SecurityView};
use leptos::prelude::*;

/// The settings of signing in.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let account = use_account();
    let (save, reload) = (FormAction::of::<SecuritySave>(), RwSignal::new(0));
    reload_after(save, reload);
    let resource = Answer::anew(move || reload.get(), move || SecurityFind { account: account.get() });
    view! {
        <Page kind="narrow">
            <PageHead title="Security" lead="How the people of this account have to sign in."/>
            <LoadInAccount
                resource=resource
                view=move |security: SecurityView, place| {
                    let manages = place.permissions.manages(Module::Settings);
                    let account = place.id.to_string();
                    view! { <Settings account=account security=security save=save manages=manages/> }.into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn Settings(account: String, security: SecurityView, save: FormAction, manages: bool) -> impl IntoView {
    let (required, people) = (security.second_factor_required, without(&security));
    if !manages {
        let words = if required {
            "Nobody opens this account without one."
        } else {
            "Everybody decides for themselves."
        };
        return view! { <p><strong>"Second factor"</strong>" "{words}" "{people}</p> }.into_any();
    }
    if !security.has_own && !required {
        return view! {
            <Alert tone=Tone::Info title="Set up your own second factor first">
                <p>"Then you can require one of everybody here. "{people}</p>
                <div class="actions"><ButtonLink href="/me/second-factor">"Set up"</ButtonLink></div>
            </Alert>
        }
        .into_any();
    }
    let hint = if required {
        "Who has none is led to set it up before this account opens."
    } else {
        "Everybody decides for themselves. Once it is required, who has none is led to set it up before this account \
         opens, from the next page on."
    };
    view! {
        <Form action=save>
            <HiddenField name="account" value=account.clone()/>
            <SwitchField
                name="second_factor_required"
                label="Require a second factor"
                hint=hint
                checked=required
            />
            <p class="hint">{people}</p>
            <div class="form-actions"><Submit icon="check">"Save"</Submit></div>
        </Form>
    }
    .into_any()
}

/// How many have none.
fn without(security: &SecurityView) -> String {
    match (security.without, security.people) {
        (0, _) => "Everybody here has set one up.".to_owned(),
        (1, 1) => "You are the only one here, and have set none up.".to_owned(),
        (1, all) => format!("1 of {all} people has set none up."),
        (some, all) => format!("{some} of {all} people have set none up."),
    }
}
