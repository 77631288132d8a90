//! Onboarding: how new partners are taken on.

use crate::{
    answer::Answer,
    components::{Form, FormAction, HiddenField, LoadInAccount, PageHead, Submit, SwitchField},
    frame::Page,
    place::use_account,
    reload::reload_after,
    server_fns::onboarding::{OnboardingFind, OnboardingSave},
};
use entente_domain::{permission::Module, usecases::onboarding::OnboardingView};
use leptos::prelude::*;

/// The settings of onboarding.
#[component]
pub fn OnboardingPage() -> impl IntoView {
    let account = use_account();
    let (save, reload) = (FormAction::of::<OnboardingSave>(), RwSignal::new(0));
    reload_after(save, reload);
    let resource = Answer::anew(move || reload.get(), move || OnboardingFind { account: account.get() });
    view! {
        <Page kind="narrow">
            <PageHead title="Onboarding" lead="What happens when a partner accepts its invitation."/>
            <LoadInAccount
                resource=resource
                view=move |onboarding: OnboardingView, place| {
                    let manages = place.permissions.manages(Module::Settings);
                    let account = place.id.to_string();
                    view! { <Settings account=account onboarding=onboarding save=save manages=manages/> }.into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn Settings(account: String, onboarding: OnboardingView, save: FormAction, manages: bool) -> impl IntoView {
    if !manages {
        let words = if onboarding.auto_onboarding {
            "On: a partner that accepts is active at once."
        } else {
            "Off: a partner that accepts waits for approval."
        };
        return view! { <p><strong>"Auto-onboarding"</strong>" "{words}</p> }.into_any();
    }
    view! {
        <Form action=save>
            <HiddenField name="account" value=account.clone()/>
            <SwitchField
                name="auto_onboarding"
                label="Auto-onboarding"
                hint="On: a partner that accepts is active at once. Off: it waits until you approve it on its page."
                checked=onboarding.auto_onboarding
            />
            <div class="form-actions"><Submit icon="check">"Save"</Submit></div>
        </Form>
    }
    .into_any()
}
