//! The log of changes: appended in the transaction that makes the change, each row chained to the one before.
//! Timelines of objects are in `timeline`, the page of all events in [`list`], its numbers in [`counts`] and [`newest`].

pub mod counts;
pub mod list;
pub mod names;
pub mod newest;
mod timeline;

pub use timeline::{EventRow, of_account, of_object, of_object_in, of_partner};

use super::Connection;
use crate::Error;
use sha2::{Digest, Sha256};
use sqlx::Row;

/// An event to append.
#[derive(Debug, Clone, Default)]
pub struct NewEvent<'a> {
    /// Whose log.
    pub account_id: &'a str,
    /// The partner it concerns, for that partner's timeline.
    pub partner_id: Option<&'a str>,
    /// Table-like word: `partner`, `contract`, `invitation` …
    pub object_type: &'a str,
    /// The object.
    pub object_id: &'a str,
    /// Its name; [`append`] looks it up where this is empty.
    pub object_name: &'a str,
    /// One word: `created`, `accepted` …
    pub action: &'a str,
    /// The sentence part that is shown: "accepted the invitation".
    pub what: &'a str,
    /// Who, if a person.
    pub user_id: Option<&'a str>,
    /// Their name as of now.
    pub user_name: &'a str,
    /// web, mailed link, copied link, command line, system.
    pub channel: &'a str,
    /// A reason, possibly empty.
    pub note: &'a str,
    /// JSON of what was, possibly empty.
    pub before: &'a str,
    /// JSON of what is, possibly empty.
    pub after: &'a str,
}

impl NewEvent<'_> {
    /// The hash of this row, appended at `at` after a row with hash `previous`. Each part is preceded by its
    /// length, so that no two rows share a text. A name that is missing is no part: rows had none once.
    pub fn hash(&self, at: i64, previous: &str) -> String {
        let at = at.to_string();
        let parts = [
            previous,
            &at,
            self.account_id,
            self.partner_id.unwrap_or_default(),
            self.object_type,
            self.object_id,
            self.action,
            self.what,
            self.user_id.unwrap_or_default(),
            self.user_name,
            self.channel,
            self.note,
            self.before,
            self.after,
            self.object_name,
        ];
        let missing = usize::from(self.object_name.is_empty());
        hash_parts(&parts[..parts.len() - missing])
    }
}

/// SHA-256 over parts, each with its length in front, in hexadecimal.
pub fn hash_parts(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Appends an event; the caller holds the write transaction.
pub async fn append(connection: &mut Connection, at: i64, event: &NewEvent<'_>) -> Result<(), Error> {
    #[cfg(test)]
    crate::tests::events::require_states(event);
    let (previous, name) = names::look_up(&mut *connection, event).await?;
    let object_name = match event.object_name {
        "" => &name,
        given => given,
    };
    let event = NewEvent {
        object_name,
        ..event.clone()
    };
    let hash = event.hash(at, &previous);
    sqlx::query(
        "INSERT INTO events (account_id, partner_id, object_type, object_id, action, what, user_id, user_name,
            channel, note, before, after, at, previous_hash, hash, object_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(event.account_id)
    .bind(event.partner_id)
    .bind(event.object_type)
    .bind(event.object_id)
    .bind(event.action)
    .bind(event.what)
    .bind(event.user_id)
    .bind(event.user_name)
    .bind(event.channel)
    .bind(event.note)
    .bind(event.before)
    .bind(event.after)
    .bind(at)
    .bind(&previous)
    .bind(&hash)
    .bind(event.object_name)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The first row of a chain that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Its number.
    pub number: i64,
    /// Why, as a sentence part.
    pub reason: &'static str,
}

/// A chain that was recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Rows that were looked at.
    pub rows: i64,
    /// The hash of the last of them; empty without rows.
    pub last: String,
    /// The first row that does not fit.
    pub misfit: Option<Break>,
}

/// Recomputes the chain up to its end or its first misfit. Removed rows at the end cannot be seen from here alone:
/// compare the last hash with one kept elsewhere.
pub async fn verify_chain(connection: &mut Connection) -> Result<Checked, Error> {
    let (mut checked, mut after) = (Checked::nothing(), i64::MIN);
    loop {
        let rows = sqlx::query("SELECT * FROM events WHERE number > $1 ORDER BY number LIMIT 1000")
            .bind(after)
            .fetch_all(&mut *connection)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(checked);
        };
        after = last.try_get("number")?;
        for row in &rows {
            if checked.takes(row, misfit(row, &checked.last)?)? {
                return Ok(checked);
            }
        }
    }
}

impl Checked {
    /// Before the first row.
    pub(super) fn nothing() -> Self {
        Self {
            rows: 0,
            last: String::new(),
            misfit: None,
        }
    }

    /// Counts the next row in; true when it is the misfit, at which checking ends.
    pub(super) fn takes(&mut self, row: &sqlx::any::AnyRow, reason: Option<&'static str>) -> Result<bool, sqlx::Error> {
        self.rows += 1;
        self.last = row.try_get("hash")?;
        if let Some(reason) = reason {
            let number = row.try_get("number")?;
            self.misfit = Some(Break { number, reason });
        }
        Ok(self.misfit.is_some())
    }
}

/// Why a row does not fit behind one with hash `previous`, if it does not.
fn misfit(row: &sqlx::any::AnyRow, previous: &str) -> Result<Option<&'static str>, sqlx::Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let optional = |column: &str| row.try_get::<Option<String>, _>(column);
    if text("previous_hash")? != previous {
        return Ok(Some("the row before it was changed, or one is missing"));
    }
    let claimed = NewEvent {
        account_id: &text("account_id")?,
        partner_id: optional("partner_id")?.as_deref(),
        object_type: &text("object_type")?,
        object_id: &text("object_id")?,
        // `verify` reads files as they are, also from before there was this column.
        object_name: &text("object_name").unwrap_or_default(),
        action: &text("action")?,
        what: &text("what")?,
        user_id: optional("user_id")?.as_deref(),
        user_name: &text("user_name")?,
        channel: &text("channel")?,
        note: &text("note")?,
        before: &text("before")?,
        after: &text("after")?,
    }
    .hash(row.try_get("at")?, previous);
    Ok((claimed != text("hash")?).then_some("the row was changed"))
}
