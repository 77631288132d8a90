//! Lists: what a list can be asked for, and the URL that says so (`screens.md §2`).
//!
//! The URL holds the whole state: `?q=front&status=invited&sort=-created&page=2&rows=25&columns=name,status`.
//! A [`ListSpec`] names a list's columns and filters once; the page, the CSV export and the SQL read it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The numbers of rows a page may have.
pub const ROWS: [u32; 4] = [10, 25, 50, 100];
/// The number of rows unless asked otherwise.
pub const DEFAULT_ROWS: u32 = 25;
/// Longer searches are cut.
pub const MAX_SEARCH: usize = 200;
/// The most pages that can be asked for; beyond, the last one is meant.
const MAX_PAGE: u32 = 1_000_000;

/// A column that a list can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in the URL and the CSV head.
    pub key: &'static str,
    /// Head on the screen.
    pub label: &'static str,
    /// Shown unless the person chose otherwise.
    pub shown: bool,
    /// Can be sorted by.
    pub sorts: bool,
}

/// What one list offers.
#[derive(Debug, Clone, Copy)]
pub struct ListSpec {
    /// The list's name in server functions and for remembered columns, for example `partners`.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The filters it takes, by name in the URL.
    pub filters: &'static [&'static str],
    /// The column it is sorted by unless asked otherwise.
    pub sort: &'static str,
    /// Whether that sorting runs downwards.
    pub descending: bool,
}

impl ListSpec {
    /// The column called `key`.
    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// What the list shows when the URL says nothing.
    pub fn default_query(&self) -> ListQuery {
        ListQuery {
            q: String::new(),
            filters: BTreeMap::new(),
            sort: self.sort.to_owned(),
            descending: self.descending,
            page: 1,
            rows: DEFAULT_ROWS,
            columns: Vec::new(),
        }
    }

    /// Reads the URL's query. What the list does not offer is left out, numbers are brought into range:
    /// a stale or mistyped link shows a list, never an error.
    pub fn parse(&self, query: &str) -> ListQuery {
        let mut parsed = self.default_query();
        for (key, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            self.take(&mut parsed, &key, &value);
        }
        parsed
    }

    fn take(&self, parsed: &mut ListQuery, key: &str, value: &str) {
        match key {
            "q" => parsed.q = value.trim().chars().take(MAX_SEARCH).collect(),
            "sort" => {
                let (descending, name) = value.strip_prefix('-').map_or((false, value), |name| (true, name));
                if self.column(name).is_some_and(|column| column.sorts) {
                    name.clone_into(&mut parsed.sort);
                    parsed.descending = descending;
                }
            }
            "page" => parsed.page = value.parse().unwrap_or(1).clamp(1, MAX_PAGE),
            "rows" => {
                parsed.rows = value
                    .parse()
                    .ok()
                    .filter(|rows| ROWS.contains(rows))
                    .unwrap_or(DEFAULT_ROWS);
            }
            "columns" => {
                for name in value.split(',') {
                    if self.column(name).is_some() && !parsed.columns.iter().any(|shown| shown == name) {
                        parsed.columns.push(name.to_owned());
                    }
                }
            }
            _ => {
                if self.filters.contains(&key) && !value.is_empty() {
                    let chosen = parsed.filters.entry(key.to_owned()).or_default();
                    if chosen.len() < 50 && !chosen.iter().any(|have| have == value) {
                        chosen.push(value.to_owned());
                    }
                }
            }
        }
    }

    /// The columns to show, in the list's order.
    pub fn shown(&self, query: &ListQuery) -> Vec<&'static Column> {
        self.columns
            .iter()
            .filter(|column| {
                if query.columns.is_empty() {
                    column.shown
                } else {
                    query.columns.iter().any(|key| key == column.key)
                }
            })
            .collect()
    }

    /// The query as it stands in the URL, without what is the default anyway. Empty for the default list.
    pub fn url(&self, query: &ListQuery) -> String {
        let mut url = form_urlencoded::Serializer::new(String::new());
        if !query.q.is_empty() {
            url.append_pair("q", &query.q);
        }
        for (filter, values) in &query.filters {
            for value in values {
                url.append_pair(filter, value);
            }
        }
        if query.sort != self.sort || query.descending != self.descending {
            let direction = if query.descending { "-" } else { "" };
            url.append_pair("sort", &format!("{direction}{}", query.sort));
        }
        if query.rows != DEFAULT_ROWS {
            url.append_pair("rows", &query.rows.to_string());
        }
        if !query.columns.is_empty() {
            url.append_pair("columns", &query.columns.join(","));
        }
        if query.page > 1 {
            url.append_pair("page", &query.page.to_string());
        }
        let text = url.finish();
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The search text.
    pub q: String,
    /// Chosen values by filter; several values of one filter mean "any of them".
    pub filters: BTreeMap<String, Vec<String>>,
    /// The key of the column to sort by.
    pub sort: String,
    /// Sort downwards.
    pub descending: bool,
    /// The page, from 1.
    pub page: u32,
    /// Rows per page.
    pub rows: u32,
    /// Chosen columns; empty for the usual ones.
    pub columns: Vec<String>,
}

