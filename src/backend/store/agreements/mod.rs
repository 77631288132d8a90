//! Agreements. Their versions are in [`versions`], the list in [`list`].
//!
//! The owner's functions take the account that owns; what a partner may see of it is asked with the partner's
//! account beside.

pub mod list;
pub mod versions;

use super::{Connection, exactly_one, word};
use crate::Error;
use entente_domain::agreement::AgreementType;
use sqlx::{Row, any::AnyRow};

pub use versions::{
    NewVersionRow, VersionRow, active_version, delete_version, insert_version, list_versions, shown,
    update_version_status,
};

/// An agreement to insert.
#[derive(Debug, Clone)]
pub struct NewAgreementRow<'a> {
    /// The distributor.
    pub account_id: &'a str,
    /// The id, drawn by the caller.
    pub id: &'a str,
    /// Type.
    pub kind: AgreementType,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The agreement it stands under.
    pub parent_id: Option<&'a str>,
    /// The marketplace, for distribution.
    pub marketplace_id: Option<&'a str>,
    /// Whether contracts become active without approval.
    pub auto_accept: bool,
    /// Unix milliseconds.
    pub created_at: i64,
    /// The user.
    pub created_by: &'a str,
}

/// An agreement as stored, with the names its page shows.
#[derive(Debug, Clone)]
pub struct AgreementRow {
    /// The distributor.
    pub account_id: String,
    /// Its name.
    pub owner: String,
    /// Id.
    pub id: String,
    /// Type.
    pub kind: AgreementType,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// The agreement it stands under.
    pub parent_id: Option<String>,
    /// Its title.
    pub parent: Option<String>,
    /// The marketplace, for distribution.
    pub marketplace_id: Option<String>,
    /// Its name.
    pub marketplace: Option<String>,
    /// Whether contracts become active without approval.
    pub auto_accept: bool,
    /// Contracts in force.
    pub active_count: i64,
    /// Counts changes.
    pub revision: i64,
    /// Unix milliseconds.
    pub created_at: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT g.*, a.name AS owner, h.title AS parent, m.name AS marketplace
             FROM agreements g
             JOIN accounts a ON a.id = g.account_id
             LEFT JOIN agreements h ON h.account_id = g.account_id AND h.id = g.parent_id
             LEFT JOIN marketplaces m ON m.account_id = g.account_id AND m.id = g.marketplace_id ",
            $rest
        )
    };
}

fn read(row: &AnyRow) -> Result<AgreementRow, Error> {
    Ok(AgreementRow {
        account_id: row.try_get("account_id")?,
        owner: row.try_get("owner")?,
        id: row.try_get("id")?,
        kind: word(row.try_get("type")?)?,
        title: row.try_get("title")?,
        description: row.try_get("description")?,
        parent_id: row.try_get("parent_id")?,
        parent: row.try_get("parent")?,
        marketplace: row.try_get("marketplace")?,
        marketplace_id: row.try_get("marketplace_id")?,
        auto_accept: row.try_get::<i64, _>("auto_accept")? != 0,
        active_count: row.try_get("active_count")?,
        revision: row.try_get("revision")?,
        created_at: row.try_get("created_at")?,
    })
}

/// Inserts an agreement; its first version comes with [`insert_version`] in the same transaction.
pub async fn insert(connection: &mut Connection, agreement: &NewAgreementRow<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO agreements (account_id, id, type, title, description, parent_id, marketplace_id, auto_accept,
            created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(agreement.account_id)
    .bind(agreement.id)
    .bind(agreement.kind.as_str())
    .bind(agreement.title)
    .bind(agreement.description)
    .bind(agreement.parent_id)
    .bind(agreement.marketplace_id)
    .bind(i64::from(agreement.auto_accept))
    .bind(agreement.created_at)
    .bind(agreement.created_by)
    .execute(connection)
    .await?;
    Ok(())
}

/// One of the account's agreements.
pub async fn find(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<AgreementRow>, Error> {
    sqlx::query(select!("WHERE g.account_id = $1 AND g.id = $2"))
        .bind(account_id)
        .bind(id)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// An agreement that is open to this partner: it holds a contract on it, or an active one on its parent.
pub async fn find_open_to(
    connection: &mut Connection,
    partner_id: &str,
    id: &str,
) -> Result<Option<AgreementRow>, Error> {
    sqlx::query(select!(
        "WHERE g.id = $2 AND (
            EXISTS (SELECT 1 FROM contracts c
                WHERE c.account_id = g.account_id AND c.agreement_id = g.id AND c.partner_id = $1)
            OR EXISTS (SELECT 1 FROM contracts c
                WHERE c.account_id = g.account_id AND c.agreement_id = g.parent_id AND c.partner_id = $1
                    AND c.status = 'active'))"
    ))
    .bind(partner_id)
    .bind(id)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// The agreements under one, the oldest first.
pub async fn dependents(
    connection: &mut Connection,
    account_id: &str,
    parent_id: &str,
) -> Result<Vec<AgreementRow>, Error> {
    sqlx::query(select!(
        "WHERE g.account_id = $1 AND g.parent_id = $2 ORDER BY g.created_at, g.id"
    ))
    .bind(account_id)
    .bind(parent_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Agreements of this type that contracts can be made on, by title: (id, title, active version).
pub async fn with_active_version(
    connection: &mut Connection,
    account_id: &str,
    kind: AgreementType,
) -> Result<Vec<(String, String, i64)>, Error> {
    sqlx::query(
        "SELECT g.id, g.title, v.number FROM agreements g
         JOIN agreement_versions v ON v.account_id = g.account_id AND v.agreement_id = g.id AND v.status = 'active'
         WHERE g.account_id = $1 AND g.type = $2 ORDER BY g.title COLLATE NOCASE, g.id LIMIT 1000",
    )
    .bind(account_id)
    .bind(kind.as_str())
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)))
    .collect()
}

/// Contracts on an agreement: (in force, all); with a `partner_id`, only that partner's.
pub async fn count_contracts(
    connection: &mut Connection,
    agreement: &AgreementRow,
    partner_id: Option<&str>,
) -> Result<(i64, i64), Error> {
    let row = sqlx::query(
        "SELECT coalesce(sum(CASE WHEN status = 'active' THEN 1 ELSE 0 END), 0) AS active, count(*) AS total FROM contracts
         WHERE account_id = $1 AND agreement_id = $2 AND ($3 = '' OR partner_id = $3)",
    )
    .bind(&agreement.account_id)
    .bind(&agreement.id)
    .bind(partner_id.unwrap_or_default())
    .fetch_one(connection)
    .await?;
    Ok((row.try_get("active")?, row.try_get("total")?))
}

/// Saves title, description and auto accept unless somebody saved since `revision`; false when they did.
pub async fn update(
    connection: &mut Connection,
    agreement: &AgreementRow,
    title: &str,
    description: &str,
    auto_accept: bool,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE agreements SET title = $1, description = $2, auto_accept = $3, revision = revision + 1
         WHERE account_id = $4 AND id = $5 AND revision = $6",
    )
    .bind(title)
    .bind(description)
    .bind(i64::from(auto_accept))
    .bind(&agreement.account_id)
    .bind(&agreement.id)
    .bind(agreement.revision)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}
