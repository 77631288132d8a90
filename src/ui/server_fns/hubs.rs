//! Hubs: where a distributor's marketplaces are served from.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::hubs::{HubForm, HubRow, HubView},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "hubs/list")]
pub async fn hubs_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<HubRow>, AppError> {
    let query = entente_domain::usecases::hubs::HUBS.parse(&query);
    Ok(crate::ctx::use_cases()
        .hubs
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One hub.
#[server(prefix = "/sfn", endpoint = "hubs/find")]
pub async fn hubs_find(
    #[server(default)] account: String,
    #[server(default)] hub: String,
) -> Result<HubView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .hubs
        .find(&caller, crate::ctx::id(&hub)?)
        .await?)
}

/// Makes a hub and opens it.
#[server(prefix = "/sfn", endpoint = "hubs/create")]
pub async fn hubs_create(
    #[server(default)] account: String,
    #[server(flatten)] form: HubForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let name = form.name.trim().to_owned();
    crate::ctx::use_cases().hubs.create(&caller, form).await?;
    Ok(crate::ctx::done(
        &format!("Hub {name} added."),
        Some(format!("/{account}/hubs")),
    ))
}

/// Saves a hub.
#[server(prefix = "/sfn", endpoint = "hubs/save")]
pub async fn hubs_save(
    #[server(default)] account: String,
    #[server(default)] hub: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: HubForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let revision = crate::ctx::number(&revision);
    crate::ctx::use_cases()
        .hubs
        .save(&caller, crate::ctx::id(&hub)?, revision, form)
        .await?;
    Ok(crate::ctx::done("Hub saved.", Some(format!("/{account}/hubs"))))
}

/// Deletes a hub that nothing uses.
#[server(prefix = "/sfn", endpoint = "hubs/delete")]
pub async fn hubs_delete(#[server(default)] account: String, #[server(default)] hub: String) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .hubs
        .delete(&caller, crate::ctx::id(&hub)?)
        .await?;
    Ok(crate::ctx::done("Hub deleted.", Some(format!("/{account}/hubs"))))
}
