//! The log of an account: every change, with what was there before and after.

use crate::{
    answer::Answer,
    components::{EmptyState, PageHead, Time},
    frame::Page,
    list::{List, cell, use_list_query},
    place::{in_account, use_account},
    server_fns::events::EventsList,
};
use entente_domain::usecases::events::{Change, EVENTS, EventObject, EventRow, in_words};
use leptos::prelude::*;

/// `/:account/events`
#[component]
pub fn EventsPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&EVENTS);
    let page = Answer::new(move || EventsList {
        account: account.get(),
        query: query.get(),
    });
    view! {
        <Page kind="fill">
            <PageHead title="Events" lead="Every change: who made it, when, and what was there before."/>
            <List
                spec=&EVENTS
                label="Events"
                base=Signal::derive(move || in_account(&account.get(), "events"))
                page=page
                cell=move |row: &EventRow, column| event_cell(&account.get_untracked(), row, column)
                export=true
                empty=|| {
                    view! {
                        <EmptyState icon="history" title="No events yet">
                            <p>"Whatever is changed in this account is written down here, for good."</p>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

fn event_cell(account: &str, row: &EventRow, column: &str) -> AnyView {
    match column {
        // Here the exact time matters, so that it can be had by keyboard too.
        "when" => view! { <Time when=row.when.clone()/> }.into_any(),
        "person" => {
            let id = row.person.id.as_ref().map_or("", |id| id.as_str());
            cell::lines(&row.person.name, id)
        }
        "what" => what(row),
        "object" => object(account, &row.object),
        "channel" => cell::text(&row.channel),
        "note" => cell::text(&row.note),
        _ => cell::none(),
    }
}

/// The sentence; where something changed, it opens what was before and after.
fn what(row: &EventRow) -> AnyView {
    if row.changes.is_empty() {
        return cell::text(&row.what);
    }
    let changes = row.changes.iter().map(change).collect_view();
    view! {
        <details class="disclosure">
            <summary>{row.what.clone()}</summary>
            <dl class="changes">{changes}</dl>
        </details>
    }
    .into_any()
}

fn change(change: &Change) -> impl IntoView + use<> {
    view! {
        <div>
            <dt>{change.field.clone()}</dt>
            <dd><span class="visually-hidden">"Before: "</span>{cell::text(&change.before)}</dd>
            <dd><span class="visually-hidden">"After: "</span>{cell::text(&change.after)}</dd>
        </div>
    }
}

/// Name, or id where no name was kept, and type; the name leads to the object's page, where there is one.
fn object(account: &str, object: &EventObject) -> AnyView {
    let (name, id) = if object.name.is_empty() {
        (object.id.clone(), String::new())
    } else {
        (object.name.clone(), format!(" {}", object.id))
    };
    let name = match page_of(&object.kind).filter(|_| object.exists) {
        Some(page) => {
            let href = in_account(account, &format!("{page}/{}", object.id));
            view! { <a class="cell-title whole" href=href>{name}</a> }.into_any()
        }
        None => view! { <span class="cell-line whole">{name}</span> }.into_any(),
    };
    view! {
        {name}
        <span class="cell-sub">{in_words(&object.kind)}<span class="mono">{id}</span></span>
    }
    .into_any()
}

/// Where objects of a type have their pages.
fn page_of(kind: &str) -> Option<&'static str> {
    match kind {
        "partner" => Some("partners"),
        "contract" => Some("contracts"),
        "agreement" => Some("agreements"),
        "marketplace" => Some("marketplaces"),
        "hub" => Some("hubs"),
        "user" => Some("users"),
        "group" => Some("groups"),
        _ => None,
    }
}
