//! The URL says everything, and no URL breaks anything.

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
    let query = SPEC.parse("?q=+front+&status=active&status=active&evil=1&sort=country&page=0&rows=7&columns=x,name");
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
fn filters_are_left_out_by_name() {
    let query = SPEC.parse("q=front&status=active&status=invited&type=vendor&page=3");
    assert_eq!(SPEC.url(&query.without(&["status", "unknown"])), "?q=front&type=vendor");
    assert_eq!(query.without(&[]), query.on_page(1));
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
