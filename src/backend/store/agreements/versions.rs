//! Versions of agreements. A published row never changes but for its status.

use crate::{
    Error,
    store::{Connection, exactly_one, word},
};
use entente_domain::agreement::{DocumentSource, VersionStatus};
use sqlx::{Row, any::AnyRow};

/// A version to insert.
#[derive(Debug, Clone)]
pub struct NewVersionRow<'a> {
    /// The distributor.
    pub account_id: &'a str,
    /// The agreement.
    pub agreement_id: &'a str,
    /// Number, from 1.
    pub number: i64,
    /// Status.
    pub status: VersionStatus,
    /// Where the document is.
    pub source: DocumentSource,
    /// Its address, for `link`.
    pub link: &'a str,
    /// Title as published.
    pub title: &'a str,
    /// Description as published.
    pub description: &'a str,
    /// What changed, possibly empty.
    pub change_note: &'a str,
    /// Unix milliseconds.
    pub published_at: i64,
    /// The user.
    pub published_by: &'a str,
}

/// A version as stored, with its author and its contracts counted.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Number, from 1.
    pub number: i64,
    /// Status.
    pub status: VersionStatus,
    /// Where the document is.
    pub source: DocumentSource,
    /// Its address, for `link`.
    pub link: String,
    /// Title as published.
    pub title: String,
    /// Description as published.
    pub description: String,
    /// What changed, possibly empty.
    pub change_note: String,
    /// Unix milliseconds.
    pub published_at: i64,
    /// The user.
    pub published_by: Option<String>,
    /// Their name.
    pub author: Option<String>,
    /// Contracts in force on it.
    pub active_contracts: i64,
    /// Contracts ever made or accepted on it.
    pub contracts: i64,
}

/// What a partner is shown of an active version.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Name of the distributor.
    pub issuer: String,
    /// Name of the partner.
    pub partner: String,
    /// Title as published.
    pub title: String,
    /// Number.
    pub version: i64,
    /// Description as published.
    pub description: String,
    /// Address of the document, possibly empty.
    pub link: String,
}

/// Inserts a version.
pub async fn insert_version(connection: &mut Connection, version: &NewVersionRow<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO agreement_versions (account_id, agreement_id, number, status, source, link, title, description,
            change_note, published_at, published_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(version.account_id)
    .bind(version.agreement_id)
    .bind(version.number)
    .bind(version.status.as_str())
    .bind(version.source.as_str())
    .bind(version.link)
    .bind(version.title)
    .bind(version.description)
    .bind(version.change_note)
    .bind(version.published_at)
    .bind(version.published_by)
    .execute(connection)
    .await?;
    Ok(())
}

/// Number of the version that contracts are made on.
pub async fn active_version(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
) -> Result<Option<i64>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT number FROM agreement_versions WHERE account_id = $1 AND agreement_id = $2 AND status = 'active'",
    )
    .bind(account_id)
    .bind(agreement_id)
    .fetch_optional(connection)
    .await?)
}

/// The active version as this partner is shown it.
pub async fn shown(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    partner_id: &str,
) -> Result<Option<Shown>, Error> {
    let row = sqlx::query(
        "SELECT a.name AS issuer, p.name AS partner, v.title, v.number, v.description, v.link
         FROM agreement_versions v
         JOIN accounts a ON a.id = v.account_id
         JOIN partners p ON p.account_id = v.account_id AND p.partner_id = $3
         WHERE v.account_id = $1 AND v.agreement_id = $2 AND v.status = 'active'",
    )
    .bind(account_id)
    .bind(agreement_id)
    .bind(partner_id)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Shown {
        issuer: row.try_get("issuer")?,
        partner: row.try_get("partner")?,
        title: row.try_get("title")?,
        version: row.try_get("number")?,
        description: row.try_get("description")?,
        link: row.try_get("link")?,
    }))
}

/// All versions of an agreement, the newest first; with a `partner_id`, only that partner's contracts are counted.
pub async fn list_versions(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    partner_id: Option<&str>,
) -> Result<Vec<VersionRow>, Error> {
    sqlx::query(
        "SELECT v.number, v.status, v.source, v.link, v.title, v.description, v.change_note, v.published_at,
            v.published_by, u.name AS author,
            (SELECT count(*) FROM contracts c WHERE c.account_id = v.account_id AND c.agreement_id = v.agreement_id
                AND ($3 = '' OR c.partner_id = $3) AND c.version = v.number AND c.status = 'active')
                AS active_contracts,
            (SELECT count(*) FROM contracts c WHERE c.account_id = v.account_id AND c.agreement_id = v.agreement_id
                AND ($3 = '' OR c.partner_id = $3) AND (c.version = v.number OR c.made_on = v.number
                    OR EXISTS (SELECT 1 FROM acceptances e WHERE e.contract_id = c.id AND e.version = v.number)))
                AS contracts
         FROM agreement_versions v LEFT JOIN users u ON u.id = v.published_by
         WHERE v.account_id = $1 AND v.agreement_id = $2 ORDER BY v.number DESC",
    )
    .bind(account_id)
    .bind(agreement_id)
    .bind(partner_id.unwrap_or_default())
    .fetch_all(connection)
    .await?
    .iter()
    .map(read)
    .collect()
}

fn read(row: &AnyRow) -> Result<VersionRow, Error> {
    Ok(VersionRow {
        number: row.try_get("number")?,
        status: word(row.try_get("status")?)?,
        source: word(row.try_get("source")?)?,
        link: row.try_get("link")?,
        title: row.try_get("title")?,
        description: row.try_get("description")?,
        change_note: row.try_get("change_note")?,
        published_at: row.try_get("published_at")?,
        published_by: row.try_get("published_by")?,
        author: row.try_get("author")?,
        active_contracts: row.try_get("active_contracts")?,
        contracts: row.try_get("contracts")?,
    })
}

/// Moves a version on if it still has the status `from`; false when it has not. A draft is published with it.
pub async fn update_version_status(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    number: i64,
    (from, to): (VersionStatus, VersionStatus),
    (user, at): (&str, i64),
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE agreement_versions SET status = $1,
            published_by = CASE WHEN status = 'draft' THEN $6 ELSE published_by END,
            published_at = CASE WHEN status = 'draft' THEN $7 ELSE published_at END
         WHERE account_id = $2 AND agreement_id = $3 AND number = $4 AND status = $5",
    )
    .bind(to.as_str())
    .bind(account_id)
    .bind(agreement_id)
    .bind(number)
    .bind(from.as_str())
    .bind(user)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Deletes a version; the caller has made sure that no contract was ever made on it.
pub async fn delete_version(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    number: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "DELETE FROM agreement_versions
         WHERE account_id = $1 AND agreement_id = $2 AND number = $3 AND status <> 'active'",
    )
    .bind(account_id)
    .bind(agreement_id)
    .bind(number)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}
