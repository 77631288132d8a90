//! Marketplaces: where products are sold.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::marketplaces::{MarketplaceChoices, MarketplaceForm, MarketplaceRow, MarketplaceView},
};
use leptos::prelude::*;

/// A page of the list; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "marketplaces/list")]
pub async fn marketplaces_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<MarketplaceRow>, AppError> {
    let query = entente_domain::usecases::marketplaces::MARKETPLACES.parse(&query);
    Ok(crate::ctx::use_cases()
        .marketplaces
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One marketplace.
#[server(prefix = "/sfn", endpoint = "marketplaces/find")]
pub async fn marketplaces_find(
    #[server(default)] account: String,
    #[server(default)] marketplace: String,
) -> Result<MarketplaceView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .marketplaces
        .find(&caller, crate::ctx::id(&marketplace)?)
        .await?)
}

/// What the form offers.
#[server(prefix = "/sfn", endpoint = "marketplaces/choices")]
pub async fn marketplaces_choices(#[server(default)] account: String) -> Result<MarketplaceChoices, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().marketplaces.choices(&caller).await?)
}

/// Makes a marketplace and shows the list.
#[server(prefix = "/sfn", endpoint = "marketplaces/create")]
pub async fn marketplaces_create(
    #[server(default)] account: String,
    #[server(flatten)] form: MarketplaceForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let name = form.name.trim().to_owned();
    crate::ctx::use_cases().marketplaces.create(&caller, form).await?;
    Ok(crate::ctx::done(
        &format!("Marketplace {name} added."),
        Some(format!("/{account}/marketplaces")),
    ))
}

/// Saves a marketplace.
#[server(prefix = "/sfn", endpoint = "marketplaces/save")]
pub async fn marketplaces_save(
    #[server(default)] account: String,
    #[server(default)] marketplace: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: MarketplaceForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let (id, revision) = (crate::ctx::id(&marketplace)?, crate::ctx::number(&revision));
    crate::ctx::use_cases()
        .marketplaces
        .save(&caller, id, revision, form)
        .await?;
    Ok(crate::ctx::done(
        "Marketplace saved.",
        Some(format!("/{account}/marketplaces")),
    ))
}

/// Deletes a marketplace that nothing uses.
#[server(prefix = "/sfn", endpoint = "marketplaces/delete")]
pub async fn marketplaces_delete(
    #[server(default)] account: String,
    #[server(default)] marketplace: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .marketplaces
        .delete(&caller, crate::ctx::id(&marketplace)?)
        .await?;
    Ok(crate::ctx::done(
        "Marketplace deleted.",
        Some(format!("/{account}/marketplaces")),
    ))
}
