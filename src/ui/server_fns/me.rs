//! My profile: name, address, second factor.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::me::{AskEmail, EmailChange, Profile, ProfileForm, SecondFactor};
use leptos::prelude::*;

/// Where the second factor is set up.
#[cfg(feature = "ssr")]
const SECOND_FACTOR: &str = "/me/second-factor";

/// What I see of myself.
#[server(prefix = "/sfn", endpoint = "me/profile")]
pub async fn me_profile() -> Result<Profile, AppError> {
    Ok(crate::ctx::use_cases().me.profile(&crate::ctx::caller()).await?)
}

/// Changes my name and time zone.
#[server(prefix = "/sfn", endpoint = "me/save")]
pub async fn me_save(#[server(flatten)] form: ProfileForm) -> Result<Done, AppError> {
    crate::ctx::use_cases().me.save(&crate::ctx::caller(), form).await?;
    Ok(crate::ctx::done("Your profile is saved.", Some("/me".to_owned())))
}

/// Asks for another address.
#[server(prefix = "/sfn", endpoint = "me/ask_email")]
pub async fn me_ask_email(#[server(flatten)] form: AskEmail) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .me
        .ask_email(&crate::ctx::caller(), form)
        .await?;
    let notice = "A mail with a link is on its way to the new address. Until it is confirmed, nothing changes.";
    Ok(crate::ctx::done(notice, Some("/me".to_owned())))
}

/// Has a link mailed that proves my address.
#[server(prefix = "/sfn", endpoint = "me/ask_proof")]
pub async fn me_ask_proof() -> Result<Done, AppError> {
    crate::ctx::use_cases().me.ask_proof(&crate::ctx::caller()).await?;
    let notice = "A mail with a link is on its way to your address.";
    Ok(crate::ctx::done(notice, Some("/me".to_owned())))
}

/// Forgets the wish for another address.
#[server(prefix = "/sfn", endpoint = "me/cancel_email")]
pub async fn me_cancel_email() -> Result<Done, AppError> {
    crate::ctx::use_cases().me.cancel_email(&crate::ctx::caller()).await?;
    Ok(crate::ctx::done("Your address stays as it is.", Some("/me".to_owned())))
}

/// The wish whose mailed link this browser opened.
#[server(prefix = "/sfn", endpoint = "me/email_change")]
pub async fn me_email_change() -> Result<Option<EmailChange>, AppError> {
    Ok(crate::ctx::use_cases().me.email_change(&crate::ctx::caller()).await?)
}

/// Changes my address to the one whose mailed link this browser opened, or proves it when it is that already.
#[server(prefix = "/sfn", endpoint = "me/confirm_email")]
pub async fn me_confirm_email() -> Result<Done, AppError> {
    let change = crate::ctx::use_cases().me.confirm_email(&crate::ctx::caller()).await?;
    crate::ctx::forget_link(entente_domain::usecases::me::EMAIL_LINK);
    let notice = if change.is_proof() {
        "Your address is confirmed."
    } else {
        "Your address is changed. Sign in with it from now on."
    };
    Ok(crate::ctx::done(notice, Some("/me".to_owned())))
}

/// My second factor, with what is needed to set it up.
#[server(prefix = "/sfn", endpoint = "me/second_factor")]
pub async fn me_second_factor() -> Result<SecondFactor, AppError> {
    Ok(crate::ctx::use_cases().me.second_factor(&crate::ctx::caller()).await?)
}

/// Begins to set a second factor up.
#[server(prefix = "/sfn", endpoint = "me/begin_second_factor")]
pub async fn me_begin_second_factor(#[server(default)] current_password: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .me
        .begin_second_factor(&crate::ctx::caller(), current_password)
        .await?;
    Ok(crate::ctx::done("", Some(SECOND_FACTOR.to_owned())))
}

/// Sets the second factor up with the first code.
#[server(prefix = "/sfn", endpoint = "me/confirm_second_factor")]
pub async fn me_confirm_second_factor(#[server(default)] code: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .me
        .confirm_second_factor(&crate::ctx::caller(), code)
        .await?;
    let notice = "The second factor is set up. Every other session has ended.";
    Ok(crate::ctx::done(notice, Some(SECOND_FACTOR.to_owned())))
}

/// Makes new recovery codes.
#[server(prefix = "/sfn", endpoint = "me/renew_codes")]
pub async fn me_renew_codes(#[server(default)] current_password: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .me
        .renew_codes(&crate::ctx::caller(), current_password)
        .await?;
    let notice = "The new recovery codes are below. The earlier ones work no longer.";
    Ok(crate::ctx::done(notice, Some(SECOND_FACTOR.to_owned())))
}

/// Takes the second factor away.
#[server(prefix = "/sfn", endpoint = "me/remove_second_factor")]
pub async fn me_remove_second_factor(#[server(default)] current_password: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .me
        .remove_second_factor(&crate::ctx::caller(), current_password)
        .await?;
    let notice = "Your sign-in asks for your password alone.";
    Ok(crate::ctx::done(notice, Some("/me".to_owned())))
}

/// True when this browser gave a right password and the code is awaited.
#[server(prefix = "/sfn", endpoint = "me/code_is_awaited")]
pub async fn me_code_is_awaited() -> Result<bool, AppError> {
    Ok(crate::ctx::use_cases()
        .me
        .code_is_awaited(&crate::ctx::caller())
        .await?)
}

/// Signs in with a code, and goes to `next`, to the account, or to the person's own page.
#[server(prefix = "/sfn", endpoint = "me/sign_in_with_code")]
pub async fn me_sign_in_with_code(
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    let signed_in = crate::ctx::use_cases()
        .me
        .sign_in_with_code(&crate::ctx::caller(), code)
        .await?;
    crate::ctx::set_session(&signed_in);
    let next = super::access::next_or_home(&next, &signed_in);
    Ok(crate::ctx::done("", Some(next)))
}
