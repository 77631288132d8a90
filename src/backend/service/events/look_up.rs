//! What a query asks of the log: brought into range, its periods and people looked up.

use super::days::Days;
use crate::{
    Error,
    clock::DAY,
    service::listing,
    store::{
        Connection,
        events::{
            counts::{self, Begins, Span, Tally},
            list::Asked,
            names,
        },
    },
};
use chrono::{DateTime, Months, Utc};
use entente_domain::{
    list::ListQuery,
    usecases::{
        Query,
        events::{EVENTS, EventPeriod},
    },
};

/// A query brought into range, with what is known about the log.
#[derive(Debug)]
pub(super) struct Looked {
    /// The query; its filters hold what occurs in this log only.
    pub query: ListQuery,
    /// The chosen period, the longest one if there are several.
    pub period: Option<EventPeriod>,
    /// The chosen days.
    pub days: Days,
    /// What the log has in the period, and in the days.
    spans: [Option<Span>; 2],
    /// Where the periods begin.
    pub begins: Begins,
    /// The whole log by type and period.
    pub all: Tally,
    /// The chosen objects' names by their ids, possibly empty.
    pub objects: Vec<(String, String)>,
}

/// Where the periods begin, seen from `now`: each at midnight in UTC.
fn begins(now: i64) -> Begins {
    let today = now - now.rem_euclid(DAY);
    let year = DateTime::<Utc>::from_timestamp_millis(today)
        .and_then(|today| today.checked_sub_months(Months::new(12)))
        .map_or(today - 365 * DAY, |begin| begin.timestamp_millis());
    let begin = |period: &EventPeriod| match period {
        EventPeriod::Today => today,
        EventPeriod::Week => today - 6 * DAY,
        EventPeriod::Month => today - 29 * DAY,
        EventPeriod::Year => year,
    };
    let mut begins = [today; counts::PERIODS];
    for (place, period) in begins.iter_mut().zip(EventPeriod::ALL) {
        *place = begin(period);
    }
    begins
}

/// Brings a query into range and looks up what it needs to know.
pub(super) async fn look_up(
    connection: &mut Connection,
    account_id: &str,
    query: &Query,
    now: i64,
) -> Result<Looked, Error> {
    let mut query = listing::in_range(&EVENTS, query);
    listing::keep_words::<EventPeriod>(&mut query, "period");
    let begins = begins(now);
    let all = counts::of_account(connection, account_id, &begins).await?;
    let people = counts::known(connection, account_id, query.chosen("person")).await?;
    listing::keep(&mut query, "object", |kind| all.types().any(|have| have == kind));
    listing::keep(&mut query, "person", |user| {
        people.iter().any(|one| one.user_id == user)
    });
    // What nothing happened to yet has no events: the whole log in its place would be taken for them.
    listing::keep(&mut query, "about", is_id);
    let mut objects = Vec::new();
    for id in query.chosen("about") {
        let name = names::newest(connection, account_id, id).await?;
        objects.push((id.clone(), name.unwrap_or_default()));
    }
    let days = Days::read(&mut query);

    let chosen = |period: &&EventPeriod| query.chosen("period").iter().any(|word| word == period.as_str());
    let period = EventPeriod::ALL.iter().rfind(chosen).copied();
    let begin = period.and_then(|period| {
        let place = EventPeriod::ALL.iter().position(|one| *one == period);
        place.map(|place| begins[place])
    });
    let mut spans = [None; 2];
    let bounds = [begin.map(|begin| (begin, i64::MAX)), days.bounds()];
    for (span, bounds) in spans.iter_mut().zip(bounds) {
        if let Some(bounds) = bounds {
            *span = Some(counts::span(connection, account_id, bounds).await?);
        }
    }
    Ok(Looked {
        query,
        period,
        days,
        spans,
        begins,
        all,
        objects,
    })
}

/// Whether a text could be an id.
fn is_id(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Looked {
    /// What the store is asked.
    pub fn asked<'a>(&'a self, account_id: &'a str) -> Asked<'a> {
        Asked {
            account_id,
            q: &self.query.q,
            types: self.query.chosen("object"),
            people: self.query.chosen("person"),
            objects: self.query.chosen("about"),
            period: self.spans[0],
            days: self.spans[1],
            descending: self.query.descending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_at_midnight() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
        for (now, expected) in [
            (
                "2027-01-15T08:00:00Z",
                ["2027-01-15", "2027-01-09", "2026-12-17", "2026-01-15"],
            ),
            (
                "2028-02-29T00:00:00Z",
                ["2028-02-29", "2028-02-23", "2028-01-31", "2027-02-28"],
            ),
        ] {
            let expected = expected.map(|day| at(&format!("{day}T00:00:00Z")));
            assert_eq!(begins(at(now)), expected, "{now}");
        }
    }
}
