//! Changing a password, and setting a new one by a mailed link.

use super::{
    access::{client, form, with},
    support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults},
};
use crate::clock::HOUR;
use entente_domain::{
    Code,
    usecases::{
        Caller,
        access::{Access, ChangePassword, RESET_LINK},
    },
};

const NEW: &str = "pigeons above the harbour";

fn change(current: &str, new: &str) -> ChangePassword {
    ChangePassword {
        current_password: current.to_owned(),
        password: new.to_owned(),
    }
}

/// Asks for a link and opens it; the caller holds its token.
async fn opened_reset(app: &TestApp, email: &str) -> Caller {
    app.backend.ask_reset(&anonymous(), email.to_owned()).await.unwrap();
    let token = reset_token(&app.send_mail().await.last().unwrap().text);
    assert!(app.backend.open_reset(&token).await.unwrap());
    let mut caller = anonymous();
    caller.links.insert(RESET_LINK.to_owned(), token);
    caller
}

fn reset_token(text: &str) -> String {
    let (_, rest) = text
        .split_once("https://partners.example.com/reset-password/t/")
        .unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// What the log says of passwords: sentence, channel, who, and whatever was kept beside.
async fn told(app: &TestApp) -> Vec<String> {
    app.texts(
        "SELECT what || '|' || channel || '|' || user_name || '|' || note || before || after FROM events
         WHERE what LIKE '%password%' ORDER BY number",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_ends_every_session_and_is_told() {
    let app = TestApp::new().await;
    let browser = app
        .backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap()
        .session;
    let reset = opened_reset(&app, EMAIL).await;
    for (form, field) in [
        (change("not my password at all", NEW), "current_password"),
        (change(PASSWORD, "short"), "password"),
        (change(PASSWORD, PASSWORD), "password"),
        (change(PASSWORD, "Mighty Mick's LLC 2027"), "password"),
        (change(PASSWORD, "password123456789"), "password"),
    ] {
        let refused = app.backend.change_password(&with(&browser), form).await.unwrap_err();
        assert_eq!(refused.fields.len(), 1, "{refused:?}");
        assert!(refused.of_field(field).is_some());
    }
    let mails = app.backend.kept_mail().len();
    let signed_in = app
        .backend
        .change_password(&with(&browser), change(PASSWORD, NEW))
        .await
        .unwrap();
    for ended in [with(&browser), app.admin()] {
        assert_eq!(app.backend.viewer(&ended).await.unwrap(), None);
    }
    assert!(app.backend.viewer(&with(&signed_in.session)).await.unwrap().is_some());
    assert!(
        app.backend
            .reset_password(&reset, "a link of before".to_owned())
            .await
            .is_err(),
        "older links are dead"
    );
    app.backend
        .sign_in(&anonymous(), form(EMAIL, PASSWORD))
        .await
        .unwrap_err();
    app.backend.sign_in(&anonymous(), form(EMAIL, NEW)).await.unwrap();
    let sent = app.send_mail().await;
    assert_eq!(sent.len(), mails + 1);
    assert_eq!(sent.last().unwrap().subject, "Your password was changed");
    assert!(!sent.last().unwrap().text.contains(NEW));
    assert_eq!(told(&app).await, ["changed their password|web|Mick Goldmill|"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_link_works_once_and_for_an_hour() {
    let app = TestApp::new().await;
    let caller = opened_reset(&app, EMAIL).await;
    let refused = app
        .backend
        .reset_password(&caller, "short".to_owned())
        .await
        .unwrap_err();
    assert!(refused.of_field("password").is_some());
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL")
            .await,
        0
    );
    app.backend.reset_password(&caller, NEW.to_owned()).await.unwrap();
    assert_eq!(app.backend.viewer(&app.admin()).await.unwrap(), None);
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL")
            .await,
        1
    );
    assert!(!app.backend.open_reset(&caller.links[RESET_LINK]).await.unwrap());
    let again = app
        .backend
        .reset_password(&caller, "another good password".to_owned())
        .await
        .unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    app.backend.sign_in(&anonymous(), form(EMAIL, NEW)).await.unwrap();
    assert_eq!(told(&app).await, ["set a new password|mailed link|Mick Goldmill|"]);

    let late = opened_reset(&app, EMAIL).await;
    app.clock.advance(HOUR);
    assert!(!app.backend.open_reset(&late.links[RESET_LINK]).await.unwrap());
    assert_eq!(
        app.backend
            .reset_password(&late, PASSWORD.to_owned())
            .await
            .unwrap_err()
            .code,
        Code::Conflict
    );
    for token in ["", ".", "x.y", "ü.ö", &*late.links[RESET_LINK].replace('.', "")] {
        assert!(!app.backend.open_reset(token).await.unwrap());
    }
    assert_eq!(
        app.backend
            .reset_password(&anonymous(), NEW.to_owned())
            .await
            .unwrap_err()
            .code,
        Code::Conflict
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_link_tells_nothing_about_the_address() {
    let app = TestApp::new().await;
    for number in 0..5 {
        for email in [EMAIL, "nobody@example.com"] {
            app.backend.ask_reset(&client(number), email.to_owned()).await.unwrap();
        }
    }
    for email in [EMAIL, "nobody@example.com"] {
        let refused = app.backend.ask_reset(&client(9), email.to_owned()).await.unwrap_err();
        assert_eq!(refused.code, Code::TooMany);
    }
    let mails = app.send_mail().await;
    assert_eq!(mails.len(), 5);
    assert!(mails.iter().all(|mail| mail.to.to_string() == EMAIL));
    let refused = app
        .backend
        .ask_reset(&anonymous(), "no address".to_owned())
        .await
        .unwrap_err();
    assert!(refused.of_field("email").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_use_one_link_one_wins() {
    let app = TestApp::new().await;
    let caller = opened_reset(&app, EMAIL).await;
    let results = at_once(12, |number| {
        let (backend, caller) = (app.backend.clone(), caller.clone());
        async move {
            backend
                .reset_password(&caller, format!("pigeons above harbour {number}"))
                .await
                .map_err(|p| p.code)
        }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .all(|result| result.as_ref().err().is_none_or(|code| *code == Code::Conflict))
    );
    assert_eq!(app.number("SELECT count(*) FROM sessions").await, 1);
    assert_eq!(
        app.number("SELECT count(*) FROM deliveries WHERE template = 'password_changed'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_leave_nothing_half_made() {
    let app = TestApp::new().await;
    let reset = opened_reset(&app, EMAIL).await;
    faults::sweep(&app, async || {
        app.backend.ask_reset(&anonymous(), EMAIL.to_owned()).await
    })
    .await;
    faults::sweep(&app, async || app.backend.reset_password(&reset, NEW.to_owned()).await).await;
    let signed_in = faults::sweep(&app, async || app.backend.sign_in(&anonymous(), form(EMAIL, NEW)).await).await;
    let caller = with(&signed_in.session);
    let changed = faults::sweep(&app, async || {
        app.backend.change_password(&caller, change(NEW, PASSWORD)).await
    })
    .await;
    faults::sweep(&app, async || app.backend.sign_out(&with(&changed.session)).await).await;
}
