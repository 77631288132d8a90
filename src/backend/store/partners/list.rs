//! The directory: a page, or batch after batch for the export, of the account's partners.
//!
//! The numbers of the page are picked from an index that holds the order and what the filters ask; only then are
//! the rows looked up. Which index is walked is said here and not left to the database, whose statistics may be
//! missing or stale.

use super::{COLUMNS, PartnerRow, read};
use crate::{
    Error,
    store::{Connection, search::Search},
};
use sqlx::{Any, QueryBuilder};

/// One row that has to be looked up costs as much as so many entries of an index that are passed over.
const LOOK_UP: i64 = 8;

/// What to show, in which order.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The distributor.
    pub account_id: &'a str,
    /// What was searched for.
    pub search: Option<&'a Search>,
    /// Chosen statuses; empty for any.
    pub statuses: &'a [String],
    /// Chosen types; empty for any.
    pub types: &'a [String],
    /// Key of the column to sort by.
    pub sort: &'a str,
    /// Sort downwards.
    pub descending: bool,
}

/// How many rows there are, as far as that decides how to read.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// All of the account.
    pub all: i64,
    /// Under the chosen statuses alone.
    pub statuses: i64,
    /// Under all filters.
    pub matching: i64,
}

/// An order: the index that holds it, and its keys without ties.
struct Order {
    index: &'static str,
    keys: &'static [&'static str],
}

impl Order {
    fn of(sort: &str) -> Self {
        let (index, keys): (_, &'static [&'static str]) = match sort {
            "name" => ("partners_by_name", &["p.name COLLATE NOCASE", "p.number"]),
            "type" => ("partners_by_type", &["p.type", "p.created_at", "p.number"]),
            "technical" => (
                "partners_by_technical",
                &["p.technical_name COLLATE NOCASE", "p.number"],
            ),
            "business" => ("partners_by_business", &["p.business_name COLLATE NOCASE", "p.number"]),
            "program" => ("partners_by_program", &["p.program_count", "p.number"]),
            "distribution" => ("partners_by_distribution", &["p.distribution_count", "p.number"]),
            "service" => ("partners_by_service", &["p.service_count", "p.number"]),
            "syndication" => ("partners_by_syndication", &["p.syndication_count", "p.number"]),
            "status" => ("partners_by_status", &["p.status", "p.created_at", "p.number"]),
            "external_id" => (
                "partners_by_external_id",
                &["coalesce(p.external_id, '') COLLATE NOCASE", "p.number"],
            ),
            "changed" => ("partners_by_changed", &["p.changed_at", "p.number"]),
            _ => ("partners_by_created", &["p.created_at", "p.number"]),
        };
        Self { index, keys }
    }

    /// The index to walk under these filters. By creation within one status or type, that index is in order too.
    fn walked(&self, asked: &Asked<'_>) -> &'static str {
        match (self.index, asked.statuses, asked.types) {
            ("partners_by_created", [_], _) => "partners_by_status",
            ("partners_by_created", [], [_]) => "partners_by_type",
            _ => self.index,
        }
    }

    fn push(&self, query: &mut QueryBuilder<Any>, descending: bool) {
        query.push(" ORDER BY ");
        for (at, key) in self.keys.iter().enumerate() {
            query
                .push(if at == 0 { "" } else { ", " })
                .push(key)
                .push(if descending { " DESC" } else { "" });
        }
    }
}

fn any_of(query: &mut QueryBuilder<Any>, column: &str, words: &[String]) {
    match words {
        [] => {}
        [word] => {
            query.push(" AND ").push(column).push(" = ").push_bind(word.clone());
        }
        words => {
            query.push(" AND ").push(column).push(" IN (");
            let mut list = query.separated(", ");
            for word in words {
                list.push_bind(word.clone());
            }
            query.push(")");
        }
    }
}

/// Writes the choice of numbers up to its order.
fn choose(query: &mut QueryBuilder<Any>, asked: &Asked<'_>, index: &str) {
    query.push("SELECT p.number FROM ");
    match asked.search {
        Some(search) if !search.dense => {
            query.push("(");
            search.push_matches(query);
            // The order by creation needs nothing that this index does not hold; any other needs the rows.
            query.push(match index {
                "partners_by_created" | "partners_by_status" | "partners_by_type" => {
                    ") s CROSS JOIN partners p INDEXED BY partners_by_number ON p.number = s.number"
                }
                _ => ") s CROSS JOIN partners p ON p.number = s.number",
            });
        }
        _ => {
            query.push("partners p INDEXED BY ").push(index);
        }
    }
    query
        .push(" WHERE p.account_id = ")
        .push_bind(asked.account_id.to_owned());
    if let Some(search) = asked.search.filter(|search| search.dense) {
        query.push(" AND p.number IN (");
        search.push_matches(query);
        query.push(")");
    }
    any_of(query, "p.status", asked.statuses);
    any_of(query, "p.type", asked.types);
}

