//! The log: one span per request, with its id, method and route. Addresses, query strings and whatever a form
//! carries never get in; the route is the pattern, so that not even an id from a path does.

use axum::{
    extract::{MatchedPath, Request},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use entente_backend::StartError;
use std::{
    hash::{BuildHasher as _, RandomState},
    io::IsTerminal as _,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};
use tracing::Instrument as _;
use tracing_subscriber::EnvFilter;

/// Finds a request in the log; the answer's `x-request-id`.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Starts logging to standard error.
///
/// # Errors
/// [`StartError`] when the filter cannot be read.
pub fn start(filter: &str) -> Result<(), StartError> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        StartError(format!(
            "--log {filter}: {error}; write error, warn, info, debug or trace."
        ))
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init()
        .map_err(|error| StartError(format!("cannot log: {error}.")))
}

/// Gives the request its id and logs how it ended: refusals as information, the server's own faults as errors.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let id = new_id();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str)
        .to_owned();
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    let value = HeaderValue::from_str(&id);
    request.extensions_mut().insert(RequestId(id));
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let milliseconds = begun.elapsed().as_millis();
    span.in_scope(|| match status.as_u16() {
        500.. => tracing::error!(%status, milliseconds, "failed"),
        400.. => tracing::info!(%status, milliseconds, "refused"),
        _ => tracing::debug!(%status, milliseconds, "answered"),
    });
    if let Ok(value) = value {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Sixteen digits that do not repeat while the process runs and cannot be guessed; not a secret either.
fn new_id() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    static KEYED: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    format!("{:016x}", KEYED.hash_one(COUNTER.fetch_add(1, Ordering::Relaxed)))
}
