//! Marketplaces, and which hubs serve them.

use super::{Connection, exactly_one, paging::containing, references};
use crate::{Error, Rng};
use entente_domain::{
    id::MarketplaceId,
    list::ListQuery,
    usecases::{Reference, marketplaces::MarketplaceForm},
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};
use std::collections::BTreeMap;

/// A marketplace as stored; the form's hubs are filled in where a single one is found.
#[derive(Debug, Clone)]
pub struct MarketplaceRow {
    /// Id.
    pub id: String,
    /// The values.
    pub form: MarketplaceForm,
    /// Counts changes.
    pub revision: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Distribution agreements on it.
    pub agreements: i64,
}

const COLUMNS: &str = "SELECT m.id, m.name, m.description, m.countries, m.currency, m.revision, m.created_at,
    (SELECT count(*) FROM agreements g WHERE g.account_id = m.account_id AND g.marketplace_id = m.id) AS agreements
    FROM marketplaces m WHERE m.account_id = ";

fn read(row: &AnyRow) -> Result<MarketplaceRow, Error> {
    let countries: String = row.try_get("countries")?;
    Ok(MarketplaceRow {
        id: row.try_get("id")?,
        form: MarketplaceForm {
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            countries: countries
                .split(',')
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            currency: row.try_get("currency")?,
            hubs: Vec::new(),
        },
        revision: row.try_get("revision")?,
        created_at: row.try_get("created_at")?,
        agreements: row.try_get("agreements")?,
    })
}

/// An id that no marketplace has: there are only 100 000, so that a random one is often taken on an installation
/// with many. The caller holds the write transaction.
pub async fn free_id(connection: &mut Connection, rng: &Rng) -> Result<MarketplaceId, Error> {
    loop {
        let id = MarketplaceId::draw(|| rng.digit());
        let taken: i64 = sqlx::query_scalar("SELECT count(*) FROM marketplaces WHERE id = $1")
            .bind(id.as_str())
            .fetch_one(&mut *connection)
            .await?;
        if taken == 0 {
            return Ok(id);
        }
    }
}

