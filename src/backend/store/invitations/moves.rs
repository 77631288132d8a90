//! Moving an invitation on: one UPDATE each, guarded by status, generation and the clock. The guard decides; that
//! a page looked different a moment ago changes nothing.

use super::InvitationRow;
use crate::{
    Error,
    store::{Connection, exactly_one},
};
use entente_domain::invitation::InvitationStatus;

/// The invitee takes it or turns it down: open, not expired at `at`, and through the newest link. False when not.
pub async fn answer(
    connection: &mut Connection,
    invitation: &InvitationRow,
    to: InvitationStatus,
    reason: &str,
    (user, at): (Option<&str>, i64),
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET status = $1, reason = $2, ended_by = $3, ended_at = $4
         WHERE id = $5 AND status = 'open' AND generation = $6 AND expires_at > $4",
    )
    .bind(to.as_str())
    .bind(reason)
    .bind(user)
    .bind(at)
    .bind(&invitation.id)
    .bind(invitation.generation)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Renews the time of the link; with `generation` above the present one it makes a new link. False when the
/// invitation has ended or its link was replaced meanwhile.
pub async fn renew(
    connection: &mut Connection,
    invitation: &InvitationRow,
    generation: i64,
    expires_at: i64,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET expires_at = $1, generation = $2, asked_at = NULL
         WHERE account_id = $3 AND id = $4 AND status = 'open' AND generation = $5",
    )
    .bind(expires_at)
    .bind(generation)
    .bind(&invitation.account_id)
    .bind(&invitation.id)
    .bind(invitation.generation)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// The inviter takes it back; expired ones too. False when it has ended meanwhile.
pub async fn revoke(
    connection: &mut Connection,
    invitation: &InvitationRow,
    reason: &str,
    (user, at): (&str, i64),
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET status = 'revoked', reason = $1, ended_by = $2, ended_at = $3
         WHERE account_id = $4 AND id = $5 AND status = 'open'",
    )
    .bind(reason)
    .bind(user)
    .bind(at)
    .bind(&invitation.account_id)
    .bind(&invitation.id)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Another invitation takes over. False when this one has ended meanwhile.
pub async fn supersede(
    connection: &mut Connection,
    invitation: &InvitationRow,
    by: &str,
    (user, at): (&str, i64),
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET status = 'superseded', superseded_by = $1, ended_by = $2, ended_at = $3
         WHERE account_id = $4 AND id = $5 AND status = 'open'",
    )
    .bind(by)
    .bind(user)
    .bind(at)
    .bind(&invitation.account_id)
    .bind(&invitation.id)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// The contract it offers was signed or declined from inside: it ends with that, expired or not. Returns nothing,
/// since there may be none to end.
pub async fn settle(
    connection: &mut Connection,
    (account_id, contract_id): (&str, &str),
    to: InvitationStatus,
    reason: &str,
    (user, at): (&str, i64),
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE invitations SET status = $1, reason = $2, ended_by = $3, ended_at = $4
         WHERE account_id = $5 AND contract_id = $6 AND status = 'open'",
    )
    .bind(to.as_str())
    .bind(reason)
    .bind(user)
    .bind(at)
    .bind(account_id)
    .bind(contract_id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Names the address of an invitation that had none. False when it has one by now, or has ended.
pub async fn set_address(
    connection: &mut Connection,
    invitation: &InvitationRow,
    address: &str,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET address = $1
         WHERE account_id = $2 AND id = $3 AND status = 'open' AND address IS NULL",
    )
    .bind(address)
    .bind(&invitation.account_id)
    .bind(&invitation.id)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Notes that a new link was asked for, unless that was so since `since`. False when it was.
pub async fn ask(connection: &mut Connection, invitation: &InvitationRow, since: i64, at: i64) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE invitations SET asked_at = $1
         WHERE id = $2 AND status = 'open' AND expires_at <= $1 AND (asked_at IS NULL OR asked_at <= $3)",
    )
    .bind(at)
    .bind(&invitation.id)
    .bind(since)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Gives other groups than before. False when the invitation has ended.
pub async fn set_groups(
    connection: &mut Connection,
    invitation: &InvitationRow,
    group_ids: &[String],
) -> Result<bool, Error> {
    let groups = serde_json::to_string(group_ids).map_err(Error::defect)?;
    let result =
        sqlx::query("UPDATE invitations SET group_ids = $1 WHERE account_id = $2 AND id = $3 AND status = 'open'")
            .bind(groups)
            .bind(&invitation.account_id)
            .bind(&invitation.id)
            .execute(connection)
            .await?;
    Ok(exactly_one(&result))
}
