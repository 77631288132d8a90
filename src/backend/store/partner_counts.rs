//! How many partners an account has, by status and type. Triggers on `partners` keep the table; nothing else
//! writes to it.

use super::{Connection, paging::Counts};
use crate::Error;
use sqlx::{Any, QueryBuilder};

/// The account's partners by status (first word) and type (second word).
pub async fn of_account(connection: &mut Connection, account_id: &str) -> Result<Counts, Error> {
    let mut query = QueryBuilder::<Any>::new("SELECT status, type, n FROM partner_counts WHERE account_id = ");
    query.push_bind(account_id.to_owned());
    Counts::fetch(connection, query).await
}
