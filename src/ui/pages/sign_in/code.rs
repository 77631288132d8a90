//! `/sign-in/code`: the second factor's code, after the password.

use crate::{
    answer::Answer,
    components::{ButtonLink, DeadEnd, HiddenField, Load, NativeForm, Submit, TextField},
    frame::PublicFrame,
    place::sign_in,
    server_fns::me::{MeCodeIsAwaited, MeSignInWithCode},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page for the code; `next` in the query is where to go on.
#[component]
pub fn CodePage() -> impl IntoView {
    let awaited = Answer::new(|| MeCodeIsAwaited {});
    view! {
        <PublicFrame>
            <Title text="Enter the code"/>
            <Load resource=awaited view=|awaited| if awaited { form() } else { dead_end() }/>
        </PublicFrame>
    }
}

fn form() -> AnyView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    let again = sign_in(&next);
    view! {
        <div class="stack">
            <h1 tabindex="-1">"Enter the code"</h1>
            <p class="lead">"The password was right. Your second factor is asked for now."</p>
            <NativeForm action=MeSignInWithCode::PATH>
                <HiddenField name="next" value=next.clone()/>
                <TextField
                    name="code"
                    label="Code"
                    autocomplete="one-time-code"

                    hint="Six digits from your app, or a recovery code."
                />
                <div class="form-actions">
                    <Submit>"Sign in"</Submit>
                    <a class="form-actions-end" href=again.clone()>"Begin again"</a>
                </div>
            </NativeForm>
        </div>
    }
    .into_any()
}

fn dead_end() -> AnyView {
    view! {
        <DeadEnd icon="clock" heading="No code is awaited">
            <p>"After the password a code is awaited for ten minutes, in the browser that gave the password."</p>
            <div class="actions"><ButtonLink href="/sign-in" kind="primary">"Sign in"</ButtonLink></div>
        </DeadEnd>
    }
    .into_any()
}
