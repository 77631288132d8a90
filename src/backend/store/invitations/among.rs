//! What is known of many addresses at once: who belongs to an account, who is invited, whom it knows otherwise.

use super::place::{self, Member};
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

/// The account's members, by address.
pub async fn members(
    connection: &mut Connection,
    account_id: &str,
    addresses: &[&str],
) -> Result<HashMap<String, Member>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT u.email, u.id, u.name, u.deactivated_at
         FROM users u JOIN memberships m ON m.user_id = u.id AND m.status = 'joined'
         WHERE m.account_id = ",
    );
    query.push_bind(account_id.to_owned());
    any_of(&mut query, " AND u.email", addresses);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("email")?, place::member(row)?)))
        .collect()
}

/// An open invitation of an address.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Id.
    pub id: String,
    /// The account that invites.
    pub account_id: String,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub expires_at: i64,
}

/// The open invitations to the account's users, by address.
pub async fn invited(
    connection: &mut Connection,
    account_id: &str,
    addresses: &[&str],
) -> Result<HashMap<String, Invited>, Error> {
    let mut query = QueryBuilder::<Any>::new(
        "SELECT i.address, i.id, i.account_id, i.created_at, i.expires_at FROM invitations i
         WHERE i.kind = 'user' AND i.status = 'open' AND i.joins_account_id = ",
    );
    query.push_bind(account_id.to_owned());
    any_of(&mut query, " AND i.address", addresses);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let invited = Invited {
                id: row.try_get("id")?,
                account_id: row.try_get("account_id")?,
                created_at: row.try_get("created_at")?,
                expires_at: row.try_get("expires_at")?,
            };
            Ok((row.try_get("address")?, invited))
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
