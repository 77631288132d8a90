//! The log as CSV: batch by batch, each from where the one before ended, so that neither memory nor the readers'
//! connections are held by a long list or a slow client.

use super::look_up::{Looked, look_up};
use crate::{
    Backend, Error,
    service::sheet::Sheet,
    store::events::list::{self, EventRow},
    when,
};
use entente_domain::{
    Problem,
    list::Column,
    usecases::{
        ByteStream, Caller, Query,
        events::{EVENTS, in_words},
    },
};
use futures_util::stream;

/// Rows read at once.
const BATCH: i64 = 1_000;

/// Where an export stands.
struct Export {
    backend: Backend,
    account: String,
    request_id: String,
    looked: Looked,
    columns: Vec<&'static Column>,
    last: Option<i64>,
    begun: bool,
    ended: bool,
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<ByteStream, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.events_actor(&mut connection, caller).await?;
    let account = actor.account().as_str().to_owned();
    let looked = look_up(&mut connection, &account, query, backend.now()).await?;
    let columns = EVENTS.shown(&looked.query);
    let export = Export {
        backend: backend.clone(),
        account,
        request_id: caller.request_id.clone(),
        looked,
        columns,
        last: None,
        begun: false,
        ended: false,
    };
    Ok(Box::pin(stream::try_unfold(export, |mut export| async move {
        if export.ended {
            return Ok(None);
        }
        let piece = export.next().await.map_err(|error| error.expose(&export.request_id))?;
        Ok::<_, Problem>(Some((piece, export)))
    })))
}

impl Export {
    async fn next(&mut self) -> Result<Vec<u8>, Error> {
        let mut connection = self.backend.store().reader().await?;
        let rows = list::batch(&mut connection, &self.looked.asked(&self.account), self.last, BATCH).await?;
        drop(connection);
        let mut sheet = Sheet::new();
        if !self.begun {
            let heads = self.columns.iter().flat_map(|column| heads(column));
            sheet.row(heads.chain(["Before", "After"]).map(str::to_owned))?;
        }
        for row in &rows {
            let cells = self.columns.iter().flat_map(|column| cells(column, row));
            sheet.row(cells.chain([row.before.clone(), row.after.clone()]))?;
        }
        self.begun = true;
        self.ended = i64::try_from(rows.len()).unwrap_or(BATCH) < BATCH;
        self.last = rows.last().map(|row| row.number).or(self.last);
        sheet.finish()
    }
}

/// The heads of a column: a person's id stands beside the name, an object's beside its type.
fn heads(column: &Column) -> Vec<&'static str> {
    match column.key {
        "person" => vec![column.label, "Person's id"],
        "object" => vec![column.label, "Object's id"],
        _ => vec![column.label],
    }
}

fn cells(column: &Column, row: &EventRow) -> Vec<String> {
    match column.key {
        "when" => vec![when::when(row.at, row.at).iso],
        "person" => vec![row.user_name.clone(), row.user_id.clone().unwrap_or_default()],
        "what" => vec![row.what.clone()],
        "object" => vec![in_words(&row.object_type), row.object_id.clone()],
        "channel" => vec![row.channel.clone()],
        "note" => vec![row.note.clone()],
        _ => vec![String::new()],
    }
}
