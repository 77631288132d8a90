//! Partners that resemble one being entered: candidates from the search index and the external id. How alike they
//! really are is decided by the caller.

use super::{COLUMNS, PartnerRow, read};
use crate::{
    Error,
    store::{Connection, search},
};
use sqlx::{Any, QueryBuilder};

/// Candidates looked at per question.
const CANDIDATES: i64 = 200;

/// Partners whose name begins with these words.
pub async fn named(
    connection: &mut Connection,
    account_id: &str,
    first_words: &[String],
) -> Result<Vec<PartnerRow>, Error> {
    candidates(connection, account_id, |query| search::push_named(query, first_words)).await
}

/// Partners with a contact whose address contains this domain's parts.
pub async fn with_domain(
    connection: &mut Connection,
    account_id: &str,
    domain: &str,
) -> Result<Vec<PartnerRow>, Error> {
    candidates(connection, account_id, |query| search::push_domain(query, domain)).await
}

async fn candidates(
    connection: &mut Connection,
    account_id: &str,
    push: impl FnOnce(&mut QueryBuilder<Any>),
) -> Result<Vec<PartnerRow>, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT ");
    query.push(COLUMNS).push(" FROM (");
    push(&mut query);
    query.push(") s CROSS JOIN partners p ON p.number = s.number WHERE p.account_id = ");
    query
        .push_bind(account_id.to_owned())
        .push(" LIMIT ")
        .push_bind(CANDIDATES);
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}
