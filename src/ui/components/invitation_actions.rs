//! What is done with an invitation that is open or expired: resend, replace the link, revoke.

use super::{Confirm, Form, FormAction, HiddenField, Submit, TextArea};
use crate::{
    reload::reload_after,
    server_fns::invitations::{InvitationsReplaceLink, InvitationsResend, InvitationsRevoke},
};
use leptos::prelude::*;

/// What the buttons of one invitation do.
#[derive(Debug, Clone, Copy)]
pub struct InvitationForms {
    resend: FormAction,
    replace_link: FormAction,
    revoke: FormAction,
}

impl InvitationForms {
    /// After each that succeeded, `reload` is counted up.
    pub fn new(reload: RwSignal<u32>) -> Self {
        let forms = Self {
            resend: FormAction::of::<InvitationsResend>(),
            replace_link: FormAction::of::<InvitationsReplaceLink>(),
            revoke: FormAction::of::<InvitationsRevoke>(),
        };
        for action in [forms.resend, forms.replace_link, forms.revoke] {
            reload_after(action, reload);
        }
        forms
    }
}

/// The buttons, two of which ask first.
#[component]
pub fn InvitationActions(
    /// The account that made it.
    account: String,
    /// Its id.
    invitation: String,
    /// Whom it invites.
    name: String,
    /// "Resend", or "Renew" where nothing is mailed.
    resend: &'static str,
    /// What revoking does.
    #[prop(default = "The link stops working at once.")]
    consequence: &'static str,
    /// The path to go to once it is revoked; empty to stay.
    #[prop(optional, into)]
    next: String,
    /// What the buttons do.
    forms: InvitationForms,
) -> impl IntoView {
    let key = ("invitation", invitation.clone());
    let hidden = move || {
        view! {
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="invitation" value=invitation.clone()/>
        }
    };
    let (replaced, revoked) = ((hidden.clone(), key.clone()), (hidden.clone(), key.clone()));
    view! {
        <div class="actions">
            <Form action=forms.resend key=key class="">
                {hidden()}
                <Submit kind="">{resend}</Submit>
            </Form>
            <Confirm
                open="Replace link"
                kind=""
                question=format!("Make a new link for {name}?")
                consequence="The present link then says that a newer one exists."
            >
                <Form action=forms.replace_link key=replaced.1 class="">
                    {replaced.0()}
                    <div class="actions"><Submit>"Replace link"</Submit></div>
                </Form>
            </Confirm>
            <Confirm open="Revoke" question=format!("Revoke the invitation of {name}?") consequence=consequence>
                <Form action=forms.revoke key=revoked.1>
                    {revoked.0()}
                    <HiddenField name="next" value=next/>
                    <TextArea name="reason" label="Reason" rows=2 max=500 optional=true/>
                    <div class="actions"><Submit kind="danger">"Revoke invitation"</Submit></div>
                </Form>
            </Confirm>
        </div>
    }
}
