//! Partners: a distributor's relationships. The directory is in [`list`], what the partner page shows besides in
//! [`page`], the search for similar ones in [`similar`]. What contracts and invitations move is in
//! [`super::partnership`].

pub mod list;
pub mod page;
pub mod similar;

use super::{Connection, exactly_one, word};
use crate::Error;
use entente_domain::{
    partner::{PartnerStatus, PartnerType},
    usecases::partners::PartnerForm,
};
use sqlx::{Row, any::AnyRow};

/// A partner to insert.
#[derive(Debug, Clone)]
pub struct NewPartner<'a> {
    /// The distributor.
    pub account_id: &'a str,
    /// The partner's account.
    pub partner_id: &'a str,
    /// Vendor or reseller.
    pub kind: PartnerType,
    /// Status.
    pub status: PartnerStatus,
    /// Details and contacts, checked.
    pub form: &'a PartnerForm,
    /// Unix milliseconds.
    pub created_at: i64,
}

/// A partner as stored.
#[derive(Debug, Clone)]
pub struct PartnerRow {
    /// Row of the search index; the order in which partners were added.
    pub number: i64,
    /// The partner's account.
    pub partner_id: String,
    /// Vendor or reseller.
    pub kind: PartnerType,
    /// Status.
    pub status: PartnerStatus,
    /// Details and contacts.
    pub form: PartnerForm,
    /// Active program, distribution, service, syndication contracts.
    pub contracts: [i64; 4],
    /// Counts changes.
    pub revision: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub changed_at: i64,
}

/// The columns of a [`PartnerRow`], of `partners p`.
const COLUMNS: &str = "p.number, p.partner_id, p.type, p.status, p.name, coalesce(p.external_id, '') AS external_id,
    p.technical_name, p.technical_email, p.business_name, p.business_email, p.program_count, p.distribution_count,
    p.service_count, p.syndication_count, p.revision, p.created_at, p.changed_at";

fn read(row: &AnyRow) -> Result<PartnerRow, Error> {
    Ok(PartnerRow {
        number: row.try_get(0)?,
        partner_id: row.try_get(1)?,
        kind: word(row.try_get(2)?)?,
        status: word(row.try_get(3)?)?,
        form: PartnerForm {
            name: row.try_get(4)?,
            external_id: row.try_get(5)?,
            technical_name: row.try_get(6)?,
            technical_email: row.try_get(7)?,
            business_name: row.try_get(8)?,
            business_email: row.try_get(9)?,
        },
        contracts: [row.try_get(10)?, row.try_get(11)?, row.try_get(12)?, row.try_get(13)?],
        revision: row.try_get(14)?,
        created_at: row.try_get(15)?,
        changed_at: row.try_get(16)?,
    })
}

/// `NULL` for an external id that was not given.
fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Inserts a partner. An external id that another partner of the distributor has is refused by the database.
pub async fn insert(connection: &mut Connection, partner: &NewPartner<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO partners (account_id, partner_id, type, status, name, external_id, technical_name,
            technical_email, business_name, business_email, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
    )
    .bind(partner.account_id)
    .bind(partner.partner_id)
    .bind(partner.kind.as_str())
    .bind(partner.status.as_str())
    .bind(&partner.form.name)
    .bind(given(&partner.form.external_id))
    .bind(&partner.form.technical_name)
    .bind(&partner.form.technical_email)
    .bind(&partner.form.business_name)
    .bind(&partner.form.business_email)
    .bind(partner.created_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// One of the account's partners.
pub async fn find(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Option<PartnerRow>, Error> {
    let mut query = sqlx::QueryBuilder::<sqlx::Any>::new("SELECT ");
    query
        .push(COLUMNS)
        .push(" FROM partners p WHERE p.account_id = ")
        .push_bind(account_id.to_owned());
    query.push(" AND p.partner_id = ").push_bind(partner_id.to_owned());
    query
        .build()
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The partner that has this external id: (account id, name).
pub async fn with_external_id(
    connection: &mut Connection,
    account_id: &str,
    external_id: &str,
) -> Result<Option<(String, String)>, Error> {
    let row = sqlx::query("SELECT partner_id, name FROM partners WHERE account_id = $1 AND external_id = $2")
        .bind(account_id)
        .bind(external_id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// True when somebody has ever joined the partner's account.
pub async fn has_people(connection: &mut Connection, partner_id: &str) -> Result<bool, Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM memberships WHERE account_id = $1 LIMIT 1")
        .bind(partner_id)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Saves details and contacts unless somebody changed the partner since `revision`; false when they did.
pub async fn update(
    connection: &mut Connection,
    account_id: &str,
    partner: &PartnerRow,
    form: &PartnerForm,
    at: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE partners SET name = $1, external_id = $2, technical_name = $3, technical_email = $4,
            business_name = $5, business_email = $6, changed_at = $7, revision = revision + 1
         WHERE account_id = $8 AND partner_id = $9 AND revision = $10",
    )
    .bind(&form.name)
    .bind(given(&form.external_id))
    .bind(&form.technical_name)
    .bind(&form.technical_email)
    .bind(&form.business_name)
    .bind(&form.business_email)
    .bind(at)
    .bind(account_id)
    .bind(&partner.partner_id)
    .bind(partner.revision)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Gives the partner's account its corrected name, as long as nobody has joined it.
pub async fn rename_account(connection: &mut Connection, partner_id: &str, name: &str) -> Result<(), Error> {
    sqlx::query(
        "UPDATE accounts SET name = $1
         WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = accounts.id)",
    )
    .bind(name)
    .bind(partner_id)
    .execute(connection)
    .await?;
    Ok(())
}

/// The distributors that a vendor's or reseller's account works with: (id, name, status, contracts in force).
pub async fn distributors(
    connection: &mut Connection,
    partner_id: &str,
) -> Result<Vec<(String, String, PartnerStatus, i64)>, Error> {
    sqlx::query(
        "SELECT a.id, a.name, p.status,
            p.program_count + p.distribution_count + p.service_count + p.syndication_count AS contracts
         FROM partners p JOIN accounts a ON a.id = p.account_id
         WHERE p.partner_id = $1 ORDER BY a.name COLLATE NOCASE, a.id LIMIT 500",
    )
    .bind(partner_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| {
        Ok((
            row.try_get(0)?,
            row.try_get(1)?,
            word(row.try_get(2)?)?,
            row.try_get(3)?,
        ))
    })
    .collect()
}
