//! The only bridge from the user interface to the server: who asks, the use cases, and what the answer carries
//! besides its body. Every call into `leptos_axum` is here.
//!
//! Here does not belong: any decision about who may do what; that is the back end's.

use crate::{
    error::AppError,
    flash::{Flash, RequestFlash},
    notice::Done,
};
use entente_domain::{
    Problem,
    usecases::{
        Caller, UseCases,
        access::{SignedIn, Viewer},
    },
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::{collections::BTreeMap, sync::Arc};

/// Every server function's URL begins with this.
pub const SERVER_FN_PREFIX: &str = "/sfn/";

/// What only the edge knows how to make, as it has the key: cookies with the right attributes, and sealed texts.
pub trait Edge: Send + Sync {
    /// Keeps the session.
    fn session_cookie(&self, token: &str) -> HeaderValue;
    /// Forgets the session.
    fn clear_session_cookie(&self) -> HeaderValue;
    /// Keeps the flash for the next page; several cookies when it is long.
    fn flash_cookies(&self, flash: &Flash) -> Vec<HeaderValue>;
    /// Keeps the links that this browser opened, but for the one of `id`.
    fn links_cookie_without(&self, headers: &HeaderMap, id: &str) -> HeaderValue;
    /// Encrypts a text that goes through an address; it opens for the same purpose only.
    fn seal(&self, purpose: &str, text: String) -> String;
    /// Reads a sealed text; `None` when it was not sealed here, or for another purpose.
    fn unseal(&self, purpose: &str, sealed: &str) -> Option<String>;
}

/// The paths of the files that pages load, as `/pkg/0123456789abcdef/entente.js`; the build's manifest.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Assets {
    /// The script that loads the program.
    pub js: String,
    /// The script that loads the program's chunks.
    pub loader: String,
    /// The main part of the program.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
    /// The files of each chunk, by its name.
    pub chunks: BTreeMap<String, Vec<String>>,
}

/// What the server gives to the user interface; in the context of every page and server function.
#[derive(Clone)]
pub struct Bridge {
    /// Everything the application can do.
    pub use_cases: UseCases,
    /// Cookies.
    pub edge: Arc<dyn Edge>,
    /// Files that the page loads.
    pub assets: Arc<Assets>,
    /// The address under which people reach this installation, without a slash at its end.
    pub public_url: String,
}

/// The bridge of this request.
pub fn bridge() -> Bridge {
    expect_context()
}

/// Everything the application can do.
pub fn use_cases() -> UseCases {
    bridge().use_cases
}

/// Who asks, outside of accounts. Without the edge's mark on the request: nobody.
pub fn caller() -> Caller {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Caller>().cloned())
        .unwrap_or_default()
}

/// Who asks, in `account`.
///
/// # Errors
/// Not found when `account` is no account's id.
pub fn caller_in(account: &str) -> Result<Caller, AppError> {
    Ok(Caller {
        account: Some(id(account)?),
        ..caller()
    })
}

/// Whom the edge let in, on the way to the page that they asked for.
#[derive(Debug, Clone)]
pub struct KnownViewer(pub Viewer);

/// The viewer that this page's request was let in for, when it is for `account`.
pub fn known_viewer(account: &str) -> Option<Viewer> {
    let KnownViewer(viewer) = use_context::<Parts>()?.extensions.get::<KnownViewer>()?.clone();
    let place = viewer.account.as_ref().map_or("", |place| place.id.as_str());
    (place == account).then_some(viewer)
}

/// The path that is asked for.
pub fn path() -> String {
    use_context::<Parts>().map_or_else(String::new, |parts| parts.uri.path().to_owned())
}

/// Reads an id from a path or a form.
///
/// # Errors
/// Not found when it is none of that kind: a mistyped id and a stranger's get the same answer.
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError(Problem::not_found()))
}

/// Reads a number from a hidden field; 0 when it is none, which no revision is.
pub fn number(text: &str) -> i64 {
    text.parse().unwrap_or(0)
}

/// The flash that came with this request.
pub(crate) fn flash() -> Option<Flash> {
    use_context::<Parts>()?.extensions.get::<RequestFlash>()?.0.clone()
}

/// Signs this browser in.
pub fn set_session(signed_in: &SignedIn) {
    append(header::SET_COOKIE, bridge().edge.session_cookie(&signed_in.session));
}

/// Signs this browser out.
pub fn clear_session() {
    append(header::SET_COOKIE, bridge().edge.clear_session_cookie());
}

/// Forgets the link of `id` that this browser opened: it has been used. Others that it opened stay.
pub fn forget_link(id: &str) {
    let headers = use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default();
    let cookie = bridge().edge.links_cookie_without(&headers, id);
    append(header::SET_COOKIE, cookie);
}

/// What a page's address carries along without showing it, readable to this server alone; see [`unseal`].
pub(crate) fn seal(purpose: &str, value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    bridge().edge.seal(purpose, text)
}

/// Reads what was sealed for `purpose`; `None` when it was not.
pub(crate) fn unseal<T: serde::de::DeserializeOwned>(purpose: &str, sealed: &str) -> Option<T> {
    let text = bridge().edge.unseal(purpose, sealed)?;
    serde_json::from_str(&text).ok()
}

/// Ends a form's server function: says `notice`, and goes to the page `go` (a path, never an address) if given.
/// A form sent without JavaScript is redirected and finds the notice on the next page; the browser's program
/// gets both as the answer.
pub fn done(notice: &str, go: Option<String>) -> Done {
    let go = go.filter(|path| is_local_path(path));
    if accepts_html() {
        if !notice.is_empty() {
            let flash = Flash {
                notice: Some(notice.to_owned()),
                ..Flash::default()
            };
            for cookie in bridge().edge.flash_cookies(&flash) {
                append(header::SET_COOKIE, cookie);
            }
        }
        if let Some(path) = &go {
            leptos_axum::redirect(path);
        }
    }
    Done {
        notice: notice.to_owned(),
        go,
        answer: None,
    }
}

/// Ends a form's server function whose page stays and shows `answer`. Without JavaScript only a form that its page
/// answers, `<Form page=…>`, can show it.
pub fn answered(notice: &str, answer: &impl serde::Serialize) -> Done {
    Done {
        notice: notice.to_owned(),
        go: None,
        answer: serde_json::to_string(answer).ok(),
    }
}

/// Sets the answer's status. A form sent without JavaScript keeps its redirect back to the form.
pub fn status(code: u16) {
    if is_server_fn() && accepts_html() {
        return;
    }
    if let (Some(response), Ok(code)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(code)) {
        response.set_status(code);
    }
}

/// Sets a header of the answer, in place of an earlier one of that name.
pub fn header(name: HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(name, value);
    }
}

fn append(name: HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(name, value);
    }
}

fn accepts_html() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        parts
            .headers
            .get(header::ACCEPT)
            .and_then(|accepted| accepted.to_str().ok())
            .is_some_and(|accepted| accepted.contains("text/html"))
    })
}

fn is_server_fn() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.uri.path().starts_with(SERVER_FN_PREFIX))
}

/// True for a path on this server; `//host` and `/\host` would lead elsewhere.
pub fn is_local_path(path: &str) -> bool {
    path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && path.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::is_local_path;

    #[test]
    fn only_paths_on_this_server_are_gone_to() {
        assert!(is_local_path("/PA-100-001/partners?status=active"));
        for elsewhere in [
            "",
            "partners",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/ä",
        ] {
            assert!(!is_local_path(elsewhere), "{elsewhere:?}");
        }
    }
}
