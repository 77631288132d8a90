//! The newest events of an object, of a partner, of an account, as their pages show them.

use crate::{Error, store::Connection};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

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

/// The newest events under `condition`, which `values` are bound to in turn, at most `limit`.
async fn newest(
    connection: &mut Connection,
    condition: &'static str,
    values: &[&str],
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT at, user_id, user_name, what, channel, note FROM events ");
    let mut parts = condition.split('?');
    query.push(parts.next().unwrap_or_default());
    for (part, value) in parts.zip(values) {
        query.push_bind((*value).to_owned()).push(part);
    }
    query.push(" ORDER BY number DESC LIMIT ").push_bind(limit);
    let rows = query.build().fetch_all(connection).await?;
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// The newest events of one object in whatever log, at most `limit`: a contract's two sides share its timeline. The
/// caller has checked that the object may be seen.
pub async fn of_object(connection: &mut Connection, object_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    newest(connection, "WHERE object_id = ?", &[object_id], limit).await
}

/// The newest events of one object in the log of one account, at most `limit`: a person, and a partner, may be an
/// object in several.
pub async fn of_object_in(
    connection: &mut Connection,
    account_id: &str,
    object_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let condition = "INDEXED BY events_by_object WHERE account_id = ? AND object_id = ?";
    newest(connection, condition, &[account_id, object_id], limit).await
}

/// The newest events that concern one partner of an account.
pub async fn of_partner(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
    limit: i64,
) -> Result<Vec<EventRow>, Error> {
    let condition = "WHERE account_id = ? AND partner_id = ?";
    newest(connection, condition, &[account_id, partner_id], limit).await
}

/// The newest events of an account.
pub async fn of_account(connection: &mut Connection, account_id: &str, limit: i64) -> Result<Vec<EventRow>, Error> {
    newest(connection, "WHERE account_id = ?", &[account_id], limit).await
}
