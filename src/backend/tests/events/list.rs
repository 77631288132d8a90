//! Order, filters, pages and counts, against the same worked out in memory.

use super::{list, many};
use crate::{clock::DAY, store::search::CAP, tests::support::TestApp};
use entente_domain::{
    list::{FilterKind, ListQuery},
    usecases::events::EVENTS,
};

/// An event as far as filters look at it.
struct Event {
    number: i64,
    kind: String,
    user: String,
    object: String,
    at: i64,
}

async fn all(app: &TestApp) -> Vec<Event> {
    let rows = app
        .texts(&format!(
            "SELECT number || ' ' || object_type || ' ' || at || ' ' || coalesce(user_id, '-') || ' ' || object_id FROM events
             WHERE account_id = '{}' ORDER BY number",
            app.account
        ))
        .await;
    let event = |row: &String| {
        let mut parts = row.split(' ').map(str::to_owned);
        let mut next = || parts.next().unwrap();
        let (number, kind, at, user, object) = (next(), next(), next(), next(), next());
        Event {
            number: number.parse().unwrap(),
            kind,
            user,
            object,
            at: at.parse().unwrap(),
        }
    };
    rows.iter().map(event).collect()
}

/// When a period begins; it is 15 January 2027, 08:00.
fn begin(app: &TestApp, period: &str) -> i64 {
    let midnight = app.clock.now() - 8 * 3_600_000;
    midnight
        - match period {
            "today" => 0,
            "7-days" => 6 * DAY,
            "30-days" => 29 * DAY,
            "12-months" => 365 * DAY,
            other => panic!("{other}"),
        }
}

/// Midnight of a day in January, or in December before.
fn midnight(app: &TestApp, day: &str) -> i64 {
    let (month, number) = day.rsplit_once('-').unwrap();
    let number: i64 = number.parse().unwrap();
    let before = if month == "2026-12" { 31 } else { 0 };
    begin(app, "today") + (number - before - 15) * DAY
}

