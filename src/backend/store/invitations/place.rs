//! Where an invitation leads: the names on its page, the groups it gives. The membership itself is in
//! `memberships.rs`.

use super::InvitationRow;
use crate::{
    Error,
    store::{Connection, word},
};
use entente_domain::{account::Role, id::GroupId, permission::Permissions};
use sqlx::{Row, any::AnyRow};

/// The names on an invitation's page.
#[derive(Debug, Clone)]
pub struct Names {
    /// The organisation that invites.
    pub inviter_account: String,
    /// The person who invites.
    pub inviter: String,
    /// The organisation that the invitee joins.
    pub account: String,
    /// What it is.
    pub role: Role,
}

/// The names of the two organisations and of the inviter.
pub async fn names(connection: &mut Connection, invitation: &InvitationRow) -> Result<Names, Error> {
    let row = sqlx::query(
        "SELECT a.name AS inviter_account, u.name AS inviter, j.name AS account, j.role
         FROM invitations i
         JOIN accounts a ON a.id = i.account_id
         JOIN accounts j ON j.id = i.joins_account_id
         JOIN users u ON u.id = i.created_by
         WHERE i.id = $1",
    )
    .bind(&invitation.id)
    .fetch_one(connection)
    .await?;
    Ok(Names {
        inviter_account: row.try_get("inviter_account")?,
        inviter: row.try_get("inviter")?,
        account: row.try_get("account")?,
        role: word(row.try_get("role")?)?,
    })
}

/// A group that an invitation gives.
#[derive(Debug, Clone)]
pub struct Group {
    /// Id.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// What its members may do.
    pub permissions: Permissions,
}

/// The groups that an invitation gives, as far as they still exist.
pub async fn groups(connection: &mut Connection, invitation: &InvitationRow) -> Result<Vec<Group>, Error> {
    let rows = sqlx::query("SELECT id, name, permissions FROM groups WHERE account_id = $1 ORDER BY name")
        .bind(&invitation.joins_account_id)
        .fetch_all(connection)
        .await?;
    let mut groups = Vec::new();
    for row in &rows {
        let id: String = row.try_get("id")?;
        if invitation.group_ids.contains(&id) {
            let permissions = serde_json::from_str(row.try_get("permissions")?).map_err(Error::defect)?;
            let id = id.try_into().map_err(Error::defect)?;
            groups.push(Group {
                id,
                name: row.try_get("name")?,
                permissions,
            });
        }
    }
    Ok(groups)
}

/// Somebody who belongs to an account.
#[derive(Debug, Clone)]
pub struct Member {
    /// The user.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Cannot sign in, by the will of those who run the installation.
    pub deactivated: bool,
}

/// Who of the account has this address.
pub async fn member_with(connection: &mut Connection, account_id: &str, email: &str) -> Result<Option<Member>, Error> {
    let row = sqlx::query(
        "SELECT u.id, u.name, u.deactivated_at FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.account_id = $1 AND u.email = $2 AND m.status = 'joined'",
    )
    .bind(account_id)
    .bind(email)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(member).transpose()
}

pub(super) fn member(row: &AnyRow) -> Result<Member, Error> {
    Ok(Member {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        deactivated: row.try_get::<Option<i64>, _>("deactivated_at")?.is_some(),
    })
}
