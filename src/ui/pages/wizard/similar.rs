//! Partners that resemble the one being entered: hinted at while typing, and after Next without JavaScript.

use crate::{
    browser,
    components::{Checkbox, Icon},
    place::in_account,
    server_fns::wizard::WizardSimilar,
};
use entente_domain::usecases::wizard::SimilarPartner;
use leptos::{form::FromFormData, prelude::*};
use std::time::Duration;

/// The box's id, for the focus.
const HINT: &str = "similar-partners";
/// So long nothing was typed before it is looked up.
const PAUSE: Duration = Duration::from_millis(400);

/// Looks partners up while the form is typed.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    lookup: ServerAction<WizardSimilar>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    pub(super) fn new() -> Self {
        Self {
            lookup: ServerAction::new(),
            waiting: StoredValue::new(None),
        }
    }

    /// Something was typed: looks it up after a pause.
    pub(super) fn heard(self, event: &web_sys::Event) {
        let Some(values) = browser::form_data(event).and_then(|data| WizardSimilar::from_form_data(&data).ok()) else {
            return;
        };
        if let Some(waiting) = self.waiting.get_value() {
            waiting.clear();
        }
        let look_up = move || {
            // The person may have gone to the next step meanwhile.
            if self.waiting.try_get_value().is_some() {
                self.lookup.dispatch(values);
            }
        };
        self.waiting.set_value(set_timeout_with_handle(look_up, PAUSE).ok());
    }
}

/// The box with the partners found, and the tick to go on all the same.
#[component]
pub(super) fn SimilarHint(
    /// The account.
    account: String,
    /// What was found when the step was loaded.
    found: Vec<SimilarPartner>,
    /// What is found while typing.
    typing: Typing,
    /// The person has gone on in spite of them before.
    seen: bool,
    /// The step is shown again because of what was found.
    has_turned: bool,
) -> impl IntoView {
    if has_turned && !found.is_empty() {
        Effect::new(move |_| {
            request_animation_frame(move || {
                browser::focus(HINT);
            });
        });
    }
    let value = typing.lookup.value();
    // The same partners again leave the box, and the tick in it, alone.
    let found = Memo::new(move |_| match &*value.read() {
        Some(Ok(typed)) => typed.clone(),
        _ => found.clone(),
    });
    view! {
        <div class="similar-region" role="status">
            {move || (!found.read().is_empty()).then(|| hint(&account, found.get(), seen))}
        </div>
    }
}

fn hint(account: &str, found: Vec<SimilarPartner>, seen: bool) -> impl IntoView + use<> {
    let items = found
        .into_iter()
        .map(|similar| {
            let href = in_account(account, &format!("partners/{}", similar.partner.id));
            view! {
                <li>
                    <a href=href target="_blank">
                        {similar.partner.name}<span class="visually-hidden">" (opens in a new tab)"</span>
                    </a>
                    <span class="mono">{similar.partner.id}</span>
                    <span class="muted">{similar.reason}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="similar" id=HINT tabindex="-1">
            <p class="similar-title"><Icon name="info"/>"Looks like a partner you have"</p>
            <ul class="similar-list">{items}</ul>
            <Checkbox name="similar_seen" label="It is another one: go on anyway" checked=seen/>
        </div>
    }
}
