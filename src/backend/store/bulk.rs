//! Many rows at once, for loading: several rows per statement, indexes and triggers set aside meanwhile and put
//! back afterwards exactly as they were. Everything within one write transaction. As [`super::engine`] and
//! [`super::search`], this is SQLite's own.

use super::{Connection, Store};
use crate::Error;
use sqlx::{Any, QueryBuilder, Row};
use std::vec;

/// Rows per statement.
const ROWS: usize = 100;

/// A value of a row.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number, an instant, a flag.
    Number(i64),
    /// Nothing.
    Null,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Rows on their way into a table.
#[derive(Debug)]
pub struct Rows {
    insert: String,
    width: usize,
    values: Vec<Value>,
}

impl Rows {
    /// Into `table`, these columns, separated by commas.
    pub fn into(table: &str, columns: &str) -> Self {
        let insert = format!("INSERT INTO {table} ({columns}) VALUES ");
        Self {
            insert,
            width: columns.split(',').count(),
            values: Vec::new(),
        }
    }

    /// Adds a row; it has as many values as there are columns.
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.width, "{}", self.insert);
        self.values.extend(row);
    }

    /// What was added, to be written elsewhere.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let room = Vec::with_capacity(self.values.len());
        Self {
            insert: self.insert.clone(),
            width: self.width,
            values: std::mem::replace(&mut self.values, room),
        }
    }

    /// Writes what was added.
    pub async fn flush(&mut self, connection: &mut Connection) -> Result<(), Error> {
        let mut values = std::mem::take(&mut self.values).into_iter();
        let mut statement = self.statement(&mut values);
        while let Some((query, full)) = &mut statement {
            // Full statements have one text, which is worth keeping prepared.
            let writing = query.build().persistent(*full).execute(&mut *connection);
            // The next is made while the database is at work on this one.
            let (written, next) = tokio::join!(writing, async { self.statement(&mut values) });
            written?;
            statement = next;
        }
        Ok(())
    }

    /// The statement for the first of the rows that are left, and whether it is a full one.
    fn statement(&self, values: &mut vec::IntoIter<Value>) -> Option<(QueryBuilder<Any>, bool)> {
        let rows = (values.len() / self.width).min(ROWS);
        if rows == 0 {
            return None;
        }
        let mut query = QueryBuilder::<Any>::new(&self.insert);
        for row in 0..rows {
            query.push(if row == 0 { "(" } else { ", (" });
            for (at, value) in values.by_ref().take(self.width).enumerate() {
                if at > 0 {
                    query.push(", ");
                }
                match value {
                    Value::Text(text) => query.push_bind(text),
                    Value::Number(number) => query.push_bind(number),
                    Value::Null => query.push_bind(None::<String>),
                };
            }
            query.push(")");
        }
        Some((query, rows == ROWS))
    }
}

/// Sets how much of the database the connection keeps in memory, in the database's own measure, and returns how much
/// it was. What is loaded at random places would otherwise be written, read and written again.
pub async fn cache(connection: &mut Connection, size: i64) -> Result<i64, Error> {
    let before = sqlx::query_scalar("PRAGMA cache_size")
        .fetch_one(&mut *connection)
        .await?;
    run(connection, format!("PRAGMA cache_size = {size}")).await?;
    run(connection, "PRAGMA shrink_memory".to_owned()).await?;
    Ok(before)
}

/// Whether the database looks up, for every row, what the row refers to. It only changes between transactions.
pub async fn check_references(store: &Store, check: bool) -> Result<(), Error> {
    run(&mut *store.writer().await?, format!("PRAGMA foreign_keys = {check}")).await
}

/// Indexes and triggers that were set aside, as the statements that make them.
#[derive(Debug)]
pub struct SetAside {
    indexes: Vec<String>,
    triggers: Vec<String>,
}

