//! Forms that their page answers itself when a browser sends them without the page's program. A redirect could not
//! carry what was typed nor what is answered: a list of five hundred addresses does not fit a flash. So the form is
//! sent to its page's own address; its server function is called, and the page is rendered with the answer.

use super::{
    Site, flash,
    forms::{BODY, fields, may_be_kept},
    refusal::{self, Kept},
    see_other,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use entente_domain::{Code, Problem};
use entente_ui::{
    AppError,
    flash::{FUNCTION_FIELD, Flash, RequestFlash},
    notice::Done,
};
use server_fn::{axum::server_fn_paths, error::FromServerFnError as _};

/// The field for the text that fits no flash.
const TYPED: &str = "text";

/// Calls the form's server function by `call` and answers with its page, rendered by `page`.
pub async fn answer<C, P>(
    site: &Site,
    request: Request,
    call: impl FnOnce(Request) -> C,
    page: impl FnOnce(Request) -> P,
) -> Response
where
    C: Future<Output = Response>,
    P: Future<Output = Response>,
{
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let values = fields(&parts.headers, &body);
    let Some(function) = function(&values) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(called) = calling(&parts, &function, body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let answer = match done(call(called).await).await {
        Ok(Done {
            go: Some(path), notice, ..
        }) => return onwards(site, &path, notice),
        Ok(Done { notice, answer, .. }) => Flash {
            path: function,
            notice: Some(notice).filter(|notice| !notice.is_empty()),
            answer,
            ..Flash::default()
        },
        // There is no page to show it on: nobody is signed in, or for them the account does not exist.
        Err(AppError(problem)) if problem.code == Code::SignInNeeded => {
            let kept = Kept {
                page: parts.uri.path(),
                typed: values
                    .iter()
                    .find(|(name, _)| name == TYPED)
                    .map_or("", |(_, value)| value),
            };
            return refusal::sign_in_first(site, &parts.headers, &problem, &kept);
        }
        Err(AppError(problem)) if problem.code == Code::NotFound => {
            return refusal::answer(site, &parts.headers, &problem);
        }
        Err(AppError(problem)) => Flash {
            path: function,
            problem: Some(problem),
            values: values.into_iter().filter(|(name, _)| may_be_kept(name)).collect(),
            ..Flash::default()
        },
    };
    let status = answer.problem.as_ref().map(|problem| problem.code.status());
    let mut response = page(showing(parts, answer)).await;
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok())
        && response.status() == StatusCode::OK
    {
        *response.status_mut() = status;
    }
    response
}

/// The server function that the form names, if there is one.
fn function(values: &[(String, String)]) -> Option<String> {
    let (_, function) = values.iter().find(|(name, _)| name == FUNCTION_FIELD)?;
    let exists = server_fn_paths().any(|(path, _)| path == function);
    exists.then(|| function.clone())
}

/// The form as the page's program would send it.
fn calling(parts: &Parts, function: &str, body: Bytes) -> Option<Request> {
    let mut parts = parts.clone();
    parts.uri = function.parse().ok()?;
    let json = HeaderValue::from_static("application/json");
    parts.headers.insert(header::ACCEPT, json);
    Some(Request::from_parts(parts, Body::from(body)))
}

/// What the server function answered.
async fn done(answer: Response) -> Result<Done, AppError> {
    let accepted = answer.status().is_success();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap_or_default();
    if !accepted {
        return Err(AppError::de(body));
    }
    serde_json::from_slice(&body).map_err(|_| AppError(Problem::not_found()))
}

/// To another page, which says what was done.
fn onwards(site: &Site, path: &str, notice: String) -> Response {
    let mut response = see_other(path);
    let left = Flash {
        notice: Some(notice),
        ..Flash::default()
    };
    flash::leave(site, &mut response, &left);
    response
}

/// The request for the page that shows `answer`.
fn showing(mut parts: Parts, answer: Flash) -> Request {
    parts.method = Method::GET;
    without_body(&mut parts.headers);
    parts.extensions.insert(RequestFlash(Some(answer)));
    Request::from_parts(parts, Body::empty())
}

fn without_body(headers: &mut HeaderMap) {
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_LENGTH);
}
