//! The partner's status as contracts and invitations move it: the few columns of `partners` that the acceptance,
//! the decline and the termination need. Everything else about partners is in their own file.

use super::{Connection, exactly_one, word};
use crate::Error;
use entente_domain::partner::{PartnerStatus, PartnerType};
use sqlx::Row;

/// How a distributor and a partner's account stand to each other.
#[derive(Debug, Clone)]
pub struct Partnership {
    /// Vendor or reseller.
    pub kind: PartnerType,
    /// Status.
    pub status: PartnerStatus,
    /// The partner's name.
    pub name: String,
    /// Whether the distributor takes partners on without approving them.
    pub auto_onboarding: bool,
}

/// The partnership of a distributor with a partner's account.
pub async fn find(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Option<Partnership>, Error> {
    let row = sqlx::query(
        "SELECT p.type, p.status, p.name, a.auto_onboarding FROM partners p JOIN accounts a ON a.id = p.account_id
         WHERE p.account_id = $1 AND p.partner_id = $2",
    )
    .bind(account_id)
    .bind(partner_id)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Partnership {
            kind: word(row.try_get("type")?)?,
            status: word(row.try_get("status")?)?,
            name: row.try_get("name")?,
            auto_onboarding: row.try_get::<i64, _>("auto_onboarding")? == 1,
        })
    })
    .transpose()
}

/// Whether an account may change nothing at present, because every distributor that it works with has suspended the
/// partnership: the same rule as in `auth/actor.rs`, which asks for much else at once.
pub async fn is_suspended(connection: &mut Connection, account_id: &str) -> Result<bool, Error> {
    let suspended: i64 = sqlx::query_scalar(
        "SELECT coalesce(max(p.status = 'suspended') > max(p.status IN ('invited', 'pending', 'active')), 0)
         FROM partners p JOIN accounts a ON a.id = p.partner_id
         WHERE p.partner_id = $1 AND a.role <> 'distributor'",
    )
    .bind(account_id)
    .fetch_one(connection)
    .await?;
    Ok(suspended == 1)
}

/// Moves the partner on if it still has the status `from`; false when it has not.
pub async fn update_status(
    connection: &mut Connection,
    (account_id, partner_id): (&str, &str),
    (from, to): (PartnerStatus, PartnerStatus),
    at: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE partners SET status = $1, changed_at = $2, revision = revision + 1
         WHERE account_id = $3 AND partner_id = $4 AND status = $5",
    )
    .bind(to.as_str())
    .bind(at)
    .bind(account_id)
    .bind(partner_id)
    .bind(from.as_str())
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Notes that something happened to the partner: the directory's *Last event*.
pub async fn touch(connection: &mut Connection, account_id: &str, partner_id: &str, at: i64) -> Result<(), Error> {
    sqlx::query("UPDATE partners SET changed_at = $1 WHERE account_id = $2 AND partner_id = $3")
        .bind(at)
        .bind(account_id)
        .bind(partner_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// When and why a partnership was suspended, rejected or removed: what the distributor gave as reason, or the note of
/// the contract that ended last. `None` in every other status.
pub async fn halted(
    connection: &mut Connection,
    (account_id, partner_id): (&str, &str),
    status: PartnerStatus,
) -> Result<Option<(i64, String)>, Error> {
    let sql = match status {
        PartnerStatus::Suspended | PartnerStatus::Rejected => {
            "SELECT at, note FROM events
             WHERE account_id = $1 AND partner_id = $2 AND object_type = 'partner'
                AND action IN ('suspended', 'rejected')
             ORDER BY number DESC LIMIT 1"
        }
        PartnerStatus::Removed => {
            "SELECT ended_at AS at, ending_note AS note FROM contracts
             WHERE account_id = $1 AND partner_id = $2 AND type IN ('program', 'service') AND ended_at IS NOT NULL
             ORDER BY ended_at DESC LIMIT 1"
        }
        PartnerStatus::Invited | PartnerStatus::Pending | PartnerStatus::Active | PartnerStatus::Declined => {
            return Ok(None);
        }
    };
    let row = sqlx::query(sql)
        .bind(account_id)
        .bind(partner_id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok((row.try_get("at")?, row.try_get("note")?)))
        .transpose()
}
