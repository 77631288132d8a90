//! Short messages after something was done: from the flash at page load, from actions afterwards.

use crate::{components::Icon, flash::CurrentFlash};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a form's server function answers when it has done its work; made by `ctx::done`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// A sentence for the person, possibly empty.
    pub notice: String,
    /// The page to go to; `None` to stay.
    pub go: Option<String>,
    /// What the page has to show of it, as JSON; see [`crate::answer::answered`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Notice {
    number: u32,
    text: String,
}

/// The messages on the screen; in context.
#[derive(Debug, Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    last: StoredValue<u32>,
    spoken: RwSignal<String>,
}

impl Notices {
    /// Puts the messages into context, beginning with what the flash says was done.
    pub(crate) fn provide() {
        let first = CurrentFlash::notice().map(|text| Notice { number: 0, text });
        provide_context(Self {
            shown: RwSignal::new(first.into_iter().collect()),
            last: StoredValue::new(0),
            spoken: RwSignal::new(String::new()),
        });
    }

    /// The messages of this page, to say something from an event handler.
    pub fn here() -> Self {
        expect_context()
    }

    /// Shows a message; it goes by itself after a while.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        let number = self.last.with_value(|last| last + 1);
        self.last.set_value(number);
        self.shown.update(|shown| shown.push(Notice { number, text }));
        set_timeout(move || self.dismiss(number), std::time::Duration::from_secs(8));
    }

    /// Tells screen readers alone, for results that are visible anyway.
    pub fn announce(self, text: impl Into<String>) {
        self.spoken.set(text.into());
    }

    fn dismiss(self, number: u32) {
        self.shown
            .try_update(|shown| shown.retain(|notice| notice.number != number));
    }
}

/// The region that shows the messages; once, in the app.
#[component]
pub(crate) fn NoticeRegion() -> impl IntoView {
    let notices = Notices::here();
    let show = move |notice: Notice| {
        let number = notice.number;
        view! {
            <div class="notice success">
                <Icon name="check-circle"/>
                <p>{notice.text}</p>
                <button
                    class="button quiet icon-only small js-only"
                    type="button"
                    aria-label="Dismiss"
                    on:click=move |_| notices.dismiss(number)
                >
                    <Icon name="cross"/>
                </button>
            </div>
        }
    };
    view! {
        <div class="notices floating" role="status">
            <For each=move || notices.shown.get() key=|notice| notice.number children=show/>
        </div>
        <div class="visually-hidden" role="status">{move || notices.spoken.get()}</div>
    }
}
