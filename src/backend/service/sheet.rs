//! Lists as CSV: the rows of one batch as bytes, harmless to spreadsheets.

use crate::Error;

/// A part of a file.
#[derive(Debug)]
pub(crate) struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    /// Without any row.
    pub fn new() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Iterator<Item = String>) -> Result<(), Error> {
        self.0.write_record(cells.map(harmless)).map_err(Error::defect)
    }

    /// The bytes.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.0.into_inner().map_err(Error::defect)
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
