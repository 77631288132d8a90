//! `/reset-password/new`: the new password. The link that leads here has put its token into a cookie.

use crate::{
    answer::Answer,
    components::{ButtonLink, DeadEnd, Load, NativeForm, NewPasswordField, Submit},
    frame::PublicFrame,
    server_fns::access::{AccessResetIsOpen, AccessResetPassword},
};
use entente_domain::password::MIN_BESIDE_FACTOR;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page for the new password, or what to do when the link does not work.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let open = Answer::new(|| AccessResetIsOpen {});
    view! {
        <PublicFrame>
            <Title text="Set a new password"/>
            <Load resource=open view=|open| if open { form() } else { dead_link() }/>
        </PublicFrame>
    }
}

fn form() -> AnyView {
    view! {
        <div class="stack">
            <h1 tabindex="-1">"Set a new password"</h1>
            <p class="lead">"Wherever you are signed in, you will be signed out there."</p>
            <NativeForm action=AccessResetPassword::PATH>
                <NewPasswordField label="New password"/>
                <p class="hint">{format!("Where you sign in with a code as well, {MIN_BESIDE_FACTOR} are enough.")}</p>
                <div class="form-actions"><Submit>"Set password"</Submit></div>
            </NativeForm>
        </div>
    }
    .into_any()
}

fn dead_link() -> AnyView {
    view! {
        <DeadEnd icon="clock" heading="This link does not work any more">
            <p>"A link for a new password works once, for an hour, in the browser that opened it."</p>
            <div class="actions">
                <ButtonLink href="/reset-password" kind="primary">"Ask for a new link"</ButtonLink>
                <ButtonLink href="/sign-in" kind="quiet">"Sign in"</ButtonLink>
            </div>
        </DeadEnd>
    }
    .into_any()
}
