//! The chains of evidence and events: they verify, and whatever is tampered with is found.

use super::{
    offer::{accepted, enrolled_and_signed, holder, offer, vendor},
    support::TestApp,
};
use crate::store::{documents, events, evidence};
use entente_domain::{invitation::Channel, partner::PartnerType, usecases::invitations::Invitations};

/// Evidence of every kind.
async fn evidence_of_every_kind(app: &TestApp) {
    let first = offer(app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(app, &first).await;
    enrolled_and_signed(app, &ann, &first).await;
    let second = offer(app, PartnerType::Reseller, "Corner Shop", None, true).await;
    accepted(app, &second).await;
    let third = vendor(app).await;
    let caller = holder(app, &third.invitation, Channel::Link, 1);
    app.backend
        .decline(&caller, third.invitation.clone(), "No".to_owned())
        .await
        .unwrap();
}

async fn breaks(app: &TestApp) -> (Option<i64>, Option<i64>) {
    let mut connection = app.backend.store().reader().await.unwrap();
    let evidence = evidence::verify_chain(&mut connection).await.unwrap();
    let events = events::verify_chain(&mut connection).await.unwrap();
    (
        evidence.misfit.map(|found| found.number),
        events.misfit.map(|found| found.number),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_chain_verifies() {
    let app = TestApp::new().await;
    assert_eq!(breaks(&app).await, (None, None));
    evidence_of_every_kind(&app).await;
    assert_eq!(breaks(&app).await, (None, None));
    let acts = app.texts("SELECT act FROM acceptances ORDER BY number").await;
    assert_eq!(acts, ["accepted", "accepted", "accepted", "activated", "declined"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_and_events_cannot_be_changed_in_place() {
    let app = TestApp::new().await;
    evidence_of_every_kind(&app).await;
    for table in ["acceptances", "events"] {
        for statement in [format!("UPDATE {table} SET at = 1"), format!("DELETE FROM {table}")] {
            let mut tx = app.backend.store().write().await.unwrap();
            let result = sqlx::query(sqlx::AssertSqlSafe(statement.clone()))
                .execute(&mut *tx)
                .await;
            assert!(result.is_err(), "{statement}");
        }
    }
}

/// Tampers with every column of one row in turn, and at last takes the row out.
async fn tamper(app: &TestApp, table: &str, number: i64) {
    let found = async || {
        let (evidence, events) = breaks(app).await;
        if table == "acceptances" { evidence } else { events }
    };
    let columns = format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'number'");
    for column in app.texts(&columns).await {
        let other = match column.as_str() {
            "at" | "version" => format!("{column} + 1"),
            "act" => "'activated'".to_owned(),
            "verified_by" => "'issuer'".to_owned(),
            _ => format!("coalesce({column}, '') || 'x'"),
        };
        app.execute(&format!(
            "CREATE TABLE kept AS SELECT {column} AS was FROM {table} WHERE number = {number}"
        ))
        .await;
        app.execute(&format!(
            "UPDATE {table} SET {column} = {other} WHERE number = {number}"
        ))
        .await;
        assert_eq!(found().await, Some(number), "{table}.{column}");
        app.execute(&format!(
            "UPDATE {table} SET {column} = (SELECT was FROM kept) WHERE number = {number}"
        ))
        .await;
        app.execute("DROP TABLE kept").await;
        assert_eq!(found().await, None, "{table}.{column}");
    }
    app.execute(&format!("DELETE FROM {table} WHERE number = {number}"))
        .await;
    assert_eq!(found().await, Some(number + 1), "{table}: a missing row");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tampered_column_is_found() {
    let app = TestApp::new().await;
    evidence_of_every_kind(&app).await;
    for trigger in [
        "acceptances_are_immutable",
        "acceptances_are_kept",
        "events_are_immutable",
        "events_are_kept",
    ] {
        app.execute(&format!("DROP TRIGGER {trigger}")).await;
    }
    tamper(&app, "acceptances", 2).await;
    tamper(&app, "events", 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_or_missing_document_is_found() {
    let app = TestApp::new().await;
    evidence_of_every_kind(&app).await;
    let hash = app
        .texts("SELECT document_hash FROM acceptances WHERE number = 1")
        .await
        .remove(0);
    let mut connection = app.backend.store().reader().await.unwrap();
    let body = documents::find(&mut connection, &hash).await.unwrap().unwrap();
    assert_eq!(documents::hash(&body), hash);
    assert!(body.starts_with("Agreement: Front Street Inc Agreement\nVersion: 1\nBetween: Mighty Mick's LLC (PA-"));
    assert!(body.contains("\nNote: Welcome aboard\n"));
    drop(connection);
    app.execute(&format!(
        "UPDATE documents SET body = body || ' ' WHERE hash = '{hash}'"
    ))
    .await;
    assert_eq!(breaks(&app).await.0, Some(1));
    app.execute(&format!("DELETE FROM documents WHERE hash = '{hash}'"))
        .await;
    assert_eq!(breaks(&app).await.0, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_gets_into_an_event_or_the_evidence() {
    let app = TestApp::new().await;
    evidence_of_every_kind(&app).await;
    let events = app
        .texts("SELECT what || note || before || after || user_name FROM events")
        .await
        .join("\n");
    assert!(!events.contains('@'), "{events}");
    let kept = app
        .texts("SELECT session_hash FROM acceptances WHERE act = 'accepted'")
        .await;
    assert!(kept.iter().all(|hash| hash.len() == 64));
}
