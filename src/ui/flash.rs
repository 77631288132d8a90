//! What one request leaves for the next page, so that forms without JavaScript keep what was typed and say what
//! was wrong or done. The edge keeps it in an encrypted cookie that is read once.

use entente_domain::Problem;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// Left by a form that was sent without JavaScript.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flash {
    /// The server function's URL, for example `/sfn/partners/save`.
    pub path: String,
    /// Why it was refused.
    pub problem: Option<Problem>,
    /// What was typed, without passwords; a name may come several times.
    pub values: Vec<(String, String)>,
    /// What was done.
    pub notice: Option<String>,
    /// What the page has to show of it; only of a form that its page answers.
    pub answer: Option<String>,
}

/// The field in which a form that its page answers names the server function it is for.
pub const FUNCTION_FIELD: &str = "_function";

/// The request's flash; the edge puts it into the request's extensions.
#[derive(Debug, Clone, Default)]
pub struct RequestFlash(pub Option<Flash>);

/// The flash of this page load, in context until the person goes to another page.
#[derive(Debug, Clone, Copy)]
pub struct CurrentFlash(RwSignal<Option<Flash>>);

impl CurrentFlash {
    /// Reads the flash of this page load (the same on the server and in the browser) and puts it into context.
    pub(crate) fn provide() {
        Self::provide_this(SharedValue::new(request_flash).into_inner());
    }

    /// Puts this flash into context.
    pub(crate) fn provide_this(flash: Option<Flash>) {
        provide_context(Self(RwSignal::new(flash)));
    }

    /// The refused or finished form, if it was sent to `path` with a field `key.0` of value `key.1`.
    pub(crate) fn of_form(path: &str, key: Option<&(&'static str, String)>) -> Option<Flash> {
        let flash = use_context::<Self>()?.0.get_untracked()?;
        let same = |(name, value): &(&'static str, String)| {
            flash.values.iter().any(|(have, typed)| have == name && typed == value)
        };
        (flash.path == path && flash.problem.is_some() && key.is_none_or(same)).then_some(flash)
    }

    /// What the form sent to `path` was answered, if this page is that answer.
    pub(crate) fn answer(path: &str) -> Option<String> {
        let flash = use_context::<Self>()?.0.get_untracked()?;
        flash.answer.filter(|_| flash.path == path)
    }

    /// What was done before this page load.
    pub(crate) fn notice() -> Option<String> {
        use_context::<Self>()?.0.get_untracked()?.notice
    }

    /// Forgets the flash once the person goes to another page. Called inside the router.
    pub(crate) fn forget_on_navigation() {
        let Some(Self(flash)) = use_context::<Self>() else {
            return;
        };
        let path = use_location().pathname;
        Effect::new(move |before: Option<String>| {
            let now = path.get();
            if before.is_some_and(|before| before != now) {
                flash.set(None);
            }
            now
        });
    }
}

#[cfg(feature = "ssr")]
fn request_flash() -> Option<Flash> {
    crate::ctx::flash()
}

/// In the browser the value comes from the server's page; a page without one has no flash.
#[cfg(not(feature = "ssr"))]
const fn request_flash() -> Option<Flash> {
    None
}
