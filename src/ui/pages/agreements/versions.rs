//! The history of an agreement: its versions, and what can be done with each.

use crate::{
    components::{Confirm, Form, FormAction, HiddenField, StatusBadge, Submit, Time},
    list::grouped,
};
use entente_domain::{
    agreement::{DocumentSource, VersionStatus},
    usecases::agreements::{AgreementView, VersionRow},
};
use leptos::prelude::*;

/// The versions of an agreement, the newest first.
#[component]
pub(super) fn Versions(
    account: String,
    agreement: AgreementView,
    activate: FormAction,
    delete: FormAction,
) -> impl IntoView {
    let manages = agreement.can_manage;
    let only_one = agreement.versions.len() == 1;
    let id = agreement.id.to_string();
    let versions = agreement
        .versions
        .into_iter()
        .map(|version| {
            let actions = manages.then(|| {
                let deletable = !only_one && version.contracts == 0 && version.status != VersionStatus::Active;
                actions(&account, &id, &version, deletable, activate, delete)
            });
            entry(version, actions)
        })
        .collect_view();
    view! { <ol class="versions">{versions}</ol> }.into_any()
}

fn entry(version: VersionRow, actions: Option<AnyView>) -> AnyView {
    let document = match version.source {
        DocumentSource::None => ().into_any(),
        DocumentSource::Link => {
            let href = version.link.clone();
            view! {
                <p>
                    <a href=href rel="external noopener noreferrer" target="_blank">{version.link}</a>
                    <span class="visually-hidden">" (opens in a new tab)"</span>
                </p>
            }
            .into_any()
        }
    };
    let note = (!version.change_note.is_empty()).then(|| view! { <p class="lines">{version.change_note}</p> });
    let contracts = match version.active_contracts {
        1 => "1 active contract".to_owned(),
        number => format!("{} active contracts", grouped(number)),
    };
    view! {
        <li class="version">
            <span class="version-number">{format!("v{}", version.number)}</span>
            <div class="version-body">
                <p><b>{format!("Version {}", version.number)}</b>" "<StatusBadge status=version.status/></p>
                {note}
                {document}
                <p class="muted">
                    "Published "<Time when=version.published/>{format!(" by {} · {contracts}", version.author.name)}
                </p>
            </div>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </li>
    }
    .into_any()
}

fn actions(
    account: &str,
    agreement: &str,
    version: &VersionRow,
    deletable: bool,
    activate: FormAction,
    delete: FormAction,
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
