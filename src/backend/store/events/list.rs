//! The page of events: a page, or batch after batch for the export, of an account's log, in its order.
//!
//! The numbers of the page are picked from an index that holds the order and what the filters ask; only then are
//! the rows looked up. Several chosen types or people are so many walks along an index, merged as they go.
//!
//! A search goes to a full-text index, SQLite's own as in [`crate::store::search`]. It was measured against `LIKE`
//! on 836 000 events: it costs 4 seconds of loading them and 75 MB, and answers in 1 to 50 ms whatever is searched
//! for, where `LIKE` takes seconds for what is rare. The index yields its matches in the order of the log and stops
//! at the end of the page, so there are no dense searches to be treated apart. Account, type and person are words
//! of it, so that filters leave nothing to be looked up in vain.

use super::{counts::Span, newest::Match};
use crate::{
    Error,
    store::{
        Connection,
        search::{phrase, words},
    },
};
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};

/// What to show, in which order.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Whose log.
    pub account_id: &'a str,
    /// What was searched for, possibly empty.
    pub q: &'a str,
    /// Chosen types; empty for any.
    pub types: &'a [String],
    /// Chosen people; empty for anybody.
    pub people: &'a [String],
    /// Chosen objects; empty for any.
    pub objects: &'a [String],
    /// A period that ends now.
    pub period: Option<Span>,
    /// Chosen days.
    pub days: Option<Span>,
    /// The newest first.
    pub descending: bool,
}

impl Asked<'_> {
    /// Whether nothing but people narrows the log.
    pub fn is_whole(&self) -> bool {
        let chosen = [self.types, self.objects].iter().any(|values| !values.is_empty());
        self.q.is_empty() && !chosen && self.period.or(self.days).is_none()
    }

    /// The same without the filters that have numbers beside them: types, people, period.
    #[must_use]
    pub fn widest(&self) -> Self {
        Self {
            types: &[],
            people: &[],
            period: None,
            ..self.clone()
        }
    }

    /// Whether none of these filters is set.
    pub fn is_widest(&self) -> bool {
        self.types.is_empty() && self.people.is_empty() && self.period.is_none()
    }

    /// Whether these filters let an event through.
    pub fn takes(&self, one: &Match) -> bool {
        let chosen = |values: &[String], value: Option<&String>| {
            values.is_empty() || value.is_some_and(|value| values.contains(value))
        };
        chosen(self.types, Some(&one.object_type))
            && chosen(self.people, one.user_id.as_ref())
            && self
                .period
                .is_none_or(|period| (period.from..period.until).contains(&one.at))
    }

    fn direction(&self, descending: bool) -> &'static str {
        if self.descending == descending { " DESC" } else { "" }
    }
}

/// An event in the list.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// Its place in the log.
    pub number: i64,
    /// Unix milliseconds.
    pub at: i64,
    /// Who, if a person.
    pub user_id: Option<String>,
    /// Their name.
    pub user_name: String,
    /// The sentence part.
    pub what: String,
    /// Type of the object.
    pub object_type: String,
    /// The object.
    pub object_id: String,
    /// What it was called then; possibly empty.
    pub object_name: String,
    /// False when the object has been deleted.
    pub exists: bool,
    /// The channel.
    pub channel: String,
    /// A reason, possibly empty.
    pub note: String,
    /// JSON of what was, possibly empty.
    pub before: String,
    /// JSON of what is, possibly empty.
    pub after: String,
}

