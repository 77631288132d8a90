//! The counts on the page an account opens with.

use super::Connection;
use crate::Error;
use sqlx::Row;

/// A distributor's contracts that were signed and wait for its decision, apart from those that wait together with
/// the partner's application.
pub async fn contracts_to_approve(connection: &mut Connection, account_id: &str) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM contracts WHERE account_id = $1 AND status = 'pending' AND signed_at IS NOT NULL
            AND type IN ('distribution', 'syndication')",
    )
    .bind(account_id)
    .fetch_one(connection)
    .await?)
}

/// A vendor's or reseller's contracts that wait for its signature, and those in force on a version that is not the
/// active one any more.
pub async fn contracts_to_sign(connection: &mut Connection, partner_id: &str) -> Result<(i64, i64), Error> {
    let row = sqlx::query(
        "SELECT
            count(CASE WHEN c.status IN ('enrolling', 'pending') AND c.signed_at IS NULL THEN 1 END) AS to_sign,
            count(CASE WHEN c.status = 'active' AND v.number <> c.version THEN 1 END) AS newer
         FROM contracts c LEFT JOIN agreement_versions v
            ON v.account_id = c.account_id AND v.agreement_id = c.agreement_id AND v.status = 'active'
         WHERE c.partner_id = $1",
    )
    .bind(partner_id)
    .fetch_one(connection)
    .await?;
    Ok((row.try_get("to_sign")?, row.try_get("newer")?))
}

/// Open partner invitations of a distributor that call for attention.
#[derive(Debug)]
pub struct Invitations {
    /// Somebody asked for a new link on the expired page.
    pub asked: i64,
    /// The last mail failed.
    pub failed: i64,
    /// The time ends soon.
    pub expiring: i64,
    /// The time has passed.
    pub expired: i64,
}

/// Counts what calls for attention at `now`; `soon` is how far ahead it looks.
pub async fn invitations(
    connection: &mut Connection,
    account_id: &str,
    now: i64,
    soon: i64,
) -> Result<Invitations, Error> {
    let row = sqlx::query(
        "SELECT count(asked_at) AS asked,
            count(CASE WHEN expires_at > $2 AND expires_at <= $3 THEN 1 END) AS expiring,
            count(CASE WHEN expires_at <= $2 THEN 1 END) AS expired,
            count(CASE WHEN (SELECT d.state FROM deliveries d WHERE d.invitation_id = i.id
                ORDER BY d.id DESC LIMIT 1) = 'failed' THEN 1 END) AS failed
         FROM invitations i WHERE i.account_id = $1 AND i.status = 'open' AND i.kind = 'partner'",
    )
    .bind(account_id)
    .bind(now)
    .bind(now + soon)
    .fetch_one(connection)
    .await?;
    Ok(Invitations {
        asked: row.try_get("asked")?,
        failed: row.try_get("failed")?,
        expiring: row.try_get("expiring")?,
        expired: row.try_get("expired")?,
    })
}
