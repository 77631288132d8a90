//! What an event's object is called, and that the log is searched by it.

use super::list;
use crate::tests::{
    offer::{accepted, holder, vendor},
    support::TestApp,
    users::{BOB, group as by_word, invited, joining, user},
};
use entente_domain::{
    invitation::Channel,
    usecases::{
        groups::{GroupForm, Groups},
        invitations::Invitations,
        partners::Partners,
        users::{PastedForm, Users},
    },
};

/// Type and name of every object in an account's log.
async fn objects(app: &TestApp, account: &str) -> Vec<(String, String)> {
    let rows = app
        .texts(&format!(
            "SELECT DISTINCT object_type || '|' || object_name FROM events WHERE account_id = '{account}' ORDER BY 1"
        ))
        .await;
    rows.iter()
        .filter_map(|row| row.split_once('|'))
        .map(|(kind, name)| (kind.to_owned(), name.to_owned()))
        .collect()
}

/// Somebody is invited by address alone, which never reaches the log.
async fn nameless(app: &TestApp) {
    let form = PastedForm {
        text: "nameless@mightymick.example".to_owned(),
        groups: vec![by_word(app, "viewers").await],
        ..PastedForm::default()
    };
    app.backend.invite_pasted(&app.admin(), form).await.unwrap();
}

/// The starting groups were made without an event.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_first_of_all_has_its_name() {
    let app = TestApp::new().await;
    let id = by_word(&app, "viewers").await.parse().unwrap();
    Groups::delete(&app.backend, &app.admin(), id).await.unwrap();
    let page = list(&app, &app.admin(), "?q=viewers").await;
    assert_eq!((page.rows[0].what.as_str(), page.total), ("deleted the group", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_object_has_its_name() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let bob = invited(&app).await;
    let guest = holder(&app, &bob, Channel::Link, 1);
    app.backend.accept(&guest, bob, joining()).await.unwrap();
    let form = GroupForm {
        name: "Auditors".to_owned(),
        ..GroupForm::default()
    };
    let group = Groups::create(&app.backend, &app.admin(), form).await.unwrap();
    Groups::delete(&app.backend, &app.admin(), group).await.unwrap();
    nameless(&app).await;
    Users::remove(&app.backend, &app.admin(), user(&app, BOB).await)
        .await
        .unwrap();
    Partners::suspend(
        &app.backend,
        &app.admin(),
        offer.partner.clone(),
        "Under review".to_owned(),
    )
    .await
    .unwrap();
    let objects = objects(&app, app.account.as_str()).await;
    let expected = [
        ("account", "Mighty Mick's LLC"),
        ("agreement", "Front Street Inc Agreement"),
        ("agreement", "Front Street Inc Agreement (Tutorial Marketplace)"),
        ("contract", "Front Street Inc · Contract of Front Street Inc Agreement"),
        (
            "contract",
            "Front Street Inc · Contract of Front Street Inc Agreement (Tutorial Marketplace)",
        ),
        ("group", "Auditors"),
        ("invitation", ""),
        ("invitation", "Bob Barker"),
        ("invitation", "Front Street Inc"),
        ("partner", "Front Street Inc"),
        ("user", "Bob Barker"),
    ];
    assert_eq!(objects, expected.map(|(kind, name)| (kind.to_owned(), name.to_owned())));
    let theirs = self::objects(&app, ann.account.unwrap().as_str()).await;
    assert_eq!(theirs, [("user".to_owned(), "Ann Marvel".to_owned())]);

    for (q, what) in [
        ("auditors", vec!["deleted the group", "added the group"]),
        ("front+suspended", vec!["suspended the partner"]),
    ] {
        let page = list(&app, &app.admin(), &format!("?q={q}")).await;
        let found: Vec<&str> = page.rows.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(found, what, "{q}");
    }
}
