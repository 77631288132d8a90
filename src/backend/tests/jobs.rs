//! The jobs: that they run and stop, and what the clean-up deletes.

use super::{
    outbox::{TO, queue},
    support::{EMAIL, TestApp, anonymous},
};
use crate::{
    clock::{DAY, HOUR},
    mail::Letter,
};
use entente_domain::usecases::access::Access;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn the_jobs_send_what_is_queued_and_stop() {
    let app = TestApp::new().await;
    let jobs = app.backend.spawn_jobs();
    queue(&app, &Letter::PasswordChanged, TO).await;
    for _ in 0..500 {
        if !app.backend.kept_mail().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(app.backend.kept_mail().len(), 1);
    app.clock.advance(HOUR);
    app.backend.viewer(&app.admin()).await.unwrap();
    jobs.stop().await;
    assert_eq!(
        app.number("SELECT seen_at - created_at FROM sessions").await,
        HOUR,
        "the last use is written"
    );
    queue(&app, &Letter::PasswordChanged, TO).await;
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(app.backend.kept_mail().len(), 1, "nothing runs any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_is_cleaned_up_and_nothing_else() {
    let app = TestApp::new().await;
    let count = async || {
        app.number("SELECT (SELECT count(*) FROM password_resets) * 10 + (SELECT count(*) FROM wizard_drafts)")
            .await
    };
    for (draft, outcome) in [("DR-1", ""), ("DR-2", "{}")] {
        app.execute(&format!(
            "INSERT INTO wizard_drafts (account_id, id, user_id, forms, outcome, created_at, changed_at)
             VALUES ('{}', '{draft}', '{}', '{{}}', '{outcome}', {now}, {now})",
            app.account,
            app.user,
            now = app.clock.now()
        ))
        .await;
    }
    app.backend.ask_reset(&anonymous(), EMAIL.to_owned()).await.unwrap();
    app.clock.advance(24 * HOUR);
    app.backend.clean_up().await.unwrap();
    assert_eq!(count().await, 12);
    app.clock.advance(2 * HOUR);
    app.backend.clean_up().await.unwrap();
    assert_eq!(count().await, 2);
    app.clock.advance(90 * DAY);
    app.backend.clean_up().await.unwrap();
    assert_eq!(app.texts("SELECT id FROM wizard_drafts").await, ["DR-2"]);
}
