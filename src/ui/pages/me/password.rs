//! A new password for the person who is signed in.

use crate::{
    components::{Card, NativeForm, NewPasswordField, PasswordField, Submit},
    server_fns::access::AccessChangePassword,
};
use entente_domain::{password::least, usecases::me::FactorState};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form for a new password; a plain form, since the session changes with it.
#[component]
pub(super) fn PasswordCard(
    /// How far the second factor is.
    factor: FactorState,
) -> impl IntoView {
    let least = least(factor == FactorState::On);
    view! {
        <Card title="Password" id="password">
            <NativeForm action=AccessChangePassword::PATH>
                <PasswordField name="current_password" label="Present password" autocomplete="current-password"/>
                <NewPasswordField label="New password" least=least/>
                <p class="hint">"Every other session ends, and a mail tells you of the change."</p>
                <div class="form-actions"><Submit>"Change password"</Submit></div>
            </NativeForm>
        </Card>
    }
}
