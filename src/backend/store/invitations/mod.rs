//! Invitations: rows and their guarded moves. A link's holder is no actor, so [`find`] takes the id alone; who
//! may see the row is decided by the link (public pages) or by the service that asks (inside).

pub mod among;
pub mod limits;
pub mod made;
pub mod moves;
pub mod place;

use super::{Connection, word};
use crate::Error;
use entente_domain::{
    id::UserId,
    invitation::{InvitationKind, InvitationState, InvitationStatus},
};
use sqlx::{Row, any::AnyRow};

/// An invitation to insert; it is open, in its first generation.
#[derive(Debug, Clone)]
pub struct NewInvitation<'a> {
    /// The account that invites.
    pub account_id: &'a str,
    /// The id, drawn by the caller.
    pub id: &'a str,
    /// Partner or user.
    pub kind: InvitationKind,
    /// The address, normalised; `None` for whoever holds the link.
    pub address: Option<&'a str>,
    /// The invited person's name, possibly empty.
    pub name: &'a str,
    /// The invited partner's account.
    pub partner_id: Option<&'a str>,
    /// The contract that is offered.
    pub contract_id: Option<&'a str>,
    /// The account that the invitee joins.
    pub joins_account_id: &'a str,
    /// The groups there.
    pub group_ids: &'a [String],
    /// The link works for so many days after each renewal.
    pub expiry_days: i64,
    /// Unix milliseconds.
    pub expires_at: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// The inviter.
    pub created_by: &'a str,
}

/// An invitation as stored.
#[derive(Debug, Clone)]
pub struct InvitationRow {
    /// The account that invites.
    pub account_id: String,
    /// Id.
    pub id: String,
    /// Partner or user.
    pub kind: InvitationKind,
    /// Status as stored; see [`InvitationRow::state`].
    pub status: InvitationStatus,
    /// Counts the links.
    pub generation: i64,
    /// The address; `None` for whoever holds the link.
    pub address: Option<String>,
    /// The invited person's name, possibly empty.
    pub name: String,
    /// The invited partner's account.
    pub partner_id: Option<String>,
    /// The contract that is offered.
    pub contract_id: Option<String>,
    /// The account that the invitee joins.
    pub joins_account_id: String,
    /// The groups there.
    pub group_ids: Vec<String>,
    /// The link works for so many days after each renewal.
    pub expiry_days: i64,
    /// Unix milliseconds.
    pub expires_at: i64,
    /// A new link was asked for.
    pub asked_at: Option<i64>,
    /// Why it was declined or revoked.
    pub reason: String,
    /// The invitation that took over.
    pub superseded_by: Option<String>,
    /// Unix milliseconds.
    pub created_at: i64,
    /// The inviter.
    pub created_by: String,
    /// Accepted, declined, revoked or superseded.
    pub ended_at: Option<i64>,
    /// Who took it, if somebody did.
    pub ended_by: Option<String>,
}

impl InvitationRow {
    /// What it is at `now`.
    pub fn state(&self, now: i64) -> InvitationState {
        self.status.at(now, self.expires_at)
    }

    /// The partner that it is about: the invited one, or the one whose people are invited.
    pub fn partner(&self) -> Option<&str> {
        let of_people = (self.joins_account_id != self.account_id).then_some(&*self.joins_account_id);
        self.partner_id.as_deref().or(of_people)
    }
}

