//! `/`, and the addresses for those who watch over the server.

use super::{Site, see_other};
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use entente_domain::usecases::Caller;
use entente_ui::{app::page_at, ctx::is_local_path};

/// Leads to the account used last, to sign-in, or to the set-up of a new installation.
pub async fn lead(State(site): State<Site>, axum::Extension(caller): axum::Extension<Caller>) -> Response {
    let viewer = match caller.session {
        Some(_) => site.use_cases().access.viewer(&caller).await.ok().flatten(),
        None => None,
    };
    match viewer {
        Some(viewer) => match viewer.accounts.first() {
            Some(account) => see_other(&format!("/{}", account.id)),
            None => see_other("/me"),
        },
        None if site.use_cases().setup.is_needed().await.unwrap_or(false) => see_other("/set-up"),
        None => see_other("/sign-in"),
    }
}

/// Where an address with a slash at its end leads, if there is a page.
pub fn without_slash(asked: &Uri) -> Option<String> {
    let path = asked.path();
    let page = path.trim_end_matches('/');
    if page == path || !is_local_path(page) {
        return None;
    }
    page_at(page)?;
    Some(match asked.query() {
        Some(query) => format!("{page}?{query}"),
        None => page.to_owned(),
    })
}

/// The process answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// The database answers too.
pub async fn readiness(State(site): State<Site>) -> Response {
    if site.is_ready().await {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
    }
}
