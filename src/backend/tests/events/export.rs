//! The export: every row once, in the list's order, with before and after, harmless to spreadsheets.

use super::{hub, many};
use crate::tests::support::{TestApp, records};
use entente_domain::usecases::{
    events::{EVENTS, Events},
    hubs::{HubForm, Hubs},
};

pub async fn export(app: &TestApp, query: &str) -> Vec<Vec<String>> {
    records(Events::export(&app.backend, &app.admin(), EVENTS.parse(query)).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_once_under_every_filter() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 3_400).await;
    for (query, condition) in [
        ("", "1"),
        ("?q=contract", "what LIKE '%contract%'"),
        ("?object=contract&object=hub", "object_type IN ('contract', 'hub')"),
        ("?person=UR-000-000-001", "user_id = 'UR-000-000-001'"),
        (
            "?about=CRP-00012-00012-00012&about=CRP-03000-03000-03000",
            "object_id IN ('CRP-00012-00012-00012', 'CRP-03000-03000-03000')",
        ),
        (
            "?q=contract&about=CRP-00012-00012-00012",
            "what LIKE '%contract%' AND object_id = 'CRP-00012-00012-00012'",
        ),
        (
            "?from=2027-01-01&to=2027-01-03",
            "at >= 1798761600000 AND at < 1799020800000",
        ),
        (
            "?q=contract&to=2026-12-31",
            "what LIKE '%contract%' AND at < 1798761600000",
        ),
        (
            "?q=contract&period=30-days",
            "what LIKE '%contract%' AND at >= 1797465600000",
        ),
    ] {
        for (sort, direction) in [("-when", "DESC"), ("when", "ASC")] {
            let separator = if query.is_empty() { "?" } else { "&" };
            let rows = export(&app, &format!("{query}{separator}sort={sort}&columns=object")).await;
            let ids: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
            let expected = app
                .texts(&format!(
                    "SELECT object_id FROM events WHERE account_id = '{}' AND {condition} ORDER BY number {direction}",
                    app.account
                ))
                .await;
            assert_eq!(ids, expected, "{query} {sort}");
        }
    }
    assert_eq!(export(&app, "?q=nothing-like-it").await.len(), 1, "the head alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_no_formulas_and_before_and_after_are_json() {
    let app = TestApp::new().await;
    let id = Hubs::create(&app.backend, &app.admin(), hub("=cmd|' /C calc'!A0"))
        .await
        .unwrap();
    Hubs::save(&app.backend, &app.admin(), id.clone(), 1, hub("+1, \"quoted\""))
        .await
        .unwrap();
    app.execute(
        "INSERT INTO events SELECT 9, account_id, partner_id, object_type, object_id, action, what, user_id,
        '@SUM(A1)', channel, '-1', before, after, at, previous_hash, hash, object_name FROM events ORDER BY number DESC LIMIT 1",
    )
    .await;
    let rows = export(&app, "?object=hub&columns=when,person,what,object,channel,note").await;
    assert_eq!(
        rows[0],
        [
            "When",
            "Person",
            "Person's id",
            "What",
            "Object",
            "Object's name",
            "Object's id",
            "Channel",
            "Note",
            "Before",
            "After"
        ]
    );
    let after = r#"{"name":"+1, \"quoted\""}"#;
    assert_eq!((rows[1][1].as_str(), rows[1][8].as_str()), ("'@SUM(A1)", "'-1"));
    assert_eq!(
        rows[2],
        [
            "2027-01-15T08:00:00Z",
            "Mick Goldmill",
            app.user.as_str(),
            "changed the hub",
            "Hub",
            "'+1, \"quoted\"",
            id.as_str(),
            "web",
            "",
            r#"{"name":"=cmd|' /C calc'!A0"}"#,
            after
        ]
    );
    let form: HubForm = serde_json::from_str(&rows[3][10]).unwrap();
    assert_eq!(form, hub("=cmd|' /C calc'!A0"));
}
