//! The history of an agreement: its versions, and what can be done with each.

use crate::{
    components::{Confirm, Form, HiddenField, StatusBadge, Submit},
    list::cell,
    server_fns::agreements::{AgreementsActivateVersion, AgreementsDeleteVersion},
};
use entente_domain::{
    agreement::{DocumentSource, VersionStatus},
    usecases::agreements::{AgreementView, VersionRow},
};
use leptos::prelude::*;

/// The versions of an agreement, the newest first.
#[component]
pub(super) fn VersionTable(
    account: String,
    agreement: AgreementView,
    activate: ServerAction<AgreementsActivateVersion>,
    delete: ServerAction<AgreementsDeleteVersion>,
) -> impl IntoView {
    let manages = agreement.can_manage;
    let only_one = agreement.versions.len() == 1;
    let id = agreement.id.to_string();
    let rows = agreement
        .versions
        .into_iter()
        .map(|version| {
            let actions = manages.then(|| {
                let deletable = !only_one && version.contracts == 0 && version.status != VersionStatus::Active;
                actions(&account, &id, &version, deletable, activate, delete)
            });
            row(version, actions)
        })
        .collect_view();
    let head = manages.then(|| view! { <th scope="col"><span class="visually-hidden">"Actions"</span></th> });
    view! {
        <div class="table-region" role="region" tabindex="0" aria-label="Versions">
            <table class="table cards">
                <caption class="visually-hidden">"Versions"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Version"</th>
                        <th scope="col">"Document"</th>
                        <th scope="col">"Published"</th>
                        <th scope="col" class="num">"Active contracts"</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(version: VersionRow, actions: Option<AnyView>) -> AnyView {
    let document = match version.source {
        DocumentSource::None => view! { <span class="muted">"The description"</span> }.into_any(),
        DocumentSource::Link => {
            let href = version.link.clone();
            view! { <a href=href rel="external noopener noreferrer" target="_blank">{version.link}</a> }
                .into_any()
        }
    };
    let note = (!version.change_note.is_empty()).then(|| view! { <span class="cell-sub">{version.change_note}</span> });
    let actions =
        actions.map(|actions| view! { <td class="cell-actions"><div class="row-actions">{actions}</div></td> });
    view! {
        <tr>
            <td class="cell-main" data-label="Version">
                {format!("Version {} ", version.number)}<StatusBadge status=version.status/>{note}
            </td>
            <td data-label="Document">{document}</td>
            <td data-label="Published">
                <span class="cell-line">{cell::time(&version.published)}</span>
                <span class="cell-sub">{version.author.name}</span>
            </td>
            <td class="num" data-label="Active contracts">{cell::count(version.active_contracts)}</td>
            {actions}
        </tr>
    }
    .into_any()
}

fn actions(
    account: &str,
    agreement: &str,
    version: &VersionRow,
    deletable: bool,
    activate: ServerAction<AgreementsActivateVersion>,
    delete: ServerAction<AgreementsDeleteVersion>,
) -> AnyView {
    let number = version.number.to_string();
    let hidden = {
        let (account, agreement, number) = (account.to_owned(), agreement.to_owned(), number.clone());
        move || {
            view! {
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="agreement" value=agreement.clone()/>
                <HiddenField name="number" value=number.clone()/>
            }
        }
    };
    let activation = (version.status != VersionStatus::Active).then(|| {
        let (hidden, number) = (hidden.clone(), number.clone());
        view! {
            <Confirm
                open=format!("Activate {number}")
                kind="small"
                question=format!("Make version {number} the active one?")
                consequence="New contracts are made on it, and partners with a contract are told."
            >
                <Form action=activate key=("number", number.clone()) class="">
                    {hidden()}
                    <div class="actions"><Submit>"Activate version"</Submit></div>
                </Form>
            </Confirm>
        }
    });
    let deletion = deletable.then(|| {
        view! {
            <Confirm
                open=format!("Delete {number}")
                kind="small danger"
                question=format!("Delete version {number}?")
                consequence="It is gone for good; no contract was ever made on it."
            >
                <Form action=delete key=("number", number.clone()) class="">
                    {hidden()}
                    <div class="actions"><Submit kind="danger" icon="trash">"Delete version"</Submit></div>
                </Form>
            </Confirm>
        }
    });
    view! { {activation} {deletion} }.into_any()
}
