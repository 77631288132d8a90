//! Drafts of the wizard *Add partner*. A draft belongs to the person who began it, in that account.

use super::{Connection, exactly_one};
use crate::Error;
use entente_domain::{
    agreement::AgreementType,
    usecases::{Reference, wizard::DraftForms},
};
use sqlx::{Row, any::AnyRow};

/// Whose draft.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// The account.
    pub account_id: &'a str,
    /// The person.
    pub user_id: &'a str,
}

/// A draft as stored.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Id.
    pub id: String,
    /// What was entered.
    pub forms: DraftForms,
    /// JSON of what was made; empty until the wizard has finished.
    pub outcome: String,
    /// Unix milliseconds.
    pub changed_at: i64,
}

fn read(row: &AnyRow) -> Result<DraftRow, Error> {
    Ok(DraftRow {
        id: row.try_get("id")?,
        forms: serde_json::from_str(row.try_get("forms")?).map_err(Error::defect)?,
        outcome: row.try_get("outcome")?,
        changed_at: row.try_get("changed_at")?,
    })
}

/// Inserts a draft.
pub async fn insert(
    connection: &mut Connection,
    owner: Owner<'_>,
    id: &str,
    forms: &DraftForms,
    at: i64,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO wizard_drafts (account_id, id, user_id, forms, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(owner.account_id)
    .bind(id)
    .bind(owner.user_id)
    .bind(serde_json::to_string(forms).map_err(Error::defect)?)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// One of the person's drafts, finished or not.
pub async fn find(connection: &mut Connection, owner: Owner<'_>, id: &str) -> Result<Option<DraftRow>, Error> {
    sqlx::query(
        "SELECT id, forms, outcome, changed_at FROM wizard_drafts WHERE account_id = $1 AND user_id = $2 AND id = $3",
    )
    .bind(owner.account_id)
    .bind(owner.user_id)
    .bind(id)
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// The person's unfinished drafts, the newest first, at most `limit`.
pub async fn unfinished(connection: &mut Connection, owner: Owner<'_>, limit: i64) -> Result<Vec<DraftRow>, Error> {
    sqlx::query(
        "SELECT id, forms, outcome, changed_at FROM wizard_drafts
         WHERE account_id = $1 AND user_id = $2 AND outcome = '' ORDER BY changed_at DESC, id DESC LIMIT $3",
    )
    .bind(owner.account_id)
    .bind(owner.user_id)
    .bind(limit)
    .fetch_all(connection)
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Saves the forms of an unfinished draft; false when it has finished or is gone.
pub async fn update_forms(
    connection: &mut Connection,
    owner: Owner<'_>,
    id: &str,
    forms: &DraftForms,
    at: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE wizard_drafts SET forms = $1, changed_at = $2
         WHERE account_id = $3 AND user_id = $4 AND id = $5 AND outcome = ''",
    )
    .bind(serde_json::to_string(forms).map_err(Error::defect)?)
    .bind(at)
    .bind(owner.account_id)
    .bind(owner.user_id)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Finishes a draft: keeps what was made. False when it has finished already or is gone.
pub async fn update_outcome(
    connection: &mut Connection,
    owner: Owner<'_>,
    id: &str,
    outcome: &str,
    at: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE wizard_drafts SET outcome = $1, changed_at = $2
         WHERE account_id = $3 AND user_id = $4 AND id = $5 AND outcome = ''",
    )
    .bind(outcome)
    .bind(at)
    .bind(owner.account_id)
    .bind(owner.user_id)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// The agreements of a type that contracts can be made on: the most used ones, and `chosen` in any case; by title.
pub async fn agreements(
    connection: &mut Connection,
    account_id: &str,
    kind: AgreementType,
    chosen: &str,
    limit: i64,
) -> Result<Vec<Reference>, Error> {
    let rows = sqlx::query(
        "SELECT g.id, g.title AS name FROM agreements g
         WHERE g.account_id = $1 AND g.id IN (
            SELECT a.id FROM (SELECT id FROM agreements WHERE account_id = $1 AND type = $2
                ORDER BY active_count DESC, id LIMIT $4) a
            UNION SELECT $3)
         AND EXISTS (SELECT 1 FROM agreement_versions v
            WHERE v.account_id = g.account_id AND v.agreement_id = g.id AND v.status = 'active')
         ORDER BY g.title COLLATE NOCASE, g.id",
    )
    .bind(account_id)
    .bind(kind.as_str())
    .bind(chosen)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    super::references(&rows)
}

/// Deletes an unfinished draft; false when it has finished or is gone.
pub async fn delete(connection: &mut Connection, owner: Owner<'_>, id: &str) -> Result<bool, Error> {
    let result =
        sqlx::query("DELETE FROM wizard_drafts WHERE account_id = $1 AND user_id = $2 AND id = $3 AND outcome = ''")
            .bind(owner.account_id)
            .bind(owner.user_id)
            .bind(id)
            .execute(connection)
            .await?;
    Ok(exactly_one(&result))
}

/// Deletes unfinished work that nobody has touched since `before`.
pub async fn delete_abandoned(connection: &mut Connection, before: i64) -> Result<u64, Error> {
    let result = sqlx::query("DELETE FROM wizard_drafts WHERE outcome = '' AND changed_at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(result.rows_affected())
}
