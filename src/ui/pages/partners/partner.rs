//! A partner's page: details, contacts, agreements, contracts, invitation, people, timeline.

use super::{
    application::Application,
    invitation::InvitationCard,
    partner_path,
    standing::StandingActions,
    tables::{Agreements, Contracts},
    users::Users,
};
use crate::{
    answer::Answer,
    components::{
        ButtonLink, Card, Crumb, EventsLink, Fact, Facts, FormAction, Id, InvitationForms, LoadInAccount, PageHead,
        StatusBadge, Time, Timeline,
    },
    frame::Page,
    place::{in_account, use_account, use_param},
    reload::reload_after,
    server_fns::{
        invitations::{InvitationsInviteToPartner, InvitationsMailTo},
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
    pub invitation: InvitationForms,
    pub mail_to: FormAction,
    pub invite_again: FormAction,
    pub invite_user: FormAction,
    pub approve: FormAction,
    pub reject: FormAction,
    pub suspend: FormAction,
    pub resume: FormAction,
}

impl PartnerForms {
    /// Loads the partner again after each that succeeded.
    fn new(reload: RwSignal<u32>) -> Self {
        let forms = Self {
            invitation: InvitationForms::new(reload),
            mail_to: FormAction::of::<InvitationsMailTo>(),
            invite_again: FormAction::of::<PartnersInviteAgain>(),
            invite_user: FormAction::of::<InvitationsInviteToPartner>(),
            approve: FormAction::of::<PartnersApprove>(),
            reject: FormAction::of::<PartnersReject>(),
            suspend: FormAction::of::<PartnersSuspend>(),
            resume: FormAction::of::<PartnersResume>(),
        };
        let of_invitations = [forms.mail_to, forms.invite_again, forms.invite_user];
        let of_partner = [forms.approve, forms.reject, forms.suspend, forms.resume];
        for action in of_invitations.into_iter().chain(of_partner) {
            reload_after(action, reload);
        }
        forms
    }
}

/// A partner's page.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let (account, partner) = (use_account(), use_param("partner"));
    let reload = RwSignal::new(0);
    let forms = PartnerForms::new(reload);
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
                                <Users account=account.clone() partner=partner.clone() forms=forms reload=reload/>
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
