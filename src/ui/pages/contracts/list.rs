//! The list of contracts: the distributor's, or the partner's own.

use super::{contract_path, status_words};
use crate::{
    answer::Answer,
    components::{Badge, EmptyState, PageHead, Status},
    frame::Page,
    list::{List, cell, use_list_query},
    place::{in_account, use_account},
    server_fns::contracts::ContractsList,
};
use entente_domain::usecases::contracts::{CONTRACTS, ContractRow};
use leptos::prelude::*;

/// The list of contracts.
#[component]
pub fn ContractsPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&CONTRACTS);
    let page = Answer::new(move || ContractsList {
        account: account.get(),
        query: query.get(),
    });
    view! {
        <Page kind="fill">
            <PageHead title="Contracts" lead="Who agreed to which version of what."/>
            <List
                spec=&CONTRACTS
                label="Contracts"
                base=Signal::derive(move || in_account(&account.get(), "contracts"))
                page=page
                cell=move |row: &ContractRow, column| contract_cell(&account.get_untracked(), row, column)
                numeric=&["version"]
                empty=|| {
                    view! {
                        <EmptyState icon="contract" title="No contracts yet">
                            <p>"They come with the first partner: the wizard makes one, and its activation link leads to the signature."</p>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

fn contract_cell(account: &str, row: &ContractRow, column: &str) -> AnyView {
    match column {
        "name" => cell::title(contract_path(account, row.id.as_str()), &row.name, row.id.as_str()),
        "type" => cell::text(row.kind.label()),
        // A distributor opens the partner; a partner looks at itself.
        "partner" if row.partner.id != account => {
            let href = in_account(account, &format!("partners/{}", row.partner.id));
            cell::title(href, &row.partner.name, &row.partner.id)
        }
        "partner" => cell::lines(&row.partner.name, &row.partner.id),
        "issuer" => cell::lines(&row.issuer.name, &row.issuer.id),
        "version" if !row.latest => cell::lines(&row.version.to_string(), "newer available"),
        "version" => cell::count(row.version),
        "status" => {
            let (tone, icon, _) = row.status.badge();
            let words = status_words(row.status, row.awaits_approval);
            view! { <Badge tone=tone icon=icon label=words/> }.into_any()
        }
        "signee" => cell::text(&row.signee),
        "created" => cell::time(&row.created),
        "signed" => row.signed.as_ref().map_or_else(cell::none, cell::time),
        _ => cell::none(),
    }
}
