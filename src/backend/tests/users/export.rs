//! The export: every row once, in the list's order, harmless to spreadsheets.

use super::{BOB, form, group, invited};
use crate::tests::support::{TestApp, records};
use entente_domain::{
    Code,
    usecases::{
        Caller,
        users::{USERS, Users},
    },
};

async fn export(app: &TestApp, query: &str) -> Vec<Vec<String>> {
    records(Users::export(&app.backend, &app.admin(), USERS.parse(query)).await).await
}

/// 1 200 members beside the first, of whom some are called alike and some were never active, and 300 invited.
async fn many(app: &TestApp) {
    let account = &app.account;
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)";
    for (table, wanted, values) in [
        (
            "users (id, email, name, password_hash, created_at)",
            "i <= 1200",
            "printf('UR-555-%03d-%03d', i / 1000, i % 1000), 'p' || i || '@mightymick.example',
             CASE i % 3 WHEN 0 THEN 'pat' ELSE 'Pat ' || (i % 400) END, 'x', 1"
                .to_owned(),
        ),
        (
            "memberships (account_id, user_id, status, joined_at, seen_at)",
            "i <= 1200",
            format!(
                "'{account}', printf('UR-555-%03d-%03d', i / 1000, i % 1000), 'joined', i % 50,
                 CASE i % 2 WHEN 0 THEN NULL ELSE i % 30 END"
            ),
        ),
        (
            "invitations (account_id, id, kind, status, address, name, joins_account_id, group_ids, expiry_days,
                expires_at, created_at, created_by)",
            "i > 1200",
            format!(
                "'{account}', printf('INV-555-%03d-%03d', i / 1000, i % 1000), 'user', 'open',
                 'i' || i || '@mightymick.example', 'Ina', '{account}', '[]', 14,
                 CASE i % 2 WHEN 0 THEN 1 ELSE 9000000000000 END, i % 50, '{}'",
                app.user
            ),
        ),
    ] {
        app.execute(&format!(
            "INSERT INTO {table} {numbers} SELECT {values} FROM n WHERE {wanted}"
        ))
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_once_in_every_order() {
    let app = TestApp::new().await;
    many(&app).await;
    for column in USERS.columns.iter().filter(|column| column.sorts) {
        for direction in ["", "-"] {
            let sort = format!("sort={direction}{}", column.key);
            let rows = export(&app, &format!("?{sort}&columns=name")).await;
            let keys: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
            let query = USERS.parse(&format!("?{sort}&rows=100"));
            let first = Users::list(&app.backend, &app.admin(), query).await.unwrap();
            let shown: Vec<&str> = first.rows.iter().map(|row| row.key.as_str()).collect();
            assert_eq!(keys[..100], shown[..], "{sort}");
            assert_eq!(keys.len(), 1501, "{sort}");
            let once: std::collections::BTreeSet<&str> = keys.iter().copied().collect();
            assert_eq!(once.len(), keys.len(), "{sort}");
        }
    }
    assert_eq!(export(&app, "?status=invited&q=ina").await.len(), 1 + 150);
    assert_eq!(export(&app, "?q=nothing-like-it").await.len(), 1, "the head alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_no_formulas_and_the_head_has_labels() {
    let app = TestApp::new().await;
    let evil = form(&app, "=cmd|' /C calc'!A0", "+1@mightymick.example", "viewers").await;
    app.backend.invite(&app.admin(), evil).await.unwrap();
    invited(&app).await;
    let rows = export(&app, "?columns=name,groups,status,active&status=invited").await;
    assert_eq!(
        rows[0],
        ["User", "E-mail address", "Id", "Groups", "Status", "Last active"]
    );
    assert_eq!(rows[1][..2], ["'=cmd|' /C calc'!A0", "'+1@mightymick.example"]);
    assert_eq!(rows[1][3..], ["Viewers", "Invited", ""]);
    assert_eq!(rows[2][1], BOB);
    let administrators = group(&app, "administrators").await;
    assert_eq!(export(&app, &format!("?group={administrators}")).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may() {
    let app = TestApp::new().await;
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..app.stranger().await
    };
    let refused = Users::export(&app.backend, &foreign, USERS.default_query()).await;
    assert_eq!(refused.err().map(|problem| problem.code), Some(Code::NotFound));
}
