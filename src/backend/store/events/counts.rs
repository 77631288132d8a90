//! How many events an account has, by type and by period, and whose they are. Triggers on `events` keep the tables;
//! nothing else writes to them.

use super::newest::Match;
use crate::{Error, clock::DAY, store::Connection};
use entente_domain::usecases::events::EventPeriod;
use sqlx::{Any, QueryBuilder, Row, any::AnyRow};
use std::collections::BTreeMap;

/// The periods there are.
pub const PERIODS: usize = EventPeriod::ALL.len();

/// Where the periods begin, in Unix milliseconds and in the order of [`EventPeriod::ALL`]; each with a day.
pub type Begins = [i64; PERIODS];

/// Numbers of events by type, each for all time and for every period.
#[derive(Debug, Clone, Default)]
pub struct Tally(Vec<(String, i64, [i64; PERIODS])>);

impl Tally {
    /// Counts these events.
    pub fn of(matches: &[Match], begins: &Begins) -> Self {
        let mut tally: BTreeMap<&str, (i64, [i64; PERIODS])> = BTreeMap::new();
        for one in matches {
            let (all, periods) = tally.entry(&one.object_type).or_default();
            *all += 1;
            for (n, begin) in periods.iter_mut().zip(begins) {
                *n += i64::from(one.at >= *begin);
            }
        }
        let tally = tally.into_iter();
        Self(
            tally
                .map(|(kind, (all, periods))| (kind.to_owned(), all, periods))
                .collect(),
        )
    }

    /// Reads rows of type, number for all time, and a number for every period.
    fn read(rows: &[AnyRow]) -> Result<Self, sqlx::Error> {
        let tally = rows.iter().map(|row| {
            let mut periods = [0; PERIODS];
            for (at, period) in periods.iter_mut().enumerate() {
                *period = row.try_get(at + 2)?;
            }
            Ok((row.try_get(0)?, row.try_get(1)?, periods))
        });
        Ok(Self(tally.collect::<Result<_, sqlx::Error>>()?))
    }

    /// The types that occur.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(kind, ..)| kind.as_str())
    }

    /// Events of these types in this period; no types means any, no period means all time.
    pub fn sum(&self, types: &[String], period: Option<EventPeriod>) -> i64 {
        let place = period.and_then(|period| EventPeriod::ALL.iter().position(|one| *one == period));
        self.0
            .iter()
            .filter(|(kind, ..)| types.is_empty() || types.contains(kind))
            .map(|(_, all, periods)| place.map_or(*all, |place| periods[place]))
            .sum()
    }
}

/// All events of the account.
pub async fn of_account(connection: &mut Connection, account_id: &str, begins: &Begins) -> Result<Tally, Error> {
    let earliest = begins.iter().min().copied().unwrap_or_default() / DAY;
    let mut query = QueryBuilder::<Any>::new("SELECT c.object_type, c.n");
    for at in 0..PERIODS {
        query.push(format!(", coalesce(d.n{at}, 0)"));
    }
    query.push(" FROM event_counts c LEFT JOIN (SELECT object_type");
    for (at, begin) in begins.iter().map(|begin| begin / DAY).enumerate() {
        query.push(", sum(n)");
        // The longest period is all that is read.
        if begin > earliest {
            query.push(" FILTER (WHERE day >= ").push_bind(begin).push(")");
        }
        query.push(format!(" AS n{at}"));
    }
    query
        .push(" FROM event_days WHERE account_id = ")
        .push_bind(account_id.to_owned())
        .push(" AND day >= ")
        .push_bind(earliest)
        .push(" GROUP BY object_type) d ON d.object_type = c.object_type WHERE c.account_id = ")
        .push_bind(account_id.to_owned())
        .push(" ORDER BY c.object_type");
    Ok(Tally::read(&query.build().fetch_all(connection).await?)?)
}

/// A stretch of a log: what happened at `from` or later and before `until`, all of it numbered `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// No event has a lower number.
    pub first: i64,
    /// Nor a higher one.
    pub last: i64,
    /// Unix milliseconds.
    pub from: i64,
    /// Unix milliseconds; `i64::MAX` for no end.
    pub until: i64,
}

/// What an account's log has between two instants.
pub async fn span(connection: &mut Connection, account_id: &str, (from, until): (i64, i64)) -> Result<Span, Error> {
    let (first, last): (Option<i64>, Option<i64>) = sqlx::query_as(
        "SELECT min(first), max(last) FROM event_days WHERE account_id = $1 AND day >= $2 AND day <= $3",
    )
    .bind(account_id)
    .bind(from / DAY)
    .bind(until / DAY)
    .fetch_one(connection)
    .await?;
    Ok(Span {
        first: first.unwrap_or(i64::MAX),
        last: last.unwrap_or(i64::MIN),
        from,
        until,
    })
}

/// Somebody who ever did something in an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doer {
    /// The user.
    pub user_id: String,
    /// Their name, as their newest event has it.
    pub name: String,
    /// How many events.
    pub n: i64,
}

fn doers(rows: &[AnyRow]) -> Result<Vec<Doer>, Error> {
    rows.iter()
        .map(|row| {
            Ok(Doer {
                user_id: row.try_get("user_id")?,
                name: row.try_get("name")?,
                n: row.try_get("n")?,
            })
        })
        .collect()
}

/// Those who did most, at most `limit`. Many did equally much; they come in the order that the index has.
pub async fn busiest(connection: &mut Connection, account_id: &str, limit: i64) -> Result<Vec<Doer>, Error> {
    let rows = sqlx::query(
        "SELECT user_id, name, n FROM event_people WHERE account_id = $1 ORDER BY n DESC, user_id DESC LIMIT $2",
    )
    .bind(account_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    doers(&rows)
}

/// Those of these people who ever did something in the account, in no order.
pub async fn known(connection: &mut Connection, account_id: &str, users: &[String]) -> Result<Vec<Doer>, Error> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Any>::new("SELECT user_id, name, n FROM event_people WHERE account_id = ");
    query.push_bind(account_id.to_owned()).push(" AND user_id IN (");
    let mut list = query.separated(", ");
    for user in users {
        list.push_bind(user.clone());
    }
    // In no order: with one, SQLite walks the index that has it, through everybody there is.
    query.push(")");
    doers(&query.build().fetch_all(connection).await?)
}
