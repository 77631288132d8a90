//! Asking in a dialog before something that cannot be undone. A dialog needs a script, so it is never the only way:
//! the link that opens it leads to a page that asks the same.

use super::{Form, FormAction, HiddenField, Submit, TextArea};
use crate::{browser, notice::Done, reload::reload_after};
use leptos::{ev::MouseEvent, prelude::*};

const DIALOG: &str = "question";
const TITLE: &str = "question-title";
const CONSEQUENCE: &str = "question-consequence";

/// What is asked, and the form that does it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question, naming the object: "Remove Ann Lee from this account?".
    pub title: String,
    /// What will be: "The link stops working at once.".
    pub consequence: &'static str,
    /// What else it touches, by name.
    pub touched: Option<Touched>,
    /// The button that does it: "Remove user".
    pub answer: &'static str,
    /// Classes after `button` on it: `danger`, `primary`.
    pub kind: &'static str,
    /// The server function: `FormAction::of::<UsersRemove>`.
    pub form: fn() -> FormAction,
    /// What is sent to it.
    pub fields: Vec<(&'static str, String)>,
    /// The form takes a reason.
    pub reason: bool,
}

/// What something touches, in words and as links to some of it.
#[derive(Debug, Clone)]
pub struct Touched {
    /// "Ann Lee made 7 open invitations here:".
    pub words: String,
    /// Path and name of each.
    pub links: Vec<(String, String)>,
    /// How many more there are.
    pub more: usize,
}

/// Shown beside a consequence, in a dialog or on a page.
#[component]
pub fn TouchedList(
    /// What is touched.
    touched: Touched,
) -> impl IntoView {
    let items = touched
        .links
        .into_iter()
        .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    let more = (touched.more > 0).then(|| view! { <li>{format!("and {} more", touched.more)}</li> });
    view! {
        <p>{touched.words}</p>
        <ul>{items} {more}</ul>
    }
}

/// The question that the page's dialog asks, if it asks one.
#[derive(Debug, Clone, Copy)]
pub struct Asking(RwSignal<Option<Question>>);

impl Default for Asking {
    fn default() -> Self {
        Self::new()
    }
}

impl Asking {
    /// Nothing is asked.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    fn ask(self, question: Question) {
        self.0.set(Some(question));
        // The question is put into the dialog in the same turn as this runs.
        request_animation_frame(|| browser::open_dialog(DIALOG));
    }
}

/// A link to the page that asks; in the browser's program it opens the dialog.
#[component]
pub fn QuestionLink(
    /// The page.
    #[prop(into)]
    href: String,
    /// `menu-item`, or `button` with its kinds.
    class: &'static str,
    /// Who asks.
    asking: Asking,
    /// What.
    question: Question,
    /// The words.
    children: Children,
) -> impl IntoView {
    let on_click = move |event: MouseEvent| {
        if browser::is_plain_click(&event) {
            event.prevent_default();
            asking.ask(question.clone());
        }
    };
    view! { <a class=class href=href on:click=on_click>{children()}</a> }
}

/// The dialog; once in a page, beside what asks. Counts `done` up when a question was answered and the person stays.
#[component]
pub fn QuestionDialog(
    /// Who asks.
    asking: Asking,
    /// Counts what was done.
    done: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <dialog
            class="dialog"
            id=DIALOG
            aria-labelledby=TITLE
            aria-describedby=CONSEQUENCE
            on:close=move |_| asking.0.set(None)
        >
            {move || asking.0.get().map(|question| asked(question, done))}
        </dialog>
    }
    .into_any()
}

fn asked(question: Question, done: RwSignal<u32>) -> AnyView {
    // Made anew for each question: what another one was refused for does not belong here.
    let action = (question.form)();
    let value = action.value();
    reload_after(action, done);
    Effect::new(move |_| {
        if matches!(&*value.read(), Some(Ok(Done { .. }))) {
            browser::close_dialog(DIALOG);
        }
    });
    let Question {
        title,
        consequence,
        touched,
        answer,
        kind,
        fields,
        reason,
        ..
    } = question;
    let hidden = fields
        .into_iter()
        .map(|(name, value)| view! { <HiddenField name=name value=value/> })
        .collect_view();
    view! {
        <div class="dialog-head">
            <h2 id=TITLE>{title}</h2>
        </div>
        <Form action=action class="dialog-form">
            <div class="dialog-body">
                <p id=CONSEQUENCE>{consequence}</p>
                {touched.map(|touched| view! { <TouchedList touched=touched/> })}
                {hidden}
                {reason.then(|| view! { <TextArea name="reason" label="Reason" rows=2 max=500 optional=true/> })}
            </div>
            <div class="dialog-foot actions">
                // The harmless answer has the focus.
                <button class="button quiet" type="button" autofocus on:click=move |_| browser::close_dialog(DIALOG)>
                    "Cancel"
                </button>
                <Submit kind=kind>{answer}</Submit>
            </div>
        </Form>
    }
    .into_any()
}
