//! The partner's invitation: its state, the link while there is one, and what can be done with it.

use super::partner::PartnerForms;
use crate::components::{
    Card, Confirm, CopyField, Deliveries, Disclosure, EmailField, Fact, Facts, Form, HiddenField, StatusBadge, Submit,
    TextArea, Time,
};
use entente_domain::{
    invitation::{InvitationAction, InvitationState},
    partner::{PartnerAction, PartnerStatus},
    usecases::partners::{PartnerInvitation, PartnerView},
};
use leptos::prelude::*;

/// The newest invitation of a partner.
#[component]
pub(super) fn InvitationCard(
    account: String,
    partner: PartnerView,
    manages: bool,
    forms: PartnerForms,
) -> impl IntoView {
    let again = manages && may_invite_again(&partner);
    let Some(invitation) = partner.invitation.clone() else {
        if !again {
            return ().into_any();
        }
        return view! {
            <Card title="Invitation" id="invitation">
                <p>"There is no invitation that this partner could take."</p>
                <InviteAgain account=account partner=partner.id.to_string() forms=forms/>
            </Card>
        }
        .into_any();
    };
    let id = invitation
        .link
        .as_ref()
        .map(|link| link.invitation.clone())
        .unwrap_or_default();
    let link = invitation
        .link
        .clone()
        .map(|link| view! { <CopyField text=link.url label="Activation link"/> });
    let state = invitation.state;
    let reason =
        (!invitation.reason.is_empty()).then(|| view! { <Fact label="Reason" value=invitation.reason.clone()/> });
    let actions = (manages && !id.is_empty()).then(|| {
        view! {
            <LinkActions
                account=account.clone()
                name=partner.form.name.clone()
                id=id
                invitation=invitation.clone()
                mail_configured=partner.mail_configured
                forms=forms
            />
        }
    });
    view! {
        <Card title="Invitation" id="invitation">
            <Facts two=true>
                <Fact label="State"><StatusBadge status=state/></Fact>
                <Fact label=if state == InvitationState::Expired { "Expired" } else { "Expires" }>
                    <Time when=invitation.expires.clone()/>
                </Fact>
                <Fact label="Address" value=invitation.address.clone()/>
                {reason}
            </Facts>
            {link}
            {actions}
            {again.then(|| view! { <InviteAgain account=account partner=partner.id.to_string() forms=forms/> })}
            <Deliveries rows=invitation.deliveries/>
        </Card>
    }
    .into_any()
}

/// The partner is not on its way and its last invitation has ended.
fn may_invite_again(partner: &PartnerView) -> bool {
    let open = partner
        .invitation
        .as_ref()
        .is_some_and(|invitation| matches!(invitation.state, InvitationState::Open | InvitationState::Expired));
    let waits = matches!(
        partner.status,
        PartnerStatus::Invited | PartnerStatus::Declined | PartnerStatus::Rejected | PartnerStatus::Removed
    );
    waits && !open && partner.status.after(PartnerAction::InviteAgain).is_ok()
}

#[component]
fn InviteAgain(account: String, partner: String, forms: PartnerForms) -> impl IntoView {
    view! {
        <Form action=forms.invite_again class="">
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="partner" value=partner.clone()/>
            <Submit icon="link">"Invite again"</Submit>
        </Form>
    }
}

#[component]
fn LinkActions(
    account: String,
    name: String,
    id: String,
    invitation: PartnerInvitation,
    mail_configured: bool,
    forms: PartnerForms,
) -> impl IntoView {
    let can = |action: InvitationAction| invitation.state.after(action).is_ok();
    let hidden = {
        let (account, id) = (account.clone(), id.clone());
        move || {
            view! {
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="invitation" value=id.clone()/>
            }
        }
    };
    let resend = can(InvitationAction::Resend).then(|| {
        let hidden = hidden.clone();
        let words = if invitation.address.is_empty() {
            "Renew"
        } else {
            "Resend"
        };
        view! { <Form action=forms.resend class="">{hidden()}<Submit kind="">{words}</Submit></Form> }
    });
    let replace = can(InvitationAction::ReplaceLink).then(|| {
        let hidden = hidden.clone();
        view! {
            <Confirm
                open="Replace link"
                kind=""
                question=format!("Make a new link for {name}?")
                consequence="The present link then says that a newer one exists."
            >
                <Form action=forms.replace_link class="">
                    {hidden()}
                    <div class="actions"><Submit>"Replace link"</Submit></div>
                </Form>
            </Confirm>
        }
    });
    let revoke = can(InvitationAction::Revoke).then(|| {
        let hidden = hidden.clone();
        view! {
            <Confirm
                open="Revoke"
                question=format!("Revoke the invitation of {name}?")
                consequence="The link stops working at once, and the contract that waits for it is withdrawn."
            >
                <Form action=forms.revoke>
                    {hidden()}
                    <TextArea name="reason" label="Reason" rows=2 max=500 optional=true/>
                    <div class="actions"><Submit kind="danger">"Revoke invitation"</Submit></div>
                </Form>
            </Confirm>
        }
    });
    let mail = (mail_configured && can(InvitationAction::ChangeAddress)).then(|| {
        let (hidden, address) = (hidden.clone(), invitation.address.clone());
        view! {
            <Disclosure open="Mail it to …">
                <Form action=forms.mail_to>
                    {hidden()}
                    <EmailField label="Mail the link to" hint="Another address than before gets a link of its own; the old one stops working." value=address.clone()/>
                    <div class="actions"><Submit icon="mail">"Mail the link"</Submit></div>
                </Form>
            </Disclosure>
        }
    });
    let no_mail = (!mail_configured)
        .then(|| view! { <p class="muted">"No mail server is set: copy the link and hand it over yourself."</p> });
    view! {
        <div class="actions">{resend} {replace} {revoke}</div>
        {mail}
        {no_mail}
    }
}
