//! Getting in: who is signed in, signing in and out, sessions, passwords.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::access::{ChangePassword, SessionRow, SignIn, Viewer};
use leptos::prelude::*;

/// Who is signed in, and their place in `account`, which may be empty.
#[server(prefix = "/sfn", endpoint = "access/viewer")]
pub async fn access_viewer(#[server(default)] account: String) -> Result<Option<Viewer>, AppError> {
    if let Some(viewer) = crate::ctx::known_viewer(&account) {
        return Ok(Some(viewer));
    }
    let caller = if account.is_empty() {
        crate::ctx::caller()
    } else {
        crate::ctx::caller_in(&account)?
    };
    Ok(crate::ctx::use_cases().access.viewer(&caller).await?)
}

/// Signs in, and goes to `next`, to the account, or to the person's own page.
#[server(prefix = "/sfn", endpoint = "access/sign_in")]
pub async fn access_sign_in(
    #[server(flatten)] form: SignIn,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    let signed_in = crate::ctx::use_cases()
        .access
        .sign_in(&crate::ctx::caller(), form)
        .await?;
    crate::ctx::set_session(&signed_in);
    Ok(crate::ctx::done("", Some(next_or_home(&next, &signed_in))))
}

/// Signs out, and goes to `next` or to the sign-in page.
#[server(prefix = "/sfn", endpoint = "access/sign_out")]
pub async fn access_sign_out(#[server(default)] next: String) -> Result<Done, AppError> {
    crate::ctx::use_cases().access.sign_out(&crate::ctx::caller()).await?;
    crate::ctx::clear_session();
    let next = if crate::ctx::is_local_path(&next) {
        next
    } else {
        "/sign-in".to_owned()
    };
    Ok(crate::ctx::done("You are signed out.", Some(next)))
}

/// My live sessions.
#[server(prefix = "/sfn", endpoint = "access/sessions")]
pub async fn access_sessions() -> Result<Vec<SessionRow>, AppError> {
    Ok(crate::ctx::use_cases().access.sessions(&crate::ctx::caller()).await?)
}

/// Ends one of my sessions.
#[server(prefix = "/sfn", endpoint = "access/end_session")]
pub async fn access_end_session(#[server(default)] id: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .access
        .end_session(&crate::ctx::caller(), id)
        .await?;
    Ok(crate::ctx::done("The session has ended.", None))
}

/// Ends all of my sessions but this one.
#[server(prefix = "/sfn", endpoint = "access/end_other_sessions")]
pub async fn access_end_other_sessions() -> Result<Done, AppError> {
    let ended = crate::ctx::use_cases()
        .access
        .end_other_sessions(&crate::ctx::caller())
        .await?;
    let notice = match ended {
        0 => "There was no other session.".to_owned(),
        1 => "The other session has ended.".to_owned(),
        more => format!("{more} other sessions have ended."),
    };
    Ok(crate::ctx::done(&notice, None))
}

/// Sets a new password for the person who is signed in.
#[server(prefix = "/sfn", endpoint = "access/change_password")]
pub async fn access_change_password(#[server(flatten)] form: ChangePassword) -> Result<Done, AppError> {
    let signed_in = crate::ctx::use_cases()
        .access
        .change_password(&crate::ctx::caller(), form)
        .await?;
    crate::ctx::set_session(&signed_in);
    Ok(crate::ctx::done(
        "The password is changed. Every other session has ended.",
        Some("/me".to_owned()),
    ))
}

/// Asks for a link to set a new password.
#[server(prefix = "/sfn", endpoint = "access/ask_reset")]
pub async fn access_ask_reset(#[server(default)] email: String) -> Result<Done, AppError> {
    crate::ctx::use_cases()
        .access
        .ask_reset(&crate::ctx::caller(), email)
        .await?;
    Ok(crate::ctx::done("", Some("/reset-password?asked=true".to_owned())))
}

/// True when this browser has opened a reset link that still works.
#[server(prefix = "/sfn", endpoint = "access/reset_is_open")]
pub async fn access_reset_is_open() -> Result<bool, AppError> {
    let caller = crate::ctx::caller();
    let Some(token) = caller.links.get(entente_domain::usecases::access::RESET_LINK) else {
        return Ok(false);
    };
    Ok(crate::ctx::use_cases().access.open_reset(token).await?)
}

/// Sets a new password by the reset link that this browser opened.
#[server(prefix = "/sfn", endpoint = "access/reset_password")]
pub async fn access_reset_password(#[server(default)] password: String) -> Result<Done, AppError> {
    let caller = crate::ctx::caller();
    let signed_in = crate::ctx::use_cases().access.reset_password(&caller, password).await?;
    crate::ctx::set_session(&signed_in);
    crate::ctx::forget_link(entente_domain::usecases::access::RESET_LINK);
    let notice = "The new password is set. Every earlier session has ended.";
    Ok(crate::ctx::done(notice, Some(next_or_home("", &signed_in))))
}

/// Where to go after signing in, or on to the second factor's code.
#[cfg(feature = "ssr")]
pub(super) fn next_or_home(next: &str, signed_in: &entente_domain::usecases::access::SignedIn) -> String {
    if signed_in.needs_code {
        let next = serde_qs::to_string(&std::collections::BTreeMap::from([("next", next)])).unwrap_or_default();
        return format!("/sign-in/code?{next}");
    }
    if crate::ctx::is_local_path(next) {
        return next.to_owned();
    }
    signed_in
        .account
        .as_ref()
        .map_or_else(|| "/me".to_owned(), |account| format!("/{account}"))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::next_or_home;
    use entente_domain::usecases::access::SignedIn;

    #[test]
    fn after_signing_in_nobody_is_led_elsewhere() {
        let mut signed_in = SignedIn {
            session: String::new(),
            account: "PA-100-001".parse().ok(),
            needs_code: false,
        };
        assert_eq!(next_or_home("/PA-100-001/partners", &signed_in), "/PA-100-001/partners");
        assert_eq!(next_or_home("//evil.example", &signed_in), "/PA-100-001");
        signed_in.account = None;
        assert_eq!(next_or_home("", &signed_in), "/me");
        signed_in.needs_code = true;
        assert_eq!(
            next_or_home("/PA-100-001/partners?q=a", &signed_in),
            "/sign-in/code?next=%2FPA-100-001%2Fpartners%3Fq%3Da"
        );
    }
}
