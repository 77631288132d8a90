//! Another address: the password, the mailed link, the notices.

use crate::{
    clock::{DAY, HOUR},
    tests::{
        access::{form, with},
        support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults},
    },
};
use entente_domain::{
    Code,
    usecases::{
        Caller,
        access::{Access, ChangePassword},
        me::{AskEmail, EMAIL_LINK, Me},
    },
};

const NEW: &str = "michael@goldmill.example";

pub fn ask(email: &str, current_password: &str) -> AskEmail {
    AskEmail {
        email: email.to_owned(),
        current_password: current_password.to_owned(),
    }
}

/// Whoever opened the link that was mailed to the new address.
pub async fn linked(app: &TestApp) -> Caller {
    let mails = app.send_mail().await;
    let mail = mails
        .iter()
        .rfind(|mail| mail.subject == "Confirm your address")
        .unwrap();
    let (_, rest) = mail
        .text
        .split_once("https://partners.example.com/me/email/t/")
        .unwrap();
    let token = rest.split_whitespace().next().unwrap().to_owned();
    assert!(app.backend.open_email(&token).await.unwrap());
    let mut caller = anonymous();
    caller.links.insert(EMAIL_LINK.to_owned(), token);
    caller
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_is_confirmed_by_its_mailbox_and_the_old_one_is_told() {
    let app = TestApp::new().await;
    for (form, field) in [
        (ask(NEW, "not my password at all"), "current_password"),
        (ask("no address", PASSWORD), "email"),
        (ask(" MICK@mightymick.example", PASSWORD), "email"),
    ] {
        let refused = app.backend.ask_email(&app.admin(), form).await.unwrap_err();
        assert!(refused.of_field(field).is_some(), "{refused:?}");
    }
    let nobody = app
        .backend
        .ask_email(&anonymous(), ask(NEW, PASSWORD))
        .await
        .unwrap_err();
    assert_eq!(nobody.code, Code::SignInNeeded);
    faults::sweep(&app, async || {
        app.backend.ask_email(&app.admin(), ask(NEW, PASSWORD)).await
    })
    .await;
    let wish = app.backend.profile(&app.admin()).await.unwrap().email_change.unwrap();
    assert_eq!((wish.from.as_str(), wish.to.as_str()), (EMAIL, NEW));

    let link = linked(&app).await;
    let before = app.dump().await;
    assert_eq!(app.backend.email_change(&link).await.unwrap(), Some(wish));
    assert_eq!(app.dump().await, before, "looking changes nothing");
    faults::sweep(&app, async || app.backend.confirm_email(&link).await).await;
    let again = app.backend.confirm_email(&link).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);

    app.backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap_err();
    app.backend.sign_in(&anonymous(), form(NEW, PASSWORD)).await.unwrap();
    assert_eq!(
        app.backend.profile(&app.admin()).await.unwrap().email,
        NEW,
        "the session goes on"
    );
    let subjects: Vec<(String, String)> = app
        .send_mail()
        .await
        .into_iter()
        .map(|mail| (mail.to.to_string(), mail.subject))
        .collect();
    let told = |to: &str, subject: &str| {
        let told = (to.to_owned(), subject.to_owned());
        assert_eq!(subjects.iter().filter(|mail| **mail == told).count(), 1, "{subjects:?}");
    };
    told(NEW, "Confirm your address");
    told(EMAIL, "Another address was asked for");
    told(EMAIL, "Your address was changed");
    let events = app.texts("SELECT what || before || after FROM events").await;
    assert!(
        events.contains(&"changed their address".to_owned()),
        "no address in the log: {events:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_ends_by_time_by_another_by_will_and_by_a_new_password() {
    let app = TestApp::new().await;
    let wish = async || {
        app.backend.throttle().open();
        app.backend.ask_email(&app.admin(), ask(NEW, PASSWORD)).await.unwrap();
        linked(&app).await
    };
    let first = wish().await;
    let second = wish().await;
    assert_eq!(
        app.backend.email_change(&first).await.unwrap(),
        None,
        "a later wish replaces it"
    );
    app.backend.cancel_email(&app.admin()).await.unwrap();
    assert_eq!(app.backend.email_change(&second).await.unwrap(), None);

    let late = wish().await;
    app.clock.advance(DAY - HOUR);
    assert!(app.backend.email_change(&late).await.unwrap().is_some());
    app.clock.advance(HOUR);
    assert_eq!(app.backend.email_change(&late).await.unwrap(), None);
    assert_eq!(app.backend.confirm_email(&late).await.unwrap_err().code, Code::Conflict);

    app.days(0).await;
    let stopped = wish().await;
    let change = ChangePassword {
        current_password: PASSWORD.to_owned(),
        password: "pigeons above the harbour".to_owned(),
    };
    app.backend.change_password(&app.admin(), change).await.unwrap();
    assert_eq!(
        app.backend.confirm_email(&stopped).await.unwrap_err().code,
        Code::Conflict
    );
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email = 'michael@goldmill.example'")
            .await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_an_address_is_taken_is_told_to_its_mailbox_alone() {
    let app = TestApp::new().await;
    app.person("Rita Rival", "rita@rival.example").await;
    app.backend
        .ask_email(&app.admin(), ask("rita@rival.example", PASSWORD))
        .await
        .unwrap();
    let mails = app.send_mail().await;
    assert!(
        mails.iter().all(|mail| mail.to.to_string() != "rita@rival.example"),
        "{mails:?}"
    );

    app.backend.ask_email(&app.admin(), ask(NEW, PASSWORD)).await.unwrap();
    let link = linked(&app).await;
    app.person("Michael Goldmill", NEW).await;
    let taken = app.backend.confirm_email(&link).await.unwrap_err();
    assert_eq!(taken.code, Code::Conflict);
    assert_eq!(app.backend.profile(&app.admin()).await.unwrap().email, EMAIL);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_confirmations_one_wins() {
    let app = TestApp::new().await;
    app.backend.ask_email(&app.admin(), ask(NEW, PASSWORD)).await.unwrap();
    let link = linked(&app).await;
    let results = at_once(50, |_| {
        let (backend, link) = (app.backend.clone(), link.clone());
        async move { backend.confirm_email(&link).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .filter_map(|result| result.as_ref().err())
            .all(|problem| problem.code == Code::Conflict)
    );
    let session = app.backend.sign_in(&anonymous(), form(NEW, PASSWORD)).await.unwrap();
    assert!(app.backend.viewer(&with(&session.session)).await.unwrap().is_some());
}
