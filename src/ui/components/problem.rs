//! A refusal in place of a page, with the next step.

use super::{Icon, page_head::focus_on_arrival};
use crate::place::sign_in;
use entente_domain::{Code, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// A refusal as a page's content; on the server the answer gets its status.
#[component]
pub fn ProblemView(
    /// The refusal.
    problem: Problem,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ctx::status(problem.code.status());
    let heading = focus_on_arrival();
    let here = use_location();
    let next = move || {
        let (path, search) = (here.pathname.get_untracked(), here.search.get_untracked());
        let page = if search.is_empty() {
            path
        } else {
            format!("{path}?{search}")
        };
        sign_in(&page)
    };
    let icon = match problem.code {
        Code::NotFound => "search",
        Code::Forbidden | Code::SignInNeeded | Code::SecondFactorNeeded => "lock",
        Code::TooMany | Code::Unavailable => "clock",
        Code::Invalid | Code::Conflict | Code::Stale | Code::Internal | Code::Transport => "alert",
    };
    let step = match problem.code {
        Code::SignInNeeded => view! { <a class="button primary" href=next() rel="external">"Sign in"</a> }.into_any(),
        Code::SecondFactorNeeded => {
            view! { <a class="button primary" href="/me/second-factor" rel="external">"Set up a second factor"</a> }
                .into_any()
        }
        Code::NotFound | Code::Forbidden => {
            view! { <a class="button" href="/" rel="external">"Go to the start page"</a> }.into_any()
        }
        _ => view! { <a class="button" href="" rel="external">"Try again"</a> }.into_any(),
    };
    let request = problem
        .request_id
        .map(|id| view! { <p class="muted">"Request " <span class="mono">{id}</span></p> });
    view! {
        <Title text=problem.code.label()/>
        <div class="dead-end">
            <Icon name=icon size="large"/>
            <h1 tabindex="-1" node_ref=heading>{problem.code.label()}</h1>
            <p>{problem.message}</p>
            {request}
            <div class="actions">{step}</div>
        </div>
    }
}
