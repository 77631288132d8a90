//! The tables of a partner's page: contracts, agreements; that of its users is made in `users`.

use crate::{
    components::{Badge, Card, EmptyState, Head, Status, Table},
    list::cell,
    place::in_account,
};
use entente_domain::usecases::partners::{PartnerAgreement, PartnerContract};
use leptos::prelude::*;

/// A table in a card, or the words for none.
pub(super) fn table_card(
    title: &'static str,
    id: &'static str,
    heads: &[&'static str],
    rows: Vec<AnyView>,
    none: &'static str,
) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Card title=title id=id>
                <EmptyState icon="document" title="None yet" small=true><p>{none}</p></EmptyState>
            </Card>
        }
        .into_any();
    }
    let heads = heads.iter().map(|&head| Head::Text(head)).collect();
    view! {
        <Card title=title id=id flush=true>
            <Table label=title heads=heads rows=rows/>
        </Card>
    }
    .into_any()
}

/// The partner's contracts.
#[component]
pub(super) fn Contracts(account: String, rows: Vec<PartnerContract>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let contract = in_account(&account, &format!("contracts/{}", row.id));
            let agreement = in_account(&account, &format!("agreements/{}", row.agreement.id));
            let (tone, icon, words) = row.status.badge();
            let words = if row.awaits_approval { "Awaits approval" } else { words };
            view! {
                <tr>
                    <td class="cell-main" data-label="Contract">
                        {cell::title(contract, &format!("{} contract", row.kind.label()), row.id.as_str())}
                    </td>
                    <td data-label="Agreement">{cell::link(agreement, &row.agreement.name)}</td>
                    <td data-label="Version">{row.version}</td>
                    <td data-label="Status"><Badge tone=tone icon=icon label=words/></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = &["Contract", "Agreement", "Version", "Status"];
    table_card(
        "Contracts",
        "contracts",
        heads,
        rows,
        "There is no contract with this partner.",
    )
}

/// The agreements the partner has contracts on, and the ones under them.
#[component]
pub(super) fn Agreements(account: String, rows: Vec<PartnerAgreement>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = in_account(&account, &format!("agreements/{}", row.agreement.id));
            view! {
                <tr>
                    <td class="cell-main" data-label="Agreement">{cell::title(href, &row.agreement.name, &row.agreement.id)}</td>
                    <td data-label="Type">{row.kind.label()}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    table_card(
        "Agreements",
        "agreements",
        &["Agreement", "Type"],
        rows,
        "There is no agreement with this partner.",
    )
}
