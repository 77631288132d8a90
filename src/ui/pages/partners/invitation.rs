//! The partner's invitation: its state, the link while there is one, and what can be done with it.

use super::partner::PartnerForms;
use crate::components::{
    Card, CopyField, Deliveries, Disclosure, EmailField, Fact, Facts, Form, HiddenField, InvitationActions,
    StatusBadge, Submit, Time,
};
use entente_domain::{
    invitation::InvitationState,
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
    let resend = if invitation.address.is_empty() {
        "Renew"
    } else {
        "Resend"
    };
    let mail = mail_configured.then(|| {
        let (account, id, address) = (account.clone(), id.clone(), invitation.address.clone());
        view! {
            <Disclosure open="Mail it to …">
                <Form action=forms.mail_to>
                    <HiddenField name="account" value=account.clone()/>
                    <HiddenField name="invitation" value=id.clone()/>
                    <EmailField label="Mail the link to" hint="Another address than before gets a link of its own; the old one stops working." value=address.clone()/>
                    <div class="actions"><Submit icon="mail">"Mail the link"</Submit></div>
                </Form>
            </Disclosure>
        }
    });
    let no_mail = (!mail_configured)
        .then(|| view! { <p class="muted">"No mail server is set: copy the link and hand it over yourself."</p> });
    view! {
        <InvitationActions
            account=account
            invitation=id
            name=name
            resend=resend
            consequence="The link stops working at once, and the contract that waits for it is withdrawn."
            forms=forms.invitation
        />
        {mail}
        {no_mail}
    }
}