/// Objects that can be deleted, or leave, are looked for.
const COLUMNS: &str =
    "SELECT e.number, e.at, e.user_id, e.user_name, e.what, e.object_type, e.object_id, e.object_name, e.channel,
        e.note, e.before, e.after,
        CASE e.object_type
            WHEN 'hub' THEN EXISTS (SELECT 1 FROM hubs h WHERE h.account_id = e.account_id AND h.id = e.object_id)
            WHEN 'marketplace' THEN EXISTS (SELECT 1 FROM marketplaces m
                WHERE m.account_id = e.account_id AND m.id = e.object_id)
            WHEN 'group' THEN EXISTS (SELECT 1 FROM groups g WHERE g.account_id = e.account_id AND g.id = e.object_id)
            WHEN 'user' THEN EXISTS (SELECT 1 FROM memberships s
                WHERE s.account_id = e.account_id AND s.user_id = e.object_id AND s.status = 'joined')
            ELSE 1
        END AS there
    FROM (";

/// The rows whose numbers were chosen.
pub(super) const CHOSEN: &str = ") i CROSS JOIN events e ON e.number = i.number";

fn read(row: &AnyRow) -> Result<EventRow, Error> {
    Ok(EventRow {
        number: row.try_get("number")?,
        at: row.try_get("at")?,
        user_id: row.try_get("user_id")?,
        user_name: row.try_get("user_name")?,
        what: row.try_get("what")?,
        object_type: row.try_get("object_type")?,
        object_id: row.try_get("object_id")?,
        object_name: row.try_get("object_name")?,
        exists: row.try_get::<i64, _>("there")? == 1,
        channel: row.try_get("channel")?,
        note: row.try_get("note")?,
        before: row.try_get("before")?,
        after: row.try_get("after")?,
    })
}

/// Writes the choice of numbers up to its order; behind `last`, if given.
pub(super) fn choose(query: &mut QueryBuilder<Any>, asked: &Asked<'_>, last: Option<i64>) {
    if !asked.q.is_empty() {
        query
            .push("SELECT rowid AS number FROM events_words WHERE events_words MATCH ")
            .push_bind(expression(asked));
        return bounds(query, asked, last, "events_words.rowid", SEARCHED_AT);
    }
    let account = |query: &mut QueryBuilder<Any>, index: &str| {
        query.push("SELECT number FROM events INDEXED BY ").push(index);
        query
            .push(" WHERE account_id = ")
            .push_bind(asked.account_id.to_owned());
    };
    let (index, walked, values) = match (asked.objects, asked.people, asked.types) {
        ([], [], []) => {
            account(query, "events_by_account");
            return bounds(query, asked, last, "number", "at");
        }
        ([], [], types) => ("events_by_type", "object_type", types),
        ([], people, _) => ("events_by_person", "user_id", people),
        (objects, _, _) => ("events_by_object", "object_id", objects),
    };
    for (turn, value) in values.iter().enumerate() {
        query.push(if turn == 0 { "" } else { " UNION ALL " });
        account(query, index);
        query.push(" AND ").push(walked).push(" = ").push_bind(value.clone());
        for (column, values) in [("object_type", asked.types), ("user_id", asked.people)] {
            if column != walked && !values.is_empty() {
                any_of(query, column, values);
            }
        }
        bounds(query, asked, last, "number", "at");
    }
}

fn any_of(query: &mut QueryBuilder<Any>, column: &str, values: &[String]) {
    query.push(" AND ").push(column).push(" IN (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value.clone());
    }
    query.push(")");
}

/// When a match of a search happened.
const SEARCHED_AT: &str = "(SELECT w.at FROM events w WHERE w.number = events_words.rowid)";

fn bounds(query: &mut QueryBuilder<Any>, asked: &Asked<'_>, last: Option<i64>, number: &str, at: &str) {
    for span in [asked.period, asked.days].into_iter().flatten() {
        query.push(" AND ").push(number).push(" >= ").push_bind(span.first);
        query.push(" AND ").push(number).push(" <= ").push_bind(span.last);
        query.push(" AND ").push(at).push(" >= ").push_bind(span.from);
        if span.until < i64::MAX {
            query.push(" AND ").push(at).push(" < ").push_bind(span.until);
        }
    }
    if let Some(last) = last {
        let behind = if asked.descending { " < " } else { " > " };
        query.push(" AND ").push(number).push(behind).push_bind(last);
    }
}

/// The search and the filters in the index's language.
fn expression(asked: &Asked<'_>) -> String {
    let any_of = |column: &str, values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| phrase(value)).collect();
        if values.is_empty() {
            String::new()
        } else {
            format!("{column} : ({}) AND ", values.join(" OR "))
        }
    };
    format!(
        "account_id : {} AND {}{}{}{{what user_name object_id object_name note}} : ({})",
        phrase(asked.account_id),
        any_of("object_type", asked.types),
        any_of("user_id", asked.people),
        any_of("object_id", asked.objects),
        words(asked.q)
    )
}

/// `take` rows after `skip` rows. When it is known how many there are, and the rows are in the second half, the log
/// is read from its other end.
pub async fn page(
    connection: &mut Connection,
    asked: &Asked<'_>,
    total: Option<i64>,
    (skip, take): (i64, i64),
) -> Result<Vec<EventRow>, Error> {
    let (mut first, mut last) = (skip, skip + take);
    let backwards = total.is_some_and(|total| skip * 2 > total);
    if let Some(total) = total.filter(|_| backwards) {
        (first, last) = ((total - last).max(0), total - first);
    }
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    choose(&mut query, asked, None);
    query.push(" ORDER BY number").push(asked.direction(!backwards));
    query.push(" LIMIT ").push_bind((last - first).max(0));
    query.push(" OFFSET ").push_bind(first);
    fetch(connection, query, asked).await
}

/// The next `take` rows after the one with number `last`, or the first ones.
pub async fn batch(
    connection: &mut Connection,
    asked: &Asked<'_>,
    last: Option<i64>,
    take: i64,
) -> Result<Vec<EventRow>, Error> {
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    choose(&mut query, asked, last);
    query.push(" ORDER BY number").push(asked.direction(true));
    query.push(" LIMIT ").push_bind(take);
    fetch(connection, query, asked).await
}

/// The events with these numbers, in the order that is asked for.
pub async fn numbered(connection: &mut Connection, asked: &Asked<'_>, numbers: &[i64]) -> Result<Vec<EventRow>, Error> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Any>::new(COLUMNS);
    query.push("SELECT number FROM events WHERE number IN (");
    let mut list = query.separated(", ");
    for number in numbers {
        list.push_bind(*number);
    }
    query.push(")");
    fetch(connection, query, asked).await
}

/// Fetches the rows whose numbers the query chooses.
async fn fetch(
    connection: &mut Connection,
    mut query: QueryBuilder<Any>,
    asked: &Asked<'_>,
) -> Result<Vec<EventRow>, Error> {
    query
        .push(CHOSEN)
        .push(" ORDER BY e.number")
        .push(asked.direction(true));
    query.build().fetch_all(connection).await?.iter().map(read).collect()
}
