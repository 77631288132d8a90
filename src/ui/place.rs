//! Where the person is: the account in the path, and what they may do there.

use crate::{answer::Answer, error::AppError, server_fns::access::AccessViewer};
use entente_domain::{
    Code, Problem,
    usecases::access::{Place, Viewer},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The signed-in person, in context of every page inside a frame.
pub type ViewerResource = Answer<Option<Viewer>>;

/// The account in the path, empty outside of accounts.
pub fn use_account() -> Memo<String> {
    use_param("account")
}

/// A part of the path by its name in the route, for example `partner`.
pub fn use_param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get(name).unwrap_or_default())
}

/// The path of a page in `account`.
pub fn in_account(account: &str, page: &str) -> String {
    if page.is_empty() {
        format!("/{account}")
    } else {
        format!("/{account}/{page}")
    }
}

/// The sign-in page that leads on to `next`, a path with its query.
pub fn sign_in(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// Loads the viewer, anew whenever the account in the path changes, and puts them into context.
pub(crate) fn provide_viewer(account: Memo<String>) -> ViewerResource {
    let viewer = Answer::new(move || AccessViewer { account: account.get() });
    provide_context(viewer);
    viewer
}

/// The account in the path and what the person may do in it. To be awaited inside a `Suspend`.
///
/// # Errors
/// Nobody is signed in, or the account is not theirs.
pub async fn place() -> Result<Place, AppError> {
    let Some(viewer) = use_context::<ViewerResource>() else {
        return Err(AppError::not_found());
    };
    match viewer.read().await? {
        Some(viewer) => viewer.account.ok_or_else(AppError::not_found),
        None => Err(AppError(Problem::new(Code::SignInNeeded, "Sign in to see this page."))),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_way_back_is_one_value() {
        assert_eq!(super::sign_in("/PA-1?a=b&c=d"), "/sign-in?next=%2FPA-1%3Fa%3Db%26c%3Dd");
    }
}
