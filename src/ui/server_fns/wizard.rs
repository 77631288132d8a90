//! The wizard *Add partner*: drafts, one function per step, finishing.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::wizard::{
    ActionForm, AgreementForm, DetailsForm, DraftRow, DraftView, MarketplaceStepForm, SimilarPartner, Step,
};
use leptos::prelude::*;

/// Begins a draft and opens its first step.
#[server(prefix = "/sfn", endpoint = "wizard/start")]
pub async fn wizard_start(#[server(default)] account: String) -> Result<Done, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    let draft = crate::ctx::use_cases().wizard.start(&caller).await?;
    Ok(crate::ctx::done(
        "",
        Some(step_path(&account, draft.as_str(), Step::Details)),
    ))
}

/// My unfinished drafts.
#[server(prefix = "/sfn", endpoint = "wizard/drafts")]
pub async fn wizard_drafts(#[server(default)] account: String) -> Result<Vec<DraftRow>, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().wizard.drafts(&caller).await?)
}

/// One of my drafts.
#[server(prefix = "/sfn", endpoint = "wizard/find")]
pub async fn wizard_find(
    #[server(default)] account: String,
    #[server(default)] draft: String,
) -> Result<DraftView, AppError> {
    let (caller, draft) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    Ok(crate::ctx::use_cases().wizard.find(&caller, draft).await?)
}

/// Partners that resemble the one being typed.
#[server(prefix = "/sfn", endpoint = "wizard/similar")]
pub async fn wizard_similar(
    #[server(default)] account: String,
    #[server(flatten)] form: DetailsForm,
) -> Result<Vec<SimilarPartner>, AppError> {
    let caller = crate::ctx::caller_in(&account)?;
    Ok(crate::ctx::use_cases().wizard.similar(&caller, form).await?)
}

/// Saves step 1. Stays there while similar partners have not been looked at.
#[server(prefix = "/sfn", endpoint = "wizard/save_details")]
pub async fn wizard_save_details(
    #[server(default)] account: String,
    #[server(default)] draft: String,
    #[server(flatten)] form: DetailsForm,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    let next = crate::ctx::use_cases().wizard.save_details(&caller, id, form).await?;
    let go = (next != Step::Details).then(|| step_path(&account, &draft, next));
    Ok(crate::ctx::done("", go))
}

/// Saves step 2.
#[server(prefix = "/sfn", endpoint = "wizard/save_agreement")]
pub async fn wizard_save_agreement(
    #[server(default)] account: String,
    #[server(default)] draft: String,
    #[server(flatten)] form: AgreementForm,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    let next = crate::ctx::use_cases().wizard.save_agreement(&caller, id, form).await?;
    Ok(crate::ctx::done("", Some(step_path(&account, &draft, next))))
}

/// Saves step 3.
#[server(prefix = "/sfn", endpoint = "wizard/save_marketplace")]
pub async fn wizard_save_marketplace(
    #[server(default)] account: String,
    #[server(default)] draft: String,
    #[server(flatten)] form: MarketplaceStepForm,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    let next = crate::ctx::use_cases()
        .wizard
        .save_marketplace(&caller, id, form)
        .await?;
    Ok(crate::ctx::done("", Some(step_path(&account, &draft, next))))
}

/// Saves step 4.
#[server(prefix = "/sfn", endpoint = "wizard/save_action")]
pub async fn wizard_save_action(
    #[server(default)] account: String,
    #[server(default)] draft: String,
    #[server(flatten)] form: ActionForm,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    let next = crate::ctx::use_cases().wizard.save_action(&caller, id, form).await?;
    Ok(crate::ctx::done("", Some(step_path(&account, &draft, next))))
}

/// Makes everything; the summary shows it.
#[server(prefix = "/sfn", endpoint = "wizard/finish")]
pub async fn wizard_finish(
    #[server(default)] account: String,
    #[server(default)] draft: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    crate::ctx::use_cases().wizard.finish(&caller, id).await?;
    Ok(crate::ctx::done("", None))
}

/// Throws a draft away.
#[server(prefix = "/sfn", endpoint = "wizard/discard")]
pub async fn wizard_discard(
    #[server(default)] account: String,
    #[server(default)] draft: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&draft)?);
    crate::ctx::use_cases().wizard.discard(&caller, id).await?;
    Ok(crate::ctx::done(
        "The draft is discarded.",
        Some(format!("/{account}/partners")),
    ))
}

/// The page of a draft's step.
pub fn step_path(account: &str, draft: &str, step: Step) -> String {
    format!("/{account}/partners/wizard/{draft}/{step}")
}
