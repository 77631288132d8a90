//! What the list use cases share: a query brought into range, filters with their counts.

use entente_domain::list::{Filter, FilterKind, FilterOption, ListQuery, ListSpec, Page};
use std::str::FromStr;

/// The query as the list's own URL would say it: what the list does not offer is left out, numbers are in range.
/// A query may come straight from a request.
pub(crate) fn in_range(spec: &ListSpec, query: &ListQuery) -> ListQuery {
    spec.parse(&spec.url(query))
}

/// Drops the values of `filter` that are no words of `T`: a mistyped link shows a list.
pub(crate) fn keep_words<T: FromStr>(query: &mut ListQuery, filter: &str) {
    keep(query, filter, |value| value.parse::<T>().is_ok());
}

/// Drops the values of `filter` that do not hold.
pub(crate) fn keep(query: &mut ListQuery, filter: &str, holds: impl Fn(&str) -> bool) {
    if let Some(values) = query.filters.get_mut(filter) {
        values.retain(|value| holds(value));
        if values.is_empty() {
            query.filters.remove(filter);
        }
    }
}

/// A page of a list that has no filters and is always counted in full.
pub(crate) fn plain<T>(query: ListQuery, rows: Vec<T>, total: i64, unfiltered: i64) -> Page<T> {
    Page {
        query,
        rows,
        total,
        capped: false,
        unfiltered,
        filters: Vec::new(),
    }
}

/// A filter over the words of an enum, each given as (value, label, count).
pub(crate) fn filter<'a>(name: &str, label: &str, options: impl Iterator<Item = (&'a str, &'a str, i64)>) -> Filter {
    Filter {
        kind: FilterKind::Menu,
        name: name.to_owned(),
        label: label.to_owned(),
        options: options
            .map(|(value, label, count)| FilterOption {
                value: value.to_owned(),
                label: label.to_owned(),
                count,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::{agreement::AgreementType, usecases::agreements::AGREEMENTS};

    #[test]
    fn a_query_is_brought_into_range() {
        let mut query = AGREEMENTS.parse("?type=program&type=nonsense&q=x");
        query.rows = 1_000_000;
        query.sort = "description; DROP".to_owned();
        let mut query = in_range(&AGREEMENTS, &query);
        keep_words::<AgreementType>(&mut query, "type");
        assert_eq!((query.rows, query.sort.as_str()), (25, "created"));
        assert_eq!(query.chosen("type"), ["program"]);
    }
}
