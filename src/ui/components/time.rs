//! Instants, written out on the server, and what happened at them.

use super::Icon;
use entente_domain::usecases::{TimelineEntry, When};
use leptos::prelude::*;

/// An instant: how long ago, and exactly on hover and focus.
#[component]
pub fn Time(
    /// The instant.
    when: When,
    /// In a table, where the exact time shows on hover only: a tab stop per row would be in the way.
    #[prop(default = false)]
    in_table: bool,
) -> impl IntoView {
    view! {
        <time class="time" datetime=when.iso data-exact=when.exact tabindex=(!in_table).then_some("0")>
            {when.relative}
        </time>
    }
}

/// What happened, the newest first.
#[component]
pub fn Timeline(
    /// The entries, in order.
    entries: Vec<TimelineEntry>,
) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p class="muted">"Nothing has happened yet."</p> }.into_any();
    }
    let items = entries
        .into_iter()
        .map(|entry| {
            let note = (!entry.note.is_empty()).then(|| view! { <p class="timeline-note">{entry.note}</p> });
            let channel = if entry.channel.is_empty() {
                String::new()
            } else {
                format!(" · {}", entry.channel)
            };
            view! {
                <li class="timeline-item">
                    <span class="timeline-mark"><Icon name="circle" size="small"/></span>
                    <div>
                        <p><b>{entry.person.name}</b>" "{entry.what}</p>
                        {note}
                        <p class="timeline-meta"><Time when=entry.when/>{channel}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }.into_any()
}
