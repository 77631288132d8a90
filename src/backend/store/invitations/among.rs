//! What is known of many addresses at once: who belongs to an account, who is invited, whom it knows otherwise.

use crate::{Error, store::Connection};
use sqlx::{Any, QueryBuilder, Row};
use std::collections::{HashMap, HashSet};

fn any_of(query: &mut QueryBuilder<Any>, column: &str, addresses: &[&str]) {
    query.push(column).push(" IN (");
    let mut list = query.separated(", ");
    for address in addresses {
        list.push_bind((*address).to_owned());
    }
    query.push(")");
}

/// The ids of the account's members, by address.
pub async fn members(
    connection: &mut Connection,
    account_id: &str,
    addresses: &[&str],
) -> Result<HashMap<String, String>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT u.email, u.id FROM users u JOIN memberships m ON m.user_id = u.id AND m.status = 'joined'
         WHERE m.account_id = ",
    );
    query.push_bind(account_id.to_owned());
    any_of(&mut query, " AND u.email", addresses);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("email")?, row.try_get("id")?)))
        .collect()
}

/// The open invitations to the account's users, by address: id, and when it expires.
pub async fn invited(
    connection: &mut Connection,
    account_id: &str,
    addresses: &[&str],
) -> Result<HashMap<String, (String, i64)>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT i.address, i.id, i.expires_at FROM invitations i
         WHERE i.kind = 'user' AND i.status = 'open' AND i.joins_account_id = ",
    );
    query.push_bind(account_id.to_owned());
    any_of(&mut query, " AND i.address", addresses);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let found = (row.try_get("id")?, row.try_get("expires_at")?);
            Ok((row.try_get("address")?, found))
        })
        .collect()
}

/// The addresses of people whom the account knows: they belonged to it or, `with_partners`, belong to one of its
/// partners. Others may have a sign-in too, which is not this account's to know.
pub async fn known(
    connection: &mut Connection,
    account_id: &str,
    with_partners: bool,
    addresses: &[&str],
) -> Result<HashSet<String>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT DISTINCT u.email FROM users u JOIN memberships m ON m.user_id = u.id WHERE (m.account_id = ",
    );
    query.push_bind(account_id.to_owned());
    if with_partners {
        query
            .push(
                " OR m.status = 'joined' AND EXISTS
                 (SELECT 1 FROM partners p WHERE p.partner_id = m.account_id AND p.account_id = ",
            )
            .push_bind(account_id.to_owned())
            .push(")");
    }
    any_of(&mut query, ") AND u.email", addresses);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(|row| Ok(row.try_get("email")?)).collect()
}
