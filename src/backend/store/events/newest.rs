//! The newest events, to be counted; the rows themselves are in [`super::list`].

use super::list::{Asked, CHOSEN, choose};
use crate::{
    Error,
    store::{Connection, search::CAP},
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// What is counted of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let mut query = QueryBuilder::<Any>::new("SELECT e.number, e.at, e.object_type, e.user_id FROM (");
    choose(&mut query, asked, None);
    query.push(" ORDER BY number DESC LIMIT ").push_bind(CAP + 1);
    query.push(CHOSEN).push(" ORDER BY e.number DESC");
    let rows = query.build().fetch_all(connection).await?;
    let read = |row: &AnyRow| {
        Ok(Match {
            number: row.try_get(0)?,
            at: row.try_get(1)?,
            object_type: row.try_get(2)?,
            user_id: row.try_get(3)?,
        })
    };
    rows.iter().map(read).collect()
}
