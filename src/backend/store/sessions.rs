//! Sessions: who is signed in where. A session is known by the hash of its cookie; reading one is
//! [`crate::auth::Person::find`].

use super::{Connection, exactly_one};
use crate::{
    Error,
    auth::actor::{ABSOLUTE_EXPIRY, IDLE_EXPIRY},
};
use entente_domain::id::UserId;
use sqlx::Row;

/// A session to insert.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// [`crate::auth::actor::session_hash`] of the cookie.
    pub token_hash: &'a [u8],
    /// Names the session in forms.
    pub id: &'a str,
    /// Whose.
    pub user: &'a UserId,
    /// The client's address.
    pub ip: &'a str,
    /// The browser's name for itself.
    pub user_agent: &'a str,
}

/// A live session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Hash of the cookie.
    pub token_hash: Vec<u8>,
    /// Names the session in forms.
    pub id: String,
    /// Signed in.
    pub created_at: i64,
    /// Last use that was kept.
    pub seen_at: i64,
    /// Where from.
    pub ip: String,
    /// The browser's name for itself.
    pub user_agent: String,
}

/// Inserts a session that begins at `at`.
pub async fn insert(connection: &mut Connection, at: i64, session: &NewSession<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO sessions (token_hash, id, user_id, created_at, seen_at, ip, user_agent)
         VALUES ($1, $2, $3, $4, $4, $5, $6)",
    )
    .bind(session.token_hash.to_vec())
    .bind(session.id)
    .bind(session.user.as_str())
    .bind(at)
    .bind(session.ip)
    .bind(session.user_agent)
    .execute(connection)
    .await?;
    Ok(())
}

/// A user's live sessions, the latest used first.
pub async fn list(connection: &mut Connection, now: i64, user: &UserId) -> Result<Vec<SessionRow>, Error> {
    let rows = sqlx::query(
        "SELECT token_hash, id, created_at, seen_at, ip, user_agent FROM sessions
         WHERE user_id = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id",
    )
    .bind(user.as_str())
    .bind(now - IDLE_EXPIRY)
    .bind(now - ABSOLUTE_EXPIRY)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SessionRow {
                token_hash: row.try_get("token_hash")?,
                id: row.try_get("id")?,
                created_at: row.try_get("created_at")?,
                seen_at: row.try_get("seen_at")?,
                ip: row.try_get("ip")?,
                user_agent: row.try_get("user_agent")?,
            })
        })
        .collect()
}

/// Ends the session with this cookie hash; false when there was none.
pub async fn delete(connection: &mut Connection, token_hash: &[u8]) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
        .bind(token_hash.to_vec())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Ends one of a user's sessions; false when the user has none with this id.
pub async fn delete_one(connection: &mut Connection, user: &UserId, id: &str) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id = $2")
        .bind(user.as_str())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Ends a user's live sessions but the one with this cookie hash; returns how many. Dead ones are left to the
/// clean-up, so that the number is the one the person saw.
pub async fn delete_others(connection: &mut Connection, now: i64, user: &UserId, kept: &[u8]) -> Result<u64, Error> {
    let result = sqlx::query(
        "DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2 AND seen_at > $3 AND created_at > $4",
    )
    .bind(user.as_str())
    .bind(kept.to_vec())
    .bind(now - IDLE_EXPIRY)
    .bind(now - ABSOLUTE_EXPIRY)
    .execute(connection)
    .await?;
    Ok(result.rows_affected())
}

/// Ends all of a user's sessions.
pub async fn delete_all(connection: &mut Connection, user: &UserId) -> Result<(), Error> {
    sqlx::query("DELETE FROM sessions WHERE user_id = $1")
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps a later use of a session.
pub async fn update_seen(connection: &mut Connection, token_hash: &[u8], at: i64, ip: &str) -> Result<(), Error> {
    sqlx::query("UPDATE sessions SET seen_at = $1, ip = $2 WHERE token_hash = $3 AND seen_at < $1")
        .bind(at)
        .bind(ip)
        .bind(token_hash.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes sessions that have ended by themselves.
pub async fn delete_ended(connection: &mut Connection, now: i64) -> Result<u64, Error> {
    let result = sqlx::query("DELETE FROM sessions WHERE seen_at <= $1 OR created_at <= $2")
        .bind(now - IDLE_EXPIRY)
        .bind(now - ABSOLUTE_EXPIRY)
        .execute(connection)
        .await?;
    Ok(result.rows_affected())
}
