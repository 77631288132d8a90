//! Checks what a database keeps as proof: the chain of events, the chain of evidence, and the documents that were
//! accepted. It reads only, and may run beside a server on the same database.

use crate::{
    Error, StartError,
    store::{
        engine,
        events::{self, Checked},
        evidence,
    },
};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The chain of events.
    pub events: Checked,
    /// The chain of evidence, with its documents.
    pub evidence: Checked,
}

impl Report {
    /// True when every row fits.
    pub fn fits(&self) -> bool {
        self.events.misfit.is_none() && self.evidence.misfit.is_none()
    }

    /// A line for each chain.
    pub fn lines(&self) -> [String; 2] {
        [
            line("events", "", &self.events),
            line("evidence", " and their documents", &self.evidence),
        ]
    }
}

fn line(chain: &str, also: &str, checked: &Checked) -> String {
    match (&checked.misfit, checked.rows) {
        (Some(found), _) => format!("{chain}: row {} does not fit: {}.", found.number, found.reason),
        (None, 0) => format!("{chain}: no rows yet."),
        (None, rows) => format!("{chain}: {rows} rows{also} fit; the last hash is {}.", checked.last),
    }
}

/// Recomputes both chains of `database` as they are at this moment.
///
/// # Errors
/// [`StartError`] when the file is missing or is no database of Entente.
pub async fn run(database: &str) -> Result<Report, StartError> {
    let mut connection = engine::open_read_only(database).await?;
    let report = async {
        // One look at one state, however much is appended meanwhile.
        sqlx::query("BEGIN").execute(&mut connection).await?;
        Ok::<_, Error>(Report {
            events: events::verify_chain(&mut connection).await?,
            evidence: evidence::verify_chain(&mut connection).await?,
        })
    };
    report.await.map_err(|error| {
        StartError(format!(
            "cannot check {database}: {error}. Is it the database of an Entente?"
        ))
    })
}
