//! Faults: every write of a use case fails once, and nothing may be left half-made.
//!
//! Triggers on all tables count the writes of a transaction and abort the one whose turn it is. The counter is a
//! table, so that a rolled-back transaction puts it back.

use crate::Backend;
use entente_domain::{Code, Problem};
use sqlx::AssertSqlSafe;
use std::fmt::Write as _;

/// More writes than any use case makes.
const MOST: i64 = 500;

/// Runs `action` with its first write failing, then its second, and so on until it succeeds; after each failure
/// the database must be as before. Returns what the action that succeeded returned.
///
/// # Panics
/// When a failure leaves anything behind, is answered with anything but `internal` or `unavailable`, or when
/// `action` writes nothing.
pub async fn sweep<T>(app: &impl AsRef<Backend>, action: impl AsyncFn() -> Result<T, Problem>) -> T {
    let backend = app.as_ref();
    arm(backend).await;
    backend.throttle().open();
    let before = dump(backend).await;
    for turn in 1..MOST {
        run(backend, &[format!("UPDATE fault SET remaining = {turn}")]).await;
        match action().await {
            Ok(done) => {
                assert!(turn > 1, "the action writes nothing");
                disarm(backend).await;
                return done;
            }
            Err(problem) => {
                assert!(
                    matches!(problem.code, Code::Internal | Code::Unavailable),
                    "write {turn} failed and the answer was {problem}"
                );
                let after = dump(backend).await;
                assert_eq!(before, after, "write {turn} failed and left something behind");
            }
        }
    }
    panic!("the action does not end");
}

/// The ordinary tables. Shadow tables of the search index take no triggers; they are written by triggers of
/// ordinary tables, whose faults cover them.
async fn tables(backend: &Backend) -> Vec<String> {
    let mut connection = backend.store().reader().await.unwrap();
    sqlx::query_scalar(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite_%' AND name NOT IN ('_sqlx_migrations', 'fault') ORDER BY name",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap()
}

async fn run(backend: &Backend, statements: &[String]) {
    let mut tx = backend.store().write().await.unwrap();
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement.clone()))
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

fn trigger(table: &str, verb: &str) -> String {
    format!("fault_{table}_{verb}")
}

const VERBS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

async fn arm(backend: &Backend) {
    let mut statements = vec![
        "CREATE TABLE IF NOT EXISTS fault (remaining INTEGER NOT NULL) STRICT".to_owned(),
        "DELETE FROM fault".to_owned(),
        "INSERT INTO fault VALUES (1000000)".to_owned(),
    ];
    for table in tables(backend).await {
        for verb in VERBS {
            statements.push(format!(
                "CREATE TRIGGER {} BEFORE {verb} ON {table} BEGIN
                     UPDATE fault SET remaining = remaining - 1;
                     SELECT raise(ABORT, 'injected fault') FROM fault WHERE remaining <= 0;
                 END",
                trigger(&table, verb)
            ));
        }
    }
    run(backend, &statements).await;
}

async fn disarm(backend: &Backend) {
    let mut statements = vec!["DROP TABLE fault".to_owned()];
    for table in tables(backend).await {
        statements.extend(VERBS.map(|verb| format!("DROP TRIGGER {}", trigger(&table, verb))));
    }
    run(backend, &statements).await;
}

/// The whole database as text.
pub async fn dump(backend: &Backend) -> String {
    let mut text = String::new();
    for table in tables(backend).await {
        let mut connection = backend.store().reader().await.unwrap();
        let columns: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')")))
                .fetch_all(&mut *connection)
                .await
                .unwrap();
        let row = columns
            .iter()
            .map(|column| format!("quote(\"{column}\")"))
            .collect::<Vec<_>>()
            .join(" || ', ' || ");
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT {row} AS line FROM {table} ORDER BY 1")))
                .fetch_all(&mut *connection)
                .await
                .unwrap();
        for row in rows {
            writeln!(text, "{table}: {row}").unwrap();
        }
    }
    text
}

mod tests {
    use super::*;
    use crate::tests::support::TestApp;

    #[tokio::test(flavor = "multi_thread")]
    async fn every_write_fails_once() {
        let app = TestApp::new().await;
        let tried = std::sync::atomic::AtomicUsize::new(0);
        sweep(&app, async || {
            tried.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let write = async {
                let mut tx = app.backend.store().write().await?;
                sqlx::query("INSERT INTO installation VALUES ('a', 'b')")
                    .execute(&mut *tx)
                    .await?;
                sqlx::query("UPDATE installation SET value = 'c'")
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await
            };
            write.await.map_err(|error| crate::Error::from(error).expose("test"))
        })
        .await;
        assert_eq!(tried.into_inner(), 3);
        assert!(app.dump().await.contains("installation: 'a', 'c'"));
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "left something behind")]
    async fn two_transactions_are_found_out() {
        let app = TestApp::new().await;
        sweep(&app, async || {
            for sql in [
                "INSERT INTO installation VALUES ('a', 'b')",
                "INSERT INTO installation VALUES ('c', 'd')",
            ] {
                let mut tx = app.backend.store().write().await.unwrap();
                let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await;
                done.map_err(|error| crate::Error::from(error).expose("test"))?;
                tx.commit().await.unwrap();
            }
            Ok(())
        })
        .await;
    }
}
