//! The people of the partner's account: who has joined, whom this account has invited and what can be done with their
//! invitations, and inviting the first of them.

use super::{partner::PartnerForms, tables::table_card};
use crate::{
    components::{
        Card, CopyField, Deliveries, Disclosure, EmailField, Fact, Facts, Form, FormAction, HiddenField,
        InvitationActions, InvitationForms, StatusBadge, Submit, TextField, Time,
    },
    list::cell,
    reload::reload_after,
    server_fns::invitations::InvitationsCorrect,
};
use entente_domain::{
    invitation::InvitationState,
    usecases::{
        invitations::UserInvitation,
        partners::{PartnerUser, PartnerView},
        users::UserStatus,
        wizard::ActivationLink,
    },
};
use leptos::prelude::*;

/// The people in a table, below it a card for every invitation that can still be taken or renewed.
#[component]
pub(super) fn Users(
    account: String,
    partner: PartnerView,
    forms: PartnerForms,
    reload: RwSignal<u32>,
) -> impl IntoView {
    let (mail, corrects) = (partner.mail_configured, partner.invites_users);
    let pending = partner
        .users
        .iter()
        .filter_map(|user| {
            let invitation = user.invitation.clone()?;
            let link = invitation.link.clone()?;
            let (account, user) = (account.clone(), user.clone());
            Some(view! {
                <Pending account=account user=user invitation=invitation link=link mail=mail corrects=corrects reload=reload/>
            })
        })
        .collect_view();
    let invite = partner.invites_users.then(
        || view! { <InviteUser account=account partner=partner.id.to_string() mail=mail invite=forms.invite_user/> },
    );
    view! {
        {table(&partner.users)}
        {pending}
        {invite}
    }
}

fn table(users: &[PartnerUser]) -> AnyView {
    let rows = users
        .iter()
        .map(|user| {
            view! {
                <tr>
                    <td class="cell-main" data-label="User">{cell::lines(&user.name, &user.email)}</td>
                    <td data-label="State">{state(user.invitation.as_ref())}</td>
                    <td data-label="Mail">{user.invitation.as_ref().map_or_else(cell::none, newest_mail)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let none = "Nobody of this partner has registered.";
    table_card("Users", "users", &["User", "State", "Mail"], rows, none)
}

/// How far somebody is; of what has ended also since when and why.
fn state(invitation: Option<&UserInvitation>) -> AnyView {
    let Some(invitation) = invitation else {
        return cell::status(UserStatus::Joined);
    };
    let since = (invitation.state != InvitationState::Open).then(|| {
        let why = (!invitation.reason.is_empty()).then(|| format!(": {}", invitation.reason));
        view! { <span class="cell-sub whole">"Since "{cell::time(&invitation.at)}{why}</span> }
    });
    view! {
        {cell::status(invitation.state)}
        {since}
    }
    .into_any()
}

/// What became of the newest mail.
fn newest_mail(invitation: &UserInvitation) -> AnyView {
    let Some(newest) = invitation.deliveries.first() else {
        return cell::none();
    };
    let answer =
        (!newest.detail.is_empty()).then(|| view! { <span class="cell-sub whole">{newest.detail.clone()}</span> });
    view! {
        {cell::status(newest.state)}
        {answer}
    }
    .into_any()
}

/// An invitation that can be taken or renewed.
#[component]
fn Pending(
    account: String,
    user: PartnerUser,
    invitation: UserInvitation,
    link: ActivationLink,
    mail: bool,
    corrects: bool,
    reload: RwSignal<u32>,
) -> impl IntoView {
    let state = invitation.state;
    let id = invitation.id;
    let name = if user.name.is_empty() { &user.email } else { &user.name }.clone();
    let correct = corrects.then(|| {
        let (account, user) = (account.clone(), user.clone());
        view! { <Correct account=account id=id.clone() user=user reload=reload/> }
    });
    view! {
        <Card title=format!("Invitation of {name}") id=id.clone()>
            <CopyField text=link.url label="Invitation link"/>
            <Facts two=true>
                <Fact label="State"><StatusBadge status=state/></Fact>
                <Fact label=if state == InvitationState::Expired { "Expired" } else { "Expires" }>
                    <Time when=invitation.at/>
                </Fact>
            </Facts>
            <InvitationActions
                account=account
                invitation=id
                name=name
                resend=if mail { "Resend" } else { "Renew" }
                forms=InvitationForms::new(reload)
            />
            {correct}
            {(!mail).then(no_mail)}
            <Deliveries rows=invitation.deliveries/>
        </Card>
    }
}

#[component]
fn Correct(account: String, id: String, user: PartnerUser, reload: RwSignal<u32>) -> impl IntoView {
    let correct = FormAction::of::<InvitationsCorrect>();
    reload_after(correct, reload);
    view! {
        <Disclosure open="Correct name or address">
            <Form action=correct key=("invitation", id.clone())>
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="invitation" value=id.clone()/>
                <TextField
                    name="name"
                    label="Name"
                    hint="Another name or address makes a new invitation; the old link stops working."
                    value=user.name.clone()
                    max=100
                />
                <EmailField value=user.email.clone()/>
                <div class="form-actions"><Submit icon="check">"Save"</Submit></div>
            </Form>
        </Disclosure>
    }
}

/// While nobody there can manage users.
#[component]
fn InviteUser(account: String, partner: String, mail: bool, invite: FormAction) -> impl IntoView {
    view! {
        <Card title="Invite a user" id="invite-user">
            <Form action=invite>
                <p>
                    "Nobody of this partner can manage its users yet. Whom you invite becomes one of its Administrators and
                    invites the others."
                </p>
                <HiddenField name="account" value=account/>
                <HiddenField name="partner" value=partner/>
                <TextField name="name" label="Full name" max=100/>
                <EmailField/>
                {(!mail).then(no_mail)}
                <div class="form-actions"><Submit icon="plus">"Invite"</Submit></div>
            </Form>
        </Card>
    }
}

fn no_mail() -> impl IntoView {
    view! { <p class="muted">"No mail server is set: copy the link and hand it over yourself."</p> }
}