/// Sets aside the triggers of these tables and all indexes but those that constraints rest on.
pub async fn set_aside(connection: &mut Connection, tables: &[&str]) -> Result<SetAside, Error> {
    let mut aside = SetAside {
        indexes: Vec::new(),
        triggers: Vec::new(),
    };
    for table in tables {
        let rows = sqlx::query(
            "SELECT type, name, sql FROM sqlite_master
             WHERE tbl_name = $1 AND sql IS NOT NULL AND type IN ('index', 'trigger') ORDER BY rowid",
        )
        .bind(*table)
        .fetch_all(&mut *connection)
        .await?;
        for row in rows {
            let (kind, name): (String, String) = (row.try_get("type")?, row.try_get("name")?);
            run(connection, format!("DROP {kind} {name}")).await?;
            let statements = if kind == "index" {
                &mut aside.indexes
            } else {
                &mut aside.triggers
            };
            statements.push(row.try_get("sql")?);
        }
    }
    Ok(aside)
}

/// Puts indexes and triggers back; in between, what the triggers would have kept is worked out at once.
pub async fn put_back(connection: &mut Connection, aside: SetAside) -> Result<(), Error> {
    for statement in aside.indexes {
        run(connection, statement).await?;
    }
    if !aside.triggers.is_empty() {
        recount(connection).await?;
    }
    for statement in aside.triggers {
        run(connection, statement).await?;
    }
    Ok(())
}

/// Works out at once what the triggers would have kept while partners, agreements, contracts and events were added.
/// Whoever adds such a trigger adds its line here, and a test says so.
async fn recount(connection: &mut Connection) -> Result<(), Error> {
    for statement in [
        "UPDATE partners SET program_count = n.program, distribution_count = n.distribution,
                service_count = n.service, syndication_count = n.syndication
            FROM (SELECT account_id, partner_id, sum(type = 'program') AS program,
                    sum(type = 'distribution') AS distribution, sum(type = 'service') AS service,
                    sum(type = 'syndication') AS syndication
                FROM contracts WHERE status = 'active' GROUP BY account_id, partner_id) n
            WHERE n.account_id = partners.account_id AND n.partner_id = partners.partner_id",
        "UPDATE agreements SET active_count = n.active
            FROM (SELECT account_id, agreement_id, count(*) AS active FROM contracts WHERE status = 'active'
                GROUP BY account_id, agreement_id) n
            WHERE n.account_id = agreements.account_id AND n.agreement_id = agreements.id",
        "INSERT INTO partner_counts (account_id, status, type, n)
            SELECT account_id, status, type, count(*) FROM partners GROUP BY account_id, status, type",
        "INSERT INTO contract_counts (account_id, status, type, n)
            SELECT account_id, status, type, count(*) FROM contracts GROUP BY account_id, status, type",
        "INSERT INTO agreement_counts (account_id, type, n)
            SELECT account_id, type, count(*) FROM agreements GROUP BY account_id, type",
        "INSERT INTO event_counts (account_id, object_type, n)
            SELECT account_id, object_type, count(*) FROM events GROUP BY account_id, object_type",
        "INSERT INTO event_days (account_id, day, object_type, first, last, n)
            SELECT account_id, at / 86400000, object_type, min(number), max(number), count(*) FROM events
            GROUP BY account_id, at / 86400000, object_type",
        "INSERT INTO event_people (account_id, user_id, name, n)
            SELECT e.account_id, e.user_id, e.user_name, g.n
            FROM (SELECT max(number) AS newest, count(*) AS n FROM events WHERE user_id IS NOT NULL
                GROUP BY account_id, user_id) g
            JOIN events e ON e.number = g.newest",
        "INSERT INTO partners_words (partners_words) VALUES ('rebuild')",
        "INSERT INTO partners_parts (partners_parts) VALUES ('rebuild')",
        "INSERT INTO events_words (events_words) VALUES ('rebuild')",
    ] {
        sqlx::query(statement).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn run(connection: &mut Connection, statement: String) -> Result<(), Error> {
    QueryBuilder::<Any>::new(statement)
        .build()
        .persistent(false)
        .execute(connection)
        .await?;
    Ok(())
}
