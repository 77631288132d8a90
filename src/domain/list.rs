//! Lists: what a list can be asked for, and the URL that says so (`screens.md §2`).
//!
//! The URL holds the whole state: `?q=front&status=invited&sort=-created&page=2&rows=25&columns=name,status`.
//! A [`ListSpec`] names a list's columns and filters once; the page, the CSV export and the SQL read it.

mod query;

pub use query::ListQuery;

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

/// One value of a filter, with the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterOption {
    /// The value in the URL.
    pub value: String,
    /// Its name on the screen.
    pub label: String,
    /// How many rows have it, under the present search and the other filters; counted for menus alone.
    pub count: i64,
}

/// How a filter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterKind {
    /// In a menu of its options, any number of them.
    Menu,
    /// By a day as `2027-01-15`; the days of a list stand in one form. The chosen one is its only option.
    Day,
    /// By links of other pages; the list only takes it back. The chosen ones are its options.
    Link,
}

/// A filter as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// How it is set.
    pub kind: FilterKind,
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
mod tests;
