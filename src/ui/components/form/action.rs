//! Sending a form from the browser.
//!
//! What is sent is what the browser would send by itself: the form's own fields to the form's own address. So a
//! form does the same with JavaScript as without, and the bundle needs no code for the arguments of the fifty
//! functions that are called by forms alone.

use crate::{browser, error::AppError, notice::Done};
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};

/// A page's handle on a form: what was answered, and how often.
#[derive(Debug, Clone, Copy)]
pub struct FormAction(StoredValue<Parts>);

#[derive(Debug, Clone, Copy)]
struct Parts {
    path: &'static str,
    value: RwSignal<Option<Result<Done, AppError>>>,
    version: RwSignal<usize>,
    pending: RwSignal<bool>,
}

impl FormAction {
    /// For the server function `S`.
    pub fn of<S>() -> Self
    where
        S: ServerFn<Output = Done, Error = AppError>,
    {
        Self(StoredValue::new(Parts {
            path: S::PATH,
            value: RwSignal::new(None),
            version: RwSignal::new(0),
            pending: RwSignal::new(false),
        }))
    }

    /// The server function's URL.
    pub fn path(self) -> &'static str {
        self.0.get_value().path
    }

    /// The last answer.
    pub fn value(self) -> ReadSignal<Option<Result<Done, AppError>>> {
        self.0.get_value().value.read_only()
    }

    /// Counts the answers.
    pub fn version(self) -> ReadSignal<usize> {
        self.0.get_value().version.read_only()
    }

    /// True while an answer is awaited.
    pub fn pending(self) -> ReadSignal<bool> {
        self.0.get_value().pending.read_only()
    }

    /// Sends `body`, a form's fields as its browser encodes them; without one the form could not be read.
    pub(super) fn send(self, body: Option<String>) {
        let Parts {
            path,
            value,
            version,
            pending,
        } = self.0.get_value();
        pending.set(true);
        spawn_local(async move {
            let answer = match body {
                Some(body) => browser::post(path, &body).await,
                None => Err(AppError::unreadable_form()),
            };
            // The page may have gone while the answer was on its way.
            pending.try_set(false);
            value.try_set(Some(answer));
            version.try_update(|version| *version += 1);
        });
    }
}
