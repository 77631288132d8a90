//! Links for a new password.

use super::{Connection, exactly_one};
use crate::Error;
use entente_domain::id::UserId;
use sqlx::Row;

/// A reset that is still good.
#[derive(Debug, Clone)]
pub struct ResetRow {
    /// Whose password.
    pub user: UserId,
    /// Until when the link works.
    pub expires_at: i64,
}

/// Inserts a reset.
pub async fn insert(
    connection: &mut Connection,
    at: i64,
    id: &str,
    user: &UserId,
    expires_at: i64,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO password_resets (id, user_id, expires_at, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(user.as_str())
        .bind(expires_at)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// A reset that is neither used nor over at `now`.
pub async fn find_open(connection: &mut Connection, now: i64, id: &str) -> Result<Option<ResetRow>, Error> {
    let row = sqlx::query(
        "SELECT user_id, expires_at FROM password_resets WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(ResetRow {
            user: row.try_get::<String, _>("user_id")?.try_into().map_err(Error::defect)?,
            expires_at: row.try_get("expires_at")?,
        })
    })
    .transpose()
}

/// Spends a reset; false when it is used or over.
pub async fn update_used(connection: &mut Connection, now: i64, id: &str) -> Result<bool, Error> {
    let result =
        sqlx::query("UPDATE password_resets SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
            .bind(now)
            .bind(id)
            .execute(connection)
            .await?;
    Ok(exactly_one(&result))
}

/// Kills a user's open resets: a changed password must not be changed back by an older link.
pub async fn delete_open(connection: &mut Connection, user: &UserId) -> Result<(), Error> {
    sqlx::query("DELETE FROM password_resets WHERE user_id = $1 AND used_at IS NULL")
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes resets that were over before `before`.
pub async fn delete_ended(connection: &mut Connection, before: i64) -> Result<u64, Error> {
    let result = sqlx::query("DELETE FROM password_resets WHERE expires_at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(result.rows_affected())
}
