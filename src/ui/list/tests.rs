//! The list's HTML, as it is without JavaScript.

use super::*;
use entente_domain::list::{Column, Filter, FilterOption};
use leptos_router::{components::Router, location::RequestUrl};

const SPEC: ListSpec = ListSpec {
    name: "partners",
    columns: &[
        Column {
            key: "name",
            label: "Account",
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
    filters: &["status"],
    sort: "name",
    descending: false,
};

fn page(query: &str, rows: &[&str], total: i64) -> Page<String> {
    Page {
        query: SPEC.parse(query),
        rows: rows.iter().map(ToString::to_string).collect(),
        total,
        capped: false,
        unfiltered: total,
        filters: vec![Filter {
            name: "status".to_owned(),
            label: "Status".to_owned(),
            options: vec![FilterOption {
                value: "active".to_owned(),
                label: "Active".to_owned(),
                count: 1284,
            }],
        }],
    }
}

fn html(page: Page<String>) -> String {
    let frame = Frame {
        spec: &SPEC,
        label: "Partners",
        base: "/PA-100-001/partners".to_owned(),
        query: page.query.clone(),
    };
    let cell: CellFn<String> = Arc::new(|row, _| cell::text(row));
    let empty = ViewFn::from(|| "No partners yet");
    Owner::new().with(|| {
        provide_context(RequestUrl::new("/"));
        let tools = Tools {
            export: true,
            refresh: Callback::new(|()| ()),
        };
        view! { <Router>{loaded(frame, page, cell, None, &[], tools, empty)}</Router> }.to_html()
    })
}

#[test]
fn rows_sorting_and_pages_are_links() {
    let html = html(page("", &["Front Street"], 60));
    assert!(html.contains(r#"aria-sort="ascending""#), "{html}");
    assert!(html.contains(r#"href="/PA-100-001/partners?sort=-name""#), "{html}");
    assert!(html.contains(r#"href="/PA-100-001/partners?page=3""#), "{html}");
    assert!(html.contains(r#"href="/PA-100-001/partners?rows=100""#), "{html}");
    assert!(html.contains(r#"href="/PA-100-001/partners?status=active""#), "{html}");
    assert!(html.contains(r#"href="/PA-100-001/partners.csv""#), "{html}");
    assert!(html.contains("1–1 of 60"), "{html}");
    assert!(html.contains("<tbody>"), "{html}");
    assert!(!html.contains("Country</th>"), "{html}");
}

#[test]
fn searching_keeps_filters_and_forgets_the_page() {
    let html = html(page("?q=front&status=active&page=2", &["Front Street"], 26));
    assert!(
        html.contains(r#"<input type="hidden" name="status" value="active">"#),
        "{html}"
    );
    assert!(!html.contains(r#"name="page" value="2" type="hidden""#), "{html}");
    assert!(html.contains(r#"aria-label="Remove filter: Status Active""#), "{html}");
    assert!(html.contains(r#"aria-label="Remove filter: Search front""#), "{html}");
}

#[test]
fn emptiness_says_why() {
    assert!(html(page("", &[], 0)).contains("No partners yet"));
    let narrowed = html(page("?q=nobody", &[], 0));
    assert!(narrowed.contains("Nothing matches"), "{narrowed}");
    assert!(narrowed.contains("Clear all"), "{narrowed}");
}

#[test]
fn rows_cannot_bring_markup() {
    let html = html(page("?q=%3Cscript%3E", &["<script>alert(1)</script>"], 1));
    assert!(!html.contains("<script>"), "{html}");
}
