//! The users as CSV.

use super::list::in_range;
use crate::{
    Backend, Error,
    service::sheet::{self, Batches},
    store::{
        Connection, groups,
        groups::GroupRow,
        user_list::{self, Listed},
    },
    when,
};
use async_trait::async_trait;
use entente_domain::{
    list::{Column, ListQuery},
    permission::Level,
    usecases::{ByteStream, Caller, users::USERS},
};

/// What is exported.
struct People {
    account: String,
    /// When it began, which decides what has expired on every row.
    now: i64,
    query: ListQuery,
    groups: Vec<GroupRow>,
    columns: Vec<&'static Column>,
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &ListQuery) -> Result<ByteStream, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str().to_owned();
    let query = in_range(query);
    let people = People {
        now: backend.now(),
        groups: groups::all(&mut connection, &account).await?,
        columns: USERS.shown(&query),
        query,
        account,
    };
    Ok(sheet::stream(backend, caller, people))
}

#[async_trait]
impl Batches for People {
    type Row = Listed;

    fn heads(&self) -> Vec<&'static str> {
        self.columns.iter().flat_map(|column| heads(column)).collect()
    }

    async fn after(
        &self,
        connection: &mut Connection,
        last: Option<&Self::Row>,
        limit: i64,
    ) -> Result<Vec<Self::Row>, Error> {
        user_list::batch(connection, (&self.account, self.now), &self.query, last, limit).await
    }

    fn cells(&self, row: &Self::Row) -> Vec<String> {
        self.columns
            .iter()
            .flat_map(|column| cells(column, row, &self.groups))
            .collect()
    }
}

/// The heads of a column: address and id stand beside the name.
fn heads(column: &Column) -> Vec<&'static str> {
    match column.key {
        "name" => vec![column.label, "E-mail address", "Id"],
        _ => vec![column.label],
    }
}

fn cells(column: &Column, row: &Listed, groups: &[GroupRow]) -> Vec<String> {
    let at = |time: i64| when::when(time, time).iso;
    match column.key {
        "name" => vec![row.name.clone(), row.email.clone(), row.key.clone()],
        "groups" => {
            let held = groups.iter().filter(|group| row.groups.contains(&group.id));
            vec![held.map(|group| group.name.as_str()).collect::<Vec<_>>().join(", ")]
        }
        "status" if row.deactivated => vec![format!("{}, deactivated", row.status.label())],
        "status" => vec![row.status.label().to_owned()],
        "active" => vec![row.active_at.map(at).unwrap_or_default()],
        "added" => vec![at(row.added_at)],
        _ => vec![String::new()],
    }
}
