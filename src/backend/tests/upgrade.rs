//! A database of an earlier version, brought up to date with what is in it.

use super::support::{START, open_in};
use crate::{
    Clock, MailTransport,
    store::{Connection, events::hash_parts},
    verify,
};
use sqlx::Connection as _;
use std::path::Path;

/// The last tables without names of events' objects.
const BEFORE_NAMES: i64 = 14;

/// A database with the tables of that version and one event, as that version wrote it.
async fn old(path: &Path) {
    sqlx::any::install_default_drivers();
    let mut connection = Connection::connect(&format!("sqlite://{}?mode=rwc", path.display()))
        .await
        .unwrap();
    let tables = sqlx::migrate!("../../migrations/sqlite");
    tables.run_to(BEFORE_NAMES, &mut connection).await.unwrap();
    let hash = hash_parts(&[
        "",
        "1700000000000",
        "PA-1",
        "",
        "hub",
        "HB-1",
        "created",
        "added the hub",
        "UR-1",
        "Ann",
        "web",
        "",
        "",
        "",
    ]);
    sqlx::query(
        "INSERT INTO events (account_id, object_type, object_id, action, what, user_id, user_name, channel, note,
            before, after, at, previous_hash, hash)
         VALUES ('PA-1', 'hub', 'HB-1', 'created', 'added the hub', 'UR-1', 'Ann', 'web', '', '', '', 1700000000000, '', $1)",
    )
    .bind(hash)
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_without_names_fits_and_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("entente.db");
    old(&path).await;
    let report = async || verify::run(path.to_str().unwrap()).await.unwrap();
    assert!(report().await.fits(), "as it is");

    let backend = open_in(folder.path(), &Clock::test(START), MailTransport::None, 1).await;
    assert!(report().await.fits(), "brought up to date");
    let mut tx = backend.store().write().await.unwrap();
    let found: i64 = sqlx::query_scalar("SELECT count(*) FROM events_words WHERE events_words MATCH 'what : added'")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(found, 1);
    let last: i64 = sqlx::query_scalar("SELECT last FROM event_days")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(last, 1, "days know where they end");
    sqlx::query("INSERT INTO events_words (events_words, rank) VALUES ('integrity-check', 1)")
        .execute(&mut *tx)
        .await
        .unwrap();
}
