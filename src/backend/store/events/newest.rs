//! The newest events, to be counted; the rows themselves are in [`super::list`].

use super::list::{Asked, CHOSEN, choose};
use crate::{
    Error,
    store::{Connection, search::CAP},
};
use serde::Deserialize;
use sqlx::{Any, QueryBuilder};
use std::cmp::Reverse;

/// What is counted of an event; read from an array of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Match {
    /// Its place in the log.
    pub number: i64,
    /// Unix milliseconds.
    pub at: i64,
    /// Type of the object.
    pub object_type: String,
    /// Who, if a person.
    pub user_id: Option<String>,
}

/// The newest, up to one more than [`CAP`].
pub async fn list(connection: &mut Connection, asked: &Asked<'_>) -> Result<Vec<Match>, Error> {
    // In one row: three thousand of them take longer on their way here than to be found.
    let mut query = QueryBuilder::<Any>::new(
        "SELECT json_group_array(json_array(e.number, e.at, e.object_type, e.user_id)) FROM (",
    );
    choose(&mut query, asked, None);
    query.push(" ORDER BY number DESC LIMIT ").push_bind(CAP + 1);
    query.push(CHOSEN);
    let text: String = query.build_query_scalar().fetch_one(connection).await?;
    let mut matches: Vec<Match> = serde_json::from_str(&text).map_err(Error::defect)?;
    matches.sort_unstable_by_key(|one| Reverse(one.number));
    Ok(matches)
}
