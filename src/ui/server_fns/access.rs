//! Getting in: who is signed in, signing in and out, sessions, passwords.

use crate::error::AppError;
use entente_domain::usecases::access::Viewer;
use leptos::prelude::*;

/// Who is signed in, and their place in `account`, which may be empty.
#[server(prefix = "/sfn", endpoint = "access/viewer")]
pub async fn viewer(#[server(default)] account: String) -> Result<Option<Viewer>, AppError> {
    let caller = if account.is_empty() {
        crate::ctx::caller()
    } else {
        crate::ctx::caller_in(&account)?
    };
    Ok(crate::ctx::use_cases().access.viewer(&caller).await?)
}
