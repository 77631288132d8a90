//! What a partner holds: its contract on an agreement, what is in force, what stands under a contract.

use crate::{
    Error,
    store::{Connection, word},
};
use entente_domain::contract::ContractStatus;
use sqlx::Row;

/// The living contract of a partner on an agreement: (id, status).
pub async fn living(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    partner_id: &str,
) -> Result<Option<(String, ContractStatus)>, Error> {
    let row = sqlx::query(
        "SELECT id, status FROM contracts WHERE account_id = $1 AND agreement_id = $2 AND partner_id = $3
            AND status IN ('enrolling', 'pending', 'active')",
    )
    .bind(account_id)
    .bind(agreement_id)
    .bind(partner_id)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((row.try_get("id")?, word(row.try_get("status")?)?)))
        .transpose()
}

/// A partner's contract on an agreement, in short.
#[derive(Debug, Clone)]
pub struct Own {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Status.
    pub status: ContractStatus,
}

/// The contract of a partner on an agreement: the living one, else the newest.
pub async fn newest(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    partner_id: &str,
) -> Result<Option<Own>, Error> {
    let row = sqlx::query(
        "SELECT id, name, status FROM contracts WHERE account_id = $1 AND agreement_id = $2 AND partner_id = $3
         ORDER BY CASE WHEN status IN ('enrolling', 'pending', 'active') THEN 0 ELSE 1 END, created_at DESC, id DESC
         LIMIT 1",
    )
    .bind(account_id)
    .bind(agreement_id)
    .bind(partner_id)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Own {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            status: word(row.try_get("status")?)?,
        })
    })
    .transpose()
}

/// How many program or service contracts of a partner are in force.
pub async fn active_main_contracts(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<i64, Error> {
    Ok(sqlx::query_scalar(
        "SELECT count(*) FROM contracts WHERE partner_id = $2 AND account_id = $1 AND status = 'active'
            AND type IN ('program', 'service')",
    )
    .bind(account_id)
    .bind(partner_id)
    .fetch_one(connection)
    .await?)
}

/// Ids of the program and service contracts that a partner has signed and the distributor has not decided on.
pub async fn signed_main_contracts(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM contracts WHERE partner_id = $2 AND account_id = $1 AND status = 'pending'
            AND signed_at IS NOT NULL AND type IN ('program', 'service') ORDER BY created_at, id",
    )
    .bind(account_id)
    .bind(partner_id)
    .fetch_all(connection)
    .await?)
}

/// Ids of the living contracts under one.
pub async fn living_dependents(connection: &mut Connection, account_id: &str, id: &str) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM contracts WHERE account_id = $1 AND parent_id = $2
            AND status IN ('enrolling', 'pending', 'active') ORDER BY created_at, id",
    )
    .bind(account_id)
    .bind(id)
    .fetch_all(connection)
    .await?)
}
