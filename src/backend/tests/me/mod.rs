//! My profile: the name here, address and second factor in their files.

mod email;
pub mod second_factor;

use super::support::{TestApp, anonymous, faults};
use entente_domain::{Code, account::Role, usecases::me::Me};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_told_to_every_account_and_changes_nothing_of_before() {
    let app = TestApp::new().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", super::support::EMAIL).await;
    for refused in ["", " \t ", &"x".repeat(101)] {
        let problem = app.backend.rename(&app.admin(), refused.to_owned()).await.unwrap_err();
        assert!(problem.of_field("name").is_some(), "{problem:?}");
    }
    let stranger = app.backend.rename(&anonymous(), "Nobody".to_owned()).await.unwrap_err();
    assert_eq!(stranger.code, Code::SignInNeeded);
    faults::sweep(&app, async || {
        app.backend.rename(&app.admin(), " Michael Goldmill ".to_owned()).await
    })
    .await;
    assert_eq!(
        app.backend.profile(&app.admin()).await.unwrap().name,
        "Michael Goldmill"
    );
    let told = "SELECT count(*) FROM events WHERE what = 'changed their name'";
    assert_eq!(app.number(told).await, 2, "once per account");
    app.backend
        .rename(&app.admin(), "Michael Goldmill".to_owned())
        .await
        .unwrap();
    assert_eq!(app.number(told).await, 2, "the same name is no change");
    let before = "SELECT user_name FROM events ORDER BY number LIMIT 1";
    assert_eq!(app.texts(before).await, ["Mick Goldmill"]);
}
