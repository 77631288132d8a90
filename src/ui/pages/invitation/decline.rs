//! Declining: as near at hand as accepting, and nothing has to be given for it.

use crate::{
    components::{HiddenField, NativeForm, Submit, TextArea},
    server_fns::invitations::InvitationsDecline,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form that declines.
#[component]
pub(super) fn DeclineForm(
    /// The invitation.
    invitation: String,
    /// Who is told.
    inviter: String,
) -> impl IntoView {
    let hint = format!("{inviter} reads it.");
    view! {
        <h2 id="decline-heading">"Decline"</h2>
        <p class="muted">{format!("Nothing is signed. {inviter} is told, and may invite you again later.")}</p>
        <NativeForm action=InvitationsDecline::PATH>
            <HiddenField name="invitation" value=invitation.clone()/>
            <TextArea name="reason" label="Reason" hint=hint.clone() rows=3 optional=true max=500/>
            <div class="form-actions"><Submit kind="" icon="cross">"Decline"</Submit></div>
        </NativeForm>
    }
}
