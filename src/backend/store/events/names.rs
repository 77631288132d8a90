//! What an event that is appended needs to know: the hash of the row before it, and what its object is called in its
//! account's log. Every type of object has its line here; one that has none is shown by its id.

use super::NewEvent;
use crate::{Error, store::Connection};

/// A contract is known by whom it is with. Somebody invited without a name has none here: addresses never reach the
/// log (`quality.md`, Security). Whoever deletes an object gives its name with the event.
const LOOK_UP: &str = "
    SELECT coalesce((SELECT hash FROM events ORDER BY number DESC LIMIT 1), ''), coalesce(CASE $1
        WHEN 'account' THEN (SELECT name FROM accounts WHERE id = $2)
        WHEN 'partner' THEN (SELECT name FROM partners WHERE account_id = $3 AND partner_id = $2)
        WHEN 'agreement' THEN (SELECT title FROM agreements WHERE id = $2)
        WHEN 'contract' THEN (SELECT CASE c.account_id WHEN $3 THEN p.name ELSE d.name END || ' · ' || c.name
            FROM contracts c
            JOIN partners p ON p.account_id = c.account_id AND p.partner_id = c.partner_id
            JOIN accounts d ON d.id = c.account_id
            WHERE c.id = $2)
        WHEN 'invitation' THEN (SELECT CASE
                WHEN i.kind = 'partner' THEN a.name
                WHEN i.joins_account_id = $3 OR i.name = '' THEN i.name
                ELSE i.name || ' · ' || a.name
            END
            FROM invitations i JOIN accounts a ON a.id = i.joins_account_id WHERE i.id = $2)
        WHEN 'marketplace' THEN (SELECT name FROM marketplaces WHERE id = $2)
        WHEN 'hub' THEN (SELECT name FROM hubs WHERE id = $2)
        WHEN 'group' THEN (SELECT name FROM groups WHERE account_id = $3 AND id = $2)
        WHEN 'user' THEN (SELECT name FROM users WHERE id = $2)
    END, '')";

/// What an object is called in the newest of its events in an account's log; `None` when there is none.
pub async fn newest(connection: &mut Connection, account_id: &str, object_id: &str) -> Result<Option<String>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT object_name FROM events INDEXED BY events_by_object
         WHERE account_id = $1 AND object_id = $2 ORDER BY number DESC LIMIT 1",
    )
    .bind(account_id)
    .bind(object_id)
    .fetch_optional(connection)
    .await?)
}

/// The last row's hash and the object's name as of now, each empty when there is none.
pub async fn look_up(connection: &mut Connection, event: &NewEvent<'_>) -> Result<(String, String), Error> {
    Ok(sqlx::query_as(LOOK_UP)
        .bind(event.object_type)
        .bind(event.object_id)
        .bind(event.account_id)
        .fetch_one(connection)
        .await?)
}
