//! Days that somebody chose: from one and to one, both included, as days are in their zone.

use crate::when;
use chrono::NaiveDate;
use entente_domain::list::{Filter, FilterKind, FilterOption, ListQuery};

/// Their names in the URL, and on the screen.
const NAMES: [(&str, &str); 2] = [("from", "From"), ("to", "To")];

/// The chosen days; either may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Days([Option<NaiveDate>; 2]);

impl Days {
    /// Reads the chosen days. What is none is dropped from the query, and so is a second one.
    pub fn read(query: &mut ListQuery) -> Self {
        Self(NAMES.map(|(name, _)| {
            let chosen = query.filters.remove(name)?.iter().find_map(|value| parse(value))?;
            query.filters.insert(name.to_owned(), vec![chosen.to_string()]);
            Some(chosen)
        }))
    }

    /// The instants from which and before which, in the caller's zone; `None` when no day is chosen.
    pub fn bounds(self) -> Option<(i64, i64)> {
        let [from, to] = self.0;
        from.or(to)?;
        let from = from.and_then(when::begin_of).unwrap_or(i64::MIN);
        let until = to.and_then(|day| day.succ_opt()).and_then(when::begin_of);
        Some((from, until.unwrap_or(i64::MAX)))
    }

    /// The filters that show them.
    pub fn filters(self) -> impl Iterator<Item = Filter> {
        NAMES.into_iter().zip(self.0).map(|((name, label), day)| Filter {
            kind: FilterKind::Day,
            name: name.to_owned(),
            label: label.to_owned(),
            options: day.map(option).into_iter().collect(),
        })
    }
}

fn option(day: NaiveDate) -> FilterOption {
    FilterOption {
        value: day.to_string(),
        label: when::day(day),
        count: 0,
    }
}

/// A day as browsers send it, and in no other way.
fn parse(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.parse().ok()?;
    (text.len() == "2027-01-15".len() && day.to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::usecases::events::EVENTS;

    #[test]
    fn what_is_no_day_is_left_out() {
        for (url, kept) in [
            ("?from=2027-01-15&to=2027-02-28", "?from=2027-01-15&to=2027-02-28"),
            ("?from=2027-02-29&to=", ""),
            ("?from=yesterday&from=2027-01-15&from=2027-01-16", "?from=2027-01-15"),
            ("?to=2027-1-5&from=15.01.2027", ""),
            ("?to=%2B12027-01-15", ""),
        ] {
            let mut query = EVENTS.parse(url);
            let days = Days::read(&mut query);
            assert_eq!(EVENTS.url(&query), kept, "{url}");
            let shown: Vec<_> = days.filters().flat_map(|filter| filter.options).collect();
            assert_eq!(shown.len(), query.filters.len(), "{url}");
        }
    }

    #[test]
    fn the_last_day_is_included() {
        let bounds = |url: &str| Days::read(&mut EVENTS.parse(url)).bounds();
        assert_eq!(bounds(""), None);
        assert_eq!(
            bounds("?from=1970-01-02&to=1970-01-02"),
            Some((86_400_000, 172_800_000))
        );
        assert_eq!(bounds("?to=1970-01-01"), Some((i64::MIN, 86_400_000)));
        assert_eq!(bounds("?from=1970-01-02"), Some((86_400_000, i64::MAX)));
    }
}
