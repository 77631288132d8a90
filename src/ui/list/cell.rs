//! What cells are made of. A list renders hundreds of them per page, so they are plain: nothing reactive here.

use crate::components::{Status, StatusBadge, Time};
use entente_domain::usecases::When;
use leptos::prelude::*;

/// The row's name as a link, with its id below.
pub fn title(href: String, name: &str, id: &str) -> AnyView {
    view! {
        <a class="cell-title" href=href>{name.to_owned()}</a>
        <span class="cell-sub mono">{id.to_owned()}</span>
    }
    .into_any()
}

/// Two lines; "—" when both are empty.
pub fn lines(first: &str, second: &str) -> AnyView {
    if first.is_empty() && second.is_empty() {
        return none();
    }
    view! {
        <span class="cell-line">{first.to_owned()}</span>
        <span class="cell-sub">{second.to_owned()}</span>
    }
    .into_any()
}

/// Text; "—" when empty.
pub fn text(text: &str) -> AnyView {
    if text.is_empty() {
        none()
    } else {
        text.to_owned().into_any()
    }
}

/// A link; "—" when its words are empty.
pub fn link(href: String, words: &str) -> AnyView {
    if words.is_empty() {
        return none();
    }
    view! { <a href=href>{words.to_owned()}</a> }.into_any()
}

/// A number; "—" for zero.
pub fn count(number: i64) -> AnyView {
    if number == 0 {
        none()
    } else {
        super::grouped(number).into_any()
    }
}

/// A status.
pub fn status(status: impl Status + 'static) -> AnyView {
    view! { <StatusBadge status=status/> }.into_any()
}

/// An instant.
pub fn time(when: &When) -> AnyView {
    view! { <Time when=when.clone() in_table=true/> }.into_any()
}

/// Nothing.
pub fn none() -> AnyView {
    view! { <span class="none">"—"</span> }.into_any()
}
