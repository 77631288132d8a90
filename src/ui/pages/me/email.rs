//! `/me/email`: the mailed link to another address, or to prove the present one, leads here. Opening it changes nothing; the button does.

use crate::{
    answer::Answer,
    components::{ButtonLink, DeadEnd, Fact, Facts, Load, NativeForm, Submit},
    frame::PublicFrame,
    server_fns::me::{MeConfirmEmail, MeEmailChange},
};
use entente_domain::usecases::me::EmailChange;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page to confirm the new address on, or what to do when the link does not work.
#[component]
pub fn EmailPage() -> impl IntoView {
    let change = Answer::new(|| MeEmailChange {});
    view! {
        <PublicFrame>
            <Title text="Confirm your address"/>
            <Load resource=change view=content/>
        </PublicFrame>
    }
}

fn content(change: Option<EmailChange>) -> AnyView {
    change.map_or_else(dead_link, form)
}

fn form(change: EmailChange) -> AnyView {
    let (lead, button) = if change.is_proof() {
        ("The link reached you, so the address is yours.", "Confirm address")
    } else {
        (
            "From now on you sign in with the new address, and mail goes there.",
            "Confirm new address",
        )
    };
    let new = (!change.is_proof()).then(|| view! { <Fact label="New address" value=change.to/> });
    view! {
        <div class="stack">
            <h1 tabindex="-1">"Confirm your address"</h1>
            <p class="lead">{lead}</p>
            <Facts>
                <Fact label="Present address" value=change.from/>
                {new}
            </Facts>
            <NativeForm action=MeConfirmEmail::PATH>
                <div class="form-actions"><Submit>{button}</Submit></div>
            </NativeForm>
        </div>
    }
    .into_any()
}

fn dead_link() -> AnyView {
    view! {
        <DeadEnd icon="clock" heading="This link does not work any more">
            <p>"A link that confirms an address works once, for a day, in the browser that opened it."</p>
            <div class="actions">
                <ButtonLink href="/me" kind="primary">"Open my profile"</ButtonLink>
            </div>
        </DeadEnd>
    }
    .into_any()
}
