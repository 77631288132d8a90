//! Refusals that no page makes: a crash, a forged form, a request that is too large or takes too long. Browsers
//! get a page, programs the same problem as JSON.

use super::{Site, accepts_html, telemetry::RequestId};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use entente_domain::{Code, Problem};
use entente_ui::{ctx::SERVER_FN_PREFIX, place::sign_in};
use html_escape::{encode_double_quoted_attribute, encode_text};
use std::any::Any;
use tower_http::csrf::ProtectionError;

/// The next step when there is no better one.
const TO_THE_START: &str = "<p><a href=\"/\">Go to the start page</a></p>";

/// Gives an answer that has only a status its words.
pub async fn explain(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let is_call = request.uri().path().starts_with(SERVER_FN_PREFIX) && !accepts_html(&headers);
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    let bare = !response.headers().contains_key(header::CONTENT_TYPE);
    if !(bare && (status.is_client_error() || status.is_server_error())) {
        return response;
    }
    let forged = response.extensions().get::<ProtectionError>().is_some();
    let mut problem = if forged { forged_form() } else { bare_status(status) };
    if status.is_server_error() {
        problem.request_id = id.map(|id| id.0);
    }
    let mut explained = if is_call {
        Json(&problem).into_response()
    } else {
        answer(&site, &headers, &problem)
    };
    *explained.status_mut() = status;
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        explained.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    explained
}

/// A problem as a page of its own or, for programs, as JSON.
pub fn answer(site: &Site, headers: &HeaderMap, problem: &Problem) -> Response {
    answer_with(site, headers, problem, TO_THE_START)
}

/// What somebody whose session has ended gets back of a form.
pub struct Kept<'a> {
    /// The path of the form's page.
    pub page: &'a str,
    /// What was typed at length, possibly empty.
    pub typed: &'a str,
}

/// As [`answer`], for a form whose sender is not signed in (any more): with the way back to its page, and with what
/// was typed, to be copied.
pub fn sign_in_first(site: &Site, headers: &HeaderMap, problem: &Problem, kept: &Kept<'_>) -> Response {
    answer_with(site, headers, problem, &way_back(kept))
}

fn way_back(Kept { page, typed }: &Kept<'_>) -> String {
    let button = format!(
        "<p><a class=\"button primary\" href=\"{}\">Sign in</a></p>",
        encode_double_quoted_attribute(&sign_in(page))
    );
    if typed.is_empty() {
        return button;
    }
    // A parser drops the line break that a text area begins with.
    format!(
        "<div class=\"field full\"><label for=\"typed\">What you entered</label>\
         <p class=\"hint\" id=\"typed-hint\">Copy it before you sign in, and paste it again afterwards.</p>\
         <textarea class=\"textarea\" id=\"typed\" rows=\"12\" readonly aria-describedby=\"typed-hint\">\n{}</textarea>\
         </div>{button}",
        encode_text(typed)
    )
}

fn answer_with(site: &Site, headers: &HeaderMap, problem: &Problem, next: &str) -> Response {
    let status = StatusCode::from_u16(problem.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if accepts_html(headers) {
        (status, Html(page(&site.assets().css, problem, next))).into_response()
    } else {
        (status, Json(problem)).into_response()
    }
}

/// What a crashed request is answered with; its words come from [`explain`]. The panic is in the log by now,
/// inside this request's span.
pub fn crashed(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = what.unwrap_or("without a message"), "a request crashed");
    let mut response = Response::new(axum::body::Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn forged_form() -> Problem {
    Problem::new(
        Code::Forbidden,
        "This form was sent from another site, so nothing was changed. Open the page here and send it again.",
    )
}

fn bare_status(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(Code::Invalid, "This address does not take that kind of request.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Code::Invalid, "That is more than fits: at most 1 MB at once."),
        StatusCode::SERVICE_UNAVAILABLE => Problem::new(
            Code::Unavailable,
            "This took too long and was given up. See whether it happened before you try again.",
        ),
        status if status.is_client_error() => Problem::new(Code::Invalid, "The request could not be read."),
        _ => Problem::new(
            Code::Internal,
            "Something went wrong on our side. Try again in a moment.",
        ),
    }
}

/// Stands alone, without the application, which may be what failed. `next`, as HTML, is the next step.
fn page(css: &str, problem: &Problem, next: &str) -> String {
    let title = problem.code.label();
    let message = encode_text(&problem.message);
    let id = problem.request_id.as_deref().map_or_else(String::new, |id| {
        format!("<p class=\"muted\">If it happens again, tell your administrator this number: <span class=\"mono\">{}</span></p>", encode_text(id))
    });
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · Entente</title>\
         <link rel=\"stylesheet\" href=\"{css}\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"></head>\
         <body><div class=\"public\"><main class=\"sheet\" id=\"main\"><h1>{title}</h1><p>{message}</p>{id}{next}</main></div></body></html>"
    )
}

/// Nothing at this address takes what was sent.
pub async fn no_such_function() -> Response {
    let mut response = StatusCode::NOT_FOUND.into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_text_as_text() {
        let problem = Problem::new(Code::Internal, "<script>\"&");
        let page = page("/pkg/entente.css", &problem, TO_THE_START);
        assert!(page.contains("&lt;script&gt;\"&amp;") && !page.contains("<script>"));
    }

    #[test]
    fn what_was_typed_comes_back_as_text() {
        let kept = Kept {
            page: "/PA-1/users/invite?a=\"b",
            typed: "\n</textarea><script>alert(1)</script>",
        };
        let html = way_back(&kept);
        assert!(
            html.contains(">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"),
            "{html}"
        );
        assert!(
            html.contains("href=\"/sign-in?next=%2FPA-1%2Fusers%2Finvite%3Fa%3D%22b\""),
            "{html}"
        );
        assert!(!html.contains("<script>"), "{html}");
        assert!(!way_back(&Kept { typed: "", ..kept }).contains("textarea"));
    }

    #[test]
    fn every_status_has_its_words() {
        for status in [400, 404, 405, 413, 500, 503] {
            let problem = bare_status(StatusCode::from_u16(status).unwrap());
            assert!(problem.message.ends_with('.'), "{status}");
        }
    }
}
