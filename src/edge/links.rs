//! Links from mails: the token in the address is exchanged for an encrypted cookie and the browser goes on to a
//! clean address, so that no token stays in histories, referrers or screenshots. Nothing is written to the
//! database; HEAD does the same as GET.

use super::{
    Site,
    cookies::{RESET, with_link},
    see_other,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use entente_domain::usecases::{me::EMAIL_LINK, setup::SETUP_LINK};

/// `/invitation/t/{token}`. A token that is not genuine leads to the page of an unknown invitation.
pub async fn invitation(State(site): State<Site>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    match site.use_cases().invitations.open(&token) {
        Some(id) => exchange(&site, &headers, id.as_str(), Some(&token), &format!("/invitation/{id}")),
        None => see_other("/invitation/unknown"),
    }
}

/// `/set-up/t/{token}`.
pub async fn set_up(State(site): State<Site>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    let valid = site.use_cases().setup.is_link_valid(&token).await.unwrap_or(false);
    exchange(&site, &headers, SETUP_LINK, valid.then_some(&*token), "/set-up")
}

/// `/reset-password/t/{token}`.
pub async fn reset_password(State(site): State<Site>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    let opened = site.use_cases().access.open_reset(&token).await.unwrap_or(false);
    exchange(&site, &headers, RESET, opened.then_some(&*token), "/reset-password/new")
}

/// `/me/email/t/{token}`.
pub async fn email(State(site): State<Site>, headers: HeaderMap, Path(token): Path<String>) -> Response {
    let opened = site.use_cases().me.open_email(&token).await.unwrap_or(false);
    exchange(&site, &headers, EMAIL_LINK, opened.then_some(&*token), "/me/email")
}

/// Keeps the token for `id`, or forgets an earlier one when this one is worth nothing, and goes on.
fn exchange(site: &Site, headers: &HeaderMap, id: &str, token: Option<&str>, path: &str) -> Response {
    let links = with_link(site.cookies().links(headers), id, token);
    let mut response = see_other(path);
    response
        .headers_mut()
        .append(header::SET_COOKIE, site.cookies().keep_links(&links));
    response
}
