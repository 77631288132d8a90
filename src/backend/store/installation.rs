//! What concerns the installation as a whole: named values.

use super::Connection;
use crate::Error;

/// The random part of the set-up link; gone once the installation is set up.
pub const SET_UP_NONCE: &str = "set_up_nonce";

/// A value by its name.
pub async fn find(connection: &mut Connection, name: &str) -> Result<Option<String>, Error> {
    Ok(sqlx::query_scalar("SELECT value FROM installation WHERE name = $1")
        .bind(name)
        .fetch_optional(connection)
        .await?)
}

/// Keeps a value unless the name has one.
pub async fn insert(connection: &mut Connection, name: &str, value: &str) -> Result<(), Error> {
    sqlx::query("INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(value)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes a value.
pub async fn delete(connection: &mut Connection, name: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM installation WHERE name = $1")
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}
