//! A partner's page: details, contacts, agreements, contracts, invitation, people, timeline.

use super::{
    application::Application,
    invitation::InvitationCard,
    partner_path,
    standing::StandingActions,
    tables::{Agreements, Contracts, Users},
};
use crate::{
    answer::Answer,
    components::{
        ButtonLink, Card, Crumb, EventsLink, Fact, Facts, FormAction, Id, LoadInAccount, PageHead, StatusBadge, Time,
        Timeline,
    },
    frame::Page,
    place::{in_account, use_account, use_param},
    reload::reload_after,
    server_fns::{
        invitations::{InvitationsMailTo, InvitationsReplaceLink, InvitationsResend, InvitationsRevoke},
        partners::{
            PartnersApprove, PartnersFind, PartnersInviteAgain, PartnersReject, PartnersResume, PartnersSuspend,
        },
    },
};
use entente_domain::{
    permission::Module,
    usecases::{access::Place, partners::PartnerView},
};
use leptos::prelude::*;

/// What can be done on the page; after each the partner is loaded again.
#[derive(Clone, Copy)]
pub(super) struct PartnerForms {
    pub resend: FormAction,
    pub replace_link: FormAction,
    pub revoke: FormAction,
    pub mail_to: FormAction,
    pub invite_again: FormAction,
    pub approve: FormAction,
    pub reject: FormAction,
    pub suspend: FormAction,
    pub resume: FormAction,
}

impl PartnerForms {
    fn new() -> Self {
        Self {
            resend: FormAction::of::<InvitationsResend>(),
            replace_link: FormAction::of::<InvitationsReplaceLink>(),
            revoke: FormAction::of::<InvitationsRevoke>(),
            mail_to: FormAction::of::<InvitationsMailTo>(),
            invite_again: FormAction::of::<PartnersInviteAgain>(),
            approve: FormAction::of::<PartnersApprove>(),
            reject: FormAction::of::<PartnersReject>(),
            suspend: FormAction::of::<PartnersSuspend>(),
            resume: FormAction::of::<PartnersResume>(),
        }
    }

    /// Loads the partner again after each that succeeded.
    fn reload(self, reload: RwSignal<u32>) {
        let Self {
            resend,
            replace_link,
            revoke,
            mail_to,
            invite_again,
            approve,
            reject,
            suspend,
            resume,
        } = self;
        let of_invitation = [resend, replace_link, revoke, mail_to, invite_again];
        for action in of_invitation.into_iter().chain([approve, reject, suspend, resume]) {
            reload_after(action, reload);
        }
    }
}

/// A partner's page.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let (account, partner) = (use_account(), use_param("partner"));
    let (forms, reload) = (PartnerForms::new(), RwSignal::new(0));
    forms.reload(reload);
    let resource = Answer::anew(
        move || reload.get(),
        move || PartnersFind {
            account: account.get(),
            partner: partner.get(),
        },
    );
    view! {
        <Page>
            <LoadInAccount
                resource=resource
                view=move |partner: PartnerView, place| {
                    let account = place.id.to_string();
                    let manages = place.permissions.manages(Module::Partners);
                    view! {
                        <Head place=place partner=partner.clone()/>
                        <div class="grid sidebar-right">
                            <div class="stack">
                                <Application account=account.clone() partner=partner.clone() manages=manages forms=forms/>
                                <InvitationCard account=account.clone() partner=partner.clone() manages=manages forms=forms/>
                                <Contracts account=account.clone() rows=partner.contracts.clone()/>
                                <Agreements account=account.clone() rows=partner.agreements.clone()/>
                                <Users rows=partner.users.clone()/>
                                {manages
                                    .then(|| {
                                        view! { <StandingActions account=account partner=partner.clone() forms=forms/> }
                                    })}
                            </div>
                            <div class="stack">
                                <Details partner=partner.clone()/>
                                <Card title="Timeline" id="timeline"><Timeline entries=partner.timeline/></Card>
                            </div>
                        </div>
                    }
                        .into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn Head(place: Place, partner: PartnerView) -> impl IntoView {
    let (status, account) = (partner.status, place.id.to_string());
    let edit = format!("{}/edit", partner_path(&account, partner.id.as_str()));
    let crumbs = vec![Crumb::new("Directory", in_account(&account, "partners"))];
    let manages = place.permissions.manages(Module::Partners);
    let actions = move || {
        view! {
            <EventsLink place=place object=partner.id.as_str()/>
            {manages.then(|| view! { <ButtonLink href=edit icon="edit">"Edit details"</ButtonLink> })}
        }
    };
    view! {
        <PageHead
            title=partner.form.name
            crumbs=crumbs
            badge=move || view! { <StatusBadge status=status/> }
            actions=actions
        />
    }
}

#[component]
fn Details(partner: PartnerView) -> impl IntoView {
    let form = partner.form;
    view! {
        <Card title="Details" id="details">
            <Facts>
                <Fact label="Id"><Id id=partner.id.to_string()/></Fact>
                <Fact label="Type" value=partner.kind.label()/>
                <Fact label="External id" value=form.external_id/>
                <Fact label="Created"><Time when=partner.created/></Fact>
                <Fact label="Technical contact">{person(form.technical_name, form.technical_email)}</Fact>
                <Fact label="Business contact">{person(form.business_name, form.business_email)}</Fact>
            </Facts>
        </Card>
    }
}

fn person(name: String, email: String) -> AnyView {
    if name.is_empty() && email.is_empty() {
        return crate::list::cell::none();
    }
    let mail = (!email.is_empty()).then(|| {
        let href = format!("mailto:{email}");
        view! { <a href=href>{email}</a> }
    });
    view! { {name}" "{mail} }.into_any()
}
