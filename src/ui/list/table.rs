//! The table: heads that sort, rows, cells.

use super::{ActionsFn, CellFn, Frame};
use crate::components::Icon;
use entente_domain::list::Column;
use leptos::prelude::*;

/// The table of a page of rows.
pub(super) fn table<T>(
    frame: &Frame,
    rows: &[T],
    cell: &CellFn<T>,
    actions: Option<&ActionsFn<T>>,
    numeric: &[&str],
) -> AnyView {
    let columns = frame.spec.shown(&frame.query);
    let main = frame.spec.columns.first().map_or("", |column| column.key);
    let class = |column: &Column| {
        if column.key == main {
            "cell-main"
        } else if numeric.contains(&column.key) {
            "num"
        } else {
            ""
        }
    };
    let heads = columns
        .iter()
        .map(|column| head(frame, column, class(column)))
        .collect_view();
    let action_head = actions.map(|_| {
        view! { <th class="cell-actions" scope="col"><span class="visually-hidden">"Actions"</span></th> }
    });
    let body = rows
        .iter()
        .map(|row| {
            let cells = columns
                .iter()
                .map(|column| {
                    view! { <td class=class(column) data-label=column.label>{cell(row, column.key)}</td> }
                })
                .collect_view();
            let actions = actions.map(|actions| {
                view! { <td class="cell-actions"><div class="row-actions">{actions(row)}</div></td> }
            });
            view! { <tr>{cells}{actions}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-region" role="region" tabindex="0" aria-label=format!("{}, scrollable", frame.label)>
            <table class="table cards">
                <caption class="visually-hidden">{frame.label}</caption>
                <thead><tr>{heads}{action_head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(frame: &Frame, column: &Column, class: &'static str) -> AnyView {
    if !column.sorts {
        return view! { <th scope="col" class=class>{column.label}</th> }.into_any();
    }
    let sorted = frame.query.sort == column.key;
    let (order, icon) = match (sorted, frame.query.descending) {
        (true, false) => (Some("ascending"), "sort-up"),
        (true, true) => (Some("descending"), "sort-down"),
        (false, _) => (None, "sort-none"),
    };
    let href = frame.href(&frame.query.sorted_by(column.key));
    view! {
        <th scope="col" class=class aria-sort=order>
            <a class="sort" href=href>{column.label}<Icon name=icon size="small"/></a>
        </th>
    }
    .into_any()
}
