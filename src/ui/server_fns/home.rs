//! The page an account opens with, and the list of distributors.

use crate::error::AppError;
use entente_domain::usecases::home;
use leptos::prelude::*;

/// What waits for the person in this account.
#[server(prefix = "/sfn", endpoint = "home/view")]
pub async fn home_view(#[server(default)] account: String) -> Result<home::HomeView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().home.view(&caller).await?)
}

/// The distributors that a vendor or reseller works with.
#[server(prefix = "/sfn", endpoint = "home/distributors")]
pub async fn home_distributors(#[server(default)] account: String) -> Result<Vec<home::DistributorRow>, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().home.distributors(&caller).await?)
}
