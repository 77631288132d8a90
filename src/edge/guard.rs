//! Keeps those who are not signed in out of accounts, before a page is rendered for nobody. It is a courtesy,
//! not the lock: the back end checks every call.

use super::{Site, see_other};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use entente_domain::usecases::Caller;
use entente_ui::app::PAGES;
use url::form_urlencoded;

/// Sends whoever asks for a page of an account, or of a person, without a live session to sign in, and back
/// afterwards.
pub async fn accounts(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    // Taken out of the request: a borrowed one may not be kept while waiting.
    let caller = request
        .extensions()
        .get::<Caller>()
        .filter(|caller| reads && (caller.account.is_some() || is_private(path)))
        .cloned();
    let Some(caller) = caller else {
        return next.run(request).await;
    };
    if is_signed_in(&site, caller).await {
        return next.run(request).await;
    }
    let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
    see_other(&sign_in(asked))
}

/// True for pages outside of accounts that are somebody's own. In a page's path `:name` stands for anything;
/// what begins with the account is known by its id and is not asked here.
fn is_private(path: &str) -> bool {
    PAGES
        .iter()
        .filter(|page| !page.public && !page.path.starts_with("/:account"))
        .any(|page| {
            let path = path.trim_end_matches('/');
            let mut parts = path.split('/');
            let fits = page
                .path
                .split('/')
                .all(|own| parts.next().is_some_and(|part| own.starts_with(':') || own == part));
            fits && parts.next().is_none()
        })
}

/// True unless it is certain that nobody is signed in; a database that cannot answer is the page's to tell.
async fn is_signed_in(site: &Site, caller: Caller) -> bool {
    if caller.session.is_none() {
        return false;
    }
    let person = Caller {
        account: None,
        ..caller
    };
    site.use_cases()
        .access
        .viewer(&person)
        .await
        .map_or(true, |viewer| viewer.is_some())
}

/// The sign-in page that leads on to `next`.
fn sign_in(next: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next)
        .finish();
    format!("/sign-in?{query}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_way_back_is_one_value() {
        assert_eq!(super::sign_in("/PA-1?a=b&c=d"), "/sign-in?next=%2FPA-1%3Fa%3Db%26c%3Dd");
    }
}
