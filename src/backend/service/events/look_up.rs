//! What a query asks of the log: brought into range, its periods and people looked up.

use crate::{
    Error,
    clock::DAY,
    service::listing,
    store::{
        Connection,
        events::{
            counts::{self, Begins, Doer, Tally},
            list::Asked,
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
    /// Its first event and its first instant.
    since: Option<(i64, i64)>,
    /// Where the periods begin.
    pub begins: Begins,
    /// The whole log by type and period.
    pub all: Tally,
    /// The chosen people.
    pub people: Vec<Doer>,
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
    keep(&mut query, "object", |kind| all.types().any(|have| have == kind));
    keep(&mut query, "person", |user| {
        people.iter().any(|one| one.user_id == user)
    });

    let chosen = |period: &&EventPeriod| query.chosen("period").iter().any(|word| word == period.as_str());
    let period = EventPeriod::ALL.iter().rfind(chosen).copied();
    let begin = period.and_then(|period| {
        let place = EventPeriod::ALL.iter().position(|one| *one == period);
        place.map(|place| begins[place])
    });
    let since = match begin {
        None => None,
        Some(at) => {
            let first = counts::first_since(connection, account_id, at).await?;
            Some((first.unwrap_or(i64::MAX), at))
        }
    };
    Ok(Looked {
        query,
        period,
        since,
        begins,
        all,
        people,
    })
}

impl Looked {
    /// What the store is asked.
    pub fn asked<'a>(&'a self, account_id: &'a str) -> Asked<'a> {
        Asked {
            account_id,
            q: &self.query.q,
            types: self.query.chosen("object"),
            people: self.query.chosen("person"),
            since: self.since,
            descending: self.query.descending,
        }
    }
}

/// Drops the values of `filter` that this log has no event of.
fn keep(query: &mut ListQuery, filter: &str, occurs: impl Fn(&str) -> bool) {
    if let Some(values) = query.filters.get_mut(filter) {
        values.retain(|value| occurs(value));
        if values.is_empty() {
            query.filters.remove(filter);
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
