//! Invitations: the public page that a link leads to, and what the inviter does with a link.

use crate::{error::AppError, notice::Done};
use entente_domain::usecases::{
    invitations::{AcceptForm, InvitationPage},
    users::UserForm,
};
use leptos::prelude::*;

/// What the link that this browser opened leads to.
#[server(prefix = "/sfn", endpoint = "invitations/view")]
pub async fn invitations_view(#[server(default)] invitation: String) -> Result<InvitationPage, AppError> {
    let Ok(id) = invitation.parse() else {
        return Ok(InvitationPage::Unknown);
    };
    Ok(crate::ctx::use_cases()
        .invitations
        .view(&crate::ctx::caller(), id)
        .await?)
}

/// Accepts, and opens the account.
#[server(prefix = "/sfn", endpoint = "invitations/accept")]
pub async fn invitations_accept(
    #[server(default)] invitation: String,
    #[server(flatten)] form: AcceptForm,
) -> Result<Done, AppError> {
    let (id, caller) = (crate::ctx::id(&invitation)?, crate::ctx::caller());
    let taken = crate::ctx::use_cases().invitations.accept(&caller, id, form).await?;
    if let Some(signed_in) = &taken.signed_in {
        crate::ctx::set_session(signed_in);
    }
    crate::ctx::forget_link(&invitation);
    Ok(crate::ctx::done(
        "The invitation is accepted.",
        Some(format!("/{}", taken.account)),
    ))
}

/// Declines; the page says so afterwards.
#[server(prefix = "/sfn", endpoint = "invitations/decline")]
pub async fn invitations_decline(
    #[server(default)] invitation: String,
    #[server(default)] reason: String,
) -> Result<Done, AppError> {
    let (id, caller) = (crate::ctx::id(&invitation)?, crate::ctx::caller());
    crate::ctx::use_cases().invitations.decline(&caller, id, reason).await?;
    Ok(crate::ctx::done("", Some(format!("/invitation/{invitation}"))))
}

/// Tells the inviter that a new link is wanted.
#[server(prefix = "/sfn", endpoint = "invitations/ask_for_new_link")]
pub async fn invitations_ask_for_new_link(#[server(default)] invitation: String) -> Result<Done, AppError> {
    let (id, caller) = (crate::ctx::id(&invitation)?, crate::ctx::caller());
    crate::ctx::use_cases()
        .invitations
        .ask_for_new_link(&caller, id)
        .await?;
    Ok(crate::ctx::done(
        "The inviter is told that you want a new link.",
        Some(format!("/invitation/{invitation}")),
    ))
}

/// Mails the newer link to the invited address.
#[server(prefix = "/sfn", endpoint = "invitations/mail_newer_link")]
pub async fn invitations_mail_newer_link(#[server(default)] invitation: String) -> Result<Done, AppError> {
    let (id, caller) = (crate::ctx::id(&invitation)?, crate::ctx::caller());
    crate::ctx::use_cases().invitations.mail_newer_link(&caller, id).await?;
    let notice = "The newer link is queued for the invited address.";
    Ok(crate::ctx::done(notice, Some(format!("/invitation/{invitation}"))))
}

/// Renews the time of a link, and mails it again when its address is known.
#[server(prefix = "/sfn", endpoint = "invitations/resend")]
pub async fn invitations_resend(
    #[server(default)] account: String,
    #[server(default)] invitation: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&invitation)?);
    crate::ctx::use_cases().invitations.resend(&caller, id).await?;
    Ok(crate::ctx::done("The same link works for its full time again.", None))
}

/// Makes a new link; the old one dies.
#[server(prefix = "/sfn", endpoint = "invitations/replace_link")]
pub async fn invitations_replace_link(
    #[server(default)] account: String,
    #[server(default)] invitation: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&invitation)?);
    crate::ctx::use_cases().invitations.replace_link(&caller, id).await?;
    Ok(crate::ctx::done(
        "The link is replaced; the old one no longer works.",
        None,
    ))
}

/// Kills a link. With `next`, a path, goes there: the page may end with the
/// invitation.
#[server(prefix = "/sfn", endpoint = "invitations/revoke")]
pub async fn invitations_revoke(
    #[server(default)] account: String,
    #[server(default)] invitation: String,
    #[server(default)] reason: String,
    #[server(default)] next: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&invitation)?);
    crate::ctx::use_cases().invitations.revoke(&caller, id, reason).await?;
    let next = (!next.is_empty()).then_some(next);
    Ok(crate::ctx::done("The invitation is revoked.", next))
}

/// Mails a link to an address.
#[server(prefix = "/sfn", endpoint = "invitations/mail_to")]
pub async fn invitations_mail_to(
    #[server(default)] account: String,
    #[server(default)] invitation: String,
    #[server(default)] email: String,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&invitation)?);
    crate::ctx::use_cases().invitations.mail_to(&caller, id, email).await?;
    Ok(crate::ctx::done("The mail with the link is queued.", None))
}

/// Invites one of a partner's people.
#[server(prefix = "/sfn", endpoint = "invitations/invite_to_partner")]
pub async fn invitations_invite_to_partner(
    #[server(default)] account: String,
    #[server(default)] partner: String,
    #[server(flatten)] form: UserForm,
) -> Result<Done, AppError> {
    let (caller, partner) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&partner)?);
    let notice = format!("{} is invited.", form.name.trim());
    crate::ctx::use_cases()
        .invitations
        .invite_to_partner(&caller, partner, form)
        .await?;
    Ok(crate::ctx::done(&notice, None))
}

/// Corrects name or address of somebody who is invited to a partner's account.
#[server(prefix = "/sfn", endpoint = "invitations/correct")]
pub async fn invitations_correct(
    #[server(default)] account: String,
    #[server(default)] invitation: String,
    #[server(flatten)] form: UserForm,
) -> Result<Done, AppError> {
    let (caller, id) = (crate::ctx::caller_in(&account)?, crate::ctx::id(&invitation)?);
    crate::ctx::use_cases().invitations.correct(&caller, id, form).await?;
    Ok(crate::ctx::done("Name and address are saved.", None))
}
