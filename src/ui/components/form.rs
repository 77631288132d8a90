//! Forms that work as HTML first. A refused form says what is wrong above it and at each field, and keeps what
//! was typed: in the browser because nothing is reloaded, without JavaScript through the flash.

use super::Icon;
use crate::{
    browser,
    error::AppError,
    flash::{CurrentFlash, Flash},
    notice::{Done, Notices},
};
use entente_domain::{Code, Problem};
use leptos::{
    context::Provider,
    form::FromFormData,
    prelude::*,
    server_fn::{Http, ServerFn, codec::PostUrl},
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::de::DeserializeOwned;
use std::time::Duration;
use web_sys::SubmitEvent;

/// What the fields of a form need to know of it; in their context.
#[derive(Debug, Clone, Copy)]
pub struct FormState {
    id: StoredValue<String>,
    problem: Signal<Option<Problem>>,
    typed: StoredValue<Option<Vec<(String, String)>>>,
    pending: Signal<bool>,
}

impl FormState {
    fn new(id: String, flash: Option<Flash>, problem: Signal<Option<Problem>>, pending: Signal<bool>) -> Self {
        Self {
            id: StoredValue::new(id),
            problem,
            typed: StoredValue::new(flash.map(|flash| flash.values)),
            pending,
        }
    }

    /// The form that the calling field stands in, if it stands in one.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// The id of the field called `name`.
    pub fn field_id(self, name: &str) -> String {
        self.id.with_value(|id| field_id(id, name))
    }

    /// What is wrong with the field called `name`.
    pub fn error_of(self, name: &str) -> Option<String> {
        self.problem
            .with(|problem| problem.as_ref()?.of_field(name).map(ToOwned::to_owned))
    }

    /// What was typed into the field before the form was refused; `None` when the form is fresh.
    pub fn typed(self, name: &str) -> Option<Vec<String>> {
        self.typed.with_value(|typed| {
            let values = typed.as_ref()?.iter();
            Some(
                values
                    .filter(|(have, _)| have == name)
                    .map(|(_, value)| value.clone())
                    .collect(),
            )
        })
    }
}

fn field_id(form: &str, name: &str) -> String {
    format!("{form}-{}", name.trim_end_matches("[]").replace(['[', ']'], "-"))
}

/// The form's id: its path, and the key's value where a page has several forms of one path.
fn form_id(path: &str, key: Option<&(&'static str, String)>) -> String {
    let path = path.trim_start_matches("/sfn/").replace('/', "-");
    match key {
        Some((_, value)) => format!("{path}-{value}"),
        None => path,
    }
}

fn summary_id(form: &str) -> String {
    format!("{form}-problem")
}

/// What is wrong, above the fields, each message a link to its field.
#[component]
fn ErrorSummary(state: FormState) -> impl IntoView {
    let id = state.id.get_value();
    move || {
        let problem = state.problem.get()?;
        let links = problem
            .fields
            .iter()
            .map(|error| {
                let target = field_id(&id, &error.field);
                let focus = {
                    let target = target.clone();
                    move |event: leptos::ev::MouseEvent| {
                        if browser::focus(&target) {
                            event.prevent_default();
                        }
                    }
                };
                view! { <li><a href=format!("#{target}") on:click=focus>{error.message.clone()}</a></li> }
            })
            .collect_view();
        let body = if problem.fields.is_empty() {
            view! { <p>{problem.message}</p> }.into_any()
        } else {
            view! { <ul>{links}</ul> }.into_any()
        };
        let request = problem
            .request_id
            .map(|id| view! { <p class="muted">"Request " <span class="mono">{id}</span></p> });
        // In another tab, so that what was typed stays.
        let sign_in = (problem.code == Code::SignInNeeded)
            .then(|| view! { <p><a href="/sign-in" target="_blank">"Sign in in another tab"</a>", then try again here."</p> });
        Some(view! {
            <div class="error-summary" role="alert" tabindex="-1" id=summary_id(&id)>
                <h2>{problem.code.label()}</h2>
                {body}
                {sign_in}
                {request}
            </div>
        })
    }
}

/// A form of a server function that answers [`Done`].
///
/// With JavaScript it is sent without leaving the page: a refusal moves the focus to the summary, success shows
/// the notice and goes where the server said. Without, it is an ordinary form.
#[component]
pub fn Form<S, P>(
    /// The server function.
    action: ServerAction<S>,
    /// A hidden field's name and value that tell this form from others of the same server function in the page.
    #[prop(optional)]
    key: Option<(&'static str, String)>,
    /// The form's class: `form`, or empty inside menus.
    #[prop(default = "form")]
    class: &'static str,
    /// Shows the summary; a form of one button in a menu may do without.
    #[prop(default = true)]
    summary: bool,
    /// The fields and a [`Submit`].
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned
        + ServerFn<Protocol = Http<PostUrl, P>, Output = Done, Error = AppError>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let id = form_id(S::PATH, key.as_ref());
    let flash = CurrentFlash::of_form(S::PATH, key.as_ref());
    let flashed = flash.as_ref().and_then(|flash| flash.problem.clone());
    let value = action.value();
    let problem = Signal::derive(move || match &*value.read() {
        Some(Err(AppError(problem))) => Some(problem.clone()),
        Some(Ok(_)) => None,
        None => flashed.clone(),
    });
    let pending: Signal<bool> = action.pending().into();
    let state = FormState::new(id.clone(), flash, problem, pending);
    after_answer(action, id.clone());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        match S::from_event(&event) {
            Ok(input) => {
                action.dispatch(input);
            }
            Err(_) => {
                value.set(Some(Err(AppError::unreadable_form())));
                action.version().update(|version| *version += 1);
            }
        }
    };
    view! {
        <Provider value=state>
            <form
                id=id
                class=class
                method="post"
                action=S::PATH
                novalidate
                aria-busy=move || pending.get().then_some("true")
                on:submit=on_submit
            >
                {summary.then(|| view! { <ErrorSummary state=state/> })}
                {children()}
            </form>
        </Provider>
    }
    .into_any()
}

/// Says what was done and goes on, or moves the focus to what is wrong.
fn after_answer<S>(action: ServerAction<S>, id: String)
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
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

/// The button that sends the form it stands in.
#[component]
pub fn Submit(
    /// Classes after `button`.
    #[prop(default = "primary")]
    kind: &'static str,
    /// Icon before the words, possibly empty.
    #[prop(default = "")]
    icon: &'static str,
    /// Name of the button in the form, where several differ in what they do.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Its value.
    #[prop(optional, into)]
    value: Option<String>,
    /// As an item of a menu instead of a button.
    #[prop(default = false)]
    in_menu: bool,
    /// A verb.
    children: Children,
) -> impl IntoView {
    let pending = FormState::here().map(|state| state.pending);
    let busy = move || pending.is_some_and(|pending| pending.get()).then_some("true");
    let class = if in_menu {
        format!("menu-item {kind}")
    } else {
        format!("button {kind}")
    };
    view! {
        <button class=class type="submit" name=name value=value aria-busy=busy>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            {children()}
        </button>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::components::{CheckboxList, TextField};
    use entente_domain::usecases::Choice;
    use leptos_router::{components::Router, location::RequestUrl};

    #[test]
    fn ids_follow_path_and_key() {
        assert_eq!(form_id("/sfn/partners/save", None), "partners-save");
        let key = ("id", "VA-392-495".to_owned());
        assert_eq!(
            form_id("/sfn/invitations/revoke", Some(&key)),
            "invitations-revoke-VA-392-495"
        );
        assert_eq!(
            field_id("marketplaces-save", "countries[]"),
            "marketplaces-save-countries"
        );
    }

    /// A form with a text field and two boxes, as the page has it after `flash`.
    fn html(flash: Option<Flash>) -> String {
        let choice = |value: &str| Choice {
            value: value.to_owned(),
            label: value.to_owned(),
            hint: String::new(),
        };
        Owner::new().with(|| {
            provide_context(RequestUrl::new("/"));
            CurrentFlash::provide_this(flash);
            let options = vec![choice("AT"), choice("DE")];
            view! {
                <Router>
                    <NativeForm action="/sfn/marketplaces/save">
                        <TextField name="name" label="Name" value="Saved"/>
                        <CheckboxList name="countries" label="Countries" options=options/>
                        <Submit>"Save"</Submit>
                    </NativeForm>
                </Router>
            }
            .to_html()
        })
    }

    #[test]
    fn a_fresh_form_shows_what_is_saved() {
        let html = html(None);
        assert!(html.contains(r#"value="Saved""#), "{html}");
        assert!(!html.contains("aria-invalid"), "{html}");
        assert!(!html.contains("error-summary"), "{html}");
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let html = html(Some(Flash {
            path: "/sfn/marketplaces/save".to_owned(),
            problem: Some(Problem::field("name", "Name is taken.")),
            values: vec![pair("name", "Typed & kept"), pair("countries[]", "DE")],
            notice: None,
        }));
        assert!(html.contains(r#"value="Typed &amp; kept""#), "{html}");
        assert!(html.contains(r##"href="#marketplaces-save-name"##), "{html}");
        assert!(html.contains(r#"id="marketplaces-save-name-error""#), "{html}");
        assert!(
            html.contains(r#"aria-describedby="marketplaces-save-name-error""#),
            "{html}"
        );
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
    }

    #[test]
    fn the_flash_of_another_form_changes_nothing() {
        let html = html(Some(Flash {
            path: "/sfn/hubs/save".to_owned(),
            problem: Some(Problem::field("name", "Name is taken.")),
            ..Flash::default()
        }));
        assert!(
            html.contains(r#"value="Saved""#) && !html.contains("error-summary"),
            "{html}"
        );
    }
}
