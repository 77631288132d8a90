//! The log of an account.

use crate::error::AppError;
use entente_domain::{list::Page, usecases::events::EventRow};
use leptos::prelude::*;

/// A page of the log; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "events/list")]
pub async fn events_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<EventRow>, AppError> {
    let query = entente_domain::usecases::events::EVENTS.parse(&query);
    Ok(crate::ctx::use_cases()
        .events
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}
