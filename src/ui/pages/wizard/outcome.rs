//! Step 5, second half: what was made, each a link, and the activation link to hand over.

use super::{Shown, begin::AddPartner};
use crate::{
    browser,
    components::{
        Alert, ButtonLink, Card, CopyField, Crumb, EmailField, Form, FormAction, HiddenField, Icon, PageHead, Submit,
        Time, Tone,
    },
    place::in_account,
    reload::reload_after,
    server_fns::invitations::InvitationsMailTo,
};
use entente_domain::usecases::{
    Reference,
    wizard::{ActivationLink, Outcome},
};
use leptos::prelude::*;

/// The result.
pub(super) fn view(shown: &Shown, outcome: Outcome) -> AnyView {
    if shown.has_turned {
        // The page stays while its content turns from question to answer.
        Effect::new(move |_| request_animation_frame(browser::focus_heading));
    }
    let crumbs = vec![Crumb::new("Partners", in_account(&shown.account, "partners"))];
    let partner = in_account(&shown.account, &format!("partners/{}", outcome.partner.id));
    let title = format!("{} is added", outcome.partner.name);
    let lead = if outcome.link.is_some() {
        "Hand the link over. The partner becomes active by accepting."
    } else if outcome.invited_users.is_empty() {
        "The account is active."
    } else {
        "The account is active, and its people are invited."
    };
    let link = outcome.link.clone().map(|link| {
        let (account, reload) = (shown.account.clone(), shown.reload);
        view! { <Activation account=account link=link mail=shown.draft.mail_configured reload=reload/> }
    });
    let people =
        (!outcome.invited_users.is_empty()).then(|| people(outcome.invited_users.clone(), shown.draft.mail_configured));
    view! {
        <PageHead title=title crumbs=crumbs lead=lead/>
        <div class="stack large">
            {link}
            {created(&shown.account, &outcome)}
            {people}
            <div class="actions">
                <ButtonLink href=partner kind="primary">"Open the partner"</ButtonLink>
                <AddPartner account=shown.account.clone() label="Add another partner" kind=""/>
            </div>
        </div>
    }
    .into_any()
}

/// The link with everything to hand it over.
#[component]
fn Activation(account: String, link: ActivationLink, mail: bool, reload: RwSignal<u32>) -> impl IntoView {
    let mailed =
        (!link.mailed_to.is_empty()).then(|| view! { <p>{format!("It goes by mail to {}.", link.mailed_to)}</p> });
    let form = if mail {
        mail_form(account, link.clone(), reload)
    } else {
        view! {
            <Alert tone=Tone::Info title="No mail server is set"><p>"Copy the link and hand it over yourself."</p></Alert>
        }
        .into_any()
    };
    view! {
        <Card title="Activation link" id="activation">
            <div class="stack">
                <CopyField text=link.url label="Activation link"/>
                <p>"Works until "{link.expires.exact.clone()}" ("<Time when=link.expires/>")."</p>
                {mailed}
                {form}
            </div>
        </Card>
    }
}

fn mail_form(account: String, link: ActivationLink, reload: RwSignal<u32>) -> AnyView {
    let action = FormAction::of::<InvitationsMailTo>();
    reload_after(action, reload);
    view! {
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="invitation" value=link.invitation.clone()/>
            <EmailField label="Mail it to" value=link.mailed_to.clone()/>
            <div class="form-actions"><Submit kind="" icon="send">"Mail the link"</Submit></div>
        </Form>
    }
    .into_any()
}

/// Everything that was made.
fn created(account: &str, outcome: &Outcome) -> AnyView {
    let item = |icon: &'static str, what: String, page: &str, made: &Reference| {
        let href = in_account(account, &format!("{page}/{}", made.id));
        view! {
            <li>
                <Icon name=icon/>
                <span>{what}</span>
                <a href=href>{made.name.clone()}</a>
                <span class="mono muted">{made.id.clone()}</span>
            </li>
        }
    };
    let (main, dependent) = (
        outcome.kind.main_agreement().label(),
        outcome.kind.dependent_agreement().label(),
    );
    let was_there = if outcome.agreement_is_new { "" } else { ", was there" };
    let partner = item(
        "building",
        outcome.kind.label().to_owned(),
        "partners",
        &outcome.partner,
    );
    let agreement = item(
        "document",
        format!("{main} agreement{was_there}"),
        "agreements",
        &outcome.agreement,
    );
    let contract = item("contract", format!("{main} contract"), "contracts", &outcome.contract);
    let others = outcome
        .active_contracts
        .iter()
        .filter(|other| other.id != outcome.contract.id)
        .map(|other| item("contract", format!("{dependent} contract"), "contracts", other))
        .collect_view();
    let dependent_agreement = outcome
        .dependent_agreement
        .as_ref()
        .map(|made| item("document", format!("{dependent} agreement"), "agreements", made));
    view! {
        <Card title="What was created" id="created">
            <ul class="created">
                {partner}
                {agreement}
                {dependent_agreement}
                {contract}
                {others}
            </ul>
        </Card>
    }
    .into_any()
}

fn people(users: Vec<String>, mail: bool) -> AnyView {
    let items = users.into_iter().map(|user| view! { <li>{user}</li> }).collect_view();
    let words = if mail {
        "Each gets a mail with a link. The links are on the partner's page, too."
    } else {
        "No mail server is set. Copy their links from the partner's page and hand them over yourself."
    };
    view! {
        <Card title="Invited people" id="people">
            <div class="prose"><ul>{items}</ul><p>{words}</p></div>
        </Card>
    }
    .into_any()
}
