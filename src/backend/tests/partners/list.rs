//! Order, filters, pages and counts, against the same worked out in memory.

use super::{add, add_to, list, many, named};
use crate::tests::support::TestApp;
use entente_domain::{
    Code,
    list::ListQuery,
    partner::{PartnerStatus as S, PartnerType as T},
    usecases::{
        Caller,
        partners::{PARTNERS, PartnerRow, Partners},
    },
};

/// What the list must show, from all rows in the order they were added.
fn expected(all: &[PartnerRow], query: &ListQuery) -> Vec<PartnerRow> {
    let word = |query: &ListQuery, filter: &str, value: &str| {
        query.chosen(filter).is_empty() || query.chosen(filter).iter().any(|chosen| chosen == value)
    };
    let words: Vec<String> = query.q.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let found = |row: &PartnerRow| {
        let text = format!(
            "{} {} {} {}",
            row.name, row.external_id, row.technical.name, row.business.name
        );
        let text = text.to_lowercase();
        let begins = |word: &String| text.split([' ', '-']).any(|have| have.starts_with(word.as_str()));
        words.iter().all(begins)
    };
    let mut rows: Vec<(usize, PartnerRow)> = all
        .iter()
        .cloned()
        .enumerate()
        .filter(|(_, row)| word(query, "status", row.status.as_str()) && word(query, "type", row.kind.as_str()))
        .filter(|(_, row)| found(row))
        .collect();
    let text = |a: &str, b: &str| a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase());
    let created = |a: &PartnerRow, b: &PartnerRow| a.created.iso.cmp(&b.created.iso);
    rows.sort_by(|(i, a), (j, b)| {
        let order = match query.sort.as_str() {
            "name" => text(&a.name, &b.name),
            "type" => a.kind.as_str().cmp(b.kind.as_str()).then(created(a, b)),
            "technical" => text(&a.technical.name, &b.technical.name),
            "business" => text(&a.business.name, &b.business.name),
            "program" => a.contracts[0].cmp(&b.contracts[0]),
            "distribution" => a.contracts[1].cmp(&b.contracts[1]),
            "service" => a.contracts[2].cmp(&b.contracts[2]),
            "syndication" => a.contracts[3].cmp(&b.contracts[3]),
            "status" => a.status.as_str().cmp(b.status.as_str()).then(created(a, b)),
            "external_id" => text(&a.external_id, &b.external_id),
            "changed" => a.changed.iso.cmp(&b.changed.iso),
            "created" => created(a, b),
            other => panic!("a column without a test: {other}"),
        };
        let order = order.then(i.cmp(j));
        if query.descending { order.reverse() } else { order }
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

fn ids(rows: &[PartnerRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

/// All rows in the order they were added.
async fn all(app: &TestApp) -> Vec<PartnerRow> {
    let order = app.texts("SELECT partner_id FROM partners ORDER BY number").await;
    let mut rows = Vec::new();
    for page in 1.. {
        let found = list(app, &app.admin(), &format!("?rows=100&sort=created&page={page}")).await;
        rows.extend(found.rows.clone());
        if page >= found.pages() {
            break;
        }
    }
    rows.sort_by_key(|row| order.iter().position(|id| id == row.id.as_str()));
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_under_every_filter_on_every_page() {
    let app = TestApp::new().await;
    many(&app, 230).await;
    let rival = app.stranger().await.account.unwrap();
    add_to(&app, &rival, T::Vendor, S::Active, named("North rival")).await;
    let (caller, all) = (app.admin(), all(&app).await);
    assert_eq!(all.len(), 230);
    for filter in [
        "",
        "&status=active",
        "&status=pending",
        "&status=pending&status=declined",
        "&type=vendor",
        "&type=reseller&status=invited",
        "&status=removed",
        "&q=north",
        "&q=ann&status=active",
        "&q=no%20tra",
    ] {
        for column in PARTNERS.columns.iter().filter(|column| column.sorts) {
            for direction in ["", "-"] {
                let query = format!("?rows=25&sort={direction}{}{filter}", column.key);
                let rows = expected(&all, &PARTNERS.parse(&query));
                let last = u32::try_from(rows.len().div_ceil(25)).unwrap().max(1);
                for page in 1..=last {
                    let found = list(&app, &caller, &format!("{query}&page={page}")).await;
                    let first = (page as usize - 1) * 25;
                    let shown = &rows[first..rows.len().min(first + 25)];
                    assert_eq!(ids(&found.rows), ids(shown), "{query} page {page}");
                    assert_eq!(
                        (found.total, found.capped),
                        (i64::try_from(rows.len()).unwrap(), false),
                        "{query}"
                    );
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_say_how_many_under_the_search_and_the_other_filter() {
    let app = TestApp::new().await;
    many(&app, 230).await;
    let (caller, all) = (app.admin(), all(&app).await);
    for query in [
        "",
        "?status=active&status=invited",
        "?type=vendor",
        "?q=west&type=reseller",
        "?q=nothing-like-it",
    ] {
        let page = list(&app, &caller, query).await;
        assert_eq!(page.unfiltered, 230);
        for (filter, other) in [("status", "type"), ("type", "status")] {
            let shown = page.filters.iter().find(|shown| shown.name == filter).unwrap();
            for option in &shown.options {
                let mut alone = PARTNERS.parse(query);
                alone.filters.retain(|name, _| name == other);
                let alone = alone.toggled(filter, &option.value);
                let count = i64::try_from(expected(&all, &alone).len()).unwrap();
                assert_eq!(option.count, count, "{query} {filter}={}", option.value);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_follow_every_change() {
    let app = TestApp::new().await;
    let id = add(&app, T::Vendor, S::Invited, named("A")).await;
    add(&app, T::Reseller, S::Invited, named("B")).await;
    app.execute(&format!(
        "UPDATE partners SET status = 'active' WHERE partner_id = '{id}'"
    ))
    .await;
    app.execute("DELETE FROM partners WHERE name = 'B'").await;
    add(&app, T::Reseller, S::Declined, named("C")).await;
    let kept = app
        .texts("SELECT status || type || n FROM partner_counts WHERE n <> 0 ORDER BY 1")
        .await;
    let counted = app
        .texts("SELECT status || type || count(*) FROM partners GROUP BY status, type ORDER BY 1")
        .await;
    assert_eq!(kept, counted);
    let page = list(&app, &app.admin(), "").await;
    assert_eq!((page.total, page.rows.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_from_anywhere_shows_a_list() {
    let app = TestApp::new().await;
    many(&app, 30).await;
    let mut query = PARTNERS.parse("?status=nonsense&status=active&type=x&page=999");
    query.sort = "name; DROP TABLE partners".to_owned();
    query.rows = 1_000_000;
    let page = Partners::list(&app.backend, &app.admin(), query).await.unwrap();
    assert_eq!((page.query.rows, page.query.page), (25, 1));
    assert_eq!(page.query.filters.len(), 1);
    assert_eq!(page.query.chosen("status"), ["active"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_see_the_directory() {
    let app = TestApp::new().await;
    add(&app, T::Vendor, S::Active, named("Ours")).await;
    let stranger = app.stranger().await;
    assert_eq!(list(&app, &stranger, "").await.total, 0);
    assert_eq!(list(&app, &stranger, "?q=ours").await.total, 0);
    assert_eq!(list(&app, &app.viewer().await, "").await.total, 1);
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..stranger
    };
    for (caller, code) in [(foreign, Code::NotFound), (Caller::default(), Code::NotFound)] {
        let problem = Partners::list(&app.backend, &caller, PARTNERS.default_query())
            .await
            .unwrap_err();
        assert_eq!(problem.code, code);
    }
}
