//! Every address of the server and every step a request goes through, in one function.
//!
//! Pages come from `entente_ui::app`, server functions from `entente_ui::server_fns`; both register themselves.
//! Here belong only addresses that are neither: links with tokens, files, exports, probes.

use crate::{
    assets,
    edge::{Site, caller, entrance, export, flash, forms, guard, headers, in_place, links, refusal, telemetry},
};
use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use entente_ui::{app::App, shell::shell};
use futures_util::future::BoxFuture;
use leptos::{context::provide_context, prelude::IntoView};
use leptos_axum::{
    AxumRouteListing, LeptosRoutes as _, generate_route_list_with_exclusions, handle_server_fns_with_context,
    render_app_async_with_context,
};
use std::{sync::LazyLock, time::Duration};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, predicate::SizeAbove},
    csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

/// A request that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// Shorter answers gain nothing from being compressed.
const WORTH_COMPRESSING: u64 = 1024;

/// Every page's route, asked of the application once: while it is asked, nothing that any page of this process waits
/// for is loaded, so a second server beside one that answers would hold up that one's pages for good. The entrance
/// is not a page, it only leads on.
static PAGES: LazyLock<Vec<AxumRouteListing>> =
    LazyLock::new(|| generate_route_list_with_exclusions(App, Some(vec!["/".to_owned()])));

/// The whole server.
pub fn router(site: Site) -> Router {
    let bridge = site.bridge();
    let provide = {
        let bridge = bridge.clone();
        move || provide_context(bridge.clone())
    };
    let document = move || shell(bridge.clone());

    let application = Router::new()
        .leptos_routes_with_context(&site, PAGES.clone(), provide.clone(), document.clone())
        .route("/sfn/{*name}", post(refusal::no_such_function))
        .fallback(not_found(provide.clone(), document.clone()))
        .layer(from_fn_with_state(site.clone(), flash::show))
        .layer(from_fn_with_state(site.clone(), forms::round_trip));

    let csrf = CsrfLayer::new();
    let origin = site.public_url().origin().ascii_serialization();
    // Behind a proxy that rewrites Host, the public address still counts as this site.
    let csrf = csrf.clone().add_trusted_origin(origin).unwrap_or(csrf);

    application
        .route("/", get(entrance::lead))
        .route(
            "/{account}/users/invite",
            post(answered_by_page(&site, provide, document)),
        )
        .route("/invitation/t/{token}", get(links::invitation))
        .route("/me/email/t/{token}", get(links::email))
        .route("/set-up/t/{token}", get(links::set_up))
        .route("/reset-password/t/{token}", get(links::reset_password))
        .route("/{account}/partners.csv", get(export::partners))
        .route("/{account}/users.csv", get(export::users))
        .route("/{account}/events.csv", get(export::events))
        .route("/healthz", get(entrance::health))
        .route("/readyz", get(entrance::readiness))
        .merge(assets::routes())
        // From the inside out: a request passes the last one first.
        .layer(RequestBodyLimitLayer::new(forms::BODY))
        .layer(from_fn_with_state(site.clone(), guard::accounts))
        .layer(from_fn_with_state(site.clone(), caller::attach))
        .layer(csrf)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(refusal::crashed))
        .layer(from_fn_with_state(site.clone(), refusal::explain))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(WORTH_COMPRESSING)),
        )
        .layer(from_fn_with_state(site.clone(), headers::secure))
        .layer(from_fn(telemetry::observe))
        .with_state(site)
}

/// The application's own page for an address that nothing is at; one that is a page's but for a slash at its end
/// leads there.
fn not_found<V: IntoView + 'static>(
    provide: impl Fn() + Clone + Send + Sync + 'static,
    document: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> impl Fn(Request) -> BoxFuture<'static, Response> + Clone + Send + Sync + 'static {
    let render = render_app_async_with_context(provide, document);
    move |request| {
        if let Some(page) = entrance::without_slash(request.uri()) {
            return Box::pin(async move { Redirect::permanent(&page).into_response() });
        }
        let rendered = render(request);
        Box::pin(async move {
            let mut response = rendered.await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        })
    }
}

/// Forms whose page is the answer.
fn answered_by_page<V: IntoView + 'static>(
    site: &Site,
    provide: impl Fn() + Clone + Send + Sync + 'static,
    document: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> impl Fn(Request) -> BoxFuture<'static, Response> + Clone + Send + Sync + 'static {
    let site = site.clone();
    let page = render_app_async_with_context(provide.clone(), document);
    move |request| {
        let (site, provide, page) = (site.clone(), provide.clone(), page.clone());
        let call = async |request| handle_server_fns_with_context(provide, request).await.into_response();
        Box::pin(async move { in_place::answer(&site, request, call, page).await })
    }
}

#[cfg(test)]
mod tests;
