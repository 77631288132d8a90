//! The directory as CSV: batch by batch, each from where the one before ended, so that neither memory nor the
//! readers' connections are held by a long list or a slow client.

use super::list::{Looked, look_up};
use crate::{Backend, Error, service::sheet::Sheet, store::partners, when};
use entente_domain::{
    Problem,
    list::Column,
    permission::Level,
    usecases::{ByteStream, Caller, Query, partners::PARTNERS},
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
    last: Option<partners::PartnerRow>,
    begun: bool,
    ended: bool,
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<ByteStream, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.partners_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str().to_owned();
    let looked = look_up(&mut connection, &account, query).await?;
    let columns = PARTNERS.shown(&looked.query);
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
        let asked = self.looked.asked(&self.account);
        let rows = partners::list::batch(&mut connection, &asked, self.last.as_ref(), BATCH).await?;
        drop(connection);
        let mut sheet = Sheet::new();
        if !self.begun {
            sheet.row(self.columns.iter().flat_map(|column| heads(column)).map(str::to_owned))?;
        }
        for row in &rows {
            sheet.row(self.columns.iter().flat_map(|column| cells(column, row)))?;
        }
        self.begun = true;
        self.ended = i64::try_from(rows.len()).unwrap_or(BATCH) < BATCH;
        self.last = rows.into_iter().next_back().or(self.last.take());
        sheet.finish()
    }
}

/// The heads of a column: the account's id stands beside its name, a contact's address beside the contact's.
fn heads(column: &Column) -> Vec<&'static str> {
    match column.key {
        "name" => vec![column.label, "Id"],
        "technical" => vec![column.label, "Technical contact's address"],
        "business" => vec![column.label, "Business contact's address"],
        _ => vec![column.label],
    }
}

fn cells(column: &Column, row: &partners::PartnerRow) -> Vec<String> {
    let [program, distribution, service, syndication] = row.contracts;
    let form = &row.form;
    match column.key {
        "name" => vec![form.name.clone(), row.partner_id.clone()],
        "type" => vec![row.kind.label().to_owned()],
        "technical" => vec![form.technical_name.clone(), form.technical_email.clone()],
        "business" => vec![form.business_name.clone(), form.business_email.clone()],
        "program" => vec![program.to_string()],
        "distribution" => vec![distribution.to_string()],
        "service" => vec![service.to_string()],
        "syndication" => vec![syndication.to_string()],
        "status" => vec![row.status.label().to_owned()],
        "created" => vec![when::when(row.created_at, row.created_at).iso],
        "changed" => vec![when::when(row.changed_at, row.changed_at).iso],
        "external_id" => vec![form.external_id.clone()],
        _ => vec![String::new()],
    }
}
