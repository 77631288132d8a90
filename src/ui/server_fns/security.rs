//! How an account's people have to sign in.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::security::{SecurityForm, SecurityView};
use leptos::prelude::*;

/// What is set.
#[server(prefix = "/sfn", endpoint = "security/find")]
pub async fn security_find(#[server(default)] account: String) -> Result<SecurityView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().security.find(&caller).await?)
}

/// Sets it.
#[server(prefix = "/sfn", endpoint = "security/save")]
pub async fn security_save(
    #[server(default)] account: String,
    #[server(flatten)] form: SecurityForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases().security.save(&caller, form).await?;
    Ok(crate::ctx::done("Security saved.", None))
}
