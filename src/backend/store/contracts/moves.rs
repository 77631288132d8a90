//! Moving a contract on: one UPDATE, guarded by everything the rule was decided on.

use super::ContractRow;
use crate::{
    Error,
    store::{Connection, exactly_one},
};
use entente_domain::contract::ContractStatus;

/// What a move writes besides the status.
#[derive(Debug, Clone, Copy)]
pub enum Move<'a> {
    /// The partner signed this version.
    Signed {
        /// Full name, as typed.
        signee: &'a str,
        /// The version that was accepted.
        version: i64,
    },
    /// The issuer approved.
    Approved,
    /// The issuer asks for changes.
    ChangesRequested {
        /// What to change.
        note: &'a str,
    },
    /// It has ended: rejected, withdrawn or terminated.
    Ended {
        /// Why, possibly empty.
        note: &'a str,
    },
}

/// Moves a contract to `to` if neither status nor signature nor revision changed since it was read; false when
/// they did. `user` did it at `at`.
pub async fn apply(
    connection: &mut Connection,
    contract: &ContractRow,
    to: ContractStatus,
    what: Move<'_>,
    (user, at): (Option<&str>, i64),
) -> Result<bool, Error> {
    let query = match what {
        Move::Signed { .. } => {
            "UPDATE contracts SET status = $5, revision = revision + 1, signed_by = $6, signed_at = $7, signee = $8,
                made_on = CASE WHEN version = $9 THEN made_on ELSE coalesce(made_on, version) END, version = $9,
                ending_note = ''
             WHERE account_id = $1 AND id = $2 AND status = $3 AND revision = $4"
        }
        Move::Approved => {
            "UPDATE contracts SET status = $5, revision = revision + 1, countersigned_by = $6, countersigned_at = $7
             WHERE account_id = $1 AND id = $2 AND status = $3 AND revision = $4 AND signed_at IS NOT NULL"
        }
        Move::ChangesRequested { .. } => {
            "UPDATE contracts SET status = $5, revision = revision + 1, signed_by = NULL, signed_at = NULL,
                ending_note = $6
             WHERE account_id = $1 AND id = $2 AND status = $3 AND revision = $4 AND signed_at IS NOT NULL"
        }
        Move::Ended { .. } => {
            "UPDATE contracts SET status = $5, revision = revision + 1, ended_by = $6, ended_at = $7, ending_note = $8
             WHERE account_id = $1 AND id = $2 AND status = $3 AND revision = $4"
        }
    };
    let query = sqlx::query(query)
        .bind(&contract.account_id)
        .bind(&contract.id)
        .bind(contract.status.as_str())
        .bind(contract.revision)
        .bind(to.as_str());
    let query = match what {
        Move::Signed { signee, version } => query.bind(user).bind(at).bind(signee).bind(version),
        Move::Approved => query.bind(user).bind(at),
        Move::ChangesRequested { note } => query.bind(note),
        Move::Ended { note } => query.bind(user).bind(at).bind(note),
    };
    Ok(exactly_one(&query.execute(connection).await?))
}

/// Saves the notes unless somebody changed the contract since `revision`; false when they did.
pub async fn update_notes(
    connection: &mut Connection,
    contract: &ContractRow,
    revision: i64,
    to_signee: &str,
    internal: &str,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE contracts SET note_to_signee = $1, internal_note = $2, revision = revision + 1
         WHERE account_id = $3 AND id = $4 AND revision = $5",
    )
    .bind(to_signee)
    .bind(internal)
    .bind(&contract.account_id)
    .bind(&contract.id)
    .bind(revision)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}
