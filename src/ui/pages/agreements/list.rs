//! The list of agreements, with a tab per type.

use super::agreement_path;
use crate::{
    answer::Answer,
    components::{ButtonLink, EmptyState, Form, FormAction, HiddenField, PageHead, Submit, Tab, Tabs},
    frame::Page,
    list::{ActionsFn, List, cell, use_list_query},
    place::{in_account, place, use_account},
    server_fns::{agreements::AgreementsList, contracts::ContractsEnrol},
};
use entente_domain::{
    account::Role,
    agreement::AgreementType,
    list::Page as Rows,
    permission::Module,
    usecases::{
        access::Place,
        agreements::{AGREEMENTS, AgreementRow},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

type AgreementRows = Rows<AgreementRow>;

/// The list of agreements.
#[component]
pub fn AgreementsPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&AGREEMENTS);
    let page = Answer::new(move || AgreementsList {
        account: account.get(),
        query: query.get(),
    });
    view! {
        <Page kind="fill">
            <Transition>
                {move || Suspend::new(async move {
                    // A refusal stands in place of the table, once.
                    let (Ok(rows), Ok(place)) = (page.read().await, place().await) else {
                        return ().into_any();
                    };
                    let chosen = match rows.query.chosen("type") {
                        [one] => one.parse().ok(),
                        _ => None,
                    };
                    view! { <Head place=place chosen=chosen/> }.into_any()
                })}
            </Transition>
            <Table page=page account=account/>
        </Page>
    }
    .into_any()
}

/// The types that an account of this role sees.
fn types(role: Role) -> &'static [AgreementType] {
    match role {
        Role::Distributor => AgreementType::ALL,
        Role::Vendor => &[AgreementType::Program, AgreementType::Distribution],
        Role::Reseller => &[AgreementType::Service, AgreementType::Syndication],
    }
}

#[component]
fn Head(place: Place, chosen: Option<AgreementType>) -> impl IntoView {
    let account = place.id.to_string();
    let all = Tab {
        label: "All".to_owned(),
        href: in_account(&account, "agreements"),
        count: None,
        current: chosen.is_none(),
    };
    let tabs = std::iter::once(all)
        .chain(types(place.role).iter().map(|&kind| Tab {
            label: kind.label().to_owned(),
            href: super::list_path(&account, kind),
            count: None,
            current: chosen == Some(kind),
        }))
        .collect::<Vec<_>>();
    let creates = place.role == Role::Distributor && place.permissions.manages(Module::Agreements);
    let lead = match place.role {
        Role::Distributor => "What partners accept: versioned, and never changed once published.",
        Role::Vendor | Role::Reseller => "What your distributors offer you.",
    };
    let new = match chosen {
        Some(kind) => format!("agreements/new?type={kind}"),
        None => "agreements/new".to_owned(),
    };
    view! {
        <PageHead
            title="Agreements"
            lead=lead
            actions=move || {
                creates
                    .then(|| {
                        view! {
                            <ButtonLink href=in_account(&account, &new) kind="primary" icon="plus">"Create agreement"</ButtonLink>
                        }
                    })
            }
        />
        <Tabs label="Agreement types" tabs=tabs/>
    }
}

#[component]
fn Table(page: Answer<AgreementRows>, account: Memo<String>) -> impl IntoView {
    let enrol = FormAction::of::<ContractsEnrol>();
    let actions: ActionsFn<AgreementRow> = Arc::new(move |row: &AgreementRow| {
        if !row.can_enrol {
            return ().into_any();
        }
        let id = row.id.to_string();
        view! {
            <Form action=enrol key=("agreement", id.clone()) class="">
                <HiddenField name="account" value=account.get_untracked()/>
                <HiddenField name="agreement" value=id.clone()/>
                <Submit kind="small">"Enrol"<span class="visually-hidden">" in "{id.clone()}</span></Submit>
            </Form>
        }
        .into_any()
    });
    view! {
        <List
            spec=&AGREEMENTS
            label="Agreements"
            base=Signal::derive(move || in_account(&account.get(), "agreements"))
            page=page
            cell=move |row: &AgreementRow, column| agreement_cell(&account.get_untracked(), row, column)
            actions=actions
            numeric=&["version", "contracts"]
            empty=|| {
                view! {
                    <EmptyState icon="document" title="No agreements yet">
                        <p>"The wizard Add partner makes them on the way. You can also create one here first."</p>
                    </EmptyState>
                }
            }
        />
    }
}

fn agreement_cell(account: &str, row: &AgreementRow, column: &str) -> AnyView {
    match column {
        "title" => cell::title(agreement_path(account, row.id.as_str()), &row.title, row.id.as_str()),
        "type" => cell::text(row.kind.label()),
        "owner" => cell::lines(&row.owner.name, &row.owner.id),
        "parent" => row.parent.as_ref().map_or_else(cell::none, |parent| {
            cell::link(agreement_path(account, &parent.id), &parent.name)
        }),
        "marketplace" => {
            let name = row
                .marketplace
                .as_ref()
                .map_or("", |marketplace| marketplace.name.as_str());
            cell::text(name)
        }
        "version" => row.version.map_or_else(cell::none, cell::count),
        "auto_accept" => match row.auto_accept {
            Some(true) => cell::text("Enabled"),
            Some(false) => cell::text("Disabled"),
            None => cell::none(),
        },
        "contracts" => cell::count(row.contracts),
        "created" => cell::time(&row.created),
        _ => cell::none(),
    }
}
