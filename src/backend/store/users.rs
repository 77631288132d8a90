//! Users: one person, one address, one password.

use super::{Connection, exactly_one};
use crate::Error;
use entente_domain::{
    Email, Language,
    id::{AccountId, UserId},
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// A user to insert. Not verified: that takes a link that was mailed ([`set_verified`]).
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    /// Drawn by the caller.
    pub id: &'a UserId,
    /// Address.
    pub email: &'a Email,
    /// Checked full name.
    pub name: &'a str,
    /// From `Backend::hash_password`.
    pub password_hash: &'a str,
    /// The language they read letters in.
    pub language: Language,
}

/// A user.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// Id.
    pub id: UserId,
    /// Address.
    pub email: String,
    /// Full name.
    pub name: String,
    /// For `Backend::check_password`.
    pub password_hash: String,
    /// Since when the address is proved.
    pub email_verified_at: Option<i64>,
    /// The account last visited.
    pub last_account_id: Option<AccountId>,
    /// Cannot sign in, by the will of those who run the installation.
    pub deactivated: bool,
}

/// Inserts a user.
pub async fn insert(connection: &mut Connection, at: i64, user: &NewUser<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO users (id, email, name, password_hash, language, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(user.id.as_str())
    .bind(user.email.as_str())
    .bind(user.name)
    .bind(user.password_hash)
    .bind(user.language.as_str())
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

fn row(row: &AnyRow) -> Result<UserRow, Error> {
    let last_account: Option<String> = row.try_get("last_account_id")?;
    Ok(UserRow {
        id: row.try_get::<String, _>("id")?.try_into().map_err(Error::defect)?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        password_hash: row.try_get("password_hash")?,
        email_verified_at: row.try_get("email_verified_at")?,
        deactivated: row.try_get::<Option<i64>, _>("deactivated_at")?.is_some(),
        last_account_id: last_account
            .map(AccountId::try_from)
            .transpose()
            .map_err(Error::defect)?,
    })
}

async fn find_where(connection: &mut Connection, column: &str, value: &str) -> Result<Option<UserRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT id, email, name, password_hash, email_verified_at, last_account_id, deactivated_at FROM users WHERE ",
    );
    query.push(column).push(" = ").push_bind(value.to_owned());
    let found = query.build().fetch_optional(connection).await?;
    found.as_ref().map(row).transpose()
}

/// The user with this address.
pub async fn find_by_email(connection: &mut Connection, email: &Email) -> Result<Option<UserRow>, Error> {
    find_where(connection, "email", email.as_str()).await
}

/// The user with this id.
pub async fn find(connection: &mut Connection, id: &UserId) -> Result<Option<UserRow>, Error> {
    find_where(connection, "id", id.as_str()).await
}

/// Notes that the address was proved by a mailed link; the first proof stays.
pub async fn set_verified(connection: &mut Connection, id: &UserId, at: i64) -> Result<(), Error> {
    sqlx::query("UPDATE users SET email_verified_at = $1 WHERE id = $2 AND email_verified_at IS NULL")
        .bind(at)
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Replaces a password; returns false when it is not `old` any more.
pub async fn update_password(connection: &mut Connection, id: &UserId, old: &str, new: &str) -> Result<bool, Error> {
    let result = sqlx::query("UPDATE users SET password_hash = $1 WHERE id = $2 AND password_hash = $3")
        .bind(new)
        .bind(id.as_str())
        .bind(old)
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Changes a name.
pub async fn update_name(connection: &mut Connection, id: &UserId, name: &str) -> Result<(), Error> {
    sqlx::query("UPDATE users SET name = $1 WHERE id = $2")
        .bind(name)
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes the zone in which somebody reads times, and the language in which they read letters.
pub async fn update_locale(
    connection: &mut Connection,
    id: &UserId,
    (zone, language): (&str, Language),
) -> Result<(), Error> {
    sqlx::query("UPDATE users SET time_zone = $1, language = $2 WHERE id = $3 AND (time_zone <> $1 OR language <> $2)")
        .bind(zone)
        .bind(language.as_str())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes an address to one that was proved at `at`.
pub async fn update_email(connection: &mut Connection, id: &UserId, email: &Email, at: i64) -> Result<(), Error> {
    sqlx::query("UPDATE users SET email = $1, email_verified_at = $2 WHERE id = $3")
        .bind(email.as_str())
        .bind(at)
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deactivates a person, or activates them again; false when they are that already.
pub async fn update_deactivated(connection: &mut Connection, id: &UserId, at: Option<i64>) -> Result<bool, Error> {
    let result =
        sqlx::query("UPDATE users SET deactivated_at = $1 WHERE id = $2 AND (deactivated_at IS NULL) <> ($1 IS NULL)")
            .bind(at)
            .bind(id.as_str())
            .execute(connection)
            .await?;
    Ok(exactly_one(&result))
}

/// Notes which account the user visited last; it opens first at the next sign-in.
pub async fn update_last_account(connection: &mut Connection, id: &UserId, account: &AccountId) -> Result<(), Error> {
    sqlx::query("UPDATE users SET last_account_id = $1 WHERE id = $2 AND last_account_id IS DISTINCT FROM $1")
        .bind(account.as_str())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(())
}
