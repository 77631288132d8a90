//! `/me`: the person's name, address, accounts, sessions, password and second factor. Confirming another address and
//! setting up the second factor are pages of their own, below it.

mod accounts;
mod email;
mod password;
mod profile;
mod second_factor;
mod sessions;

pub use email::EmailPage;
pub use second_factor::SecondFactorPage;

use crate::{
    answer::Answer,
    components::{Load, PageHead, ProblemView},
    frame::Page,
    place::ViewerResource,
    server_fns::me::MeProfile,
};
use accounts::AccountsCard;
use entente_domain::usecases::{access::Viewer, me::Profile};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect};
use password::PasswordCard;
use profile::{EmailCard, YouCard};
use second_factor::SecondFactorCard;
use sessions::SessionsCard;

/// The person's own page.
#[component]
pub fn MePage() -> impl IntoView {
    let viewer = expect_context::<ViewerResource>();
    view! {
        <Page kind="narrow">
            <PageHead title="My profile"/>
            <Transition>
                {move || Suspend::new(async move {
                    match viewer.read().await {
                        Ok(Some(viewer)) => cards(viewer),
                        Ok(None) => sign_in_first(),
                        Err(error) => view! { <ProblemView problem=error.0/> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
    .into_any()
}

fn cards(viewer: Viewer) -> AnyView {
    let profile = Answer::new(|| MeProfile {});
    view! {
        <div class="stack large">
            <Load resource=profile view=person/>
            <AccountsCard viewer=viewer/>
            <SessionsCard/>
            <Load resource=profile view=proofs/>
        </div>
    }
    .into_any()
}

fn person(profile: Profile) -> AnyView {
    view! {
        <div class="stack large">
            <YouCard profile=profile.clone()/>
            <EmailCard profile=profile/>
        </div>
    }
    .into_any()
}

fn proofs(profile: Profile) -> AnyView {
    view! {
        <div class="stack large">
            <PasswordCard factor=profile.second_factor/>
            <SecondFactorCard factor=profile.second_factor/>
        </div>
    }
    .into_any()
}

/// The guard before the pages looks after accounts; this page belongs to none.
fn sign_in_first() -> AnyView {
    let options = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    view! { <Redirect path="/sign-in?next=/me" options=options/> }.into_any()
}
