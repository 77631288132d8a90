//! The second factor: setting it up, signing in with it, its recovery codes, every way around it.

use crate::{
    clock::{MINUTE, SECOND},
    tests::{
        access::{client, form, with},
        offer::{form as accept_form, holder, vendor},
        support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults},
    },
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{
        Caller,
        access::{Access, RESET_LINK},
        invitations::Invitations,
        me::{Me, SecondFactor},
    },
};
use totp_rs::{Builder, Secret, Totp};

/// Somebody's app.
pub struct App(Totp);

impl App {
    /// Scans the secret that the page shows.
    async fn scan(app: &TestApp, caller: &Caller) -> Self {
        let SecondFactor::Beginning { qr, secret } = app.backend.second_factor(caller).await.unwrap() else {
            panic!("nothing was begun");
        };
        assert!(qr.starts_with("<svg") && qr.len() < 40_000, "{qr}");
        let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code at present; each works once, so the clock goes on afterwards.
    fn code(&self, app: &TestApp) -> String {
        self.0
            .generate(u64::try_from(app.clock.now() / SECOND).unwrap())
            .to_string()
    }
}

pub async fn set_up(app: &TestApp) -> App {
    let admin = app.admin();
    app.backend
        .begin_second_factor(&admin, PASSWORD.to_owned())
        .await
        .unwrap();
    let phone = App::scan(app, &admin).await;
    app.backend
        .confirm_second_factor(&admin, phone.code(app))
        .await
        .unwrap();
    app.clock.advance(MINUTE);
    phone
}

async fn recovery_codes(app: &TestApp) -> (usize, Vec<String>) {
    match app.backend.second_factor(&app.admin()).await.unwrap() {
        SecondFactor::On { codes_left, codes, .. } => (codes_left, codes.into_iter().map(|code| code.code).collect()),
        other => panic!("{other:?}"),
    }
}

/// Whoever gave the right password and is asked for the code.
pub async fn half_in(app: &TestApp, number: usize) -> Caller {
    let signed_in = app
        .backend
        .sign_in(&client(number), form(EMAIL, PASSWORD))
        .await
        .unwrap();
    assert!(signed_in.needs_code && signed_in.account.is_none());
    Caller {
        session: Some(signed_in.session),
        ..client(number)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_takes_password_and_code() {
    let app = TestApp::new().await;
    let elsewhere = app.session_of(EMAIL).await;
    let wrong = app
        .backend
        .begin_second_factor(&app.admin(), "not my password".to_owned())
        .await;
    assert!(wrong.unwrap_err().of_field("current_password").is_some());
    let nothing = app
        .backend
        .confirm_second_factor(&app.admin(), "123456".to_owned())
        .await;
    assert_eq!(nothing.unwrap_err().code, Code::Conflict);
    let admin = app.admin();
    faults::sweep(&app, async || {
        app.backend.begin_second_factor(&admin, PASSWORD.to_owned()).await
    })
    .await;
    let phone = App::scan(&app, &admin).await;
    let wrong = app.backend.confirm_second_factor(&admin, "000000".to_owned()).await;
    assert!(wrong.unwrap_err().of_field("code").is_some());
    let before = app.backend.sign_in(&client(1), form(EMAIL, PASSWORD)).await.unwrap();
    assert!(!before.needs_code, "not before the first code was right");
    faults::sweep(&app, async || {
        app.backend.confirm_second_factor(&admin, phone.code(&app)).await
    })
    .await;
    assert_eq!(
        app.backend.viewer(&elsewhere).await.unwrap(),
        None,
        "other sessions ended"
    );

    let half = half_in(&app, 2).await;
    assert_eq!(
        app.backend.viewer(&half).await.unwrap(),
        None,
        "nobody is signed in yet"
    );
    assert_eq!(app.backend.sessions(&half).await.unwrap_err().code, Code::SignInNeeded);
    assert!(app.backend.code_is_awaited(&half).await.unwrap());
    let spent = app.backend.sign_in_with_code(&half, phone.code(&app)).await;
    assert!(
        spent.unwrap_err().of_field("code").is_some(),
        "the code of the set-up is spent"
    );
    app.clock.advance(30 * SECOND);
    let code = phone.code(&app);
    let signed_in = faults::sweep(&app, async || app.backend.sign_in_with_code(&half, code.clone()).await).await;
    assert_eq!(signed_in.account.as_ref(), Some(&app.account));
    assert!(app.backend.viewer(&with(&signed_in.session)).await.unwrap().is_some());
    let twice = app.backend.sign_in_with_code(&half, code).await.unwrap_err();
    assert_eq!(twice.code, Code::SignInNeeded);
    let subjects: Vec<String> = app.send_mail().await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects, ["Your second factor is set up"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_codes_work_once_each_and_are_shown_for_a_while() {
    let app = TestApp::new().await;
    set_up(&app).await;
    let (left, codes) = recovery_codes(&app).await;
    assert_eq!((left, codes.len()), (10, 10));
    assert!(
        !codes
            .iter()
            .any(|code| codes.iter().filter(|other| *other == code).count() > 1)
    );
    let stored = app.dump().await;
    assert!(
        codes.iter().all(|code| !stored.contains(code.as_str())),
        "a code is stored"
    );
    let half = half_in(&app, 1).await;
    let typed = codes[3].replace('-', " ").to_uppercase();
    app.backend.sign_in_with_code(&half, typed.clone()).await.unwrap();
    let again = app.backend.sign_in_with_code(&half_in(&app, 2).await, typed).await;
    assert!(again.unwrap_err().of_field("code").is_some());
    assert_eq!(recovery_codes(&app).await.0, 9);

    app.clock.advance(10 * MINUTE);
    assert_eq!(recovery_codes(&app).await, (9, Vec::new()), "not shown any more");
    app.backend
        .renew_codes(&app.admin(), PASSWORD.to_owned())
        .await
        .unwrap();
    let (left, renewed) = recovery_codes(&app).await;
    assert_eq!(left, 10);
    let earlier = app
        .backend
        .sign_in_with_code(&half_in(&app, 3).await, codes[4].clone())
        .await;
    assert!(earlier.unwrap_err().of_field("code").is_some());
    app.backend
        .sign_in_with_code(&half_in(&app, 4).await, renewed[0].clone())
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_awaited_for_ten_minutes_and_guessing_is_slowed() {
    let app = TestApp::new().await;
    let phone = set_up(&app).await;
    let half = half_in(&app, 1).await;
    app.clock.advance(10 * MINUTE);
    assert!(!app.backend.code_is_awaited(&half).await.unwrap());
    let late = app
        .backend
        .sign_in_with_code(&half, phone.code(&app))
        .await
        .unwrap_err();
    assert_eq!(late.code, Code::SignInNeeded);

    let half = half_in(&app, 2).await;
    let mut slowed = false;
    for _ in 0..12 {
        let refused = app
            .backend
            .sign_in_with_code(&half, "000000".to_owned())
            .await
            .unwrap_err();
        slowed |= refused.code == Code::TooMany;
    }
    assert!(slowed);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_leads_around_the_code() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    set_up(&app).await;
    // A link for a new password.
    app.backend.ask_reset(&anonymous(), EMAIL.to_owned()).await.unwrap();
    let text = app.send_mail().await.pop().unwrap().text;
    let (_, rest) = text.split_once("/reset-password/t/").unwrap();
    let mut caller = anonymous();
    let token = rest.split_whitespace().next().unwrap().to_owned();
    caller.links.insert(RESET_LINK.to_owned(), token);
    let new = "pigeons above the harbour";
    let signed_in = app.backend.reset_password(&caller, new.to_owned()).await.unwrap();
    assert!(signed_in.needs_code);
    assert_eq!(app.backend.viewer(&with(&signed_in.session)).await.unwrap(), None);
    // Address and password on an invitation's page.
    let guest = holder(&app, &offer.invitation, Channel::Link, 1);
    let mut accept = accept_form(&app, &guest, &offer.invitation).await;
    (accept.email, accept.password) = (EMAIL.to_owned(), new.to_owned());
    let refused = app.backend.accept(&guest, offer.invitation, accept).await.unwrap_err();
    assert!(
        refused.of_field("password").unwrap().contains("Sign in first"),
        "{refused:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_uses_of_one_code_one_counts() {
    let app = TestApp::new().await;
    let phone = set_up(&app).await;
    app.backend.throttle().open();
    for code in [phone.code(&app), recovery_codes(&app).await.1[0].clone()] {
        let mut halves = Vec::new();
        for number in 0..50 {
            halves.push(half_in(&app, number).await);
        }
        let results = at_once(50, |number| {
            let (backend, half, code) = (app.backend.clone(), halves[number].clone(), code.clone());
            async move { backend.sign_in_with_code(&half, code).await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let refused = results.iter().filter_map(|result| result.as_ref().err());
        assert!(refused.into_iter().all(|problem| problem.of_field("code").is_some()));
    }
}
