//! The list's HTML, as it is without JavaScript.

use super::*;
use entente_domain::list::{Column, Filter, FilterKind, FilterOption};
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
    filters: &["status", "about", "from", "to"],
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
            kind: FilterKind::Menu,
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
fn days_are_fields_of_a_form_and_links_are_only_taken_back() {
    let mut page = page(
        "?status=active&from=2027-01-15&about=HB-1&page=2",
        &["Front Street"],
        26,
    );
    let of = |kind, name: &str, label: &str, options: &[(&str, &str)]| Filter {
        kind,
        name: name.to_owned(),
        label: label.to_owned(),
        options: options
            .iter()
            .map(|(value, label)| FilterOption {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
                count: 0,
            })
            .collect(),
    };
    page.filters.extend([
        of(FilterKind::Link, "about", "About", &[("HB-1", "North")]),
        of(FilterKind::Day, "from", "From", &[("2027-01-15", "15 Jan 2027")]),
        of(FilterKind::Day, "to", "To", &[]),
    ]);
    let html = html(page);
    let form = html
        .split(r#"id="filter-days""#)
        .nth(1)
        .unwrap()
        .split("</form>")
        .next()
        .unwrap();
    for field in [
        r#"<input type="hidden" name="status" value="active">"#,
        r#"<input type="hidden" name="about" value="HB-1">"#,
        r#"<input type="date" name="from" value="2027-01-15" class="input">"#,
        r#"<input type="date" name="to" class="input">"#,
    ] {
        assert!(form.contains(field), "{field} in {form}");
    }
    assert_eq!(
        form.matches(r#"name="from""#).count(),
        1,
        "not carried along beside: {form}"
    );
    assert!(
        html.contains(r#"aria-label="Remove filter: From 15 Jan 2027""#),
        "{html}"
    );
    assert!(html.contains(r#"aria-label="Remove filter: About North""#), "{html}");
    assert!(!html.contains("filter-about"), "{html}");
    assert!(
        html.contains(r#"href="/PA-100-001/partners?about=HB-1&amp;status=active""#),
        "{html}"
    );
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
