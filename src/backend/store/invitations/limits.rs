//! What the limits on invitations ask (`domain.md §9`).

use crate::{Error, store::Connection};

/// When the `limit`-th newest invitation mail to an address was queued, if that was after `since`: the limit is
/// reached then.
pub async fn nth_mail_to(
    connection: &mut Connection,
    account_id: &str,
    address: &str,
    limit: i64,
    since: i64,
) -> Result<Option<i64>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT created_at FROM deliveries
         WHERE recipient = $2 AND account_id = $1 AND template = 'invitation' AND created_at > $3
         ORDER BY created_at DESC LIMIT 1 OFFSET $4",
    )
    .bind(account_id)
    .bind(address)
    .bind(since)
    .bind(limit - 1)
    .fetch_optional(connection)
    .await?)
}

/// As [`nth_mail_to`], for the mails about one user's invitations.
pub async fn nth_mail_of(
    connection: &mut Connection,
    account_id: &str,
    inviter: &str,
    limit: i64,
    since: i64,
) -> Result<Option<i64>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT d.created_at FROM deliveries d JOIN invitations i ON i.id = d.invitation_id
         WHERE d.account_id = $1 AND i.created_by = $2 AND d.template = 'invitation' AND d.created_at > $3
         ORDER BY d.created_at DESC LIMIT 1 OFFSET $4",
    )
    .bind(account_id)
    .bind(inviter)
    .bind(since)
    .bind(limit - 1)
    .fetch_optional(connection)
    .await?)
}

/// How many invitation mails about one user's invitations were queued after `since`.
pub async fn count_mails_of(
    connection: &mut Connection,
    account_id: &str,
    inviter: &str,
    since: i64,
) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM deliveries d JOIN invitations i ON i.id = d.invitation_id
         WHERE d.account_id = $1 AND i.created_by = $2 AND d.template = 'invitation' AND d.created_at > $3",
    )
    .bind(account_id)
    .bind(inviter)
    .bind(since)
    .fetch_one(connection)
    .await?)
}

/// How many invitations of an account are open, expired ones included.
pub async fn count_open(connection: &mut Connection, account_id: &str) -> Result<i64, Error> {
    Ok(
        sqlx::query_scalar("SELECT count(*) FROM invitations WHERE account_id = $1 AND status = 'open'")
            .bind(account_id)
            .fetch_one(connection)
            .await?,
    )
}
