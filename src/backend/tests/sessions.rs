//! Sessions: how they begin, end, and are shown to their owner.

use super::{
    access::{client, form, with},
    support::{EMAIL, PASSWORD, TestApp, anonymous},
};
use crate::clock::{HOUR, MINUTE};
use entente_domain::{Code, usecases::access::Access};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_session_has_a_new_id_and_ends_the_browsers_earlier_one() {
    let app = TestApp::new().await;
    let first = app
        .backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    let second = app
        .backend
        .sign_in(&with(&first), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    assert_ne!(first, second);
    assert_eq!(app.backend.viewer(&with(&first)).await.unwrap(), None);
    assert!(app.backend.viewer(&with(&second)).await.unwrap().is_some());
    // A session id that somebody planted is not taken up.
    let planted = app
        .backend
        .sign_in(&with("planted"), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    assert_ne!(planted, "planted");
    assert_eq!(app.backend.viewer(&with("planted")).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_by_themselves() {
    let app = TestApp::new().await;
    let session = app
        .backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    app.clock.advance(24 * HOUR - 1);
    assert!(app.backend.viewer(&with(&session)).await.unwrap().is_some());
    app.backend.write_seen().await.unwrap();
    for _ in 0..29 {
        app.clock.advance(23 * HOUR);
        assert!(
            app.backend.viewer(&with(&session)).await.unwrap().is_some(),
            "use keeps it alive"
        );
        app.backend.write_seen().await.unwrap();
    }
    app.clock.advance(23 * HOUR);
    app.backend.write_seen().await.unwrap();
    app.clock.advance(23 * HOUR);
    assert_eq!(
        app.backend.viewer(&with(&session)).await.unwrap(),
        None,
        "thirty days are over"
    );
    app.backend.clean_up().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM sessions").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn my_sessions_and_nobody_elses() {
    let app = TestApp::new().await;
    let first = app
        .backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    app.clock.advance(MINUTE);
    let second = app
        .backend
        .sign_in(&client(7), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    let other = app.stranger().await;
    let rows = app.backend.sessions(&with(&first)).await.unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].current && rows[1..].iter().all(|row| !row.current));
    assert_eq!(rows[0].device, "Firefox on Linux");
    assert_eq!(rows[1].ip, "198.51.100.7");
    let foreign = app.backend.sessions(&other).await.unwrap()[0].id.clone();
    let refused = app.backend.end_session(&with(&first), foreign).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    app.backend
        .end_session(&with(&first), rows[1].id.clone())
        .await
        .unwrap();
    assert_eq!(app.backend.viewer(&with(&second)).await.unwrap(), None);
    assert_eq!(app.backend.end_other_sessions(&with(&first)).await.unwrap(), 1);
    assert_eq!(app.backend.viewer(&app.admin()).await.unwrap(), None);
    assert!(app.backend.viewer(&with(&first)).await.unwrap().is_some());
    assert!(app.backend.viewer(&other).await.unwrap().is_some());
    assert_eq!(
        app.backend.sessions(&anonymous()).await.unwrap_err().code,
        Code::SignInNeeded
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_writes_nothing() {
    let app = TestApp::new().await;
    let before = app.dump().await;
    app.clock.advance(HOUR);
    app.backend.viewer(&app.admin()).await.unwrap();
    app.backend.sessions(&app.admin()).await.unwrap();
    app.backend.viewer(&anonymous()).await.unwrap();
    app.backend.open_reset("x.y").await.unwrap();
    assert_eq!(app.dump().await, before);
    app.backend.write_seen().await.unwrap();
    assert_ne!(app.dump().await, before);
    assert_eq!(
        app.number("SELECT max(seen_at) - min(created_at) FROM sessions").await,
        HOUR
    );
}
