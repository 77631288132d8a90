//! Forms that a browser sends by itself, without the page's program. Leptos answers them with a redirect whose
//! address carries the refusal; here the refusal and what was typed move into the flash, so that addresses stay
//! clean and the form comes back filled.

use super::{Site, accepts_html, flash, see_other};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use entente_ui::{
    AppError,
    ctx::{SERVER_FN_PREFIX, is_local_path},
    flash::Flash,
};
use server_fn::error::FromServerFnError as _;
use url::{Url, form_urlencoded};

/// A form may name the page it stands on, for browsers that do not send a `Referer`.
const PAGE_FIELD: &str = "_page";

/// The most a request may carry.
pub const BODY: usize = 1024 * 1024;

/// Only paths matter; the host is made up and never leaves this file.
const BASE: &str = "http://entente.invalid";

/// Runs a server function for a form and brings the browser back to a page.
pub async fn round_trip(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST
        && request.uri().path().starts_with(SERVER_FN_PREFIX)
        && accepts_html(request.headers());
    if !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let fields = fields(&parts.headers, &body);
    let page = page(&parts.headers, &fields);
    // Without a Referer Leptos would lose the refusal.
    if let Ok(referer) = HeaderValue::from_str(&format!("{BASE}{page}")) {
        parts.headers.insert(header::REFERER, referer);
    }
    let path = parts.uri.path().to_owned();
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    finish(&site, answer, path, fields)
}

/// Turns Leptos' redirect into a clean one, with the refusal in the flash.
fn finish(site: &Site, answer: Response, path: String, fields: Vec<(String, String)>) -> Response {
    let location = answer
        .headers()
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok());
    let (true, Some(location)) = (answer.status().is_redirection(), location) else {
        return answer;
    };
    let Target { path: target, refusal } = read(location);
    let mut response = see_other(&target);
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    if let Some(AppError(problem)) = refusal {
        let flash = Flash {
            path,
            problem: Some(problem),
            values: fields.into_iter().filter(|(name, _)| may_be_kept(name)).collect(),
            ..Flash::default()
        };
        flash::leave(site, &mut response, &flash);
    }
    response
}

/// Passwords are typed anew.
pub(super) fn may_be_kept(field: &str) -> bool {
    field != PAGE_FIELD && !field.to_ascii_lowercase().contains("password")
}

pub(super) fn fields(headers: &HeaderMap, body: &Bytes) -> Vec<(String, String)> {
    let urlencoded = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if urlencoded {
        form_urlencoded::parse(body).into_owned().collect()
    } else {
        Vec::new()
    }
}

/// The page that the form stands on, as a path: from the `Referer`, else as the form says, else the entrance.
fn page(headers: &HeaderMap, fields: &[(String, String)]) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|referer| Url::parse(referer.to_str().ok()?).ok())
        .map(|url| path_of(&url));
    let named = || {
        let (_, page) = fields.iter().find(|(name, _)| name == PAGE_FIELD)?;
        is_local_path(page).then(|| page.clone())
    };
    referer.or_else(named).unwrap_or_else(|| "/".to_owned())
}

fn path_of(url: &Url) -> String {
    let path = match url.query() {
        Some(query) if !query.is_empty() => format!("{}?{query}", url.path()),
        _ => url.path().to_owned(),
    };
    if is_local_path(&path) { path } else { "/".to_owned() }
}

/// Where a redirect leads, and the refusal that its address carried.
struct Target {
    path: String,
    refusal: Option<AppError>,
}

/// Reads a redirect's address. Whatever host it names, the browser stays here.
fn read(location: &str) -> Target {
    let base = Url::parse(BASE).ok();
    let parsed = Url::options().base_url(base.as_ref()).parse(location);
    let Ok(mut url) = parsed else {
        return Target {
            path: "/".to_owned(),
            refusal: None,
        };
    };
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let refusal = pairs
        .iter()
        .find(|(name, _)| name == "__err")
        .map(|(_, text)| AppError::de(URL_SAFE.decode(text).unwrap_or_default().into()));
    let ours = |name: &str| matches!(name, "__path" | "__err");
    if pairs.iter().any(|(name, _)| ours(name)) {
        let rest: Vec<_> = pairs.iter().filter(|(name, _)| !ours(name)).collect();
        url.set_query(None);
        if !rest.is_empty() {
            url.query_pairs_mut().extend_pairs(rest);
        }
    }
    Target {
        path: path_of(&url),
        refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::Problem;
    use server_fn::error::ServerFnUrlError;

    #[test]
    fn a_refusal_leaves_the_address() {
        let refused = AppError(Problem::field("name", "Name is missing."));
        let page = format!("{BASE}/PA-123-456/partners?status=active&q=a%20b");
        let location = ServerFnUrlError::new("/sfn/partners/save", refused.clone())
            .to_url(&page)
            .unwrap();
        let target = read(location.as_str());
        assert_eq!(target.path, "/PA-123-456/partners?status=active&q=a+b");
        assert_eq!(target.refusal, Some(refused));
        let bare = ServerFnUrlError::new("/sfn/x", AppError::not_found())
            .to_url(BASE)
            .unwrap();
        assert_eq!(read(bare.as_str()).path, "/");
        assert_eq!(read("/PA-123-456/partners?").path, "/PA-123-456/partners");
    }

    #[test]
    fn a_redirect_stays_here() {
        for (location, path) in [
            ("/PA-123-456?x=1", "/PA-123-456?x=1"),
            ("https://evil.example/a", "/a"),
            ("//evil.example/a", "/a"),
            ("https://evil.example//evil.example", "/"),
            ("\\\\evil.example/a", "/a"),
            ("javascript:alert(1)", "/"),
        ] {
            let target = read(location);
            assert_eq!((target.path.as_str(), target.refusal), (path, None), "{location}");
        }
    }

    #[test]
    fn the_page_is_found_without_a_referer() {
        let fields = |page: &str| vec![(PAGE_FIELD.to_owned(), page.to_owned())];
        let none = HeaderMap::new();
        assert_eq!(page(&none, &fields("/PA-123-456/partners")), "/PA-123-456/partners");
        assert_eq!(page(&none, &fields("https://evil.example")), "/");
        assert_eq!(page(&none, &[]), "/");
        let sent = HeaderMap::from_iter([(
            header::REFERER,
            HeaderValue::from_static("http://localhost:3000/sign-in?next=%2F"),
        )]);
        assert_eq!(page(&sent, &fields("/elsewhere")), "/sign-in?next=%2F");
    }

    #[test]
    fn passwords_are_not_kept() {
        assert!(may_be_kept("email") && may_be_kept("account"));
        assert!(!may_be_kept("password") && !may_be_kept("new_Password") && !may_be_kept(PAGE_FIELD));
    }
}
