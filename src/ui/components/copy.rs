//! Copying: ids with a small button beside them, links in a field of their own.

use super::Icon;
use crate::{browser, notice::Notices};
use leptos::prelude::*;

const NOT_COPIED: &str = "Not copied. Select the text and copy it by hand.";

fn copy(text: &str, notices: Notices) {
    browser::copy(text, move |worked| {
        notices.announce(if worked { "Copied." } else { NOT_COPIED });
    });
}

/// A button that copies `text`. Without JavaScript it is not there.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// Names what is copied, for screen readers: "Copy VA-392-495".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let notices = Notices::here();
    view! {
        <button class="copy js-only" type="button" aria-label=label on:click=move |_| copy(&text, notices)>
            <Icon name="copy" size="small"/>
        </button>
    }
}

/// A button with words that copies `text`. Without JavaScript it is not there: in a menu a link beside it leads to
/// where the text is shown.
#[component]
pub fn CopyAction(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// The words: "Copy invitation link".
    label: &'static str,
    /// What is said when it is done: "The link is copied.".
    copied: &'static str,
    /// What it looks like.
    #[prop(default = "menu-item")]
    class: &'static str,
) -> impl IntoView {
    let notices = Notices::here();
    let on_click = move |_| {
        browser::copy(&text, move |worked| {
            browser::close_popovers();
            notices.say(if worked { copied } else { NOT_COPIED });
        });
    };
    view! { <button class=format!("{class} js-only") type="button" on:click=on_click>{label}</button> }
}

/// An id in a monospaced face with its copy button.
#[component]
pub fn Id(
    /// The id.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    view! {
        <span class="nowrap">
            <span class="mono">{id.clone()}</span>
            " "
            <CopyButton label=format!("Copy {id}") text=id/>
        </span>
    }
}

/// A long text, as a link, in a field that can be selected, with a copy button.
#[component]
pub fn CopyField(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// Names it: "Activation link".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let notices = Notices::here();
    let (copied, set_copied) = signal(false);
    let shown = text.clone();
    let on_click = move |_| {
        browser::copy(&text, move |worked| {
            let _ = set_copied.try_set(worked);
            notices.announce(if worked { "Copied." } else { NOT_COPIED });
        });
    };
    view! {
        <div class="copy-field">
            <input class="input mono" readonly aria-label=label value=shown/>
            <button class="button js-only" type="button" on:click=on_click>
                <Icon name="copy"/>
                {move || if copied.get() { "Copied" } else { "Copy" }}
            </button>
        </div>
    }
}
