//! The list of an account's users: its members and the people with an open invitation, as one.

use super::{Connection, paging::containing, word};
use crate::Error;
use entente_domain::{list::ListQuery, usecases::users::UserStatus};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// Somebody in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The user's id, or the invitation's.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Ids of groups, as JSON.
    pub groups: Vec<String>,
    /// How far they are.
    pub status: UserStatus,
    /// Has joined and cannot sign in.
    pub deactivated: bool,
    /// Unix milliseconds.
    pub active_at: Option<i64>,
    /// Joined or invited, in Unix milliseconds.
    pub added_at: i64,
    /// Who invited, while they are invited: the account, and which link counts.
    pub invited_by: Option<(String, i64)>,
}

/// Members and invited people at `now`, under the search.
fn people(query: &mut QueryBuilder<Any>, account_id: &str, now: i64, q: &str) {
    query
        .push(
            "(SELECT u.id AS key, u.name, u.email, 'joined' AS status, m.seen_at AS active_at, m.joined_at AS added_at,
                (SELECT json_group_array(mg.group_id) FROM membership_groups mg
                 WHERE mg.account_id = m.account_id AND mg.user_id = m.user_id) AS group_ids,
                NULL AS inviter_id, 0 AS generation, u.deactivated_at IS NOT NULL AS deactivated
              FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.status = 'joined' AND m.account_id = ",
        )
        .push_bind(account_id.to_owned())
        .push(" UNION ALL SELECT i.id, i.name, coalesce(i.address, ''), CASE WHEN i.expires_at > ")
        .push_bind(now)
        .push(
            " THEN 'invited' ELSE 'expired' END, NULL, i.created_at, i.group_ids, i.account_id,
                i.generation, 0 FROM invitations i
              WHERE i.kind = 'user' AND i.status = 'open' AND i.joins_account_id = ",
        )
        .push_bind(account_id.to_owned())
        .push(") p WHERE 1 = 1");
    for part in q.split_whitespace() {
        query.push(" AND ");
        containing(query, &["p.name", "p.email"], part);
    }
}

fn narrowed(query: &mut QueryBuilder<Any>, statuses: &[String], groups: &[String]) {
    if !statuses.is_empty() {
        query.push(" AND p.status IN (");
        let mut list = query.separated(", ");
        for status in statuses {
            list.push_bind(status.clone());
        }
        query.push(")");
    }
    if !groups.is_empty() {
        query.push(" AND EXISTS (SELECT 1 FROM json_each(p.group_ids) WHERE value IN (");
        let mut list = query.separated(", ");
        for group in groups {
            list.push_bind(group.clone());
        }
        query.push("))");
    }
}

/// Numbers of users by status, in the groups chosen.
pub async fn count_by_status(
    connection: &mut Connection,
    (account_id, now): (&str, i64),
    q: &str,
    groups: &[String],
) -> Result<Vec<(UserStatus, i64)>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT p.status, count(*) AS n FROM ");
    people(&mut query, account_id, now, q);
    narrowed(&mut query, &[], groups);
    query.push(" GROUP BY p.status");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((word(row.try_get("status")?)?, row.try_get("n")?)))
        .collect()
}

/// Numbers of users by group id, of the statuses chosen.
pub async fn count_by_group(
    connection: &mut Connection,
    (account_id, now): (&str, i64),
    q: &str,
    statuses: &[String],
) -> Result<Vec<(String, i64)>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT g.value AS id, count(*) AS n FROM (SELECT p.group_ids FROM ");
    people(&mut query, account_id, now, q);
    narrowed(&mut query, statuses, &[]);
    query.push(") f, json_each(f.group_ids) g GROUP BY g.value");
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("id")?, row.try_get("n")?)))
        .collect()
}

/// What the list is sorted by. Who was never active comes before everybody, as `NULL` does.
fn key(asked: &ListQuery) -> &'static str {
    match asked.sort.as_str() {
        "status" => "p.status",
        "active" => "coalesce(p.active_at, -1)",
        "added" => "p.added_at",
        _ => "p.name COLLATE NOCASE",
    }
}

fn bind_key(query: &mut QueryBuilder<Any>, asked: &ListQuery, listed: &Listed) {
    match asked.sort.as_str() {
        "status" => query.push_bind(listed.status.as_str()),
        "active" => query.push_bind(listed.active_at.unwrap_or(-1)),
        "added" => query.push_bind(listed.added_at),
        _ => query.push_bind(listed.name.clone()),
    };
}

fn in_order(query: &mut QueryBuilder<Any>, asked: &ListQuery) {
    query.push(" ORDER BY ").push(key(asked)).push(if asked.descending {
        " DESC, p.key DESC"
    } else {
        ", p.key"
    });
}

/// One page of the list.
pub async fn page(
    connection: &mut Connection,
    (account_id, now): (&str, i64),
    asked: &ListQuery,
) -> Result<Vec<Listed>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT p.* FROM ");
    people(&mut query, account_id, now, &asked.q);
    narrowed(&mut query, asked.chosen("status"), asked.chosen("group"));
    in_order(&mut query, asked);
    query
        .push(" LIMIT ")
        .push_bind(i64::from(asked.rows))
        .push(" OFFSET ")
        .push_bind(asked.offset());
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// The next `take` rows after `last`, or the first ones.
pub async fn batch(
    connection: &mut Connection,
    (account_id, now): (&str, i64),
    asked: &ListQuery,
    last: Option<&Listed>,
    take: i64,
) -> Result<Vec<Listed>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT p.* FROM ");
    people(&mut query, account_id, now, &asked.q);
    narrowed(&mut query, asked.chosen("status"), asked.chosen("group"));
    if let Some(last) = last {
        query.push(" AND (").push(key(asked)).push(", p.key) ");
        query.push(if asked.descending { "< (" } else { "> (" });
        bind_key(&mut query, asked, last);
        query.push(", ").push_bind(last.key.clone()).push(")");
    }
    in_order(&mut query, asked);
    query.push(" LIMIT ").push_bind(take);
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Listed, Error> {
    Ok(Listed {
        key: row.try_get("key")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        groups: serde_json::from_str(row.try_get("group_ids")?).map_err(Error::defect)?,
        status: word(row.try_get("status")?)?,
        deactivated: row.try_get::<i64, _>("deactivated")? == 1,
        active_at: row.try_get("active_at")?,
        added_at: row.try_get("added_at")?,
        invited_by: match row.try_get::<Option<String>, _>("inviter_id")? {
            Some(account) => Some((account, row.try_get("generation")?)),
            None => None,
        },
    })
}
