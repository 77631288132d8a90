//! What is wrong with a form, above its fields.

use super::state::{FormState, field_id, summary_id};
use crate::browser;
use entente_domain::Code;
use leptos::prelude::*;

/// What is wrong, above the fields, each message a link to its field, or to the page it stands on, and beside it the
/// page on which it can be mended, if that is another.
#[component]
pub(super) fn ErrorSummary(
    state: FormState,
    #[prop(default = Vec::new())] elsewhere: Vec<(&'static str, String)>,
) -> impl IntoView {
    let id = state.id.get_value();
    move || {
        let problem = state.problem.get()?;
        let links = problem
            .fields
            .iter()
            .map(|error| {
                let message = error.message.clone();
                let way = error
                    .way
                    .clone()
                    .map(|way| view! { " " <a href=way.path>{way.label}</a> });
                if let Some((_, page)) = elsewhere.iter().find(|(field, _)| *field == error.field) {
                    return view! { <li><a href=page.clone()>{message}</a>{way}</li> }.into_any();
                }
                let target = field_id(&id, &error.field);
                let focus = {
                    let target = target.clone();
                    move |event: leptos::ev::MouseEvent| {
                        if browser::focus(&target) {
                            event.prevent_default();
                        }
                    }
                };
                view! { <li><a href=format!("#{target}") on:click=focus>{message}</a>{way}</li> }.into_any()
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
        let sign_in = (problem.code == Code::SignInNeeded).then(
            || view! { <p><a href="/sign-in" target="_blank">"Sign in in another tab"</a>", then try again here."</p> },
        );
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
