//! Many rows at once, for loading: several rows per statement, indexes and triggers set aside meanwhile and put
//! back afterwards exactly as they were. Everything within one write transaction.

use super::Connection;
use crate::Error;
use sqlx::{Any, QueryBuilder, Row};

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

    /// Writes what was added.
    pub async fn flush(&mut self, connection: &mut Connection) -> Result<(), Error> {
        let width = self.width;
        let mut values = std::mem::take(&mut self.values).into_iter();
        while values.len() > 0 {
            let rows = (values.len() / width).min(ROWS);
            let mut query = QueryBuilder::<Any>::new(&self.insert);
            for row in 0..rows {
                query.push(if row == 0 { "(" } else { ", (" });
                for (at, value) in values.by_ref().take(width).enumerate() {
                    if at > 0 {
                        query.push(", ");
                    }
                    match value {
                        Value::Text(text) => query.push_bind(text),
                        Value::Number(number) => query.push_bind(number),
                        Value::Null => query.push("NULL"),
                    };
                }
                query.push(")");
            }
            // Full statements have one text, which is worth keeping prepared.
            query.build().persistent(rows == ROWS).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// Indexes and triggers that were set aside, as the statements that make them.
#[derive(Debug)]
pub struct SetAside(Vec<String>);

/// Sets aside all indexes of these tables but those that constraints rest on, and the triggers of partners, whose
/// work [`recount_partners`] does at once. The other triggers go on keeping what they keep.
pub async fn set_aside(connection: &mut Connection, tables: &[&str]) -> Result<SetAside, Error> {
    let mut statements = Vec::new();
    for table in tables {
        let rows = sqlx::query(
            "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = $1 AND sql IS NOT NULL
                AND (type = 'index' OR (type = 'trigger' AND tbl_name = 'partners')) ORDER BY rowid",
        )
        .bind(*table)
        .fetch_all(&mut *connection)
        .await?;
        for row in rows {
            let (kind, name): (String, String) = (row.try_get("type")?, row.try_get("name")?);
            run(connection, format!("DROP {kind} {name}")).await?;
            statements.push(row.try_get("sql")?);
        }
    }
    Ok(SetAside(statements))
}

/// Puts indexes and triggers back.
pub async fn put_back(connection: &mut Connection, aside: SetAside) -> Result<(), Error> {
    for statement in aside.0 {
        run(connection, statement).await?;
    }
    Ok(())
}

/// Works out anew what the triggers of partners keep: counts and search indexes.
pub async fn recount_partners(connection: &mut Connection) -> Result<(), Error> {
    for statement in [
        "DELETE FROM partner_counts",
        "INSERT INTO partner_counts (account_id, status, type, n)
            SELECT account_id, status, type, count(*) FROM partners GROUP BY account_id, status, type",
        "INSERT INTO partners_words (partners_words) VALUES ('rebuild')",
        "INSERT INTO partners_parts (partners_parts) VALUES ('rebuild')",
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
