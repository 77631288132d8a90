//! Groups: named sets of permissions, each in one account.

use super::Connection;
use crate::{Error, Rng};
use entente_domain::{
    id::{AccountId, GroupId},
    permission::Permissions,
};

/// The groups that every account starts with.
#[derive(Debug, Clone)]
pub struct StartingGroups {
    /// May everything.
    pub administrators: GroupId,
    /// May all but change users and settings.
    pub managers: GroupId,
    /// May read.
    pub viewers: GroupId,
}

/// Makes the three groups that every account starts with.
pub async fn insert_starting_groups(
    connection: &mut Connection,
    account: &AccountId,
    rng: &Rng,
) -> Result<StartingGroups, Error> {
    let groups = StartingGroups {
        administrators: GroupId::draw(|| rng.digit()),
        managers: GroupId::draw(|| rng.digit()),
        viewers: GroupId::draw(|| rng.digit()),
    };
    for (id, name, permissions) in [
        (&groups.administrators, "Administrators", Permissions::administrators()),
        (&groups.managers, "Managers", Permissions::managers()),
        (&groups.viewers, "Viewers", Permissions::viewers()),
    ] {
        insert(connection, account, id, name, &permissions).await?;
    }
    Ok(groups)
}

/// Inserts a group.
pub async fn insert(
    connection: &mut Connection,
    account: &AccountId,
    id: &GroupId,
    name: &str,
    permissions: &Permissions,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO groups (account_id, id, name, permissions) VALUES ($1, $2, $3, $4)")
        .bind(account.as_str())
        .bind(id.as_str())
        .bind(name)
        .bind(serde_json::to_string(permissions).map_err(Error::defect)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// One of an account's groups by its name in lower case: "administrators", "managers", "viewers". `None` when
/// the account has no such group (any more).
pub async fn by_word(connection: &mut Connection, account: &AccountId, word: &str) -> Result<Option<GroupId>, Error> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM groups WHERE account_id = $1 AND lower(name) = $2")
        .bind(account.as_str())
        .bind(word)
        .fetch_optional(connection)
        .await?;
    id.map(GroupId::try_from).transpose().map_err(Error::defect)
}
