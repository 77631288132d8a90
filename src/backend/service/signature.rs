//! What a person signs with: name, position, the ticks, and the hash of the document that was shown. The same on
//! the public page of an invitation and inside.

use crate::{
    Error,
    service::document::{self, Document},
};
use entente_domain::{
    Code, Problem,
    fields::{Fields, PERSON},
};

/// A position in an organisation, as typed.
const POSITION: std::ops::RangeInclusive<usize> = 0..=100;

/// Name and position, as typed.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    /// Full name; may be empty only where nothing is signed.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
}

impl Signature {
    /// Reads both; the name must be there when `needs_name`.
    pub fn read(fields: &mut Fields, (name, title): (&str, &str), needs_name: bool) -> Self {
        let length = if needs_name { PERSON } else { 0..=*PERSON.end() };
        Self {
            name: fields.line("name", "Full name", name, length),
            title: fields.line("title", "Title", title, POSITION),
        }
    }
}

/// Refuses what is not ticked. `authorised` is `None` where nobody signs for an organisation.
pub(crate) fn read_ticks(fields: &mut Fields, accepted: &str, authorised: Option<&str>) {
    if accepted != "true" {
        fields.refuse("accepted", "Tick this if you accept.");
    }
    if authorised.is_some_and(|authorised| authorised != "true") {
        fields.refuse("authorised", "Tick this if you may sign for the organisation.");
    }
}

/// Refuses unless the document that was shown is still the one on offer.
pub(crate) fn require_shown(document: &Document, hash: &str) -> Result<(), Error> {
    if document::hash(document) == hash {
        return Ok(());
    }
    let message = "The agreement was changed after this page was opened. Read the present text, then accept again.";
    Err(Problem::new(Code::Stale, message).into())
}
