//! Contracts: rows and their guarded moves. The list is in [`list`].
//!
//! A contract belongs to its issuer (`account_id`) and is seen by its partner (`partner_id`) too; every function
//! names which of the two asks.

pub mod list;
pub mod moves;
pub mod of_partner;

use super::{Connection, word};
use crate::Error;
use entente_domain::{
    agreement::AgreementType,
    contract::{ContractStatus, Standing},
};
use sqlx::{Row, any::AnyRow};

pub use moves::{Move, apply};
pub use of_partner::{Own, active_main_contracts, living, living_dependents, newest};

/// A contract to insert.
#[derive(Debug, Clone)]
pub struct NewContract<'a> {
    /// The issuer.
    pub account_id: &'a str,
    /// The id, drawn by the caller.
    pub id: &'a str,
    /// Type, as its agreement.
    pub kind: AgreementType,
    /// Status.
    pub status: ContractStatus,
    /// Name.
    pub name: &'a str,
    /// The agreement.
    pub agreement_id: &'a str,
    /// Its active version.
    pub version: i64,
    /// The partner's account.
    pub partner_id: &'a str,
    /// The program or service contract above it.
    pub parent_id: Option<&'a str>,
    /// What the partner reads.
    pub note_to_signee: &'a str,
    /// What only the issuer reads.
    pub internal_note: &'a str,
    /// Until when it runs.
    pub expires_at: Option<i64>,
    /// Unix milliseconds.
    pub created_at: i64,
    /// The user, if one made it.
    pub created_by: Option<&'a str>,
}

/// A contract as stored, with the names its page shows.
#[derive(Debug, Clone)]
pub struct ContractRow {
    /// The issuer.
    pub account_id: String,
    /// Its name.
    pub issuer: String,
    /// Id.
    pub id: String,
    /// Type.
    pub kind: AgreementType,
    /// Status.
    pub status: ContractStatus,
    /// Name.
    pub name: String,
    /// The agreement.
    pub agreement_id: String,
    /// Its title now.
    pub agreement: String,
    /// Its auto accept.
    pub auto_accept: bool,
    /// The version it was made or last accepted on.
    pub version: i64,
    /// The agreement's active version.
    pub active_version: Option<i64>,
    /// The partner's account.
    pub partner_id: String,
    /// Its name.
    pub partner: String,
    /// The contract above it.
    pub parent_id: Option<String>,
    /// Who signed, as typed.
    pub signee: String,
    /// What the partner reads.
    pub note_to_signee: String,
    /// What only the issuer reads.
    pub internal_note: String,
    /// Reason of the end, or of a request for changes.
    pub ending_note: String,
    /// Until when it runs.
    pub expires_at: Option<i64>,
    /// Made.
    pub created: ActRow,
    /// Signed.
    pub signed: ActRow,
    /// Approved.
    pub countersigned: ActRow,
    /// Rejected, withdrawn or terminated.
    pub ended: ActRow,
    /// Counts changes.
    pub revision: i64,
}

/// When something was done, and by whom.
#[derive(Debug, Clone, Default)]
pub struct ActRow {
    /// Unix milliseconds; `None` when it was not done.
    pub at: Option<i64>,
    /// The user.
    pub by: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

impl ContractRow {
    /// What transitions depend on.
    pub fn standing(&self) -> Standing {
        Standing {
            kind: self.kind,
            status: self.status,
            signed: self.signed.at.is_some(),
        }
    }

    /// The newer active version, if there is one.
    pub fn newer_version(&self) -> Option<i64> {
        self.active_version.filter(|&active| active != self.version)
    }
}

/// Inserts a contract. A second living one of the same partner on the same agreement is refused by the database.
pub async fn insert(connection: &mut Connection, contract: &NewContract<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO contracts (account_id, id, type, status, name, agreement_id, version, partner_id, parent_id,
            note_to_signee, internal_note, expires_at, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(contract.account_id)
    .bind(contract.id)
    .bind(contract.kind.as_str())
    .bind(contract.status.as_str())
    .bind(contract.name)
    .bind(contract.agreement_id)
    .bind(contract.version)
    .bind(contract.partner_id)
    .bind(contract.parent_id)
    .bind(contract.note_to_signee)
    .bind(contract.internal_note)
    .bind(contract.expires_at)
    .bind(contract.created_at)
    .bind(contract.created_by)
    .execute(connection)
    .await?;
    Ok(())
}

/// One contract that this account issued or is the partner of.
pub async fn find(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<ContractRow>, Error> {
    sqlx::query(
        "SELECT c.*, i.name AS issuer, p.name AS partner, g.title AS agreement, g.auto_accept,
            v.number AS active_version, uc.name AS created_name, us.name AS signed_name,
            uk.name AS countersigned_name, ue.name AS ended_name
         FROM contracts c
         JOIN accounts i ON i.id = c.account_id
         JOIN partners p ON p.account_id = c.account_id AND p.partner_id = c.partner_id
         JOIN agreements g ON g.account_id = c.account_id AND g.id = c.agreement_id
         LEFT JOIN agreement_versions v
            ON v.account_id = c.account_id AND v.agreement_id = c.agreement_id AND v.status = 'active'
         LEFT JOIN users uc ON uc.id = c.created_by
         LEFT JOIN users us ON us.id = c.signed_by
         LEFT JOIN users uk ON uk.id = c.countersigned_by
         LEFT JOIN users ue ON ue.id = c.ended_by
         WHERE c.id = $2 AND (c.account_id = $1 OR c.partner_id = $1)",
    )
    .bind(account_id)
    .bind(id)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

fn read(row: &AnyRow) -> Result<ContractRow, Error> {
    Ok(ContractRow {
        account_id: row.try_get("account_id")?,
        issuer: row.try_get("issuer")?,
        id: row.try_get("id")?,
        kind: word(row.try_get("type")?)?,
        status: word(row.try_get("status")?)?,
        name: row.try_get("name")?,
        agreement_id: row.try_get("agreement_id")?,
        agreement: row.try_get("agreement")?,
        auto_accept: row.try_get::<i64, _>("auto_accept")? != 0,
        version: row.try_get("version")?,
        active_version: row.try_get("active_version")?,
        partner_id: row.try_get("partner_id")?,
        partner: row.try_get("partner")?,
        parent_id: row.try_get("parent_id")?,
        signee: row.try_get("signee")?,
        note_to_signee: row.try_get("note_to_signee")?,
        internal_note: row.try_get("internal_note")?,
        ending_note: row.try_get("ending_note")?,
        expires_at: row.try_get("expires_at")?,
        created: ActRow {
            at: Some(row.try_get("created_at")?),
            by: row.try_get("created_by")?,
            name: row.try_get("created_name")?,
        },
        signed: act(row, "signed_at", "signed_by", "signed_name")?,
        countersigned: act(row, "countersigned_at", "countersigned_by", "countersigned_name")?,
        ended: act(row, "ended_at", "ended_by", "ended_name")?,
        revision: row.try_get("revision")?,
    })
}

fn act(row: &AnyRow, at: &str, by: &str, name: &str) -> Result<ActRow, Error> {
    Ok(ActRow {
        at: row.try_get(at)?,
        by: row.try_get(by)?,
        name: row.try_get(name)?,
    })
}