fn fits(app: &TestApp, query: &ListQuery, event: &Event, but: &str) -> bool {
    let any = |filter: &str, holds: &dyn Fn(&String) -> bool| {
        filter == but || query.chosen(filter).is_empty() || query.chosen(filter).iter().any(holds)
    };
    any("object", &|kind| *kind == event.kind)
        && any("person", &|user| *user == event.user)
        && any("period", &|period| event.at >= begin(app, period))
        && any("about", &|id| *id == event.object)
        && any("from", &|day| event.at >= midnight(app, day))
        && any("to", &|day| event.at < midnight(app, day) + DAY)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_on_every_page_both_ways() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 1_000).await;
    many(&app, "PA-000-001", 50).await;
    let all = all(&app).await;
    assert_eq!(all.len(), 1_001);
    for filter in [
        "",
        "&object=hub",
        "&object=hub&object=contract",
        "&object=account",
        "&period=today",
        "&period=7-days",
        "&period=today&period=30-days",
        "&period=12-months&object=partner",
        "&person=UR-000-000-001",
        "&person=UR-000-000-001&person=UR-000-000-003&object=hub&object=partner",
        "&person=UR-000-000-002&period=7-days&object=contract",
        "&about=CRP-00100-00100-00100",
        "&about=CRP-00200-00200-00200&about=CRP-00100-00100-00100&about=CRP-99999-99999-99999",
        "&about=CRP-00200-00200-00200&about=CRP-00201-00201-00201&object=hub&person=UR-000-000-000",
        "&about=CRP-00900-00900-00900&about=CRP-00100-00100-00100&from=2027-01-01",
        "&from=2027-01-02&to=2027-01-05",
        "&from=2027-01-15",
        "&from=2027-01-16",
        "&to=2026-12-20&object=partner&object=hub",
        "&to=2027-01-10&period=7-days&person=UR-000-000-001",
        "&from=2027-01-05&to=2027-01-02",
        "&from=2027-01-05&to=2027-01-04",
    ] {
        for sort in ["when", "-when"] {
            let url = format!("?rows=50&sort={sort}{filter}");
            let query = EVENTS.parse(&url);
            let mut numbers: Vec<i64> = all
                .iter()
                .filter(|event| fits(&app, &query, event, ""))
                .map(|event| event.number)
                .collect();
            if query.descending {
                numbers.reverse();
            }
            for (page, expected) in (1..).zip(numbers.chunks(50)) {
                let found = list(&app, &app.admin(), &format!("{url}&page={page}")).await;
                let shown: Vec<i64> = found.rows.iter().map(|row| row.number).collect();
                assert_eq!(shown, expected, "{url} page {page}");
                assert_eq!(
                    (found.total, found.capped),
                    (i64::try_from(numbers.len()).unwrap(), false),
                    "{url}"
                );
                assert_eq!(found.unfiltered, 1_001);
            }
            let last = list(&app, &app.admin(), &format!("{url}&page=999")).await;
            assert_eq!(last.query.page, last.pages(), "{url}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_say_how_many_under_the_other_filters() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 1_000).await;
    let all = all(&app).await;
    for url in [
        "",
        "?object=hub",
        "?period=7-days",
        "?person=UR-000-000-001",
        "?person=UR-000-000-001&object=partner&period=30-days",
        "?from=2027-01-01&to=2027-01-12&object=partner",
        "?to=2027-01-12&period=30-days&person=UR-000-000-001",
    ] {
        let (page, query) = (list(&app, &app.admin(), url).await, EVENTS.parse(url));
        let kinds: Vec<_> = page.filters.iter().map(|filter| filter.kind).collect();
        let (menu, day) = (FilterKind::Menu, FilterKind::Day);
        assert_eq!(kinds, [menu, menu, menu, FilterKind::Link, day, day]);
        for filter in page.filters.iter().filter(|filter| filter.kind == menu) {
            assert!(filter.options.len() >= 4, "{}", filter.name);
            for option in &filter.options {
                let mut wanted = query.clone();
                wanted.filters.insert(filter.name.clone(), vec![option.value.clone()]);
                let expected = all.iter().filter(|event| fits(&app, &wanted, event, "")).count();
                assert_eq!(
                    option.count,
                    i64::try_from(expected).unwrap(),
                    "{url} {} {}",
                    filter.name,
                    option.label
                );
            }
        }
    }
    let page = list(
        &app,
        &app.admin(),
        "?object=nonsense&period=never&person=UR-999-999-999&from=2027-02-30&to=tomorrow&about=%22%20OR%201",
    )
    .await;
    assert!(!page.query.is_narrowed(), "a mistyped link shows the list");
    let people: Vec<_> = list(&app, &app.admin(), "").await.filters[2]
        .options
        .iter()
        .map(|option| option.label.clone())
        .collect();
    assert!(people.contains(&"Mick Goldmill".to_owned()) && people.contains(&"Zoë Person1".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn very_many_are_counted_up_to_a_limit_and_stay_in_order() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 8_000).await;
    let expected = async |condition: &str| {
        let account = &app.account;
        app.texts(&format!(
            "SELECT cast(number AS TEXT) FROM events WHERE account_id = '{account}' AND {condition} ORDER BY number DESC"
        ))
        .await
    };
    for (url, condition) in [
        ("?q=contract", "what LIKE '%contract%'"),
        (
            "?q=contract&object=contract",
            "what LIKE '%contract%' AND object_type = 'contract'",
        ),
        (
            "?person=UR-000-000-001&person=UR-000-000-002",
            "user_id IN ('UR-000-000-001', 'UR-000-000-002')",
        ),
        (
            "?from=2026-05-01&to=2026-12-31",
            "at >= 1777593600000 AND at < 1798761600000",
        ),
    ] {
        let expected = expected(condition).await;
        assert!(expected.len() > 3_100, "{url}");
        let page = list(&app, &app.admin(), url).await;
        assert!(page.capped, "{url}");
        assert_eq!((page.total, page.unfiltered), (CAP, 8_001), "{url}");
        for number in [1, 2, 125] {
            let page = list(&app, &app.admin(), &format!("{url}&page={number}")).await;
            let shown: Vec<String> = page.rows.iter().map(|row| row.number.to_string()).collect();
            assert_eq!(shown, expected[(number - 1) * 25..number * 25], "{url} {number}");
            let oldest = list(&app, &app.admin(), &format!("{url}&sort=when&page={number}")).await;
            let shown: Vec<String> = oldest.rows.iter().map(|row| row.number.to_string()).collect();
            let backwards: Vec<&String> = expected.iter().rev().skip((number - 1) * 25).take(25).collect();
            assert_eq!(shown.iter().collect::<Vec<_>>(), backwards, "{url} {number}");
            assert!(
                page.total > i64::try_from(number * 25).unwrap(),
                "what is shown is counted"
            );
        }
    }
    // A narrow filter under a wide search is exact again.
    let page = list(&app, &app.admin(), "?q=contract&object=hub").await;
    let hubs = expected("what LIKE '%contract%' AND object_type = 'hub'").await;
    assert_eq!((page.total, page.capped), (i64::try_from(hubs.len()).unwrap(), false));
    assert_eq!(
        list(&app, &app.admin(), "").await.total,
        8_001,
        "without a search all are counted"
    );
}

/// Sixty people, each with one event more than the one before.
#[tokio::test(flavor = "multi_thread")]
async fn those_who_did_most_are_offered_and_whoever_is_chosen() {
    let app = TestApp::new().await;
    app.execute(&format!(
        "INSERT INTO events (account_id, object_type, object_id, action, what, user_id, user_name, channel, note,
            before, after, at, previous_hash, hash)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60),
            m (i, j) AS (SELECT i, 1 FROM n UNION ALL SELECT i, j + 1 FROM m WHERE j < i)
         SELECT '{}', 'hub', 'HB-1', 'done', 'did it', printf('UR-000-000-%03d', i), printf('Person %d', i), 'web', '',
            '', '', {}, '', '' FROM m",
        app.account,
        app.clock.now()
    ))
    .await;
    for url in ["?object=hub", "?q=did", "?object=hub&period=today"] {
        let offered = async |more: &str| {
            let page = list(&app, &app.admin(), &format!("{url}{more}")).await;
            let options = page.filters[2].options.iter();
            options.map(|one| (one.label.clone(), one.count)).collect::<Vec<_>>()
        };
        let named = |n: i64| (format!("Person {n}"), n);
        let most: Vec<_> = (11..=60).rev().map(named).collect();
        assert_eq!(offered("").await, most, "{url}");
        let chosen = offered("&person=UR-000-000-003&person=UR-000-000-007").await;
        assert_eq!(chosen, [most, vec![named(7), named(3)]].concat(), "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_set_back_leaves_periods_right() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 100).await;
    // An event from tomorrow, then the clock is mended.
    let insert = |at: i64| {
        format!(
            "INSERT INTO events (account_id, object_type, object_id, action, what, user_name, channel, note, before,
                after, at, previous_hash, hash)
             VALUES ('{}', 'hub', 'HB-1', 'x', 'x', 'x', '', '', '', '', {at}, '', '')",
            app.account
        )
    };
    app.execute(&insert(app.clock.now() + DAY)).await;
    app.execute(&insert(app.clock.now() - 40 * DAY)).await;
    let page = list(&app, &app.admin(), "?period=today&object=hub").await;
    assert_eq!((page.total, page.rows.len()), (1, 1));
    for days in ["from=2026-12-06&to=2026-12-06", "from=2027-01-16"] {
        let page = list(&app, &app.admin(), &format!("?object=hub&{days}")).await;
        assert_eq!((page.total, page.rows.len()), (1, 1), "{days}");
    }
}
