//! Hubs: where a distributor's marketplaces are served from.

use super::{Connection, exactly_one, paging::containing, references};
use crate::Error;
use entente_domain::{
    list::ListQuery,
    usecases::{Reference, hubs::HubForm},
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// A hub as stored.
#[derive(Debug, Clone)]
pub struct HubRow {
    /// Id.
    pub id: String,
    /// The values.
    pub form: HubForm,
    /// Counts changes.
    pub revision: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Marketplaces served from it.
    pub marketplaces: i64,
}

const COLUMNS: &str = "SELECT h.id, h.name, h.description, h.instance_type, h.instance_id, h.revision, h.created_at,
    (SELECT count(*) FROM marketplace_hubs s WHERE s.account_id = h.account_id AND s.hub_id = h.id) AS marketplaces
    FROM hubs h WHERE h.account_id = ";

fn read(row: &AnyRow) -> Result<HubRow, Error> {
    Ok(HubRow {
        id: row.try_get("id")?,
        form: HubForm {
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            instance_type: row.try_get("instance_type")?,
            instance_id: row.try_get("instance_id")?,
        },
        revision: row.try_get("revision")?,
        created_at: row.try_get("created_at")?,
        marketplaces: row.try_get("marketplaces")?,
    })
}

/// Inserts a hub; `form` has been checked.
pub async fn insert(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    form: &HubForm,
    at: i64,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO hubs (account_id, id, name, description, instance_type, instance_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(account_id)
    .bind(id)
    .bind(&form.name)
    .bind(&form.description)
    .bind(&form.instance_type)
    .bind(&form.instance_id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// One of the account's hubs.
pub async fn find(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<HubRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query
        .push_bind(account_id.to_owned())
        .push(" AND h.id = ")
        .push_bind(id.to_owned());
    query
        .build()
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Every hub of the account by name, for choices.
pub async fn all(connection: &mut Connection, account_id: &str) -> Result<Vec<Reference>, Error> {
    let rows =
        sqlx::query("SELECT id, name FROM hubs WHERE account_id = $1 ORDER BY name COLLATE NOCASE, id LIMIT 1000")
            .bind(account_id)
            .fetch_all(connection)
            .await?;
    references(&rows)
}

fn search(query: &mut QueryBuilder<Any>, q: &str) {
    for word in q.split_whitespace() {
        query.push(" AND ");
        containing(query, &["h.name", "h.id", "h.description"], word);
    }
}

/// Number of the account's hubs that match a search.
pub async fn count(connection: &mut Connection, account_id: &str, q: &str) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT count(*) FROM hubs h WHERE h.account_id = ");
    query.push_bind(account_id.to_owned());
    search(&mut query, q);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// One page of the list.
pub async fn list(connection: &mut Connection, account_id: &str, asked: &ListQuery) -> Result<Vec<HubRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query.push_bind(account_id.to_owned());
    search(&mut query, &asked.q);
    query.push(match (asked.sort.as_str(), asked.descending) {
        ("created", false) => " ORDER BY h.created_at, h.id",
        ("created", true) => " ORDER BY h.created_at DESC, h.id DESC",
        (_, false) => " ORDER BY h.name COLLATE NOCASE, h.id",
        (_, true) => " ORDER BY h.name COLLATE NOCASE DESC, h.id DESC",
    });
    query
        .push(" LIMIT ")
        .push_bind(i64::from(asked.rows))
        .push(" OFFSET ")
        .push_bind(asked.offset());
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// The marketplaces served from a hub, by name.
pub async fn marketplaces(connection: &mut Connection, account_id: &str, id: &str) -> Result<Vec<Reference>, Error> {
    let rows = sqlx::query(
        "SELECT m.id, m.name FROM marketplace_hubs s
         JOIN marketplaces m ON m.account_id = s.account_id AND m.id = s.marketplace_id
         WHERE s.account_id = $1 AND s.hub_id = $2 ORDER BY m.name COLLATE NOCASE, m.id",
    )
    .bind(account_id)
    .bind(id)
    .fetch_all(connection)
    .await?;
    references(&rows)
}

/// Saves a hub unless somebody saved since `revision`; false when they did.
pub async fn update(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    revision: i64,
    form: &HubForm,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE hubs SET name = $1, description = $2, instance_type = $3, instance_id = $4, revision = revision + 1
         WHERE account_id = $5 AND id = $6 AND revision = $7",
    )
    .bind(&form.name)
    .bind(&form.description)
    .bind(&form.instance_type)
    .bind(&form.instance_id)
    .bind(account_id)
    .bind(id)
    .bind(revision)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// Deletes a hub that no marketplace uses; false when it is gone already.
pub async fn delete(connection: &mut Connection, account_id: &str, id: &str) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM hubs WHERE account_id = $1 AND id = $2")
        .bind(account_id)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}
