//! Memberships: which user is in which account, with which groups.

use super::{Connection, exactly_one, word};
use crate::Error;
use entente_domain::{
    id::{AccountId, GroupId, UserId},
    usecases::access::AccountChoice,
};
use sqlx::Row;

/// Puts a user into an account with these groups. Somebody who was removed earlier comes back, with these
/// groups only; somebody who is there already keeps the day they joined.
pub async fn insert(
    connection: &mut Connection,
    at: i64,
    account: &AccountId,
    user: &UserId,
    groups: &[GroupId],
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO memberships (account_id, user_id, status, joined_at) VALUES ($1, $2, 'joined', $3)
         ON CONFLICT (account_id, user_id) DO UPDATE SET status = 'joined', joined_at = excluded.joined_at,
            removed_at = NULL WHERE memberships.status = 'removed'",
    )
    .bind(account.as_str())
    .bind(user.as_str())
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM membership_groups WHERE account_id = $1 AND user_id = $2")
        .bind(account.as_str())
        .bind(user.as_str())
        .execute(&mut *connection)
        .await?;
    for group in groups {
        sqlx::query(
            "INSERT INTO membership_groups (account_id, user_id, group_id) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, user_id, group_id) DO NOTHING",
        )
        .bind(account.as_str())
        .bind(user.as_str())
        .bind(group.as_str())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// True when the user is in the account.
pub async fn exists(connection: &mut Connection, account: &AccountId, user: &UserId) -> Result<bool, Error> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM memberships WHERE account_id = $1 AND user_id = $2 AND status = 'joined'")
            .bind(account.as_str())
            .bind(user.as_str())
            .fetch_optional(connection)
            .await?;
    Ok(found.is_some())
}

/// The accounts that a user is in, the one last visited first, the others by name.
pub async fn list_accounts(connection: &mut Connection, user: &UserId) -> Result<Vec<AccountChoice>, Error> {
    let rows = sqlx::query(
        "SELECT a.id, a.name, a.role FROM memberships m
         JOIN accounts a ON a.id = m.account_id
         JOIN users u ON u.id = m.user_id
         WHERE m.user_id = $1 AND m.status = 'joined'
         ORDER BY CASE WHEN a.id = u.last_account_id THEN 0 ELSE 1 END, lower(a.name), a.id",
    )
    .bind(user.as_str())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(AccountChoice {
                id: row.try_get::<String, _>("id")?.try_into().map_err(Error::defect)?,
                name: row.try_get("name")?,
                role: word(row.try_get("role")?)?,
            })
        })
        .collect()
}

/// A member as the users' page needs them.
#[derive(Debug, Clone)]
pub struct MemberRow {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Ids of groups.
    pub groups: Vec<String>,
    /// Unix milliseconds.
    pub seen_at: Option<i64>,
    /// Unix milliseconds.
    pub joined_at: i64,
    /// Since when they cannot sign in, Unix milliseconds.
    pub deactivated_at: Option<i64>,
}

/// One of the account's members.
pub async fn find(connection: &mut Connection, account: &AccountId, user: &UserId) -> Result<Option<MemberRow>, Error> {
    let row = sqlx::query(
        "SELECT u.name, u.email, u.deactivated_at, m.seen_at, m.joined_at
         FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.account_id = $1 AND m.user_id = $2 AND m.status = 'joined'",
    )
    .bind(account.as_str())
    .bind(user.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let groups = sqlx::query_scalar(
        "SELECT group_id FROM membership_groups WHERE account_id = $1 AND user_id = $2 ORDER BY group_id",
    )
    .bind(account.as_str())
    .bind(user.as_str())
    .fetch_all(connection)
    .await?;
    Ok(Some(MemberRow {
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        groups,
        seen_at: row.try_get("seen_at")?,
        joined_at: row.try_get("joined_at")?,
        deactivated_at: row.try_get("deactivated_at")?,
    }))
}

/// Ends a membership; the row stays, without groups. False when there was none.
pub async fn remove(connection: &mut Connection, at: i64, account: &AccountId, user: &UserId) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE memberships SET status = 'removed', removed_at = $3
         WHERE account_id = $1 AND user_id = $2 AND status = 'joined'",
    )
    .bind(account.as_str())
    .bind(user.as_str())
    .bind(at)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM membership_groups WHERE account_id = $1 AND user_id = $2")
        .bind(account.as_str())
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Notes when a member was last active in the account.
pub async fn update_seen(
    connection: &mut Connection,
    at: i64,
    account: &AccountId,
    user: &UserId,
) -> Result<(), Error> {
    sqlx::query("UPDATE memberships SET seen_at = $3 WHERE account_id = $1 AND user_id = $2")
        .bind(account.as_str())
        .bind(user.as_str())
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
