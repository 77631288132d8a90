//! Keeps those who are not signed in, and strangers, out of accounts, before a page is rendered for nobody. It is
//! a courtesy, not the lock: the back end checks every call.

use super::{Site, refusal, see_other};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use entente_domain::{
    Code, Problem,
    usecases::{Caller, access::Viewer},
};
use entente_ui::{app::PAGES, ctx::KnownViewer, place::sign_in};

/// Sends whoever asks for a page of an account, or of a person, without a live session to sign in, and back
/// afterwards.
pub async fn accounts(State(site): State<Site>, mut request: Request, next: Next) -> Response {
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
    match visitor(&site, &caller).await {
        Visitor::Nobody => {
            let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
            see_other(&sign_in(asked))
        }
        Visitor::Unprotected => see_other("/me/second-factor?needed=true"),
        Visitor::Stranger(problem) => refusal::answer(&site, request.headers(), &problem),
        Visitor::Member(viewer) => {
            // The page shows whom it was rendered for; there is no need to look them up again.
            request.extensions_mut().insert(KnownViewer(*viewer));
            next.run(request).await
        }
        Visitor::Unknown => next.run(request).await,
    }
}

/// Who comes to a private page.
enum Visitor {
    /// Nobody is signed in.
    Nobody,
    /// Signed in, and not of this account; for them it does not exist.
    Stranger(Problem),
    /// Of this account, which asks for a second factor that they have not set up.
    Unprotected,
    /// Anybody else.
    Member(Box<Viewer>),
    /// The database cannot answer, which is the page's to tell.
    Unknown,
}

async fn visitor(site: &Site, caller: &Caller) -> Visitor {
    if caller.session.is_none() {
        return Visitor::Nobody;
    }
    match site.use_cases().access.viewer(caller).await {
        Ok(None) => Visitor::Nobody,
        Err(problem) if problem.code == Code::SecondFactorNeeded => Visitor::Unprotected,
        Err(problem) if problem.code == Code::NotFound => Visitor::Stranger(problem),
        Ok(Some(viewer)) => Visitor::Member(Box::new(viewer)),
        Err(_) => Visitor::Unknown,
    }
}

/// True for pages outside of accounts that are somebody's own. What begins with the account is known by its id and
/// is not asked here.
fn is_private(path: &str) -> bool {
    PAGES
        .iter()
        .filter(|page| !page.public && !page.path.starts_with("/:account"))
        .any(|page| page.fits(path))
}
