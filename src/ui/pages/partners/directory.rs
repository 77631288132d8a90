//! The directory: every partner, and the drafts of partners to come.

use super::partner_path;
use crate::{
    answer::Answer,
    components::{ButtonLink, EmptyState, ForManagers, Form, FormAction, HiddenField, Menu, PageHead, Submit},
    frame::Page,
    list::{ActionsFn, List, cell, use_list_query},
    place::{in_account, use_account},
    server_fns::{
        partners::PartnersList,
        wizard::{WizardDrafts, WizardStart, step_path},
    },
};
use entente_domain::{
    agreement::AgreementType,
    permission::Module,
    usecases::partners::{Contact, PARTNERS, PartnerRow},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The directory.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&PARTNERS);
    let page = Answer::new(move || PartnersList {
        account: account.get(),
        query: query.get(),
    });
    let start = FormAction::of::<WizardStart>();
    let actions: ActionsFn<PartnerRow> = Arc::new(move |row: &PartnerRow| row_actions(&account.get_untracked(), row));
    view! {
        <Page kind="fill">
            <PageHead title="Directory" lead="The vendors and resellers you work with." actions=move || add(account, start)/>
            <Drafts account=account/>
            <List
                spec=&PARTNERS
                label="Partners"
                base=Signal::derive(move || in_account(&account.get(), "partners"))
                page=page
                cell=move |row: &PartnerRow, column| partner_cell(&account.get_untracked(), row, column)
                actions=actions
                numeric=&["program", "distribution", "service", "syndication"]
                export=true
                empty=move || {
                    view! {
                        <EmptyState icon="users" title="No partners yet">
                            <p>"The wizard takes a vendor or reseller from its name to a signed contract."</p>
                            <div class="actions">{add(account, start)}</div>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

/// The button that begins the wizard, for whoever may.
fn add(account: Memo<String>, start: FormAction) -> impl IntoView {
    view! {
        <ForManagers module=Module::Partners>
            <Form action=start class="">
                <HiddenField name="account" value=account.get_untracked()/>
                <Submit icon="plus">"Add partner"</Submit>
            </Form>
        </ForManagers>
    }
}

/// Unfinished wizards, to go on with.
#[component]
fn Drafts(account: Memo<String>) -> impl IntoView {
    let drafts = Answer::new(move || WizardDrafts { account: account.get() });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                // Whoever may not add partners has no drafts; that is no reason to spoil the page.
                let drafts = drafts.read().await.unwrap_or_default();
                if drafts.is_empty() {
                    return ().into_any();
                }
                let count = drafts.len();
                let account = account.get_untracked();
                let items = drafts
                    .into_iter()
                    .map(|draft| {
                        let href = step_path(&account, draft.id.as_str(), draft.step);
                        let at = format!(" at {}, changed {}", draft.step.label(), draft.changed.relative);
                        view! { <li><a href=href>{draft.name}</a><span class="muted">{at}</span></li> }
                    })
                    .collect_view();
                view! {
                    <details class="disclosure drafts">
                        <summary>{if count == 1 { "1 draft".to_owned() } else { format!("{count} drafts") }}</summary>
                        <ul class="plain">{items}</ul>
                    </details>
                }
                    .into_any()
            })}
        </Transition>
    }
}

fn contact(contact: &Contact) -> AnyView {
    cell::lines(&contact.name, &contact.email)
}

/// The number of contracts of a type, as a link to them.
fn contracts(account: &str, row: &PartnerRow, kind: AgreementType, number: i64) -> AnyView {
    if number == 0 {
        return cell::none();
    }
    let href = in_account(account, &format!("contracts?q={}&type={kind}", row.id));
    cell::link(href, &crate::list::grouped(number))
}

fn partner_cell(account: &str, row: &PartnerRow, column: &str) -> AnyView {
    let [program, distribution, service, syndication] = row.contracts;
    match column {
        "name" => cell::title(partner_path(account, row.id.as_str()), &row.name, row.id.as_str()),
        "type" => cell::text(row.kind.label()),
        "technical" => contact(&row.technical),
        "business" => contact(&row.business),
        "program" => contracts(account, row, AgreementType::Program, program),
        "distribution" => contracts(account, row, AgreementType::Distribution, distribution),
        "service" => contracts(account, row, AgreementType::Service, service),
        "syndication" => contracts(account, row, AgreementType::Syndication, syndication),
        "status" => cell::status(row.status),
        "created" => cell::time(&row.created),
        "external_id" => cell::text(&row.external_id),
        "changed" => cell::time(&row.changed),
        _ => cell::none(),
    }
}

fn row_actions(account: &str, row: &PartnerRow) -> AnyView {
    use entente_domain::partner::PartnerStatus as S;
    let page = partner_path(account, row.id.as_str());
    let (words, anchor) = match row.status {
        S::Invited => ("Invitation", "#invitation"),
        S::Declined | S::Rejected => ("Invite again", "#invitation"),
        S::Pending => ("Review", ""),
        S::Active | S::Suspended | S::Removed => ("", ""),
    };
    let of = format!(" of {}", row.name);
    let first = (!words.is_empty()).then(|| {
        view! {
            <ButtonLink href=format!("{page}{anchor}") kind="small">
                {words}<span class="visually-hidden">{of}</span>
            </ButtonLink>
        }
    });
    let contracts = in_account(account, &format!("contracts?q={}", row.id));
    view! {
        {first}
        <Menu id=format!("menu-{}", row.id) label=format!("More for {}", row.name)>
            <a class="menu-item" href=page.clone()>"Open"</a>
            <a class="menu-item" href=format!("{page}/edit")>"Edit details"</a>
            <a class="menu-item" href=contracts>"Contracts"</a>
            <a class="menu-item" href=format!("{page}#timeline")>"Timeline"</a>
        </Menu>
    }
    .into_any()
}
