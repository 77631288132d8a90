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

/// The newest events of one object in whatever log, at most `limit`: a contract's two sides share its timeline. The
/// caller has checked that the object may be seen.
pub async fn of_object(connection: &mut Connection, object_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    let rows = sqlx::query(
        "SELECT at, user_id, user_name, what, channel, note FROM events
         WHERE object_id = $1 ORDER BY number DESC LIMIT $2",
    )
    .bind(object_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// The newest events of one object in the log of one account, at most `limit`: a person, and a partner, may be an
/// object in several.
pub async fn of_object_in(
    connection: &mut Connection,
    account_id: &str,
    object_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let rows = sqlx::query(
        "SELECT at, user_id, user_name, what, channel, note FROM events INDEXED BY events_by_object
         WHERE account_id = $1 AND object_id = $2 ORDER BY number DESC LIMIT $3",
    )
    .bind(account_id)
    .bind(object_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// The newest events that concern one partner of an account.
pub async fn of_partner(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let rows = sqlx::query(
        "SELECT at, user_id, user_name, what, channel, note FROM events
         WHERE account_id = $1 AND partner_id = $2 ORDER BY number DESC LIMIT $3",
    )
    .bind(account_id)
    .bind(partner_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// The newest events of an account.
pub async fn of_account(connection: &mut Connection, account_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    let rows = sqlx::query(
        "SELECT at, user_id, user_name, what, channel, note FROM events
         WHERE account_id = $1 ORDER BY number DESC LIMIT $2",
    )
    .bind(account_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}
