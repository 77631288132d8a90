//! The log as CSV, with what was before and after each event.

use super::look_up::{Looked, look_up};
use crate::{
    Backend, Error,
    service::sheet::{self, Batches},
    store::{
        Connection,
        events::list::{self, EventRow},
    },
    when,
};
use async_trait::async_trait;
use entente_domain::{
    list::Column,
    usecases::{
        ByteStream, Caller, Query,
        events::{EVENTS, in_words},
    },
};

/// What is exported.
struct Log {
    account: String,
    looked: Looked,
    columns: Vec<&'static Column>,
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<ByteStream, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.events_actor(&mut connection, caller).await?;
    let account = actor.account().as_str().to_owned();
    let looked = look_up(&mut connection, &account, query, backend.now()).await?;
    let columns = EVENTS.shown(&looked.query);
    let log = Log {
        account,
        looked,
        columns,
    };
    Ok(sheet::stream(backend, caller, log))
}

#[async_trait]
impl Batches for Log {
    type Row = EventRow;

    fn heads(&self) -> Vec<&'static str> {
        let heads = self.columns.iter().flat_map(|column| heads(column));
        heads.chain(["Before", "After"]).collect()
    }

    async fn after(
        &self,
        connection: &mut Connection,
        last: Option<&Self::Row>,
        limit: i64,
    ) -> Result<Vec<Self::Row>, Error> {
        let last = last.map(|row| row.number);
        list::batch(connection, &self.looked.asked(&self.account), last, limit).await
    }

    fn cells(&self, row: &Self::Row) -> Vec<String> {
        let cells = self.columns.iter().flat_map(|column| cells(column, row));
        cells.chain([row.before.clone(), row.after.clone()]).collect()
    }
}

/// The heads of a column: a person's id stands beside the name, an object's name and id beside its type.
fn heads(column: &Column) -> Vec<&'static str> {
    match column.key {
        "person" => vec![column.label, "Person's id"],
        "object" => vec![column.label, "Object's name", "Object's id"],
        _ => vec![column.label],
    }
}

fn cells(column: &Column, row: &EventRow) -> Vec<String> {
    match column.key {
        "when" => vec![when::when(row.at, row.at).iso],
        "person" => vec![row.user_name.clone(), row.user_id.clone().unwrap_or_default()],
        "what" => vec![row.what.clone()],
        "object" => vec![
            in_words(&row.object_type),
            row.object_name.clone(),
            row.object_id.clone(),
        ],
        "channel" => vec![row.channel.clone()],
        "note" => vec![row.note.clone()],
        _ => vec![String::new()],
    }
}
