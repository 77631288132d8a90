//! Second factors: what their secrets are derived from, and which codes are spent.

use super::{Connection, exactly_one};
use crate::Error;
use entente_domain::id::{AccountId, UserId};
use sqlx::Row;

/// A second factor.
#[derive(Debug, Clone)]
pub struct FactorRow {
    /// What the secret is derived from.
    pub seed: String,
    /// Since when it is asked for; `None` while it is being set up.
    pub confirmed_at: Option<i64>,
    /// Codes of this time step and before are spent.
    pub last_step: i64,
    /// What the recovery codes are derived from.
    pub codes_seed: String,
    /// A bit per recovery code that is spent.
    pub used_codes: i64,
    /// Until when the recovery codes are shown.
    pub codes_shown_until: i64,
}

/// A user's second factor, set up or not.
pub async fn find(connection: &mut Connection, user: &UserId) -> Result<Option<FactorRow>, Error> {
    let row = sqlx::query(
        "SELECT seed, confirmed_at, last_step, codes_seed, used_codes, codes_shown_until FROM second_factors
         WHERE user_id = $1",
    )
    .bind(user.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(FactorRow {
            seed: row.try_get("seed")?,
            confirmed_at: row.try_get("confirmed_at")?,
            last_step: row.try_get("last_step")?,
            codes_seed: row.try_get("codes_seed")?,
            used_codes: row.try_get("used_codes")?,
            codes_shown_until: row.try_get("codes_shown_until")?,
        })
    })
    .transpose()
}

/// Begins a second factor, or begins it anew; false when one is set up already.
pub async fn put(connection: &mut Connection, at: i64, user: &UserId, seed: &str) -> Result<bool, Error> {
    let result = sqlx::query(
        "INSERT INTO second_factors (user_id, seed, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET seed = excluded.seed, created_at = excluded.created_at
            WHERE second_factors.confirmed_at IS NULL",
    )
    .bind(user.as_str())
    .bind(seed)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Recovery codes, freshly made.
#[derive(Debug, Clone)]
pub struct FreshCodes {
    /// What they are derived from.
    pub seed: String,
    /// Until when they are shown.
    pub shown_until: i64,
}

/// Sets up what was begun with `seed`; `step` is that of its first code. False when it is set up or begun anew.
pub async fn update_confirmed(
    connection: &mut Connection,
    at: i64,
    (user, seed): (&UserId, &str),
    step: i64,
    codes: &FreshCodes,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE second_factors SET confirmed_at = $1, last_step = $2, codes_seed = $3, used_codes = 0,
            codes_shown_until = $4 WHERE user_id = $5 AND seed = $6 AND confirmed_at IS NULL",
    )
    .bind(at)
    .bind(step)
    .bind(codes.seed.clone())
    .bind(codes.shown_until)
    .bind(user.as_str())
    .bind(seed)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Spends the code of a time step; false when it, or a later one, is spent.
pub async fn update_step(connection: &mut Connection, user: &UserId, step: i64) -> Result<bool, Error> {
    let result = sqlx::query("UPDATE second_factors SET last_step = $1 WHERE user_id = $2 AND last_step < $1")
        .bind(step)
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// Spends a recovery code, named by its bit; false when it is spent or the codes were renewed.
pub async fn update_code_used(connection: &mut Connection, user: &UserId, seed: &str, bit: i64) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE second_factors SET used_codes = used_codes + $1
         WHERE user_id = $2 AND codes_seed = $3 AND (used_codes & $1) = 0",
    )
    .bind(bit)
    .bind(user.as_str())
    .bind(seed)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Replaces the recovery codes; false when no second factor is set up.
pub async fn update_codes(connection: &mut Connection, user: &UserId, codes: &FreshCodes) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE second_factors SET codes_seed = $1, used_codes = 0, codes_shown_until = $2
         WHERE user_id = $3 AND confirmed_at IS NOT NULL",
    )
    .bind(codes.seed.clone())
    .bind(codes.shown_until)
    .bind(user.as_str())
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Deletes a second factor; false when there is none.
pub async fn delete(connection: &mut Connection, user: &UserId) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM second_factors WHERE user_id = $1")
        .bind(user.as_str())
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}

/// How many people an account has, and how many of them have set up no second factor.
pub async fn count_without(connection: &mut Connection, account: &AccountId) -> Result<(i64, i64), Error> {
    let row = sqlx::query(
        "SELECT count(*) AS people, count(f.confirmed_at) AS protected FROM memberships m
         LEFT JOIN second_factors f ON f.user_id = m.user_id
         WHERE m.account_id = $1 AND m.status = 'joined'",
    )
    .bind(account.as_str())
    .fetch_one(connection)
    .await?;
    let (people, protected): (i64, i64) = (row.try_get("people")?, row.try_get("protected")?);
    Ok((people, people - protected))
}
