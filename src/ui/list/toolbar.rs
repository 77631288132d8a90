//! Above the table: search, filters, columns, refresh, export, and chips for what is chosen.

use super::{Frame, query::ListForm};
use crate::{browser, components::Icon};
use entente_domain::list::{Filter, FilterKind, ListQuery};
use leptos::prelude::*;

/// The id of the search box, which `/` moves the focus to.
fn search_id(list: &str) -> String {
    format!("{list}-q")
}

/// What can be done with the list as a whole.
#[derive(Clone, Copy)]
pub(super) struct Tools {
    /// It can be exported.
    pub export: bool,
    /// Loads the rows again.
    pub refresh: Callback<()>,
}

/// Search, filters, columns, refresh, export.
#[component]
pub(super) fn Toolbar(
    /// The list.
    frame: Frame,
    /// The filters with their counts.
    filters: Vec<Filter>,
    /// What can be done with the list.
    tools: Tools,
) -> impl IntoView {
    let of_kind = |kind| filters.iter().filter(move |filter| filter.kind == kind).cloned();
    let menus = of_kind(FilterKind::Menu)
        .map(|filter| view! { <FilterMenu frame=frame.clone() filter=filter/> })
        .collect_view();
    let days: Vec<Filter> = of_kind(FilterKind::Day).collect();
    let days = (!days.is_empty()).then(|| view! { <DaysMenu frame=frame.clone() days=days/> });
    let here = frame.href(&frame.query);
    let refresh = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        tools.refresh.run(());
    };
    let export = tools.export.then(|| {
        let href = format!("{}.csv{}", frame.base, frame.spec.url(&frame.query.on_page(1)));
        view! {
            <a class="button quiet icon-only" href=href download rel="external" aria-label="Export as CSV" data-tip="Export as CSV">
                <Icon name="download"/>
            </a>
        }
    });
    view! {
        <div class="toolbar">
            <SearchBox frame=frame.clone()/>
            {menus}
            {days}
            <span class="toolbar-end">
                <ColumnMenu frame=frame.clone()/>
                <a class="button quiet icon-only" href=here aria-label="Refresh" data-tip="Refresh" on:click=refresh>
                    <Icon name="refresh"/>
                </a>
                {export}
            </span>
        </div>
    }
    .into_any()
}

