//! Accounts: organisations on this installation. Partners of an account are in `partners.rs`.

use super::{Connection, exactly_one, word};
use crate::Error;
use entente_domain::{
    account::{AccountStatus, Role},
    id::{AccountId, UserId},
};
use sqlx::{Any, QueryBuilder, Row};

/// An account to insert.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Drawn by the caller.
    pub id: &'a AccountId,
    /// What it is.
    pub role: Role,
    /// Checked name.
    pub name: &'a str,
    /// Invited or active.
    pub status: AccountStatus,
}

/// An account.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// Id.
    pub id: AccountId,
    /// What it is.
    pub role: Role,
    /// Name.
    pub name: String,
    /// Whether anybody has taken it up.
    pub status: AccountStatus,
}

/// Inserts an account.
pub async fn insert(connection: &mut Connection, at: i64, account: &NewAccount<'_>) -> Result<(), Error> {
    sqlx::query("INSERT INTO accounts (id, role, name, status, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(account.id.as_str())
        .bind(account.role.as_str())
        .bind(account.name)
        .bind(account.status.as_str())
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// An account by its id. Whoever calls this has a right to know of the account: its member, its partner's
/// distributor, or the holder of a genuine link.
pub async fn find(connection: &mut Connection, id: &AccountId) -> Result<Option<AccountRow>, Error> {
    let row = sqlx::query("SELECT id, role, name, status FROM accounts WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(AccountRow {
            id: row.try_get::<String, _>("id")?.try_into().map_err(Error::defect)?,
            role: word(row.try_get("role")?)?,
            name: row.try_get("name")?,
            status: word(row.try_get("status")?)?,
        })
    })
    .transpose()
}

/// Marks an invited account as taken up; returns false when it was active already.
pub async fn activate(connection: &mut Connection, id: &AccountId) -> Result<bool, Error> {
    let result = sqlx::query("UPDATE accounts SET status = 'active' WHERE id = $1 AND status = 'invited'")
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// True when there is any account: the installation has been set up.
pub async fn exist(connection: &mut Connection) -> Result<bool, Error> {
    let count: i64 = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM accounts)")
        .fetch_one(connection)
        .await?;
    Ok(count == 1)
}

/// What can be switched on and off for an account. To add one: its column, and the use case that turns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Partners are taken on without approving them.
    AutoOnboarding,
    /// The account opens for those only who have a second factor.
    SecondFactorRequired,
}

impl Switch {
    /// Its column, which names it in events as well.
    pub const fn column(self) -> &'static str {
        match self {
            Self::AutoOnboarding => "auto_onboarding",
            Self::SecondFactorRequired => "second_factor_required",
        }
    }
}

/// Whether a switch is on.
pub async fn is_on(connection: &mut Connection, id: &AccountId, switch: Switch) -> Result<bool, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT ");
    query.push(switch.column()).push(" FROM accounts WHERE id = ");
    query.push_bind(id.as_str().to_owned());
    let on: i64 = query.build_query_scalar().fetch_one(connection).await?;
    Ok(on == 1)
}

/// Turns a switch; false when it stood so already.
pub async fn turn(connection: &mut Connection, id: &AccountId, switch: Switch, on: bool) -> Result<bool, Error> {
    let mut query = QueryBuilder::<Any>::new("UPDATE accounts SET ");
    query.push(switch.column()).push(" = ").push_bind(i64::from(on));
    query.push(" WHERE id = ").push_bind(id.as_str().to_owned());
    query
        .push(" AND ")
        .push(switch.column())
        .push(" <> ")
        .push_bind(i64::from(on));
    Ok(exactly_one(&query.build().execute(connection).await?))
}

/// The names of a person's accounts that open with a second factor only.
pub async fn requiring_second_factor(connection: &mut Connection, user: &UserId) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
         WHERE m.user_id = $1 AND m.status = 'joined' AND a.second_factor_required = 1
         ORDER BY lower(a.name), a.id",
    )
    .bind(user.as_str())
    .fetch_all(connection)
    .await?)
}
