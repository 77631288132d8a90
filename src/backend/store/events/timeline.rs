//! The newest events of an object, of a partner, of an account, as their pages show them.

use crate::{Error, store::Connection};
use sqlx::{Row, any::AnyRow};

/// An event as timelines show it.
#[derive(Debug)]
pub struct EventRow {
    /// Unix milliseconds.
    pub at: i64,
    /// Who, if a person.
    pub user_id: Option<String>,
    /// Their name.
    pub user_name: String,
    /// The sentence part.
    pub what: String,
    /// The channel.
    pub channel: String,
    /// A reason, possibly empty.
    pub note: String,
}

fn row(row: &AnyRow) -> Result<EventRow, sqlx::Error> {
    Ok(EventRow {
        at: row.try_get("at")?,
        user_id: row.try_get("user_id")?,
        user_name: row.try_get("user_name")?,
        what: row.try_get("what")?,
        channel: row.try_get("channel")?,
        note: row.try_get("note")?,
    })
}

/// The statement for the newest events under a condition, whose own values begin with `$2`.
macro_rules! newest {
    ($condition:literal) => {
        concat!(
            "SELECT at, user_id, user_name, what, channel, note FROM events ",
            $condition,
            " ORDER BY number DESC LIMIT $1"
        )
    };
}

async fn fetch(
    connection: &mut Connection,
    sql: &'static str,
    limit: i64,
    values: &[&str],
) -> Result<Vec<EventRow>, Error> {
    let mut query = sqlx::query(sql).bind(limit);
    for value in values {
        query = query.bind(*value);
    }
    let rows = query.fetch_all(connection).await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// The newest events of one object in whatever log, at most `limit`: a contract's two sides share its timeline. The
/// caller has checked that the object may be seen.
pub async fn of_object(connection: &mut Connection, object_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    fetch(connection, newest!("WHERE object_id = $2"), limit, &[object_id]).await
}

/// The newest events of one object in the log of one account, at most `limit`: a person, and a partner, may be an
/// object in several.
pub async fn of_object_in(
    connection: &mut Connection,
    account_id: &str,
    object_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let sql = newest!("INDEXED BY events_by_object WHERE account_id = $2 AND object_id = $3");
    fetch(connection, sql, limit, &[account_id, object_id]).await
}

/// The newest events that concern one partner of an account.
pub async fn of_partner(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let sql = newest!("WHERE account_id = $2 AND partner_id = $3");
    fetch(connection, sql, limit, &[account_id, partner_id]).await
}

/// The newest events of an account.
pub async fn of_account(connection: &mut Connection, account_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    fetch(connection, newest!("WHERE account_id = $2"), limit, &[account_id]).await
}
