//! `/reset-password`: asking for a link. The answer is the same whether the address has an account or not.

use crate::{
    components::{ButtonLink, DeadEnd, EmailField, NativeForm, Submit},
    frame::PublicFrame,
    server_fns::access::AccessAskReset,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page to ask for a link, and what it says afterwards.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let query = use_query_map();
    view! {
        <PublicFrame>
            <Title text="Reset your password"/>
            {move || if query.read().get("asked").is_some() { asked() } else { ask() }}
        </PublicFrame>
    }
}

fn ask() -> AnyView {
    view! {
        <h1 tabindex="-1">"Reset your password"</h1>
        <p class="lead">"Enter your address. A mail with a link to set a new password comes to it."</p>
        <NativeForm action=AccessAskReset::PATH>
            <EmailField autocomplete="username"/>
            <div class="form-actions">
                <Submit>"Mail me a link"</Submit>
                <a class="form-actions-end" href="/sign-in">"Back to sign-in"</a>
            </div>
        </NativeForm>
    }
    .into_any()
}

fn asked() -> AnyView {
    view! {
        <DeadEnd icon="mail" heading="Look into your mailbox">
            <p>"If the address has an account here, a mail with a link is on its way. The link works for an hour."</p>
            <p class="muted">
                "Nothing there after a few minutes? Look among the unwanted mail, then ask again. If this installation "
                "has no mail server, ask the people who run it."
            </p>
            <div class="actions">
                <ButtonLink href="/sign-in">"Back to sign-in"</ButtonLink>
                <ButtonLink href="/reset-password" kind="quiet">"Ask again"</ButtonLink>
            </div>
        </DeadEnd>
    }
    .into_any()
}
