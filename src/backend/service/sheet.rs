//! Lists as CSV: batch by batch, each from where the one before ended, so that neither memory nor the readers'
//! connections are held by a long list or a slow client; the cells harmless to spreadsheets.

use crate::{Backend, Error, store::Connection};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    usecases::{ByteStream, Caller},
};
use futures_util::stream;

/// Rows read at once.
const BATCH: i64 = 1_000;

/// A list that can be written as CSV.
#[async_trait]
pub(crate) trait Batches: Send + 'static {
    /// A row as the store gives it.
    type Row: Send + Sync;

    /// The words above the cells.
    fn heads(&self) -> Vec<&'static str>;

    /// The next `limit` rows after `last`, from the beginning without one.
    async fn after(
        &self,
        connection: &mut Connection,
        last: Option<&Self::Row>,
        limit: i64,
    ) -> Result<Vec<Self::Row>, Error>;

    /// As many cells as there are heads.
    fn cells(&self, row: &Self::Row) -> Vec<String>;
}

/// Where an export stands.
struct Export<B: Batches> {
    backend: Backend,
    request_id: String,
    batches: B,
    last: Option<B::Row>,
    begun: bool,
    ended: bool,
}

/// The list as a file. A fault midway ends the stream with a refusal, so that no half file passes for whole.
pub(crate) fn stream<B: Batches>(backend: &Backend, caller: &Caller, batches: B) -> ByteStream {
    let export = Export {
        backend: backend.clone(),
        request_id: caller.request_id.clone(),
        batches,
        last: None,
        begun: false,
        ended: false,
    };
    Box::pin(stream::try_unfold(export, |mut export| async move {
        if export.ended {
            return Ok(None);
        }
        let piece = export.next().await.map_err(|error| error.expose(&export.request_id))?;
        Ok::<_, Problem>(Some((piece, export)))
    }))
}

impl<B: Batches> Export<B> {
    async fn next(&mut self) -> Result<Vec<u8>, Error> {
        let mut connection = self.backend.store().reader().await?;
        let rows = self.batches.after(&mut connection, self.last.as_ref(), BATCH).await?;
        drop(connection);
        let mut sheet = csv::Writer::from_writer(Vec::new());
        if !self.begun {
            sheet.write_record(self.batches.heads()).map_err(Error::defect)?;
        }
        for row in &rows {
            let cells = self.batches.cells(row).into_iter().map(harmless);
            sheet.write_record(cells).map_err(Error::defect)?;
        }
        self.begun = true;
        self.ended = i64::try_from(rows.len()).unwrap_or(BATCH) < BATCH;
        self.last = rows.into_iter().next_back().or(self.last.take());
        sheet.into_inner().map_err(Error::defect)
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}
