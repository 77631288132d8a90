//! The people of an account who can act, with what they may do: to whom news goes, and who counts when somebody has
//! to be able to do something.

use super::Connection;
use crate::Error;
use entente_domain::permission::Permissions;
use sqlx::Row;
use std::collections::BTreeMap;

/// Somebody who has joined an account and can sign in.
#[derive(Debug, Clone)]
pub struct Member {
    /// The user.
    pub id: String,
    /// Their address.
    pub email: String,
    /// What they may do in the account.
    pub permissions: Permissions,
}

/// Everybody who has joined an account and can sign in, with the union of their groups' permissions.
pub async fn members(connection: &mut Connection, account_id: &str) -> Result<Vec<Member>, Error> {
    let rows = sqlx::query(
        "SELECT u.id, u.email, g.permissions FROM memberships m
         JOIN users u ON u.id = m.user_id
         JOIN membership_groups mg ON mg.account_id = m.account_id AND mg.user_id = m.user_id
         JOIN groups g ON g.account_id = mg.account_id AND g.id = mg.group_id
         WHERE m.account_id = $1 AND m.status = 'joined' AND u.deactivated_at IS NULL",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    for row in &rows {
        let id: String = row.try_get("id")?;
        let group: Permissions = serde_json::from_str(row.try_get("permissions")?).map_err(Error::defect)?;
        let email = row.try_get("email")?;
        let member = members.entry(id.clone()).or_insert_with(|| Member {
            id,
            email,
            permissions: Permissions::default(),
        });
        member.permissions = std::mem::take(&mut member.permissions).union(&group);
    }
    Ok(members.into_values().collect())
}

/// The contracts in force on an agreement, each with who signed it or the contract above it:
/// (contract, partner's account, user).
pub async fn in_force(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
) -> Result<Vec<(String, String, Option<String>)>, Error> {
    sqlx::query(
        "SELECT c.id, c.partner_id, coalesce(c.signed_by, h.signed_by) AS signed_by FROM contracts c
         LEFT JOIN contracts h ON h.account_id = c.account_id AND h.id = c.parent_id
         WHERE c.account_id = $1 AND c.agreement_id = $2 AND c.status = 'active' ORDER BY c.created_at, c.id",
    )
    .bind(account_id)
    .bind(agreement_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| {
        Ok((
            row.try_get("id")?,
            row.try_get("partner_id")?,
            row.try_get("signed_by")?,
        ))
    })
    .collect()
}

/// Who made a contract's offer on the issuer's side, and who signed on the partner's: of the contract, or of the
/// one above it.
pub async fn of_contract(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
) -> Result<(Option<String>, Option<String>), Error> {
    let row = sqlx::query(
        "SELECT CASE WHEN c.parent_id IS NULL THEN c.created_by ELSE h.created_by END AS issuer,
            coalesce(c.signed_by, h.signed_by) AS signee
         FROM contracts c LEFT JOIN contracts h ON h.account_id = c.account_id AND h.id = c.parent_id
         WHERE c.account_id = $1 AND c.id = $2",
    )
    .bind(account_id)
    .bind(id)
    .fetch_one(connection)
    .await?;
    Ok((row.try_get("issuer")?, row.try_get("signee")?))
}