impl ListQuery {
    /// The values chosen for `filter`.
    pub fn chosen(&self, filter: &str) -> &[String] {
        self.filters.get(filter).map_or(&[], Vec::as_slice)
    }

    /// True when search or a filter narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.q.is_empty() || self.filters.values().any(|values| !values.is_empty())
    }

    /// The same list, from its first page, with `value` of `filter` switched on or off.
    #[must_use]
    pub fn toggled(&self, filter: &str, value: &str) -> Self {
        let mut query = self.clone();
        query.page = 1;
        let chosen = query.filters.entry(filter.to_owned()).or_default();
        if let Some(at) = chosen.iter().position(|have| have == value) {
            chosen.remove(at);
        } else {
            chosen.push(value.to_owned());
        }
        if chosen.is_empty() {
            query.filters.remove(filter);
        }
        query
    }

    /// The same list without search and filters, from its first page.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            q: String::new(),
            filters: BTreeMap::new(),
            page: 1,
            ..self.clone()
        }
    }

    /// The same list on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same list sorted by `key`; downwards when it already is sorted by it upwards.
    #[must_use]
    pub fn sorted_by(&self, key: &str) -> Self {
        Self {
            descending: self.sort == key && !self.descending,
            sort: key.to_owned(),
            page: 1,
            ..self.clone()
        }
    }

    /// Rows to skip before the page.
    pub fn offset(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(self.rows)
    }
}

/// One value of a filter, with the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterOption {
    /// The value in the URL.
    pub value: String,
    /// Its name on the screen.
    pub label: String,
    /// How many rows have it, under the present search and the other filters.
    pub count: i64,
}

/// A filter as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Its name in the URL.
    pub name: String,
    /// Its name on the screen.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<FilterOption>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The query that was answered; its page number is the one really shown.
    pub query: ListQuery,
    /// The rows of this page.
    pub rows: Vec<T>,
    /// All rows that match; a lower bound when `capped`.
    pub total: i64,
    /// True when counting stopped at `total`.
    pub capped: bool,
    /// Rows of the list without search and filters.
    pub unfiltered: i64,
    /// The filters with their counts.
    pub filters: Vec<Filter>,
}

impl<T> Page<T> {
    /// The number of pages, at least 1.
    pub fn pages(&self) -> u32 {
        let rows = i64::from(self.query.rows.max(1));
        u32::try_from((self.total + rows - 1) / rows).unwrap_or(MAX_PAGE).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SPEC: ListSpec = ListSpec {
        name: "partners",
        columns: &[
            Column {
                key: "name",
                label: "Name",
                shown: true,
                sorts: true,
            },
            Column {
                key: "status",
                label: "Status",
                shown: true,
                sorts: true,
            },
            Column {
                key: "country",
                label: "Country",
                shown: false,
                sorts: false,
            },
        ],
        filters: &["status", "type"],
        sort: "name",
        descending: false,
    };

    #[test]
    fn the_default_list_has_no_query() {
        assert_eq!(SPEC.url(&SPEC.default_query()), "");
        assert_eq!(SPEC.parse(""), SPEC.default_query());
    }

    #[test]
    fn what_the_list_does_not_offer_is_left_out() {
        let query =
            SPEC.parse("?q=+front+&status=active&status=active&evil=1&sort=country&page=0&rows=7&columns=x,name");
        assert_eq!(query.q, "front");
        assert_eq!(query.chosen("status"), ["active"]);
        assert_eq!((query.sort.as_str(), query.page, query.rows), ("name", 1, 25));
        assert_eq!(query.columns, ["name"]);
        assert!(!query.filters.contains_key("evil"));
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let query = SPEC.parse("status=active");
        assert_eq!(query.toggled("status", "invited").toggled("status", "invited"), query);
        assert!(!query.toggled("status", "active").is_narrowed());
    }

    #[test]
    fn sorting_by_the_same_column_turns_it_round() {
        let query = SPEC.default_query();
        assert!(query.sorted_by("name").descending);
        assert!(!query.sorted_by("status").descending);
    }

    proptest! {
        #[test]
        fn the_url_says_everything(q in "\\PC{0,30}", status in proptest::collection::vec("[a-z]{1,8}", 0..4),
                                   page in 1u32..5000, descending: bool, rows in proptest::sample::select(ROWS.to_vec())) {
            let mut query = SPEC.default_query();
            query.q = q.trim().to_owned();
            for value in status { query = if query.chosen("status").contains(&value) { query } else { query.toggled("status", &value) }; }
            query.page = page;
            query.descending = descending;
            query.rows = rows;
            prop_assert_eq!(SPEC.parse(&SPEC.url(&query)), query);
        }

        #[test]
        fn no_query_makes_parsing_panic(text in "\\PC{0,80}") {
            let query = SPEC.parse(&text);
            prop_assert!(query.page >= 1 && ROWS.contains(&query.rows));
        }
    }
}
