//! `verify` on a database file: what fits, and every way of tampering.

use super::{
    offer::{accepted, vendor},
    support::TestApp,
};
use crate::verify::{self, Report};

const CHANGED: &str = "the row was changed";
const BEFORE: &str = "the row before it was changed, or one is missing";

async fn app() -> TestApp {
    let app = TestApp::new().await;
    accepted(&app, &vendor(&app).await).await;
    for trigger in [
        "acceptances_are_immutable",
        "acceptances_are_kept",
        "events_are_immutable",
        "events_are_kept",
    ] {
        app.execute(&format!("DROP TRIGGER {trigger}")).await;
    }
    app
}

/// Beside the server that has the database open.
async fn report(app: &TestApp) -> Report {
    verify::run(app.directory().join("entente.db").to_str().unwrap())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_touched_fits() {
    let fresh = TestApp::new().await;
    let found = report(&fresh).await;
    assert_eq!(found.lines()[1], "evidence: no rows yet.");
    let app = app().await;
    let found = report(&app).await;
    let [events, evidence] = found.lines();
    let last = app.texts("SELECT hash FROM events ORDER BY number DESC LIMIT 1").await;
    let rows = app.number("SELECT count(*) FROM events").await;
    assert!(found.fits());
    assert_eq!(
        events,
        format!("events: {rows} rows fit; the last hash is {}.", last[0])
    );
    assert!(
        evidence.starts_with("evidence: 2 rows and their documents fit"),
        "{evidence}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_row_that_does_not_fit_is_named() {
    for (tampering, event, evidence) in [
        (
            "UPDATE events SET what = 'x' WHERE number = 3",
            Some((3, CHANGED)),
            None,
        ),
        (
            "UPDATE events SET hash = 'x' WHERE number = 3",
            Some((3, CHANGED)),
            None,
        ),
        (
            "UPDATE events SET object_name = '' WHERE number = 3",
            Some((3, CHANGED)),
            None,
        ),
        ("DELETE FROM events WHERE number = 3", Some((4, BEFORE)), None),
        ("DELETE FROM events WHERE number = 1", Some((2, BEFORE)), None),
        (
            "UPDATE events SET number = -number WHERE number = 3",
            Some((-3, BEFORE)),
            None,
        ),
        (
            "INSERT INTO events SELECT -1, account_id, partner_id, object_type, object_id, action, what, user_id,
                user_name, channel, note, before, after, at, '', 'x', '' FROM events WHERE number = 1",
            Some((-1, CHANGED)),
            None,
        ),
        (
            "UPDATE acceptances SET signatory = 'x' WHERE number = 2",
            None,
            Some((2, CHANGED)),
        ),
        ("DELETE FROM acceptances WHERE number = 1", None, Some((2, BEFORE))),
        (
            "UPDATE documents SET body = body || ' ' WHERE hash = (SELECT document_hash FROM acceptances LIMIT 1)",
            None,
            Some((1, "the document was changed")),
        ),
        ("DELETE FROM documents", None, Some((1, "the document is missing"))),
    ] {
        let app = app().await;
        app.execute(tampering).await;
        let found = report(&app).await;
        let of = |misfit: Option<crate::store::events::Break>| misfit.map(|found| (found.number, found.reason));
        assert_eq!(
            (of(found.events.misfit), of(found.evidence.misfit)),
            (event, evidence),
            "{tampering}"
        );
        assert!(!found.fits());
        if let Some((number, reason)) = event {
            assert_eq!(
                found.lines()[0],
                format!("events: row {number} does not fit: {reason}.")
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("entente.db");
    let error = verify::run(missing.to_str().unwrap()).await.unwrap_err();
    assert!(error.0.contains("--data-dir"), "{error}");
    assert!(!missing.exists(), "nothing is made by looking");
    std::fs::write(&missing, "no database, but long enough to be taken for one".repeat(100)).unwrap();
    assert!(verify::run(missing.to_str().unwrap()).await.is_err());
}
