//! What happens to a request before and after the application sees it: who asks, cookies, headers, forms without
//! JavaScript, links from mails, refusals as pages.
//!
//! Here does not belong: any rule of the application, any SQL. To add a step: a file with one middleware
//! function, and its line in `router.rs`, whose order matters.

pub mod caller;
pub mod cookies;
pub mod entrance;
pub mod export;
pub mod flash;
pub mod forms;
pub mod guard;
pub mod headers;
pub mod in_place;
pub mod links;
pub mod refusal;
mod sealed;
pub mod telemetry;

use crate::{assets, config};
use axum::{
    extract::FromRef,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use caller::Proxies;
use cookies::Cookies;
use entente_backend::Backend;
use entente_domain::usecases::UseCases;
use entente_ui::ctx::{Assets, Bridge};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use url::Url;

/// What every step at the edge may use; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

struct Parts {
    backend: Backend,
    use_cases: UseCases,
    cookies: Cookies,
    proxies: Proxies,
    assets: Arc<Assets>,
    public_url: Url,
}

impl Site {
    /// The site reached under `public_url`.
    pub fn new(backend: Backend, public_url: &Url, proxies: Proxies) -> Self {
        Self(Arc::new(Parts {
            use_cases: backend.use_cases(),
            cookies: config::cookies(&backend.cookie_key(), public_url),
            backend,
            proxies,
            assets: Arc::new(assets::paths()),
            public_url: public_url.clone(),
        }))
    }

    /// Everything the application can do.
    pub fn use_cases(&self) -> &UseCases {
        &self.0.use_cases
    }

    /// Reads and makes cookies.
    pub fn cookies(&self) -> &Cookies {
        &self.0.cookies
    }

    /// Whose word about the client's address counts.
    pub fn proxies(&self) -> &Proxies {
        &self.0.proxies
    }

    /// The paths that pages load.
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// The address people use.
    pub fn public_url(&self) -> &Url {
        &self.0.public_url
    }

    /// True when the database answers.
    pub async fn is_ready(&self) -> bool {
        self.0.backend.is_ready().await
    }

    /// What the user interface gets.
    pub fn bridge(&self) -> Bridge {
        Bridge {
            use_cases: self.0.use_cases.clone(),
            edge: Arc::new(self.0.cookies.clone()),
            assets: Arc::clone(&self.0.assets),
            public_url: self.0.public_url.as_str().trim_end_matches('/').to_owned(),
        }
    }
}

/// Leptos asks for its options by the router's state; names of files come through [`Assets`] instead.
impl FromRef<Site> for LeptosOptions {
    fn from_ref(_: &Site) -> Self {
        Self::builder().output_name("entente").build()
    }
}

/// True for a browser that goes to a page or sends a form by itself, without the page's program.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"))
}

/// Sends the browser to `path` with a GET.
pub fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // A path that is no header value can only come from outside; the entrance is always there.
    let path = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, path);
    response
}
