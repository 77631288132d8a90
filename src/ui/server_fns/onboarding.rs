//! How a distributor takes new partners on.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::onboarding::{OnboardingForm, OnboardingView};
use leptos::prelude::*;

/// What is set.
#[server(prefix = "/sfn", endpoint = "onboarding/find")]
pub async fn onboarding_find(#[server(default)] account: String) -> Result<OnboardingView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().onboarding.find(&caller).await?)
}

/// Sets it.
#[server(prefix = "/sfn", endpoint = "onboarding/save")]
pub async fn onboarding_save(
    #[server(default)] account: String,
    #[server(flatten)] form: OnboardingForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases().onboarding.save(&caller, form).await?;
    Ok(crate::ctx::done("Onboarding saved.", None))
}
