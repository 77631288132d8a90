//! Files made from lists: `/{account}/partners.csv` is the directory under the same query as its page,
//! `/{account}/users.csv` the users, `/{account}/events.csv` the log.

use super::{Site, refusal};
use axum::{
    Extension,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use entente_domain::{
    Problem,
    usecases::{ByteStream, Caller, events::EVENTS, partners::PARTNERS, users::USERS},
};
use futures_util::TryStreamExt as _;

/// The directory as CSV, row by row as the database gives it.
pub async fn partners(
    State(site): State<Site>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = PARTNERS.parse(&query.unwrap_or_default());
    let rows = site.use_cases().partners.export(&caller, query).await;
    file(
        &site,
        &headers,
        rows,
        HeaderValue::from_static("attachment; filename=\"partners.csv\""),
    )
}

/// The users as CSV.
pub async fn users(
    State(site): State<Site>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = USERS.parse(&query.unwrap_or_default());
    let rows = site.use_cases().users.export(&caller, query).await;
    file(
        &site,
        &headers,
        rows,
        HeaderValue::from_static("attachment; filename=\"users.csv\""),
    )
}

/// The log as CSV.
pub async fn events(
    State(site): State<Site>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = EVENTS.parse(&query.unwrap_or_default());
    let rows = site.use_cases().events.export(&caller, query).await;
    file(
        &site,
        &headers,
        rows,
        HeaderValue::from_static("attachment; filename=\"events.csv\""),
    )
}

fn file(site: &Site, headers: &HeaderMap, rows: Result<ByteStream, Problem>, disposition: HeaderValue) -> Response {
    let rows = match rows {
        Ok(rows) => rows,
        Err(problem) => return refusal::answer(site, headers, &problem),
    };
    // The status is sent by now; a refusal midway breaks the connection, so that no half file passes for whole.
    let mut response = Body::from_stream(rows.map_err(std::io::Error::other)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    response
}
