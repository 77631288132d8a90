//! The log of an account: who did what to which object, when, through which channel, before and after. All need
//! `events`. An account sees its own log and no other.

use super::{ByteStream, Caller, Listing, Person, Problem, Query, When};
use crate::list::{Column, ListSpec};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of events.
pub const EVENTS: ListSpec = ListSpec {
    name: "events",
    columns: &[
        Column {
            key: "when",
            label: "When",
            shown: true,
            sorts: true,
        },
        Column {
            key: "person",
            label: "Person",
            shown: true,
            sorts: false,
        },
        Column {
            key: "what",
            label: "What",
            shown: true,
            sorts: false,
        },
        Column {
            key: "object",
            label: "Object",
            shown: true,
            sorts: false,
        },
        Column {
            key: "channel",
            label: "Channel",
            shown: true,
            sorts: false,
        },
        Column {
            key: "note",
            label: "Note",
            shown: false,
            sorts: false,
        },
    ],
    filters: &["object", "period", "person", "about", "from", "to"],
    sort: "when",
    descending: true,
};

/// At most so many people are offered in the filter; others are found by their name.
pub const PEOPLE: usize = 50;

crate::words! {
    /// How far back the list goes, in whole days of UTC that end with today. Days chosen by `from` and `to` are the
    /// person's own.
    EventPeriod {
        /// Since midnight.
        Today = "today", "Today";
        /// Today and the six days before.
        Week = "7-days", "Last 7 days";
        /// Today and the 29 days before.
        Month = "30-days", "Last 30 days";
        /// Since the same day a year ago.
        Year = "12-months", "Last 12 months";
    }
}

/// An event in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Its place in the log.
    pub number: i64,
    /// When.
    pub when: When,
    /// Who; "Entente" for the system.
    pub person: Person,
    /// What, as a sentence part: "accepted the invitation".
    pub what: String,
    /// To which object.
    pub object: EventObject,
    /// Through which channel: "web", "mailed link", "copied link", "system".
    pub channel: String,
    /// A reason or note, possibly empty.
    pub note: String,
    /// What changed, field by field; possibly nothing.
    pub changes: Vec<Change>,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventObject {
    /// Its type as one word: `contract`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What it was called then; empty in events from before names were kept.
    pub name: String,
    /// False when it has been deleted.
    pub exists: bool,
}

/// A field before and after; one that was or is not there is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's name: "External id".
    pub field: String,
    /// What was there.
    pub before: String,
    /// What is there.
    pub after: String,
}

/// A stored word as people read it: `external_id` is "External id".
pub fn in_words(word: &str) -> String {
    let mut text = word.replace('_', " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The log.
#[async_trait]
pub trait Events: Send + Sync {
    /// A page of the list, in the order of the log. Search: words and word beginnings in what was done, the
    /// person's name, the object's name and id, and the note. Filters: `object` and `person` by type and id, `about`
    /// by an object's id, `from` and `to` by days in the person's zone, both included. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<EventRow>;
    /// The list under this query as CSV: chosen columns, then before and after as JSON, every row, cells safe for
    /// spreadsheets. `view`.
    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem>;
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn stored_words_are_read_as_words() {
        for (word, words) in [
            ("contract", "Contract"),
            ("external_id", "External id"),
            ("", ""),
            ("ärger", "ärger"),
        ] {
            assert_eq!(in_words(word), words);
        }
    }
}
