//! Forms that work as HTML first. A refused form says what is wrong above it and at each field, and keeps what
//! was typed: in the browser because nothing is reloaded, without JavaScript through the flash.

mod action;
mod state;
mod submit;
mod summary;

pub use action::FormAction;
pub use state::FormState;
pub use submit::Submit;

use super::HiddenField;
use crate::{
    browser,
    error::AppError,
    flash::{CurrentFlash, FUNCTION_FIELD},
    notice::Notices,
};
use leptos::{context::Provider, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use state::{form_id, summary_id};
use std::time::Duration;
use summary::ErrorSummary;
use web_sys::SubmitEvent;

/// A form of a server function that answers [`Done`].
///
/// With JavaScript it is sent without leaving the page: a refusal moves the focus to the summary, success shows
/// the notice and goes where the server said. Without, it is an ordinary form.
#[component]
pub fn Form(
    /// The server function.
    action: FormAction,
    /// A hidden field's name and value that tell this form from others of the same server function in the page.
    #[prop(optional)]
    key: Option<(&'static str, String)>,
    /// The form's class: `form`, or empty inside menus.
    #[prop(default = "form")]
    class: &'static str,
    /// The path of the page, when without JavaScript the page itself is the answer, at its own address: for forms
    /// that carry or answer more than a flash holds. The router has to know of it.
    #[prop(optional, into)]
    page: Option<String>,
    /// Fields that stand on other pages, with these: what is wrong with one leads there.
    #[prop(default = Vec::new())]
    elsewhere: Vec<(&'static str, String)>,
    /// The fields and a [`Submit`].
    children: Children,
) -> impl IntoView {
    let id = form_id(action.path(), key.as_ref());
    let flash = CurrentFlash::of_form(action.path(), key.as_ref());
    let function = page
        .is_some()
        .then(|| view! { <HiddenField name=FUNCTION_FIELD value=action.path()/> });
    let to = page.unwrap_or_else(|| action.path().to_owned());
    let flashed = flash.as_ref().and_then(|flash| flash.problem.clone());
    let (value, pending) = (action.value(), action.pending());
    let problem = Signal::derive(move || match &*value.read() {
        Some(Err(AppError(problem))) => Some(problem.clone()),
        Some(Ok(_)) => None,
        None => flashed.clone(),
    });
    let state = FormState::new(id.clone(), flash, problem, pending.into());
    after_answer(action, id.clone());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        action.send(browser::form_query(&event));
    };
    view! {
        <Provider value=state>
            <form
                id=id
                class=class
                method="post"
                action=to
                novalidate
                aria-busy=move || pending.get().then_some("true")
                on:submit=on_submit
            >
                <ErrorSummary state=state elsewhere=elsewhere/>
                {function}
                {children()}
            </form>
        </Provider>
    }
    .into_any()
}

/// Says what was done and goes on, or moves the focus to what is wrong.
fn after_answer(action: FormAction, id: String) {
    let notices = use_context::<Notices>();
    let navigate = use_navigate();
    let (version, value) = (action.version(), action.value());
    // A page that loads again makes its forms anew; what was answered before is not news to the new one.
    let known = version.get_untracked();
    Effect::new(move |_| {
        if version.get() == known {
            return;
        }
        match &*value.read_untracked() {
            None => {}
            Some(Err(_)) => {
                let summary = summary_id(&id);
                // The summary is put into the page in the same turn as this runs.
                request_animation_frame(move || {
                    browser::focus(&summary);
                });
            }
            Some(Ok(done)) => {
                browser::close_popovers();
                if let Some(notices) = notices {
                    notices.say(done.notice.clone());
                }
                match done.go.as_deref() {
                    None => {}
                    // The start page is decided by the server.
                    Some("/") => browser::load("/"),
                    Some(path) => navigate(path, NavigateOptions::default()),
                }
            }
        }
    });
}

/// A plain form that loads a page, with JavaScript too: where the session changes. Refusals come as flash.
#[component]
pub fn NativeForm(
    /// The server function's URL: `SignIn::PATH`.
    #[prop(into)]
    action: String,
    /// A hidden field's name and value that tell this form from others of the same path in the page.
    #[prop(optional)]
    key: Option<(&'static str, String)>,
    /// The form's class.
    #[prop(default = "form")]
    class: &'static str,
    /// The fields and a [`Submit`].
    children: Children,
) -> impl IntoView {
    let id = form_id(&action, key.as_ref());
    let flash = CurrentFlash::of_form(&action, key.as_ref());
    let problem = Signal::stored(flash.as_ref().and_then(|flash| flash.problem.clone()));
    let sent = RwSignal::new(false);
    let state = FormState::new(id.clone(), flash, problem, sent.into());
    let summary = summary_id(&id);
    Effect::new(move |_| {
        if problem.with_untracked(Option::is_some) {
            browser::focus(&summary);
        }
    });
    let once = move |event: SubmitEvent| {
        if sent.get_untracked() {
            event.prevent_default();
        } else {
            sent.set(true);
            // The page may come back from the browser's cache by "Back", with the form to be sent again.
            set_timeout(
                move || {
                    sent.try_set(false);
                },
                Duration::from_secs(5),
            );
        }
    };
    view! {
        <Provider value=state>
            <form
                id=id
                class=class
                method="post"
                action=action
                novalidate
                aria-busy=move || sent.get().then_some("true")
                on:submit=once
            >
                <ErrorSummary state=state/>
                {children()}
            </form>
        </Provider>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
