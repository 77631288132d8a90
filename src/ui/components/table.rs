//! A table inside a page or card, for rows that need neither search nor pages; `crate::list` is for the others.

use leptos::prelude::*;

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Words, to the left.
    Text(&'static str),
    /// Numbers, to the right.
    Number(&'static str),
    /// Buttons; named for screen readers only.
    Actions,
}

/// A table in a region that scrolls when it is too wide, as cards on a narrow screen.
#[component]
pub fn Table(
    /// What it lists: "Versions".
    label: &'static str,
    /// The heads, in order.
    heads: Vec<Head>,
    /// The rows: `<tr>` whose cells carry `data-label`.
    rows: Vec<AnyView>,
) -> impl IntoView {
    let heads = heads
        .into_iter()
        .map(|head| match head {
            Head::Text(words) => view! { <th scope="col">{words}</th> }.into_any(),
            Head::Number(words) => view! { <th scope="col" class="num">{words}</th> }.into_any(),
            Head::Actions => {
                view! { <th scope="col" class="cell-actions"><span class="visually-hidden">"Actions"</span></th> }
                    .into_any()
            }
        })
        .collect_view();
    // The region is not called like the card around it, or there would be two landmarks of one name.
    view! {
        <div class="table-region" role="region" tabindex="0" aria-label=format!("{label}, scrollable")>
            <table class="table cards">
                <caption class="visually-hidden">{label}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