#[component]
fn SearchBox(frame: Frame) -> impl IntoView {
    let id = search_id(frame.spec.name);
    let target = id.clone();
    // Only in the browser: there is no window to listen to on the server.
    Effect::new(move |_| {
        let target = target.clone();
        let listening = window_event_listener(leptos::ev::keydown, move |event| {
            let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
            if event.key() == "/" && plain && !browser::is_typing() && browser::focus(&target) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listening.remove());
    });
    let label = format!("Search {}", frame.label.to_lowercase());
    view! {
        <search>
            <ListForm frame=frame.clone() class="search" sets=["q"]>
                <label class="visually-hidden" for=id.clone()>{label}</label>
                <Icon name="search"/>
                <input
                    class="input"
                    type="search"
                    id=id
                    name="q"
                    placeholder="Search"
                    value=frame.query.q
                    maxlength="200"
                    autocomplete="off"
                />
                <kbd class="kbd js-only" aria-hidden="true">"/"</kbd>
                <button class="button small no-js-only">"Search"</button>
            </ListForm>
        </search>
    }
}

#[component]
fn FilterMenu(frame: Frame, filter: Filter) -> impl IntoView {
    let id = format!("filter-{}", filter.name);
    let chosen = frame.query.chosen(&filter.name);
    let clear = clear(&frame, &[&filter.name]);
    let options = filter
        .options
        .iter()
        .map(|option| {
            let on = chosen.contains(&option.value).then_some("true");
            let href = frame.href(&frame.query.toggled(&filter.name, &option.value));
            view! {
                <a class="menu-item check-item" href=href aria-current=on>
                    <span class="tick"></span>
                    <span class="menu-item-text">{option.label.clone()}</span>
                    <span class="menu-count">{super::grouped(option.count)}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        {opener(&id, filter.label, chosen.len())}
        <div class="menu" id=id popover="auto">{options}{clear}</div>
    }
}

/// The days that narrow the list, in one form.
#[component]
fn DaysMenu(frame: Frame, days: Vec<Filter>) -> impl IntoView {
    let of_days = |name: &&&str| days.iter().any(|day| day.name == **name);
    let names: Vec<&'static str> = frame.spec.filters.iter().filter(of_days).copied().collect();
    let chosen = names.iter().filter(|name| !frame.query.chosen(name).is_empty()).count();
    let clear = clear(&frame, &names);
    let fields = days
        .into_iter()
        .map(|day| {
            let value = frame.query.chosen(&day.name).first().cloned();
            view! {
                <label class="menu-field">
                    {day.label}
                    <input class="input" type="date" name=day.name value=value/>
                </label>
            }
        })
        .collect_view();
    view! {
        {opener("filter-days", "Dates".to_owned(), chosen)}
        <div class="menu" id="filter-days" popover="auto">
            <ListForm frame=frame.clone() class="menu-form" sets=names>
                {fields}
                <button class="button small primary">"Apply"</button>
            </ListForm>
            {clear}
        </div>
    }
}

/// The button that opens a filter's menu, with the number of values that are chosen.
fn opener(menu: &str, label: String, chosen: usize) -> impl IntoView + use<> {
    let count = (chosen > 0).then(|| view! { <span class="filter-count">{chosen}</span> });
    view! {
        <button class="button filter" type="button" popovertarget=menu.to_owned()>
            <Icon name="filter"/>
            {label}
            {count}
            <Icon name="chevron-down" size="small"/>
        </button>
    }
}

/// Below a filter's options, while something is chosen.
fn clear(frame: &Frame, filters: &[&str]) -> Option<impl IntoView + use<>> {
    let cleared = frame.query.without(filters);
    (cleared.filters != frame.query.filters).then(|| {
        view! {
            <hr class="menu-divider"/>
            <a class="menu-item" href=frame.href(&cleared)>"Clear"</a>
        }
    })
}

#[component]
fn ColumnMenu(frame: Frame) -> impl IntoView {
    let shown = frame.spec.shown(&frame.query);
    let boxes = frame
        .spec
        .columns
        .iter()
        .map(|column| {
            let checked = shown.iter().any(|shown| shown.key == column.key);
            view! {
                <label class="menu-item check-row">
                    <input type="checkbox" name="columns" value=column.key checked=checked/>
                    <span>{column.label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <button class="button quiet icon-only" type="button" popovertarget="columns" aria-label="Columns" data-tip="Columns">
            <Icon name="columns"/>
        </button>
        <div class="menu" id="columns" popover="auto">
            <ListForm frame=frame.clone() class="menu-form" sets=["columns"]>
                <p class="menu-title">"Columns"</p>
                {boxes}
                <button class="button small primary">"Apply"</button>
            </ListForm>
        </div>
    }
}

/// What is chosen, each a link that takes it back.
#[component]
pub(super) fn Chips(
    /// The list.
    frame: Frame,
    /// The filters, for their words.
    filters: Vec<Filter>,
) -> impl IntoView {
    if !frame.query.is_narrowed() {
        return None;
    }
    let search = (!frame.query.q.is_empty()).then(|| {
        let query = ListQuery {
            q: String::new(),
            ..frame.query.on_page(1)
        };
        chip(frame.href(&query), "Search", &frame.query.q)
    });
    let chosen = frame
        .query
        .filters
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value)))
        .map(|(name, value)| {
            let filter = filters.iter().find(|filter| filter.name == *name);
            let label = filter.map_or(name.as_str(), |filter| filter.label.as_str());
            let words = filter
                .and_then(|filter| filter.options.iter().find(|option| option.value == *value))
                .map_or(value.as_str(), |option| option.label.as_str());
            chip(frame.href(&frame.query.toggled(name, value)), label, words)
        })
        .collect_view();
    let clear = frame.href(&frame.query.cleared());
    Some(view! {
        <div class="chips" role="group" aria-label="Active filters">
            {search}
            {chosen}
            <a class="button link small" href=clear>"Clear all"</a>
        </div>
    })
}

fn chip(href: String, label: &str, value: &str) -> impl IntoView + use<> {
    view! {
        <a class="chip" href=href aria-label=format!("Remove filter: {label} {value}")>
            {format!("{label}: ")}
            <b>{value.to_owned()}</b>
            <Icon name="cross" size="small"/>
        </a>
    }
}
