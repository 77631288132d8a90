//! Groups: named sets of permissions, each in one account.

use super::{Connection, exactly_one, paging::containing};
use crate::{Error, Rng};
use entente_domain::{
    account::Role,
    id::{AccountId, GroupId},
    list::ListQuery,
    permission::Permissions,
    usecases::groups::{GroupMember, MOST_SHOWN},
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

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

/// Makes the three groups that every account, being this, starts with.
pub async fn insert_starting_groups(
    connection: &mut Connection,
    (account, role): (&AccountId, Role),
    rng: &Rng,
) -> Result<StartingGroups, Error> {
    let groups = StartingGroups {
        administrators: GroupId::draw(|| rng.digit()),
        managers: GroupId::draw(|| rng.digit()),
        viewers: GroupId::draw(|| rng.digit()),
    };
    for (id, name, permissions) in [
        (
            &groups.administrators,
            "Administrators",
            Permissions::administrators(role),
        ),
        (&groups.managers, "Managers", Permissions::managers(role)),
        (&groups.viewers, "Viewers", Permissions::viewers(role)),
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

/// A group as stored.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What its users may do.
    pub permissions: Permissions,
    /// Counts changes.
    pub revision: i64,
    /// Users in it.
    pub members: i64,
}

const COLUMNS: &str = "SELECT g.id, g.name, g.permissions, g.revision,
    (SELECT count(*) FROM membership_groups mg JOIN memberships m
        ON m.account_id = mg.account_id AND m.user_id = mg.user_id AND m.status = 'joined'
     WHERE mg.account_id = g.account_id AND mg.group_id = g.id) AS members
    FROM groups g WHERE g.account_id = ";

fn read(row: &AnyRow) -> Result<GroupRow, Error> {
    Ok(GroupRow {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        permissions: serde_json::from_str(row.try_get("permissions")?).map_err(Error::defect)?,
        revision: row.try_get("revision")?,
        members: row.try_get("members")?,
    })
}

/// One of the account's groups.
pub async fn find(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<GroupRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query
        .push_bind(account_id.to_owned())
        .push(" AND g.id = ")
        .push_bind(id.to_owned());
    let row = query.build().fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

fn search(query: &mut QueryBuilder<Any>, q: &str) {
    if !q.is_empty() {
        query.push(" AND ");
        containing(query, &["g.name"], q);
    }
}

/// Number of the account's groups that match a search.
pub async fn count(connection: &mut Connection, account_id: &str, q: &str) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT count(*) FROM groups g WHERE g.account_id = ");
    query.push_bind(account_id.to_owned());
    search(&mut query, q);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// One page of the list.
pub async fn list(connection: &mut Connection, account_id: &str, asked: &ListQuery) -> Result<Vec<GroupRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query.push_bind(account_id.to_owned());
    search(&mut query, &asked.q);
    query.push(match (asked.sort.as_str(), asked.descending) {
        ("members", false) => " ORDER BY members, g.id",
        ("members", true) => " ORDER BY members DESC, g.id DESC",
        (_, false) => " ORDER BY g.name COLLATE NOCASE, g.id",
        (_, true) => " ORDER BY g.name COLLATE NOCASE DESC, g.id DESC",
    });
    query
        .push(" LIMIT ")
        .push_bind(i64::from(asked.rows))
        .push(" OFFSET ")
        .push_bind(asked.offset());
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// Every group of the account by name.
pub async fn all(connection: &mut Connection, account_id: &str) -> Result<Vec<GroupRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query
        .push_bind(account_id.to_owned())
        .push(" ORDER BY g.name COLLATE NOCASE, g.id");
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// True when another group of the account has this name, in any case.
pub async fn name_is_taken(connection: &mut Connection, account_id: &str, id: &str, name: &str) -> Result<bool, Error> {
    let others: Vec<String> = sqlx::query_scalar("SELECT name FROM groups WHERE account_id = $1 AND id <> $2")
        .bind(account_id)
        .bind(id)
        .fetch_all(connection)
        .await?;
    // Not asked of the database, whose lower() leaves Ä as it is.
    let name = name.to_lowercase();
    Ok(others.iter().any(|other| other.to_lowercase() == name))
}

/// Saves a group unless somebody changed it since `revision`; false when they did.
pub async fn update(
    connection: &mut Connection,
    (account_id, id): (&str, &str),
    revision: i64,
    name: &str,
    permissions: &Permissions,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE groups SET name = $1, permissions = $2, revision = revision + 1
         WHERE account_id = $3 AND id = $4 AND revision = $5",
    )
    .bind(name)
    .bind(serde_json::to_string(permissions).map_err(Error::defect)?)
    .bind(account_id)
    .bind(id)
    .bind(revision)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// The account's users who are in a group, or those who are not, by name; at most one more than [`MOST_SHOWN`].
pub async fn members(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    inside: bool,
) -> Result<Vec<GroupMember>, Error> {
    let rows = sqlx::query(
        "SELECT u.id, u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.account_id = $1 AND m.status = 'joined' AND $3 = EXISTS (SELECT 1 FROM membership_groups mg
            WHERE mg.account_id = m.account_id AND mg.user_id = m.user_id AND mg.group_id = $2)
         ORDER BY u.name COLLATE NOCASE, u.id LIMIT $4",
    )
    .bind(account_id)
    .bind(id)
    .bind(i64::from(inside))
    .bind(i64::from(MOST_SHOWN) + 1)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(GroupMember {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                email: row.try_get("email")?,
            })
        })
        .collect()
}

/// Who would be left without any group if this one went: users, and people with an open invitation.
pub async fn only_group_of(connection: &mut Connection, account_id: &str, id: &str) -> Result<Vec<String>, Error> {
    Ok(sqlx::query_scalar(
        "SELECT u.name FROM membership_groups mg
         JOIN memberships m ON m.account_id = mg.account_id AND m.user_id = mg.user_id AND m.status = 'joined'
         JOIN users u ON u.id = mg.user_id
         WHERE mg.account_id = $1 AND mg.group_id = $2 AND NOT EXISTS (SELECT 1 FROM membership_groups o
            WHERE o.account_id = mg.account_id AND o.user_id = mg.user_id AND o.group_id <> $2)
         UNION ALL
         SELECT coalesce(nullif(i.name, ''), i.address, i.id) || ' (invited)' FROM invitations i
         WHERE i.joins_account_id = $1 AND i.status = 'open'
            AND EXISTS (SELECT 1 FROM json_each(i.group_ids) WHERE value = $2)
            AND NOT EXISTS (SELECT 1 FROM json_each(i.group_ids) g JOIN groups o
                ON o.account_id = $1 AND o.id = g.value WHERE o.id <> $2)",
    )
    .bind(account_id)
    .bind(id)
    .fetch_all(connection)
    .await?)
}

/// Deletes a group, and takes it from its users.
pub async fn delete(connection: &mut Connection, account_id: &str, id: &str) -> Result<(), Error> {
    for statement in [
        "DELETE FROM membership_groups WHERE account_id = $1 AND group_id = $2",
        "DELETE FROM groups WHERE account_id = $1 AND id = $2",
    ] {
        sqlx::query(statement)
            .bind(account_id)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
