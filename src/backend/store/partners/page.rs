//! What the partner page shows besides the partner: agreements, contracts, people, mail.

use crate::{
    Error,
    store::{Connection, word},
};
use entente_domain::{
    agreement::AgreementType,
    contract::ContractStatus,
    usecases::{
        Reference,
        partners::{DeliveryState, PartnerAgreement},
    },
};
use sqlx::{Row, any::AnyRow};
use std::collections::HashMap;

/// Contracts shown at most.
const CONTRACTS: i64 = 500;

/// A contract on the partner page.
#[derive(Debug)]
pub struct ContractRow {
    /// Id.
    pub id: String,
    /// Type.
    pub kind: AgreementType,
    /// The agreement: id and title.
    pub agreement: Reference,
    /// Version it was made or last accepted on.
    pub version: i64,
    /// Status.
    pub status: ContractStatus,
    /// The partner has signed.
    pub signed: bool,
}

/// A mail on the partner page.
#[derive(Debug)]
pub struct DeliveryRow {
    /// Where to.
    pub address: String,
    /// State.
    pub state: DeliveryState,
    /// The server's words.
    pub detail: String,
    /// Unix milliseconds of the last change.
    pub at: i64,
}

/// The partner's contracts, the newest first.
pub async fn contracts(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Vec<ContractRow>, Error> {
    sqlx::query(
        "SELECT c.id, c.type, c.agreement_id, g.title, c.version, c.status, c.signed_at
         FROM contracts c JOIN agreements g ON g.account_id = c.account_id AND g.id = c.agreement_id
         WHERE c.partner_id = $1 AND c.account_id = $2 ORDER BY c.created_at DESC, c.id DESC LIMIT $3",
    )
    .bind(partner_id)
    .bind(account_id)
    .bind(CONTRACTS)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| {
        Ok(ContractRow {
            id: row.try_get("id")?,
            kind: word(row.try_get("type")?)?,
            agreement: Reference {
                id: row.try_get("agreement_id")?,
                name: row.try_get("title")?,
            },
            version: row.try_get("version")?,
            status: word(row.try_get("status")?)?,
            signed: row.try_get::<Option<i64>, _>("signed_at")?.is_some(),
        })
    })
    .collect()
}

/// The agreements that the partner has contracts on, and those under them, main ones first.
pub async fn agreements(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Vec<PartnerAgreement>, Error> {
    sqlx::query(
        "SELECT g.id, g.title, g.type FROM agreements g WHERE g.account_id = $2 AND g.id IN (
            SELECT c.agreement_id FROM contracts c WHERE c.partner_id = $1 AND c.account_id = $2
            UNION SELECT d.id FROM contracts c
            JOIN agreements d ON d.account_id = c.account_id AND d.parent_id = c.agreement_id
            WHERE c.partner_id = $1 AND c.account_id = $2)
         ORDER BY g.parent_id IS NOT NULL, g.created_at, g.id LIMIT $3",
    )
    .bind(partner_id)
    .bind(account_id)
    .bind(CONTRACTS)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| {
        Ok(PartnerAgreement {
            agreement: Reference {
                id: row.try_get("id")?,
                name: row.try_get("title")?,
            },
            kind: word(row.try_get("type")?)?,
        })
    })
    .collect()
}

fn delivery(row: &AnyRow) -> Result<DeliveryRow, Error> {
    Ok(DeliveryRow {
        address: row.try_get("recipient")?,
        state: word(row.try_get("state")?)?,
        detail: row.try_get("detail")?,
        at: row.try_get("changed_at")?,
    })
}

/// Mail about an invitation, the newest first.
pub async fn deliveries(connection: &mut Connection, invitation_id: &str) -> Result<Vec<DeliveryRow>, Error> {
    sqlx::query(
        "SELECT recipient, state, detail, changed_at FROM deliveries WHERE invitation_id = $1 ORDER BY id DESC LIMIT 50",
    )
    .bind(invitation_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(delivery)
    .collect()
}

/// Mail about the invitations of users that the account has made to a partner's, by invitation, the newest first.
pub async fn deliveries_to_users(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<HashMap<String, Vec<DeliveryRow>>, Error> {
    let rows = sqlx::query(
        "SELECT d.invitation_id, d.recipient, d.state, d.detail, d.changed_at
         FROM invitations i JOIN deliveries d ON d.invitation_id = i.id
         WHERE i.joins_account_id = $2 AND i.kind = 'user' AND i.account_id = $1 ORDER BY d.id DESC LIMIT 1000",
    )
    .bind(account_id)
    .bind(partner_id)
    .fetch_all(connection)
    .await?;
    let mut deliveries: HashMap<String, Vec<DeliveryRow>> = HashMap::new();
    for row in &rows {
        let of = deliveries.entry(row.try_get("invitation_id")?).or_default();
        of.push(delivery(row)?);
    }
    Ok(deliveries)
}

/// The people who have joined the partner's account: (name, address).
pub async fn people(connection: &mut Connection, partner_id: &str) -> Result<Vec<(String, String)>, Error> {
    sqlx::query(
        "SELECT u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.account_id = $1 AND m.status = 'joined' ORDER BY m.joined_at, u.id LIMIT 200",
    )
    .bind(partner_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row: &AnyRow| Ok((row.try_get(0)?, row.try_get(1)?)))
    .collect()
}

/// The agreement of the partner's newest program or service contract, and that contract's note to the signee.
pub async fn newest_main_agreement(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Option<(String, String)>, Error> {
    let row = sqlx::query(
        "SELECT agreement_id, note_to_signee FROM contracts
         WHERE partner_id = $1 AND account_id = $2 AND type IN ('program', 'service')
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(partner_id)
    .bind(account_id)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}
