//! Files made from lists: `/{account}/partners.csv` is the directory under the same query as its page.

use super::{Site, refusal};
use axum::{
    Extension,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use entente_domain::usecases::{Caller, partners::PARTNERS};
use futures_util::TryStreamExt as _;

/// The directory as CSV, row by row as the database gives it.
pub async fn partners(
    State(site): State<Site>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = PARTNERS.parse(&query.unwrap_or_default());
    let rows = match site.use_cases().partners.export(&caller, query).await {
        Ok(rows) => rows,
        Err(problem) => return refusal::answer(&site, &headers, &problem),
    };
    // The status is sent by now; a refusal midway breaks the connection, so that no half file passes for whole.
    let mut response = Body::from_stream(rows.map_err(std::io::Error::other)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    let file = HeaderValue::from_static("attachment; filename=\"partners.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, file);
    response
}
