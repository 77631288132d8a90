//! My profile: the name here, address and second factor (and its removal), the proof of the present address in
//! their files.

mod email;
mod proof;
mod removal;
pub mod second_factor;
mod short_password;

use super::support::{TestApp, anonymous, faults};
use entente_domain::{
    Code,
    account::Role,
    usecases::{
        access::Access,
        me::{Me, ProfileForm},
    },
};

fn named(name: &str) -> ProfileForm {
    ProfileForm {
        name: name.to_owned(),
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_told_to_every_account_and_changes_nothing_of_before() {
    let app = TestApp::new().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", super::support::EMAIL).await;
    for refused in ["", " \t ", &"x".repeat(101)] {
        let problem = Me::save(&app.backend, &app.admin(), named(refused)).await.unwrap_err();
        assert!(problem.of_field("name").is_some(), "{problem:?}");
    }
    let stranger = Me::save(&app.backend, &anonymous(), named("Nobody")).await.unwrap_err();
    assert_eq!(stranger.code, Code::SignInNeeded);
    faults::sweep(&app, async || {
        Me::save(&app.backend, &app.admin(), named(" Michael Goldmill ")).await
    })
    .await;
    assert_eq!(
        app.backend.profile(&app.admin()).await.unwrap().name,
        "Michael Goldmill"
    );
    let told = "SELECT count(*) FROM events WHERE what = 'changed their name'";
    assert_eq!(app.number(told).await, 2, "once per account");
    Me::save(&app.backend, &app.admin(), named("Michael Goldmill"))
        .await
        .unwrap();
    assert_eq!(app.number(told).await, 2, "the same name is no change");
    let events = app.number("SELECT count(*) FROM events").await;
    for (form, what, kept) in [
        (
            ("Michael Goldmill", "Asia/Kolkata", "en"),
            "changed their time zone",
            r#"{"time_zone":"UTC"}{"time_zone":"Asia/Kolkata"}"#,
        ),
        (
            ("Michael Goldmill", "Asia/Kolkata", "de"),
            "changed their language",
            r#"{"language":"English"}{"language":"Deutsch"}"#,
        ),
        (
            ("Mick", "UTC", "de"),
            "changed their profile",
            r#"{"name":"Michael Goldmill","time_zone":"Asia/Kolkata"}{"name":"Mick","time_zone":"UTC"}"#,
        ),
    ] {
        let (name, zone, language) = form;
        let form = ProfileForm {
            time_zone: zone.to_owned(),
            language: language.to_owned(),
            ..named(name)
        };
        faults::sweep(&app, async || Me::save(&app.backend, &app.admin(), form.clone()).await).await;
        let told = format!("SELECT before || after FROM events WHERE what = '{what}' AND object_type = 'user'");
        assert_eq!(app.texts(&told).await, [kept, kept], "{what}, once per account");
    }
    assert_eq!(app.number("SELECT count(*) FROM events").await, events + 6);
    let before = "SELECT user_name FROM events ORDER BY number LIMIT 1";
    assert_eq!(app.texts(before).await, ["Mick Goldmill"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_shown_in_the_zone_that_was_chosen() {
    let app = TestApp::new().await;
    let shown = async || {
        app.backend
            .sessions(&app.admin())
            .await
            .unwrap()
            .remove(0)
            .created
            .exact
    };
    assert_eq!(shown().await, "15 Jan 2027, 08:00 UTC");
    let form = |zone: &str| ProfileForm {
        time_zone: zone.to_owned(),
        ..named("Mick Goldmill")
    };
    let refused = Me::save(&app.backend, &app.admin(), form("Europe/Atlantis"))
        .await
        .unwrap_err();
    assert!(refused.of_field("time_zone").is_some());
    Me::save(&app.backend, &app.admin(), form("Asia/Kolkata"))
        .await
        .unwrap();
    assert_eq!(shown().await, "15 Jan 2027, 13:30 IST");
    let profile = app.backend.profile(&app.admin()).await.unwrap();
    assert_eq!(profile.time_zone, "Asia/Kolkata");
    assert!(profile.time_zones.contains(&profile.time_zone));
    let others = app
        .backend
        .sessions(&app.viewer().await)
        .await
        .unwrap()
        .remove(0)
        .created
        .exact;
    assert!(others.ends_with("UTC"), "{others}");
}
