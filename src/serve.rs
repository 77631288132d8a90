//! Listening, serving, and stopping so that nothing is cut off.

use crate::{config::Options, edge::Site, router};
use axum::serve::ListenerExt as _;
use entente_backend::{Backend, StartError};
use std::{future::Future, net::SocketAddr, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// How long requests may go on after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Opens the port; done first, so that a taken one is told before anything is written.
pub async fn listen(options: &Options) -> Result<TcpListener, StartError> {
    TcpListener::bind(options.listen).await.map_err(|error| {
        StartError(format!(
            "cannot listen on {}: {error}. Stop the other program or choose another address with --listen.",
            options.listen
        ))
    })
}

/// The port that was opened; differs from the one asked for when that was 0.
pub fn port(listener: &TcpListener) -> u16 {
    listener.local_addr().map_or(0, |address| address.port())
}

/// Serves until SIGTERM or SIGINT: then stops accepting, lets requests finish, ends the jobs, closes the
/// database.
pub async fn run(options: &Options, listener: TcpListener, backend: Backend) -> Result<(), StartError> {
    let public_url = options.settings(port(&listener))?.public_url;
    let jobs = backend.spawn_jobs();
    let site = Site::new(backend.clone(), &public_url, options.trusted_proxy.clone());
    let app = router::router(site).into_make_service_with_connect_info::<SocketAddr>();

    println!("Entente is ready at {}", public_url.as_str().trim_end_matches('/'));
    if let Some(token) = backend.set_up_token().await? {
        println!("Set it up once at {public_url}set-up/t/{token}");
    }

    let (stop, mut stopping) = watch::channel(false);
    let mut deadline = stop.subscribe();
    // Answers are written in one piece; waiting for more would only delay them.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY refused");
        }
    });
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stopping.wait_for(|stopped| *stopped).await;
    });
    let signals = async {
        told_to_stop().await;
        tracing::info!(
            "stopping: requests may finish, at most {} seconds",
            LAST_REQUESTS.as_secs()
        );
        stop.send_replace(true);
        std::future::pending::<()>().await;
    };
    let too_late = async {
        let _ = deadline.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        ended = server => ended.map_err(|error| StartError(format!("the server ended: {error}")))?,
        () = too_late => tracing::warn!("some requests did not finish and were cut off"),
        () = signals => {}
    }
    jobs.stop().await;
    backend.close().await;
    Ok(())
}

/// Returns at the first SIGTERM or SIGINT.
fn told_to_stop() -> impl Future<Output = ()> {
    async fn next(kind: SignalKind) {
        match signal(kind) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "cannot wait for signals");
                std::future::pending::<()>().await;
            }
        }
    }
    async {
        tokio::select! {
            () = next(SignalKind::terminate()) => {}
            () = next(SignalKind::interrupt()) => {}
        }
    }
}
