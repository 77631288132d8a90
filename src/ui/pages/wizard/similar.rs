//! Partners that resemble the one being entered: hinted at while typing, and after Next without JavaScript.

use crate::{
    browser,
    components::{Checkbox, Icon},
    place::in_account,
    server_fns::wizard::WizardSimilar,
};
use entente_domain::usecases::wizard::SimilarPartner;
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use std::time::Duration;

/// The box's id, for the focus.
const HINT: &str = "similar-partners";
/// So long nothing was typed before it is looked up.
const PAUSE: Duration = Duration::from_millis(400);

/// Looks partners up while the form is typed.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    /// What the last look-up found.
    found: RwSignal<Option<Vec<SimilarPartner>>>,
    /// Counts the look-ups: an answer that a later one has overtaken is of no use.
    lookups: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    pub(super) fn new() -> Self {
        Self {
            found: RwSignal::new(None),
            lookups: StoredValue::new(0),
            waiting: StoredValue::new(None),
        }
    }

    /// Something was typed: looks it up after a pause.
    pub(super) fn heard(self, event: &web_sys::Event) {
        let Some(body) = browser::typed_form_query(event) else {
            return;
        };
        if let Some(waiting) = self.waiting.get_value() {
            waiting.clear();
        }
        let look_up = move || {
            // The person may have gone to the next step meanwhile.
            if self.waiting.try_get_value().is_some() {
                spawn_local(self.look_up(body));
            }
        };
        self.waiting.set_value(set_timeout_with_handle(look_up, PAUSE).ok());
    }

    async fn look_up(self, body: String) {
        let number = self.lookups.get_value() + 1;
        self.lookups.set_value(number);
        // A hint that does not come is not worth a word.
        if let Ok((true, answer)) = browser::fetch(WizardSimilar::PATH, &body).await
            && self.lookups.try_get_value() == Some(number)
            && let Ok(found) = serde_json::from_str(&answer)
        {
            self.found.set(Some(found));
        }
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
    // The same partners again leave the box, and the tick in it, alone.
    let found = Memo::new(move |_| typing.found.get().unwrap_or_else(|| found.clone()));
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