/// Inserts a marketplace with its hubs; `form` has been checked.
pub async fn insert(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    form: &MarketplaceForm,
    at: i64,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO marketplaces (account_id, id, name, description, countries, currency, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(account_id)
    .bind(id)
    .bind(&form.name)
    .bind(&form.description)
    .bind(form.countries.join(","))
    .bind(&form.currency)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    insert_hubs(connection, account_id, id, &form.hubs).await
}

async fn insert_hubs(connection: &mut Connection, account_id: &str, id: &str, hubs: &[String]) -> Result<(), Error> {
    for hub in hubs {
        sqlx::query("INSERT INTO marketplace_hubs (account_id, marketplace_id, hub_id) VALUES ($1, $2, $3)")
            .bind(account_id)
            .bind(id)
            .bind(hub)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// One of the account's marketplaces, with its hubs.
pub async fn find(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<MarketplaceRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query
        .push_bind(account_id.to_owned())
        .push(" AND m.id = ")
        .push_bind(id.to_owned());
    let Some(row) = query.build().fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let mut found = read(&row)?;
    let hubs = hubs_of(connection, account_id, std::slice::from_ref(&found.id)).await?;
    found.form.hubs = hubs.into_values().flatten().map(|hub| hub.id).collect();
    Ok(Some(found))
}

/// The name of one of the account's marketplaces; `None` when it has none with this id.
pub async fn name_of(connection: &mut Connection, account_id: &str, id: &str) -> Result<Option<String>, Error> {
    Ok(
        sqlx::query_scalar("SELECT name FROM marketplaces WHERE account_id = $1 AND id = $2")
            .bind(account_id)
            .bind(id)
            .fetch_optional(connection)
            .await?,
    )
}

/// Every marketplace of the account by name, for choices.
pub async fn all(connection: &mut Connection, account_id: &str) -> Result<Vec<Reference>, Error> {
    let rows = sqlx::query(
        "SELECT id, name FROM marketplaces WHERE account_id = $1 ORDER BY name COLLATE NOCASE, id LIMIT 1000",
    )
    .bind(account_id)
    .fetch_all(connection)
    .await?;
    references(&rows)
}

/// True when the account has a marketplace.
pub async fn any(connection: &mut Connection, account_id: &str) -> Result<bool, Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM marketplaces WHERE account_id = $1 LIMIT 1")
        .bind(account_id)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// The hubs of these marketplaces, by name, under the marketplace's id.
pub async fn hubs_of(
    connection: &mut Connection,
    account_id: &str,
    ids: &[String],
) -> Result<BTreeMap<String, Vec<Reference>>, Error> {
    let mut found: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut query = QueryBuilder::<Any>::new(
        "SELECT s.marketplace_id, h.id, h.name FROM marketplace_hubs s
         JOIN hubs h ON h.account_id = s.account_id AND h.id = s.hub_id WHERE s.account_id = ",
    );
    query
        .push_bind(account_id.to_owned())
        .push(" AND s.marketplace_id IN (");
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(id.clone());
    }
    query.push(") ORDER BY h.name COLLATE NOCASE, h.id");
    for row in query.build().fetch_all(connection).await? {
        let hub = Reference {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
        };
        found.entry(row.try_get("marketplace_id")?).or_default().push(hub);
    }
    Ok(found)
}

fn search(query: &mut QueryBuilder<Any>, q: &str) {
    for word in q.split_whitespace() {
        query.push(" AND ");
        containing(query, &["m.name", "m.id", "m.description"], word);
    }
}

/// Number of the account's marketplaces that match a search.
pub async fn count(connection: &mut Connection, account_id: &str, q: &str) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT count(*) FROM marketplaces m WHERE m.account_id = ");
    query.push_bind(account_id.to_owned());
    search(&mut query, q);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// One page of the list, without hubs; those come from [`hubs_of`].
pub async fn list(
    connection: &mut Connection,
    account_id: &str,
    asked: &ListQuery,
) -> Result<Vec<MarketplaceRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query.push_bind(account_id.to_owned());
    search(&mut query, &asked.q);
    query.push(match (asked.sort.as_str(), asked.descending) {
        ("created", false) => " ORDER BY m.created_at, m.id",
        ("created", true) => " ORDER BY m.created_at DESC, m.id DESC",
        ("currency", false) => " ORDER BY m.currency, m.name COLLATE NOCASE, m.id",
        ("currency", true) => " ORDER BY m.currency DESC, m.name COLLATE NOCASE DESC, m.id DESC",
        (_, false) => " ORDER BY m.name COLLATE NOCASE, m.id",
        (_, true) => " ORDER BY m.name COLLATE NOCASE DESC, m.id DESC",
    });
    query
        .push(" LIMIT ")
        .push_bind(i64::from(asked.rows))
        .push(" OFFSET ")
        .push_bind(asked.offset());
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// The distribution agreements on a marketplace, by title, at most `limit`.
pub async fn agreements(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    limit: i64,
) -> Result<Vec<Reference>, Error> {
    let rows = sqlx::query(
        "SELECT id, title AS name FROM agreements WHERE account_id = $1 AND marketplace_id = $2
         ORDER BY title COLLATE NOCASE, id LIMIT $3",
    )
    .bind(account_id)
    .bind(id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    references(&rows)
}

/// Saves a marketplace with its hubs unless somebody saved since `revision`; false when they did.
pub async fn update(
    connection: &mut Connection,
    account_id: &str,
    id: &str,
    revision: i64,
    form: &MarketplaceForm,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE marketplaces SET name = $1, description = $2, countries = $3, currency = $4, revision = revision + 1
         WHERE account_id = $5 AND id = $6 AND revision = $7",
    )
    .bind(&form.name)
    .bind(&form.description)
    .bind(form.countries.join(","))
    .bind(&form.currency)
    .bind(account_id)
    .bind(id)
    .bind(revision)
    .execute(&mut *connection)
    .await?;
    if !exactly_one(&result) {
        return Ok(false);
    }
    sqlx::query("DELETE FROM marketplace_hubs WHERE account_id = $1 AND marketplace_id = $2")
        .bind(account_id)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    insert_hubs(connection, account_id, id, &form.hubs).await?;
    Ok(true)
}

/// Deletes a marketplace that no agreement uses; false when it is gone already.
pub async fn delete(connection: &mut Connection, account_id: &str, id: &str) -> Result<bool, Error> {
    let result = sqlx::query("DELETE FROM marketplaces WHERE account_id = $1 AND id = $2")
        .bind(account_id)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(exactly_one(&result))
}
