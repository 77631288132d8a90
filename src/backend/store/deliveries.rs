//! The outbox: one row per mail. The functions that the sender job uses stand here too.

use super::Connection;
use crate::{Error, mail::Letter};

/// A mail to queue.
#[derive(Debug, Clone)]
pub struct NewDelivery<'a> {
    /// The account on whose behalf; `None` for mail about a person's own sign-in.
    pub account_id: Option<&'a str>,
    /// What is written.
    pub letter: &'a Letter,
    /// To whom, normalised.
    pub recipient: &'a str,
    /// The invitation it is about, for its delivery history.
    pub invitation_id: Option<&'a str>,
}

/// Queues a mail; the caller holds the write transaction of what causes it.
pub async fn queue(connection: &mut Connection, at: i64, delivery: &NewDelivery<'_>) -> Result<(), Error> {
    let params = serde_json::to_string(delivery.letter).map_err(Error::defect)?;
    let template = serde_json::to_value(delivery.letter)
        .ok()
        .and_then(|value| value.get("letter").and_then(|name| name.as_str().map(str::to_owned)))
        .unwrap_or_default();
    sqlx::query(
        "INSERT INTO deliveries (account_id, template, params, recipient, invitation_id, state, next_at, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, 'queued', $6, $6, $6)",
    )
    .bind(delivery.account_id)
    .bind(template)
    .bind(params)
    .bind(delivery.recipient)
    .bind(delivery.invitation_id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}
