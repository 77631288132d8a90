//! Agreements and their versions.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::agreements::{AgreementChoices, AgreementEdit, AgreementRow, AgreementView, NewAgreement, NewVersion},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "agreements/list")]
pub async fn agreements_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<AgreementRow>, AppError> {
    let query = entente_domain::usecases::agreements::AGREEMENTS.parse(&query);
    Ok(crate::ctx::use_cases()
        .agreements
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One agreement.
#[server(prefix = "/sfn", endpoint = "agreements/find")]
pub async fn agreements_find(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
) -> Result<AgreementView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .agreements
        .find(&caller, crate::ctx::id(&agreement)?)
        .await?)
}

/// What the form for a new agreement of type `kind` offers.
#[server(prefix = "/sfn", endpoint = "agreements/choices")]
pub async fn agreements_choices(
    #[server(default)] account: String,
    #[server(default)] kind: String,
) -> Result<AgreementChoices, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .agreements
        .choices(&caller, crate::ctx::id(&kind)?)
        .await?)
}

/// Makes an agreement with its first version and opens it.
#[server(prefix = "/sfn", endpoint = "agreements/create")]
pub async fn agreements_create(
    #[server(default)] account: String,
    #[server(flatten)] form: NewAgreement,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let id = crate::ctx::use_cases().agreements.create(&caller, form).await?;
    Ok(crate::ctx::done(
        "Agreement created.",
        Some(format!("/{account}/agreements/{id}")),
    ))
}

/// Saves title, description and auto accept.
#[server(prefix = "/sfn", endpoint = "agreements/save")]
pub async fn agreements_save(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: AgreementEdit,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let (id, revision) = (crate::ctx::id(&agreement)?, crate::ctx::number(&revision));
    crate::ctx::use_cases()
        .agreements
        .save(&caller, id, revision, form)
        .await?;
    Ok(crate::ctx::done(
        "Agreement saved.",
        Some(format!("/{account}/agreements/{agreement}")),
    ))
}

/// Adds a version.
#[server(prefix = "/sfn", endpoint = "agreements/add_version")]
pub async fn agreements_add_version(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
    #[server(flatten)] form: NewVersion,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let number = crate::ctx::use_cases()
        .agreements
        .add_version(&caller, crate::ctx::id(&agreement)?, form)
        .await?;
    Ok(crate::ctx::done(
        &format!("Version {number} added."),
        Some(format!("/{account}/agreements/{agreement}")),
    ))
}

/// Makes a version the one that contracts are made on.
#[server(prefix = "/sfn", endpoint = "agreements/activate_version")]
pub async fn agreements_activate_version(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
    #[server(default)] number: String,
) -> Result<Done, AppError> {
    let (caller, version) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&number)?);
    crate::ctx::use_cases()
        .agreements
        .activate_version(&caller, crate::ctx::id(&agreement)?, version)
        .await?;
    let notice = format!("Version {number} is active.");
    Ok(crate::ctx::done(&notice, None))
}

/// Deletes a version that no contract was made on.
#[server(prefix = "/sfn", endpoint = "agreements/delete_version")]
pub async fn agreements_delete_version(
    #[server(default)] account: String,
    #[server(default)] agreement: String,
    #[server(default)] number: String,
) -> Result<Done, AppError> {
    let (caller, version) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&number)?);
    crate::ctx::use_cases()
        .agreements
        .delete_version(&caller, crate::ctx::id(&agreement)?, version)
        .await?;
    let notice = format!("Version {number} deleted.");
    Ok(crate::ctx::done(&notice, None))
}