/// The index to walk for a page: the one in order, unless so few rows have the chosen statuses that picking
/// those and sorting them is less work than passing over all the others.
fn index_for(asked: &Asked<'_>, order: &Order, size: Size, skip: i64, take: i64) -> &'static str {
    let walked = order.walked(asked);
    if walked != order.index || asked.statuses.is_empty() || asked.search.is_some() {
        return walked;
    }
    let passed_over = (skip + take).saturating_mul(size.all) / size.matching.max(1);
    if size.statuses.saturating_mul(LOOK_UP) < passed_over.min(size.all) {
        "partners_by_status"
    } else {
        walked
    }
}

/// `take` rows after `skip` rows. When `size` is exact and the rows are in the second half, the list is read from
/// its end.
pub async fn page(
    connection: &mut Connection,
    asked: &Asked<'_>,
    size: Size,
    (skip, take): (i64, i64),
) -> Result<Vec<PartnerRow>, Error> {
    let order = Order::of(asked.sort);
    let counted = asked.search.is_none_or(|search| !search.dense);
    let (mut first, mut last) = (skip, skip + take);
    let backwards = counted && skip * 2 > size.matching;
    if backwards {
        (first, last) = ((size.matching - last).max(0), size.matching - first);
    }
    let mut query = QueryBuilder::<Any>::new("SELECT ");
    query.push(COLUMNS).push(" FROM (");
    choose(&mut query, asked, index_for(asked, &order, size, first, take));
    order.push(&mut query, asked.descending != backwards);
    query
        .push(" LIMIT ")
        .push_bind((last - first).max(0))
        .push(" OFFSET ")
        .push_bind(first);
    query.push(") i CROSS JOIN partners p ON p.number = i.number");
    order.push(&mut query, asked.descending);
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// The next `take` rows after `last`, or the first ones. However many came before, a batch takes the same time.
pub async fn batch(
    connection: &mut Connection,
    asked: &Asked<'_>,
    last: Option<&PartnerRow>,
    take: i64,
) -> Result<Vec<PartnerRow>, Error> {
    let order = Order::of(asked.sort);
    let mut query = QueryBuilder::<Any>::new("SELECT ");
    query.push(COLUMNS).push(" FROM (");
    choose(&mut query, asked, order.walked(asked));
    if let Some(last) = last {
        after(&mut query, &order, asked.descending, last);
    }
    order.push(&mut query, asked.descending);
    query.push(" LIMIT ").push_bind(take);
    query.push(") i CROSS JOIN partners p ON p.number = i.number");
    order.push(&mut query, asked.descending);
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}

/// Leaves out `last` and everything before it. The first key stands alone too, because the index is not entered
/// by several keys at once when one of them has a collation.
fn after(query: &mut QueryBuilder<Any>, order: &Order, descending: bool, last: &PartnerRow) {
    let [first, ..] = order.keys else {
        return;
    };
    query
        .push(" AND ")
        .push(first)
        .push(if descending { " <= " } else { " >= " });
    bind_key(query, first, last);
    query.push(" AND (");
    query
        .push(order.keys.join(", "))
        .push(if descending { ") < (" } else { ") > (" });
    for (at, key) in order.keys.iter().enumerate() {
        query.push(if at == 0 { "" } else { ", " });
        bind_key(query, key, last);
    }
    query.push(")");
}

fn bind_key(query: &mut QueryBuilder<Any>, key: &str, row: &PartnerRow) {
    let [program, distribution, service, syndication] = row.contracts;
    match key.split_once(' ').map_or(key, |(column, _)| column) {
        "p.number" => query.push_bind(row.number),
        "p.name" => query.push_bind(row.form.name.clone()),
        "p.type" => query.push_bind(row.kind.as_str()),
        "p.status" => query.push_bind(row.status.as_str()),
        "p.technical_name" => query.push_bind(row.form.technical_name.clone()),
        "p.business_name" => query.push_bind(row.form.business_name.clone()),
        "p.program_count" => query.push_bind(program),
        "p.distribution_count" => query.push_bind(distribution),
        "p.service_count" => query.push_bind(service),
        "p.syndication_count" => query.push_bind(syndication),
        "p.created_at" => query.push_bind(row.created_at),
        "p.changed_at" => query.push_bind(row.changed_at),
        _ => query.push_bind(row.form.external_id.clone()),
    };
}
