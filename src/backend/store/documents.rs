//! The documents that people accepted, by the SHA-256 of their bytes; each is kept once and for ever.

use super::{Connection, events::hex};
use crate::Error;
use sha2::{Digest, Sha256};

/// The name of a document: SHA-256 of its bytes, in hexadecimal.
pub fn hash(body: &str) -> String {
    hex(&Sha256::digest(body.as_bytes()))
}

/// Keeps a document; one that is there already stays as it is.
pub async fn keep(connection: &mut Connection, hash: &str, body: &str, at: i64) -> Result<(), Error> {
    sqlx::query("INSERT INTO documents (hash, body, created_at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING")
        .bind(hash)
        .bind(body)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// The bytes with this hash. The caller has checked that its evidence may be seen.
pub async fn find(connection: &mut Connection, hash: &str) -> Result<Option<String>, Error> {
    Ok(sqlx::query_scalar("SELECT body FROM documents WHERE hash = $1")
        .bind(hash)
        .fetch_optional(connection)
        .await?)
}
