//! Instants written out for people.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use entente_domain::usecases::When;
use std::cell::Cell;

use crate::clock::{DAY, HOUR, MINUTE};

tokio::task_local! {
    /// The zone of the person who is answered; set once it is known who asks.
    static ZONE: Cell<Tz>;
}

/// Runs `work` for one caller: times are written out in UTC until [`set_zone`] says otherwise.
pub(crate) async fn in_zone<T>(work: impl Future<Output = T>) -> T {
    ZONE.scope(Cell::new(Tz::UTC), work).await
}

/// From now on times are written out in this zone, for this caller.
pub(crate) fn set_zone(zone: Tz) {
    // Elsewhere than for a caller, as in jobs, times stay in UTC.
    let _ = ZONE.try_with(|own| own.set(zone));
}

/// The caller's zone.
fn zone() -> Tz {
    ZONE.try_with(Cell::get).unwrap_or(Tz::UTC)
}

/// The instant at which a day begins in the caller's zone, in Unix milliseconds. Where clocks are set forward at
/// midnight it begins later, and a day that a zone left out begins with the next one.
pub(crate) fn begin_of(day: NaiveDate) -> Option<i64> {
    const STEP: TimeDelta = TimeDelta::minutes(15);
    std::iter::successors(Some(day.and_time(NaiveTime::MIN)), |time| time.checked_add_signed(STEP))
        .take(2 * 24 * 4)
        .find_map(|time| zone().from_local_datetime(&time).earliest())
        .map(|begin| begin.timestamp_millis())
}

/// Writes out a day.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Writes out `at`, seen from `now`, in the caller's zone; both Unix milliseconds.
pub fn when(at: i64, now: i64) -> When {
    let time = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    When {
        iso: time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        exact: time.with_timezone(&zone()).format("%-d %b %Y, %H:%M %Z").to_string(),
        relative: relative(at - now),
    }
}

/// As [`when`], for what may not have happened.
pub fn maybe(at: Option<i64>, now: i64) -> Option<When> {
    at.map(|at| when(at, now))
}

/// To the millisecond, for evidence.
pub fn precise(at: i64) -> String {
    let time = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    time.format("%Y-%m-%d %H:%M:%S%.3f UTC").to_string()
}

/// What has passed counts whole units; what is to come the nearest number, so that two weeks are not 13 days as soon
/// as their first second is over.
fn relative(difference: i64) -> String {
    let distance = difference.abs();
    if distance < MINUTE {
        return "just now".to_owned();
    }
    let (length, unit) = match distance {
        d if d < HOUR => (MINUTE, "minute"),
        d if d < DAY => (HOUR, "hour"),
        d if d < 14 * DAY => (DAY, "day"),
        d if d < 60 * DAY => (7 * DAY, "week"),
        d if d < 730 * DAY => (30 * DAY, "month"),
        _ => (365 * DAY, "year"),
    };
    let count = if difference < 0 {
        distance / length
    } else {
        (distance + length / 2) / length
    };
    let plural = if count == 1 { "" } else { "s" };
    if difference < 0 {
        format!("{count} {unit}{plural} ago")
    } else {
        format!("in {count} {unit}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_in_words() {
        for (difference, words) in [
            (0, "just now"),
            (-59_999, "just now"),
            (-MINUTE, "1 minute ago"),
            (-3 * HOUR, "3 hours ago"),
            (14 * DAY, "in 2 weeks"),
            (14 * DAY - 1, "in 14 days"),
            (13 * DAY + 5 * HOUR, "in 13 days"),
            (HOUR + 31 * MINUTE, "in 2 hours"),
            (-HOUR - 59 * MINUTE, "1 hour ago"),
            (-400 * DAY, "13 months ago"),
            (-800 * DAY, "2 years ago"),
        ] {
            assert_eq!(relative(difference), words);
        }
    }

    #[tokio::test]
    async fn a_caller_reads_times_in_their_own_zone() {
        let at = 1_779_000_000_123;
        let exact = in_zone(async {
            let before = when(at, at).exact;
            set_zone(Tz::Europe__Vienna);
            tokio::task::yield_now().await;
            (before, when(at, at).exact)
        })
        .await;
        assert_eq!(
            exact,
            (
                "17 May 2026, 06:40 UTC".to_owned(),
                "17 May 2026, 08:40 CEST".to_owned()
            )
        );
    }

    #[tokio::test]
    async fn days_begin_in_the_callers_zone() {
        for (zone, day, begin) in [
            (Tz::UTC, "2027-03-28", "2027-03-28T00:00:00Z"),
            (Tz::Europe__Vienna, "2027-03-28", "2027-03-27T23:00:00Z"),
            (Tz::Europe__Vienna, "2027-03-29", "2027-03-28T22:00:00Z"),
            (Tz::Europe__Vienna, "2027-11-01", "2027-10-31T23:00:00Z"),
            // There is no midnight, twice midnight, no such day.
            (Tz::America__Sao_Paulo, "2018-11-04", "2018-11-04T03:00:00Z"),
            (Tz::America__Havana, "2027-11-07", "2027-11-07T04:00:00Z"),
            (Tz::Pacific__Apia, "2011-12-30", "2011-12-30T10:00:00Z"),
            (Tz::Pacific__Apia, "2011-12-31", "2011-12-30T10:00:00Z"),
        ] {
            let found = in_zone(async {
                set_zone(zone);
                begin_of(day.parse().unwrap())
            })
            .await;
            let begin = DateTime::parse_from_rfc3339(begin).unwrap().timestamp_millis();
            assert_eq!(found, Some(begin), "{zone} {day}");
        }
    }

    #[test]
    fn written_out() {
        let at = 1_779_000_000_123;
        assert_eq!(when(at, at).exact, "17 May 2026, 06:40 UTC");
        assert_eq!(precise(at), "2026-05-17 06:40:00.123 UTC");
    }
}
