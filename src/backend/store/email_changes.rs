//! Wishes for another address.

use super::{Connection, exactly_one};
use crate::Error;
use entente_domain::{Email, id::UserId};
use sqlx::{Row, any::AnyRow};

/// A wish that is still good.
#[derive(Debug, Clone)]
pub struct EmailChangeRow {
    /// Whose.
    pub user: UserId,
    /// The wished address.
    pub email: String,
    /// Until when the link works.
    pub expires_at: i64,
}

fn row(row: &AnyRow) -> Result<EmailChangeRow, Error> {
    Ok(EmailChangeRow {
        user: row.try_get::<String, _>("user_id")?.try_into().map_err(Error::defect)?,
        email: row.try_get("email")?,
        expires_at: row.try_get("expires_at")?,
    })
}

/// Inserts a wish.
pub async fn insert(
    connection: &mut Connection,
    at: i64,
    (id, user): (&str, &UserId),
    email: &Email,
    expires_at: i64,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO email_changes (id, user_id, email, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(user.as_str())
        .bind(email.as_str())
        .bind(at)
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// A wish that is neither fulfilled nor over at `now`.
pub async fn find_open(connection: &mut Connection, now: i64, id: &str) -> Result<Option<EmailChangeRow>, Error> {
    sqlx::query(
        "SELECT user_id, email, expires_at FROM email_changes WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(row)
    .transpose()
}

/// A user's wish that is neither fulfilled nor over at `now`.
pub async fn find_of(connection: &mut Connection, now: i64, user: &UserId) -> Result<Option<EmailChangeRow>, Error> {
    sqlx::query(
        "SELECT user_id, email, expires_at FROM email_changes
         WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY created_at DESC LIMIT 1",
    )
    .bind(user.as_str())
    .bind(now)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(row)
    .transpose()
}

/// Spends a wish; false when it is fulfilled or over.
pub async fn update_used(connection: &mut Connection, now: i64, id: &str) -> Result<bool, Error> {
    let result =
        sqlx::query("UPDATE email_changes SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
            .bind(now)
            .bind(id)
            .execute(connection)
            .await?;
    Ok(exactly_one(&result))
}

/// Forgets a user's open wishes; false when there was none.
pub async fn delete_open(connection: &mut Connection, user: &UserId) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM email_changes WHERE user_id = $1 AND used_at IS NULL")
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(result.rows_affected() > 0)
}

/// Deletes wishes that were over before `before`.
pub async fn delete_ended(connection: &mut Connection, before: i64) -> Result<u64, Error> {
    let result = sqlx::query("DELETE FROM email_changes WHERE expires_at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(result.rows_affected())
}
