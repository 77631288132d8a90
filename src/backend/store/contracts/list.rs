//! The list of contracts: one query for the counts, one for the page.

use crate::{
    Error,
    store::{
        Connection,
        paging::{Counts, containing},
        word,
    },
};
use entente_domain::{agreement::AgreementType, contract::ContractStatus, list::ListQuery};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// Whose list.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// The contracts a distributor issued.
    Issuer(&'a str),
    /// The contracts of a vendor or reseller.
    Partner(&'a str),
    /// The contracts under one of an account's contracts: issuer and contract.
    Under(&'a str, &'a str),
}

/// A contract as the list shows it.
#[derive(Debug)]
pub struct Item {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Type.
    pub kind: AgreementType,
    /// The partner's account: id and name.
    pub partner: (String, String),
    /// The distributor: id and name.
    pub issuer: (String, String),
    /// Version it was made or last accepted on.
    pub version: i64,
    /// The agreement's active version.
    pub active_version: Option<i64>,
    /// Status.
    pub status: ContractStatus,
    /// Who signed, as typed.
    pub signee: String,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub signed_at: Option<i64>,
}

/// Numbers of contracts by status and type under the search. Without one, an issuer's are kept.
pub async fn counts(connection: &mut Connection, scope: Scope<'_>, q: &str) -> Result<Counts, Error> {
    if let (Scope::Issuer(account), "") = (scope, q) {
        let mut kept = QueryBuilder::<Any>::new("SELECT status, type, n FROM contract_counts WHERE account_id = ");
        kept.push_bind(account.to_owned());
        return Counts::fetch(connection, kept).await;
    }
    let mut query = QueryBuilder::<Any>::new("SELECT c.status, c.type, count(*) FROM contracts c WHERE ");
    scope_and_search(&mut query, scope, q);
    query.push(" GROUP BY c.status, c.type");
    Counts::fetch(connection, query).await
}

fn scope_and_search(query: &mut QueryBuilder<Any>, scope: Scope<'_>, q: &str) {
    match scope {
        Scope::Issuer(account) => query.push("c.account_id = ").push_bind(account.to_owned()),
        Scope::Partner(partner) => query.push("c.partner_id = ").push_bind(partner.to_owned()),
        Scope::Under(account, contract) => query
            .push("c.account_id = ")
            .push_bind(account.to_owned())
            .push(" AND c.parent_id = ")
            .push_bind(contract.to_owned()),
    };
    if q.is_empty() {
        return;
    }
    query.push(" AND (");
    containing(query, &["c.name", "c.id", "c.signee"], q);
    match scope {
        Scope::Issuer(account) | Scope::Under(account, _) => {
            query
                .push(" OR c.partner_id IN (SELECT p.partner_id FROM partners p WHERE p.account_id = ")
                .push_bind(account.to_owned())
                .push(" AND ");
            containing(query, &["p.name"], q);
        }
        Scope::Partner(_) => {
            query.push(" OR c.account_id IN (SELECT a.id FROM accounts a WHERE ");
            containing(query, &["a.name"], q);
        }
    }
    query.push("))");
}

fn order(query: &ListQuery) -> &'static str {
    match (query.sort.as_str(), query.descending) {
        ("name", false) => "c.name COLLATE NOCASE, c.id",
        ("name", true) => "c.name COLLATE NOCASE DESC, c.id DESC",
        ("type", false) => "c.type, c.created_at, c.id",
        ("type", true) => "c.type DESC, c.created_at DESC, c.id DESC",
        ("partner", false) => "p.name COLLATE NOCASE, c.created_at, c.id",
        ("partner", true) => "p.name COLLATE NOCASE DESC, c.created_at DESC, c.id DESC",
        ("status", false) => "c.status, c.created_at, c.id",
        ("status", true) => "c.status DESC, c.created_at DESC, c.id DESC",
        ("signed", false) => "c.signed_at, c.id",
        ("signed", true) => "c.signed_at DESC, c.id DESC",
        (_, false) => "c.created_at, c.id",
        (_, true) => "c.created_at DESC, c.id DESC",
    }
}

/// One page of the list. The rows are chosen on an index first and looked up afterwards, so that a late page
/// costs little more than the first.
pub async fn page(
    connection: &mut Connection,
    scope: Scope<'_>,
    asked: &ListQuery,
    (statuses, types): (&[String], &[String]),
) -> Result<Vec<Item>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT c.id, c.name, c.type, c.partner_id, p.name AS partner, c.account_id, i.name AS issuer, c.version,
            v.number AS active_version, c.status, c.signee, c.created_at, c.signed_at
         FROM contracts c
         JOIN partners p ON p.account_id = c.account_id AND p.partner_id = c.partner_id
         JOIN accounts i ON i.id = c.account_id
         LEFT JOIN agreement_versions v
            ON v.account_id = c.account_id AND v.agreement_id = c.agreement_id AND v.status = 'active'
         WHERE c.id IN (SELECT c.id FROM ",
    );
    if asked.sort == "partner" {
        // CROSS JOIN keeps the order of the two, so that the partners' index by name gives the order of the rows.
        query.push(
            "partners p CROSS JOIN contracts c WHERE c.account_id = p.account_id AND c.partner_id = p.partner_id AND ",
        );
        if let Scope::Issuer(account) | Scope::Under(account, _) = scope {
            query
                .push("p.account_id = ")
                .push_bind(account.to_owned())
                .push(" AND ");
        }
    } else {
        query.push("contracts c WHERE ");
    }
    scope_and_search(&mut query, scope, &asked.q);
    for (column, words) in [("status", statuses), ("type", types)] {
        if words.is_empty() {
            continue;
        }
        query.push(" AND c.").push(column).push(" IN (");
        let mut list = query.separated(", ");
        for word in words {
            list.push_bind(word.clone());
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

fn read(row: &AnyRow) -> Result<Item, Error> {
    Ok(Item {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        kind: word(row.try_get("type")?)?,
        partner: (row.try_get("partner_id")?, row.try_get("partner")?),
        issuer: (row.try_get("account_id")?, row.try_get("issuer")?),
        version: row.try_get("version")?,
        active_version: row.try_get("active_version")?,
        status: word(row.try_get("status")?)?,
        signee: row.try_get("signee")?,
        created_at: row.try_get("created_at")?,
        signed_at: row.try_get("signed_at")?,
    })
}
