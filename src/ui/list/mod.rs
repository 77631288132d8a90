//! The one list of the application (`screens.md §2`): search, filters, columns, sorting, pages, all of it links
//! and GET forms, so that the URL holds the whole state and everything works without JavaScript.
//!
//! A list is a `ListSpec` in the domain, a server function that answers a `Page`, and one [`List`] in a page.
//! Here does not belong: what a row means; the page gives a function from a row and a column's key to a cell.

pub mod cell;
mod pager;
mod query;
mod table;
mod toolbar;

pub use pager::grouped;
pub use query::use_list_query;

use crate::{
    answer::{Answer, read},
    browser,
    components::{ProblemView, waiting},
    reload::once_drawn_anew,
};
use entente_domain::list::{ListQuery, ListSpec, Page};
use leptos::prelude::*;
use pager::Pager;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;
use table::table;
use toolbar::{Chips, Toolbar, Tools};

/// Makes a cell of a row, by the column's key.
pub type CellFn<T> = Arc<dyn Fn(&T, &'static str) -> AnyView + Send + Sync>;
/// Makes the actions of a row.
pub type ActionsFn<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;

/// What the parts of a list share.
#[derive(Clone)]
pub(crate) struct Frame {
    /// What the list offers.
    pub spec: &'static ListSpec,
    /// What it lists: "Partners".
    pub label: &'static str,
    /// The list's path.
    pub base: String,
    /// What is shown now.
    pub query: ListQuery,
}

impl Frame {
    /// The address of the list under `query`.
    pub fn href(&self, query: &ListQuery) -> String {
        format!("{}{}", self.base, self.spec.url(query))
    }

    /// Hidden fields that carry the state through a GET form, apart from the fields called `without`.
    pub fn carried(&self, without: &[&str]) -> impl IntoView + use<> {
        let mut query = self.query.without(without);
        if without.contains(&"q") {
            query.q.clear();
        }
        if without.contains(&"columns") {
            query.columns.clear();
        }
        query::pairs(&self.spec.url(&query))
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
    }
}

/// A list.
#[component]
pub fn List<T, C>(
    /// What the list offers.
    spec: &'static ListSpec,
    /// What it lists: "Partners".
    label: &'static str,
    /// The list's path: `/PA-100-001/partners`.
    #[prop(into)]
    base: Signal<String>,
    /// The rows.
    page: Answer<Page<T>>,
    /// Makes a cell of a row, by the column's key.
    cell: C,
    /// Makes the actions of a row: one visible, the rest in a `Menu`.
    #[prop(optional)]
    actions: Option<ActionsFn<T>>,
    /// Columns of numbers, which stand to the right.
    #[prop(default = &[])]
    numeric: &'static [&'static str],
    /// The list can be exported, from its path with `.csv` appended.
    #[prop(default = false)]
    export: bool,
    /// Stands in place of the table while the list has no rows at all: an `EmptyState`.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    C: Fn(&T, &'static str) -> AnyView + Send + Sync + 'static,
{
    let cell: CellFn<T> = Arc::new(cell);
    query::remember_columns(spec, base);
    let shown = StoredValue::new(false);
    let refresh = Callback::new(move |()| page.refetch());
    let view = move |text: &str| match read::<Page<T>>(text) {
        Ok(page) => {
            settle(spec, shown);
            let base = base.get_untracked();
            let frame = Frame {
                spec,
                label,
                base,
                query: page.query.clone(),
            };
            let tools = Tools { export, refresh };
            let (cell, actions, empty) = (Arc::clone(&cell), actions.clone(), empty.clone());
            loaded(frame, page, cell, actions, numeric, tools, empty)
        }
        Err(error) => view! { <ProblemView problem=error.0/> }.into_any(),
    };
    let skeleton = || view! { <div class="skeleton block" aria-hidden="true"></div> };
    view! {
        <section class="list" aria-label=label>
            {waiting(page.text(), skeleton.into(), Arc::new(view))}
        </section>
    }
    .into_any()
}

fn loaded<T>(
    frame: Frame,
    page: Page<T>,
    cell: CellFn<T>,
    actions: Option<ActionsFn<T>>,
    numeric: &'static [&'static str],
    tools: Tools,
    empty: ViewFn,
) -> AnyView {
    if page.unfiltered == 0 && page.rows.is_empty() && !page.query.is_narrowed() {
        return empty.run();
    }
    let (total, capped, pages) = (page.total, page.capped, page.pages());
    let body = if page.rows.is_empty() {
        view! { <NothingMatches frame=frame.clone()/> }.into_any()
    } else {
        table(&frame, &page.rows, &cell, actions.as_ref(), numeric)
    };
    view! {
        <Toolbar frame=frame.clone() filters=page.filters.clone() tools=tools/>
        <Chips frame=frame.clone() filters=page.filters/>
        {body}
        <Pager frame=frame total=total capped=capped pages=pages shown=page.rows.len()/>
    }
    .into_any()
}

#[component]
fn NothingMatches(frame: Frame) -> impl IntoView {
    let clear = frame.href(&frame.query.cleared());
    view! {
        <crate::components::EmptyState icon="search" title="Nothing matches">
            <p>"No row fits this search and these filters."</p>
            <div class="actions"><a class="button" href=clear>"Clear all"</a></div>
        </crate::components::EmptyState>
    }
}

/// After other rows have come, a lost focus goes to the count, and the list's forms show the state they were made for,
/// not what was typed into them before.
fn settle(spec: &'static ListSpec, shown: StoredValue<bool>) {
    once_drawn_anew(shown, move || {
        browser::reset_forms(".list form");
        browser::catch_focus(&pager::count_id(spec.name));
    });
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
