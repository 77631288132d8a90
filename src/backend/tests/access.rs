//! Signing in and out, sessions. Changing passwords is in `passwords.rs`.

use super::support::{EMAIL, PASSWORD, TestApp, anonymous};
use crate::clock::MINUTE;
use entente_domain::{
    Code, Problem,
    account::Role,
    usecases::{
        Caller,
        access::{Access, SignIn},
    },
};

pub fn form(email: &str, password: &str) -> SignIn {
    SignIn {
        email: email.to_owned(),
        password: password.to_owned(),
    }
}

/// A caller from a client of their own, so that no limit is met.
pub fn client(number: usize) -> Caller {
    Caller {
        ip: format!("198.51.100.{number}"),
        ..anonymous()
    }
}

pub fn with(session: &str) -> Caller {
    Caller {
        session: Some(session.to_owned()),
        ..anonymous()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_is_known_until_they_sign_out() {
    let app = TestApp::new().await;
    assert_eq!(app.backend.viewer(&anonymous()).await.unwrap(), None);
    let signed_in = app
        .backend
        .sign_in(&anonymous(), form(" Mick@MightyMick.example", PASSWORD))
        .await
        .unwrap();
    assert_eq!(signed_in.account.as_ref(), Some(&app.account));
    assert_eq!(signed_in.session.len(), 43);
    assert!(
        !app.dump().await.contains(&signed_in.session),
        "the cookie's value is stored"
    );
    let viewer = app.backend.viewer(&with(&signed_in.session)).await.unwrap().unwrap();
    assert_eq!((viewer.name.as_str(), viewer.email.as_str()), ("Mick Goldmill", EMAIL));
    assert_eq!(viewer.user, app.user);
    assert_eq!(viewer.account, None);
    let viewer = app
        .backend
        .viewer(&app.caller(&signed_in.session, &app.account))
        .await
        .unwrap()
        .unwrap();
    assert!(viewer.account.unwrap().permissions.sign);
    app.backend.sign_out(&with(&signed_in.session)).await.unwrap();
    assert_eq!(app.backend.viewer(&with(&signed_in.session)).await.unwrap(), None);
    app.backend.sign_out(&with(&signed_in.session)).await.unwrap();
    app.backend.sign_out(&anonymous()).await.unwrap();
    assert!(
        app.backend.viewer(&app.admin()).await.unwrap().is_some(),
        "another browser stays signed in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_address_and_wrong_password_answer_alike() {
    let app = TestApp::new().await;
    let wrong = app
        .backend
        .sign_in(&anonymous(), form(EMAIL, "not my password at all"))
        .await
        .unwrap_err();
    for (email, password) in [
        ("nobody@example.com", PASSWORD),
        ("no address", PASSWORD),
        (EMAIL, &*"x".repeat(100_000)),
        (&*"x".repeat(100_000), PASSWORD),
    ] {
        assert_eq!(
            app.backend
                .sign_in(&anonymous(), form(email, password))
                .await
                .unwrap_err(),
            wrong
        );
    }
    assert_eq!(wrong.code, Code::Invalid);
    assert!(wrong.fields.is_empty());
    let empty = app.backend.sign_in(&anonymous(), form(" ", "")).await.unwrap_err();
    assert_eq!(empty.fields.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_does_not_exist_and_the_last_visited_opens_first() {
    let app = TestApp::new().await;
    let second = app.account(Role::Vendor, "Zebra Vendors").await;
    let refused = app
        .backend
        .viewer(&Caller {
            account: Some(second.clone()),
            ..app.admin()
        })
        .await
        .unwrap_err();
    assert_eq!(refused, Problem::not_found());
    let there = app.member(&second, "viewers", "Mick Goldmill", EMAIL).await;
    let open_first = async || {
        app.backend
            .sign_in(&anonymous(), form(EMAIL, PASSWORD))
            .await
            .unwrap()
            .account
            .unwrap()
    };
    assert_eq!(open_first().await, app.account, "by name before any visit");
    app.backend.viewer(&there).await.unwrap();
    assert_eq!(open_first().await, second);
    app.backend.write_seen().await.unwrap();
    assert_eq!(open_first().await, second);
    let viewer = app.backend.viewer(&app.admin()).await.unwrap().unwrap();
    assert_eq!(viewer.accounts.len(), 2);
    assert_eq!(viewer.accounts[0].id, app.account);
    app.execute(&format!(
        "UPDATE memberships SET status = 'removed' WHERE account_id = '{second}'"
    ))
    .await;
    assert_eq!(app.backend.viewer(&there).await.unwrap_err(), Problem::not_found());
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_and_ends() {
    let app = TestApp::new().await;
    for email in [EMAIL, "nobody@example.com"] {
        let mut last = None;
        for _ in 0..11 {
            last = app
                .backend
                .sign_in(&anonymous(), form(email, "wrong wrong wrong"))
                .await
                .err();
        }
        let refused = last.unwrap();
        assert_eq!(refused.code, Code::TooMany);
        assert!(
            refused.message.ends_with("possible in 60 seconds."),
            "{}",
            refused.message
        );
    }
    let refused = app
        .backend
        .sign_in(&anonymous(), form("MICK@mightymick.example", PASSWORD))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::TooMany, "another spelling is the same address");
    app.backend.sign_in(&client(2), form(EMAIL, PASSWORD)).await.unwrap();
    app.clock.advance(MINUTE);
    app.backend.sign_in(&anonymous(), form(EMAIL, PASSWORD)).await.unwrap();
}
