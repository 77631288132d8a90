//! The list of agreements: one query for the counts, one for the page.

use crate::{
    Error,
    store::{
        Connection,
        paging::{Counts, containing},
        word,
    },
};
use entente_domain::{agreement::AgreementType, list::ListQuery};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// Whose list.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// The distributor's own agreements.
    Owner(&'a str),
    /// The ones open to a vendor or reseller: those it holds contracts on, and those under its active contracts.
    Partner(&'a str),
}

/// An agreement as the list shows it.
#[derive(Debug)]
pub struct Item {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Type.
    pub kind: AgreementType,
    /// The distributor: id and name.
    pub owner: (String, String),
    /// The agreement above it: id and title.
    pub parent: Option<(String, String)>,
    /// The marketplace: id and name.
    pub marketplace: Option<(String, String)>,
    /// Number of the active version.
    pub version: Option<i64>,
    /// Auto accept.
    pub auto_accept: bool,
    /// Contracts in force; for a partner, its own.
    pub contracts: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// For a partner: it holds no living contract here, an active one above, and is active itself.
    pub open: bool,
}

/// Numbers of agreements by type under the search (the second word is empty). Without one, an owner's are kept.
pub async fn counts(connection: &mut Connection, scope: Scope<'_>, q: &str) -> Result<Counts, Error> {
    if let (Scope::Owner(account), "") = (scope, q) {
        let mut kept = QueryBuilder::<Any>::new("SELECT type, '', n FROM agreement_counts WHERE account_id = ");
        kept.push_bind(account.to_owned());
        return Counts::fetch(connection, kept).await;
    }
    let mut query = QueryBuilder::<Any>::new("SELECT g.type, '', count(*) FROM agreements g WHERE ");
    scope_and_search(&mut query, scope, q);
    query.push(" GROUP BY g.type");
    Counts::fetch(connection, query).await
}

fn scope_and_search(query: &mut QueryBuilder<Any>, scope: Scope<'_>, q: &str) {
    match scope {
        Scope::Owner(account) => {
            query.push("g.account_id = ").push_bind(account.to_owned());
        }
        Scope::Partner(partner) => {
            query
                .push("g.id IN (SELECT c.agreement_id FROM contracts c WHERE c.partner_id = ")
                .push_bind(partner.to_owned())
                .push(
                    " UNION SELECT d.id FROM contracts c
                      JOIN agreements d ON d.account_id = c.account_id AND d.parent_id = c.agreement_id
                      WHERE c.status = 'active' AND c.partner_id = ",
                )
                .push_bind(partner.to_owned())
                .push(")");
        }
    }
    if !q.is_empty() {
        query.push(" AND ");
        containing(query, &["g.title", "g.id", "g.description"], q);
    }
}

fn order(query: &ListQuery) -> &'static str {
    match (query.sort.as_str(), query.descending) {
        ("title", false) => "g.title COLLATE NOCASE, g.id",
        ("title", true) => "g.title COLLATE NOCASE DESC, g.id DESC",
        ("type", false) => "g.type, g.created_at, g.id",
        ("type", true) => "g.type DESC, g.created_at DESC, g.id DESC",
        ("contracts", false) => "g.active_count, g.id",
        ("contracts", true) => "g.active_count DESC, g.id DESC",
        (_, false) => "g.created_at, g.id",
        (_, true) => "g.created_at DESC, g.id DESC",
    }
}

/// One page of the list. The rows are chosen on an index first and looked up afterwards, so that a late page
/// costs little more than the first.
pub async fn page(
    connection: &mut Connection,
    scope: Scope<'_>,
    asked: &ListQuery,
    types: &[String],
) -> Result<Vec<Item>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT g.id, g.title, g.type, g.account_id, a.name AS owner, h.id AS parent_id, h.title AS parent,
            m.id AS marketplace_id, m.name AS marketplace, v.number AS version, g.auto_accept, g.created_at, ",
    );
    match scope {
        Scope::Owner(_) => {
            query.push("g.active_count AS contracts, 0 AS open");
        }
        Scope::Partner(partner) => {
            own_contracts(&mut query, partner);
        }
    }
    query.push(
        " FROM agreements g
          JOIN accounts a ON a.id = g.account_id
          LEFT JOIN agreements h ON h.account_id = g.account_id AND h.id = g.parent_id
          LEFT JOIN marketplaces m ON m.account_id = g.account_id AND m.id = g.marketplace_id
          LEFT JOIN agreement_versions v
            ON v.account_id = g.account_id AND v.agreement_id = g.id AND v.status = 'active'
          WHERE g.id IN (SELECT g.id FROM agreements g WHERE ",
    );
    scope_and_search(&mut query, scope, &asked.q);
    if !types.is_empty() {
        query.push(" AND g.type IN (");
        let mut list = query.separated(", ");
        for kind in types {
            list.push_bind(kind.clone());
        }
        query.push(")");
    }
    query
        .push(" ORDER BY ")
        .push(order(asked))
        .push(" LIMIT ")
        .push_bind(i64::from(asked.rows));
    query
        .push(" OFFSET ")
        .push_bind(asked.offset())
        .push(") ORDER BY ")
        .push(order(asked));
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// A partner sees its own contracts only, and whether it may enrol.
fn own_contracts(query: &mut QueryBuilder<Any>, partner: &str) {
    let partner = partner.to_owned();
    query
        .push(
            "(SELECT count(*) FROM contracts c WHERE c.account_id = g.account_id AND c.agreement_id = g.id
                AND c.status = 'active' AND c.partner_id = ",
        )
        .push_bind(partner.clone())
        .push(
            ") AS contracts, (g.parent_id IS NOT NULL AND v.number IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM contracts c WHERE c.account_id = g.account_id AND c.agreement_id = g.id
                    AND c.status IN ('enrolling', 'pending', 'active') AND c.partner_id = ",
        )
        .push_bind(partner.clone())
        .push(
            ") AND EXISTS (SELECT 1 FROM contracts c WHERE c.account_id = g.account_id
                    AND c.agreement_id = g.parent_id AND c.status = 'active' AND c.partner_id = ",
        )
        .push_bind(partner.clone())
        .push(
            ") AND EXISTS (SELECT 1 FROM partners p WHERE p.account_id = g.account_id AND p.status = 'active'
                    AND p.partner_id = ",
        )
        .push_bind(partner)
        .push(")) AS open");
}

fn read(row: &AnyRow) -> Result<Item, Error> {
    let pair = |id: &str, name: &str| -> Result<Option<(String, String)>, sqlx::Error> {
        let id: Option<String> = row.try_get(id)?;
        id.map(|id| Ok((id, row.try_get(name)?))).transpose()
    };
    Ok(Item {
        id: row.try_get("id")?,
        title: row.try_get("title")?,
        kind: word(row.try_get("type")?)?,
        owner: (row.try_get("account_id")?, row.try_get("owner")?),
        parent: pair("parent_id", "parent")?,
        marketplace: pair("marketplace_id", "marketplace")?,
        version: row.try_get("version")?,
        auto_accept: row.try_get::<i64, _>("auto_accept")? != 0,
        contracts: row.try_get("contracts")?,
        created_at: row.try_get("created_at")?,
        open: row.try_get::<i64, _>("open")? != 0,
    })
}
