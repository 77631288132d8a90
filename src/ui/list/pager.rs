//! Below the table: how many there are, how many are shown, and the way to the others.

use super::{Frame, query::ListForm};
use crate::components::Icon;
use entente_domain::list::ROWS;
use leptos::prelude::*;

/// The id of the line that says how many there are.
pub(super) fn count_id(list: &str) -> String {
    format!("{list}-count")
}

/// A number with thin spaces between its groups: "1 284".
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// "1–25 of 1 284".
fn range(offset: i64, shown: usize, total: i64, capped: bool) -> String {
    if shown == 0 {
        return "0".to_owned();
    }
    let (first, last) = (offset + 1, offset + i64::try_from(shown).unwrap_or(0));
    let bound = if capped { "at least " } else { "" };
    format!("{}–{} of {bound}{}", grouped(first), grouped(last), grouped(total))
}

/// How many, rows per page, and the pages.
#[component]
pub(super) fn Pager(
    /// The list.
    frame: Frame,
    /// Rows that match.
    total: i64,
    /// There are more than `total`.
    capped: bool,
    /// Pages there are.
    pages: u32,
    /// Rows on this page.
    shown: usize,
) -> impl IntoView {
    let query = &frame.query;
    let sizes = ROWS
        .into_iter()
        .map(|rows| {
            let current = (rows == query.rows).then_some("true");
            let mut query = query.on_page(1);
            query.rows = rows;
            let href = frame.href(&query);
            view! { <a class="button small" href=href aria-current=current>{rows.to_string()}</a> }
        })
        .collect_view();
    let step = |page: Option<u32>, label: &'static str, icon: &'static str| {
        match page {
        Some(page) => {
            let href = frame.href(&query.on_page(page));
            view! { <a class="button small icon-only" href=href aria-label=label><Icon name=icon/></a> }.into_any()
        }
        None => view! {
            <span class="button small icon-only" role="link" aria-disabled="true" aria-label=label><Icon name=icon/></span>
        }
        .into_any(),
    }
    };
    let page = query.page;
    let back = (page > 1).then(|| page - 1);
    let on = (page < pages).then(|| page + 1);
    view! {
        <nav class="pager" aria-label="Pages">
            <p class="pager-count" role="status" tabindex="-1" id=count_id(frame.spec.name)>
                {range(query.offset(), shown, total, capped)}
            </p>
            <div class="pager-size">
                <span class="muted" aria-hidden="true">"Rows"</span>
                <div class="button-group" role="group" aria-label="Rows per page">{sizes}</div>
            </div>
            <div class="pager-links">
                {step(back.map(|_| 1), "First page", "arrow-left")}
                {step(back, "Previous page", "chevron-left")}
                <PageJump frame=frame.clone() pages=pages/>
                {step(on, "Next page", "chevron-right")}
                {step(on.map(|_| pages), "Last page", "arrow-right")}
            </div>
        </nav>
    }
    .into_any()
}

/// "Page 3 of 52", where the number can be changed.
#[component]
fn PageJump(frame: Frame, pages: u32) -> impl IntoView {
    if pages <= 1 {
        return view! { <span class="pager-page">"Page 1 of 1"</span> }.into_any();
    }
    let id = format!("{}-page", frame.spec.name);
    view! {
        <ListForm frame=frame.clone() class="pager-page" sets=["page"]>
            <label for=id.clone()>"Page"</label>
            " "
            <input
                class="input small"
                type="number"
                id=id
                name="page"
                min="1"
                max=pages.to_string()
                value=frame.query.page.to_string()
                inputmode="numeric"
            />
            {format!(" of {}", grouped(i64::from(pages)))}
        </ListForm>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_threes() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1284, "1\u{2009}284"),
            (100_000, "100\u{2009}000"),
            (1_234_567, "1\u{2009}234\u{2009}567"),
            (-1284, "−1\u{2009}284"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn the_range_says_what_is_shown() {
        assert_eq!(range(0, 25, 1284, false), "1–25 of 1\u{2009}284");
        assert_eq!(range(1275, 9, 1284, false), "1\u{2009}276–1\u{2009}284 of 1\u{2009}284");
        assert_eq!(range(0, 25, 10_000, true), "1–25 of at least 10\u{2009}000");
        assert_eq!(range(0, 0, 0, false), "0");
    }
}
