//! `/{account}/set-up`: somewhere to sell, a test of mail, and what comes next. All of it can wait.

use super::{mail::MailCard, marketplace::MarketplaceCard};
use crate::{
    answer::Answer,
    components::{ButtonLink, Card, Load, PageHead},
    frame::Page,
    pages::wizard::AddPartner,
    place::{in_account, use_account},
    server_fns::setup::SetupState,
};
use entente_domain::usecases::setup::SetUpState;
use leptos::prelude::*;

/// The second page of the first run.
#[component]
pub fn AccountSetUpPage() -> impl IntoView {
    let account = use_account();
    let reload = RwSignal::new(0_u32);
    let state = Answer::anew(move || reload.get(), move || SetupState { account: account.get() });
    view! {
        <Page kind="narrow">
            <PageHead title="Get ready" lead="Two short steps. Skip what you do not need now: both can be done later."/>
            <Load resource=state view=move |state| steps(account.get_untracked(), state, reload)/>
        </Page>
    }
}

fn steps(account: String, state: SetUpState, reload: RwSignal<u32>) -> AnyView {
    let ready = state.has_marketplace;
    view! {
        <div class="stack large">
            <MarketplaceCard account=account.clone() done=ready reload=reload/>
            <MailCard account=account.clone() mail=state.mail email=state.email/>
            <Card title="What comes next" id="next">
                <p>
                    "Add a partner: a wizard makes the agreements and the contract, and gives you a link. The partner "
                    "reads, accepts and registers through it."
                </p>
                <div class="actions">
                    {ready.then(|| view! { <AddPartner account=account.clone() label="Add the first partner"/> })}
                    <ButtonLink href=in_account(&account, "")>
                        {if ready { "Go to the start page" } else { "Skip for now" }}
                    </ButtonLink>
                </div>
            </Card>
        </div>
    }
    .into_any()
}
