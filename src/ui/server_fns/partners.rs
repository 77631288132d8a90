//! The directory and the partner page.

use crate::{error::AppError, notice::Done};
use entente_domain::{
    list::Page,
    usecases::partners::{PartnerForm, PartnerRow, PartnerView},
};
use leptos::prelude::*;

/// A page of the directory; `query` is the URL's.
#[server(prefix = "/sfn", endpoint = "partners/list")]
pub async fn partners_list(
    #[server(default)] account: String,
    #[server(default)] query: String,
) -> Result<Page<PartnerRow>, AppError> {
    let query = entente_domain::usecases::partners::PARTNERS.parse(&query);
    Ok(crate::ctx::use_cases()
        .partners
        .list(&crate::ctx::caller_in(&account)?, query)
        .await?)
}

/// One partner.
#[server(prefix = "/sfn", endpoint = "partners/find")]
pub async fn partners_find(
    #[server(default)] account: String,
    #[server(default)] partner: String,
) -> Result<PartnerView, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases()
        .partners
        .find(&caller, crate::ctx::id(&partner)?)
        .await?)
}

/// Saves details and contacts.
#[server(prefix = "/sfn", endpoint = "partners/save")]
pub async fn partners_save(
    #[server(default)] account: String,
    #[server(default)] partner: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: PartnerForm,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let revision = crate::ctx::number(&revision);
    crate::ctx::use_cases()
        .partners
        .save(&caller, crate::ctx::id(&partner)?, revision, form)
        .await?;
    Ok(crate::ctx::done(
        "Partner saved.",
        Some(format!("/{account}/partners/{partner}")),
    ))
}

/// Approves a partner that applied.
#[server(prefix = "/sfn", endpoint = "partners/approve")]
pub async fn partners_approve(
    #[server(default)] account: String,
    #[server(default)] partner: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .partners
        .approve(&caller, crate::ctx::id(&partner)?)
        .await?;
    Ok(crate::ctx::done("Partner approved.", None))
}

/// Turns an application down.
#[server(prefix = "/sfn", endpoint = "partners/reject")]
pub async fn partners_reject(
    #[server(default)] account: String,
    #[server(default)] partner: String,
    #[server(default)] reason: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .partners
        .reject(&caller, crate::ctx::id(&partner)?, reason)
        .await?;
    Ok(crate::ctx::done("Application rejected.", None))
}

/// Suspends a partner.
#[server(prefix = "/sfn", endpoint = "partners/suspend")]
pub async fn partners_suspend(
    #[server(default)] account: String,
    #[server(default)] partner: String,
    #[server(default)] reason: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .partners
        .suspend(&caller, crate::ctx::id(&partner)?, reason)
        .await?;
    Ok(crate::ctx::done("Partner suspended.", None))
}

/// Ends a suspension.
#[server(prefix = "/sfn", endpoint = "partners/resume")]
pub async fn partners_resume(
    #[server(default)] account: String,
    #[server(default)] partner: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .partners
        .resume(&caller, crate::ctx::id(&partner)?)
        .await?;
    Ok(crate::ctx::done("Suspension ended.", None))
}

/// Makes a new invitation for a partner that declined or whose invitation was revoked.
#[server(prefix = "/sfn", endpoint = "partners/invite_again")]
pub async fn partners_invite_again(
    #[server(default)] account: String,
    #[server(default)] partner: String,
) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    crate::ctx::use_cases()
        .partners
        .invite_again(&caller, crate::ctx::id(&partner)?)
        .await?;
    let notice = "New invitation made. Copy its link, or mail it.";
    Ok(crate::ctx::done(notice, None))
}