/// Inserts an invitation. A second open one to the same address for the same account is refused by the database.
pub async fn insert(connection: &mut Connection, invitation: &NewInvitation<'_>) -> Result<(), Error> {
    let groups = serde_json::to_string(invitation.group_ids).map_err(Error::defect)?;
    sqlx::query(
        "INSERT INTO invitations (account_id, id, kind, status, address, name, partner_id, contract_id,
            joins_account_id, group_ids, expiry_days, expires_at, created_at, created_by)
         VALUES ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(invitation.account_id)
    .bind(invitation.id)
    .bind(invitation.kind.as_str())
    .bind(invitation.address)
    .bind(invitation.name)
    .bind(invitation.partner_id)
    .bind(invitation.contract_id)
    .bind(invitation.joins_account_id)
    .bind(groups)
    .bind(invitation.expiry_days)
    .bind(invitation.expires_at)
    .bind(invitation.created_at)
    .bind(invitation.created_by)
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<InvitationRow, Error> {
    Ok(InvitationRow {
        account_id: row.try_get("account_id")?,
        id: row.try_get("id")?,
        kind: word(row.try_get("kind")?)?,
        status: word(row.try_get("status")?)?,
        generation: row.try_get("generation")?,
        address: row.try_get("address")?,
        name: row.try_get("name")?,
        partner_id: row.try_get("partner_id")?,
        contract_id: row.try_get("contract_id")?,
        joins_account_id: row.try_get("joins_account_id")?,
        group_ids: serde_json::from_str(row.try_get("group_ids")?).map_err(Error::defect)?,
        expiry_days: row.try_get("expiry_days")?,
        expires_at: row.try_get("expires_at")?,
        asked_at: row.try_get("asked_at")?,
        reason: row.try_get("reason")?,
        superseded_by: row.try_get("superseded_by")?,
        created_at: row.try_get("created_at")?,
        created_by: row.try_get("created_by")?,
        ended_at: row.try_get("ended_at")?,
        ended_by: row.try_get("ended_by")?,
    })
}

/// Any invitation, for whoever holds its link.
pub async fn find(connection: &mut Connection, id: &str) -> Result<Option<InvitationRow>, Error> {
    sqlx::query("SELECT * FROM invitations WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// One of the account's invitations.
pub async fn find_of(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<InvitationRow>, Error> {
    sqlx::query("SELECT * FROM invitations WHERE account_id = $1 AND id = $2")
        .bind(account_id)
        .bind(id)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The partner invitation of a partner that counts now: the open one, else the newest.
pub async fn newest_of_partner(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Option<InvitationRow>, Error> {
    sqlx::query(
        "SELECT * FROM invitations WHERE account_id = $1 AND partner_id = $2 AND kind = 'partner'
         ORDER BY CASE status WHEN 'open' THEN 0 WHEN 'superseded' THEN 2 ELSE 1 END, created_at DESC, id DESC LIMIT 1",
    )
    .bind(account_id)
    .bind(partner_id)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// The user invitations of an account, the newest first: for lists of its people.
pub async fn of_users(connection: &mut Connection, joins_account_id: &str) -> Result<Vec<InvitationRow>, Error> {
    sqlx::query(
        "SELECT * FROM invitations WHERE joins_account_id = $1 AND kind = 'user' ORDER BY created_at DESC, id LIMIT 500",
    )
    .bind(joins_account_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The open invitations that offer a contract.
pub async fn open_of_contract(
    connection: &mut Connection,
    account_id: &str,
    contract_id: &str,
) -> Result<Vec<InvitationRow>, Error> {
    sqlx::query("SELECT * FROM invitations WHERE account_id = $1 AND contract_id = $2 AND status = 'open'")
        .bind(account_id)
        .bind(contract_id)
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The open invitation of an address to an account's users.
pub async fn open_of_user(
    connection: &mut Connection,
    joins_account_id: &str,
    address: &str,
) -> Result<Option<InvitationRow>, Error> {
    sqlx::query(
        "SELECT * FROM invitations
         WHERE joins_account_id = $1 AND kind = 'user' AND address = $2 AND status = 'open'",
    )
    .bind(joins_account_id)
    .bind(address)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// How many invitations that somebody made can be taken now, in whatever account.
pub async fn count_open_by(connection: &mut Connection, user: &UserId, now: i64) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM invitations WHERE created_by = $1 AND status = 'open' AND expires_at > $2",
    )
    .bind(user.as_str())
    .bind(now)
    .fetch_one(connection)
    .await?)
}
