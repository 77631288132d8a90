//! What a list is asked for, and the steps from one question to the next. How it stands in the URL is the
//! [`ListSpec`](super::ListSpec)'s.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

    /// The same list without what is chosen for these filters, from its first page.
    #[must_use]
    pub fn without(&self, filters: &[&str]) -> Self {
        let mut query = self.on_page(1);
        query.filters.retain(|name, _| !filters.contains(&name.as_str()));
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
