//! The present address, proved by a link that is mailed to it.

use super::email::{ask, linked};
use crate::{
    MailTransport,
    tests::support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults},
};
use entente_domain::{
    Code,
    usecases::me::{Me, Profile},
};

const NEW: &str = "michael@goldmill.example";

async fn profile(app: &TestApp) -> Profile {
    app.backend.profile(&app.admin()).await.unwrap()
}

/// An installation whose first person's address nobody has proved.
async fn unproved() -> TestApp {
    let app = TestApp::new().await;
    app.execute("UPDATE users SET email_verified_at = NULL").await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_proved_by_the_link_and_the_button() {
    let app = unproved().await;
    let nobody = app.backend.ask_proof(&anonymous()).await.unwrap_err();
    assert_eq!(nobody.code, Code::SignInNeeded);
    faults::sweep(&app, async || app.backend.ask_proof(&app.admin()).await).await;
    let waiting = profile(&app).await;
    assert!(!waiting.verified && waiting.proof.is_some() && waiting.email_change.is_none());

    let link = linked(&app).await;
    let before = app.dump().await;
    let wish = app.backend.email_change(&link).await.unwrap().unwrap();
    assert!(wish.is_proof());
    assert_eq!(app.dump().await, before, "looking changes nothing");
    faults::sweep(&app, async || app.backend.confirm_email(&link).await).await;
    let proved = profile(&app).await;
    assert!(proved.verified && proved.proof.is_none());
    assert_eq!(proved.email, EMAIL);
    let again = app.backend.confirm_email(&link).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    let twice = app.backend.ask_proof(&app.admin()).await.unwrap_err();
    assert_eq!(twice.message, "Your address is confirmed already.");
    assert_eq!(
        app.texts("SELECT what FROM events WHERE action = 'changed'").await,
        ["confirmed their address"]
    );
    let mails: Vec<String> = app.send_mail().await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(
        mails,
        ["Confirm your address"],
        "nothing was changed that one would be told of"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_link_counts_and_only_for_a_day() {
    let app = unproved().await;
    let first = {
        app.backend.ask_proof(&app.admin()).await.unwrap();
        linked(&app).await
    };
    app.backend.ask_proof(&app.admin()).await.unwrap();
    let second = linked(&app).await;
    assert_eq!(app.backend.email_change(&first).await.unwrap(), None);
    app.days(1).await;
    assert_eq!(
        app.backend.confirm_email(&second).await.unwrap_err().code,
        Code::Conflict
    );
    assert!(!profile(&app).await.verified);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_that_waits_is_not_forgotten_by_it() {
    let app = unproved().await;
    app.backend.ask_email(&app.admin(), ask(NEW, PASSWORD)).await.unwrap();
    let refused = app.backend.ask_proof(&app.admin()).await.unwrap_err();
    assert!(refused.message.starts_with("Another address waits"), "{refused}");
    app.backend.confirm_email(&linked(&app).await).await.unwrap();
    let changed = profile(&app).await;
    assert!(changed.verified && changed.email == NEW);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_slowed_down_and_needs_a_mail_server() {
    let app = unproved().await;
    let results = at_once(50, |_| {
        let (backend, admin) = (app.backend.clone(), app.admin());
        async move { backend.ask_proof(&admin).await }
    })
    .await;
    let refused: Vec<_> = results.into_iter().filter_map(Result::err).collect();
    assert!(!refused.is_empty() && refused.iter().all(|problem| problem.code == Code::TooMany));
    assert_eq!(
        app.number("SELECT count(*) FROM email_changes WHERE used_at IS NULL")
            .await,
        1
    );

    let app = TestApp::with_mail(MailTransport::None).await;
    app.execute("UPDATE users SET email_verified_at = NULL").await;
    let without = app.backend.ask_proof(&app.admin()).await.unwrap_err();
    assert_eq!(without.code, Code::Conflict);
}
