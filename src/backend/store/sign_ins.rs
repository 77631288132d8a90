//! Sign-ins that wait for the second factor's code. They are apart from sessions, so that no query about sessions
//! can take one for a session.

use super::{Connection, exactly_one};
use crate::{Error, clock::MINUTE};
use entente_domain::id::UserId;

/// How long the code is awaited.
const PATIENCE: i64 = 10 * MINUTE;

/// Inserts a sign-in, known by the hash of its cookie.
pub async fn insert(connection: &mut Connection, at: i64, token_hash: &[u8], user: &UserId) -> Result<(), Error> {
    sqlx::query("INSERT INTO sign_ins (token_hash, user_id, created_at) VALUES ($1, $2, $3)")
        .bind(token_hash.to_vec())
        .bind(user.as_str())
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whose code is awaited under this cookie hash.
pub async fn find(connection: &mut Connection, now: i64, token_hash: &[u8]) -> Result<Option<UserId>, Error> {
    let user: Option<String> =
        sqlx::query_scalar("SELECT user_id FROM sign_ins WHERE token_hash = $1 AND created_at > $2")
            .bind(token_hash.to_vec())
            .bind(now - PATIENCE)
            .fetch_optional(connection)
            .await?;
    user.map(|user| user.try_into().map_err(Error::defect)).transpose()
}

/// Ends a sign-in; false when it is over.
pub async fn delete(connection: &mut Connection, token_hash: &[u8]) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM sign_ins WHERE token_hash = $1")
        .bind(token_hash.to_vec())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Ends all of a user's sign-ins: the password they rest on is not theirs any more.
pub async fn delete_all(connection: &mut Connection, user: &UserId) -> Result<(), Error> {
    sqlx::query("DELETE FROM sign_ins WHERE user_id = $1")
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes what is over.
pub async fn delete_ended(connection: &mut Connection, now: i64) -> Result<u64, Error> {
    let result = sqlx::query("DELETE FROM sign_ins WHERE created_at <= $1")
        .bind(now - PATIENCE)
        .execute(connection)
        .await?;
    Ok(result.rows_affected())
}
