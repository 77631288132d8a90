//! The database itself: opening, pragmas, migrations, pools, the write transaction. What differs between
//! engines is here and in `search.rs`.
//!
//! One writer connection and several readers on a WAL: readers never wait, writers queue. A write transaction
//! is `BEGIN IMMEDIATE`, so that what it has read stays true (a deferred one fails at its first write when
//! another was faster, without waiting).

use super::{Connection, Transaction};
use crate::StartError;
use sqlx::{
    Any, AnyPool, Connection as _,
    any::AnyPoolOptions,
    pool::{PoolConnection, PoolOptions},
};
use std::{path::Path, time::Duration};

/// How long a writer waits for its turn before the person is told to try again.
const WRITER_WAIT: Duration = Duration::from_secs(10);
const READERS: u32 = 4;

/// The pools.
#[derive(Clone, Debug)]
pub struct Store {
    reader: AnyPool,
    writer: AnyPool,
}

impl Store {
    /// Opens the database, creates it if it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StartError`] when the file cannot be opened or is newer than this program.
    pub async fn open(database: &str) -> Result<Self, StartError> {
        sqlx::any::install_default_drivers();
        let path = file(database);
        if let Some(directory) = Path::new(path)
            .parent()
            .filter(|directory| !directory.as_os_str().is_empty())
        {
            std::fs::create_dir_all(directory)
                .map_err(|error| StartError(format!("cannot create {}: {error}", directory.display())))?;
        }
        let failed = |error: sqlx::Error| {
            StartError(format!(
                "cannot open the database {path}: {error}. Check --database and the file's owner."
            ))
        };
        let writer = connect(&format!("sqlite://{path}?mode=rwc"), 1, false)
            .await
            .map_err(failed)?;
        sqlx::migrate!("../../migrations/sqlite")
            .run(&writer)
            .await
            .map_err(|error| {
                StartError(format!(
                    "cannot bring {path} up to date: {error}. It may belong to a newer version."
                ))
            })?;
        let reader = connect(&format!("sqlite://{path}?mode=rw"), READERS, true)
            .await
            .map_err(failed)?;
        Ok(Self { reader, writer })
    }

    /// A connection for reading.
    pub async fn reader(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.reader.acquire().await
    }

    /// The connection for writing, outside of a transaction; for settings of the engine only.
    pub(super) async fn writer(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.writer.acquire().await
    }

    /// Begins the write transaction. Keep it short, and never wait for the network inside.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins transactions")]
    pub async fn write(&self) -> Result<Transaction, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Moves the WAL into the database file and closes everything.
    pub async fn close(&self) {
        self.reader.close().await;
        if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.writer)
            .await
        {
            tracing::warn!(%error, "the WAL could not be checkpointed; it is read again at the next start");
        }
        self.writer.close().await;
    }
}

/// The file that a setting names.
fn file(database: &str) -> &str {
    database.trim_start_matches("sqlite:").trim_start_matches("//")
}

/// A connection that can only read, to a database that is there, as it is: no tables are brought up to date.
///
/// # Errors
/// [`StartError`] when the file cannot be opened.
pub async fn open_read_only(database: &str) -> Result<Connection, StartError> {
    sqlx::any::install_default_drivers();
    let path = file(database);
    let failed = |error: sqlx::Error| {
        StartError(format!(
            "cannot read the database {path}: {error}. Check --database and --data-dir, and the file's owner."
        ))
    };
    let mut connection = Connection::connect(&format!("sqlite://{path}?mode=ro"))
        .await
        .map_err(failed)?;
    for pragma in ["PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON"] {
        sqlx::query(pragma).execute(&mut connection).await.map_err(failed)?;
    }
    Ok(connection)
}

async fn connect(url: &str, connections: u32, read_only: bool) -> Result<AnyPool, sqlx::Error> {
    let options: PoolOptions<Any> = AnyPoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(WRITER_WAIT)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None);
    options
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for pragma in [
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = FULL",
                    "PRAGMA foreign_keys = ON",
                    "PRAGMA busy_timeout = 5000",
                    "PRAGMA cache_size = -4000",
                    "PRAGMA mmap_size = 67108864",
                    "PRAGMA temp_store = MEMORY",
                ] {
                    sqlx::query(pragma).execute(&mut *connection).await?;
                }
                if read_only {
                    sqlx::query("PRAGMA query_only = ON").execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
        .connect(url)
        .await
}
