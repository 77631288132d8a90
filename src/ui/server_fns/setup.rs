//! The first run: the first account and person, then somewhere to sell and a test of mail.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::setup::{FirstMarketplace, NewInstallation, SetUpState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the set-up page finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetUpDoor {
    /// This browser opened the link: go ahead.
    Open,
    /// The link that the server printed must be opened first.
    Closed,
    /// The installation has its account.
    Done,
}

/// Whether this browser may set the installation up.
#[server(prefix = "/sfn", endpoint = "setup/door")]
pub async fn setup_door() -> Result<SetUpDoor, AppError> {
    let (set_up, caller) = (crate::ctx::use_cases().setup, crate::ctx::caller());
    if !set_up.is_needed().await? {
        return Ok(SetUpDoor::Done);
    }
    let token = caller.links.get(entente_domain::usecases::setup::SETUP_LINK);
    let valid = set_up.is_link_valid(token.map_or("", String::as_str)).await?;
    Ok(if valid { SetUpDoor::Open } else { SetUpDoor::Closed })
}

/// Makes the first account and person, and signs them in.
#[server(prefix = "/sfn", endpoint = "setup/begin")]
pub async fn setup_begin(#[server(flatten)] form: NewInstallation) -> Result<Done, AppError> {
    let signed_in = crate::ctx::use_cases().setup.begin(&crate::ctx::caller(), form).await?;
    crate::ctx::set_session(&signed_in);
    crate::ctx::forget_link(entente_domain::usecases::setup::SETUP_LINK);
    let next = signed_in
        .account
        .map_or_else(|| "/me".to_owned(), |account| format!("/{account}/set-up"));
    Ok(crate::ctx::done("", Some(next)))
}

/// What is set up so far.
#[server(prefix = "/sfn", endpoint = "setup/state")]
pub async fn setup_state(#[server(default)] account: String) -> Result<SetUpState, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().setup.state(&caller).await?)
}

/// Makes the first hub and marketplace.
#[server(prefix = "/sfn", endpoint = "setup/add_marketplace")]
pub async fn setup_add_marketplace(
    #[server(default)] account: String,
    #[server(flatten)] form: FirstMarketplace,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases().setup.add_marketplace(&caller, form).await?;
    Ok(crate::ctx::done("The hub and the marketplace are made.", None))
}

/// Hands a test mail to the mail server and says what it answered.
#[server(prefix = "/sfn", endpoint = "setup/test_mail")]
pub async fn setup_test_mail(
    #[server(default)] account: String,
    #[server(default)] email: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let answer = crate::ctx::use_cases().setup.test_mail(&caller, email).await?;
    Ok(crate::ctx::done(&answer, None))
}
