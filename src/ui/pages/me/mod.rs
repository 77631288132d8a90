//! `/me`: the person's accounts, sessions and password.

mod accounts;
mod password;
mod sessions;

use crate::{
    components::{PageHead, ProblemView},
    frame::Page,
    place::ViewerResource,
};
use accounts::AccountsCard;
use entente_domain::usecases::access::Viewer;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect};
use password::PasswordCard;
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
    view! {
        <div class="stack large">
            <AccountsCard viewer=viewer/>
            <SessionsCard/>
            <PasswordCard/>
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
