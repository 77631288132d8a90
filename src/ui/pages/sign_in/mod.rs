//! `/sign-in`: address and password, then on to where the person was going; with a second factor by way of its code.

mod code;

pub use code::CodePage;

use crate::{
    components::{EmailField, HiddenField, NativeForm, PasswordField, Submit},
    frame::PublicFrame,
    server_fns::access::AccessSignIn,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page to sign in; `next` in the query is where to go on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    view! {
        <PublicFrame>
            <Title text="Sign in"/>
            <h1 tabindex="-1">"Sign in"</h1>
            <NativeForm action=AccessSignIn::PATH>
                <HiddenField name="next" value=next.clone()/>
                <EmailField autocomplete="username"/>
                <PasswordField autocomplete="current-password"/>
                <div class="form-actions">
                    <Submit>"Sign in"</Submit>
                    <a class="form-actions-end" href="/reset-password">"Forgot the password?"</a>
                </div>
            </NativeForm>
        </PublicFrame>
    }
}
