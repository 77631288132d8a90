//! The first run.

use super::support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults, open, open_in};
use crate::{Backend, MailTransport};
use entente_domain::{
    Code,
    usecases::{
        Caller,
        access::Access,
        setup::{FirstMarketplace, NewInstallation, SETUP_LINK, SetUp},
    },
};

fn form() -> NewInstallation {
    NewInstallation {
        account_name: "Mighty Mick's LLC".to_owned(),
        name: "Mick Goldmill".to_owned(),
        email: EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

fn marketplace() -> FirstMarketplace {
    FirstMarketplace {
        hub_name: "Main hub".to_owned(),
        marketplace_name: "United States".to_owned(),
        countries: vec!["US".to_owned()],
        currency: "USD".to_owned(),
    }
}

async fn with_link(backend: &Backend) -> Caller {
    let mut caller = anonymous();
    caller
        .links
        .insert(SETUP_LINK.to_owned(), backend.set_up_token().await.unwrap().unwrap());
    caller
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_leads_to_the_first_account_and_dies() {
    let (backend, clock, directory) = open(MailTransport::Memory).await;
    assert!(backend.is_needed().await.unwrap());
    assert_eq!(backend.link_token().await.unwrap(), None, "before the first start");
    let token = backend.set_up_token().await.unwrap().unwrap();
    let restarted = open_in(directory.path(), &clock, MailTransport::Memory, 2).await;
    assert_eq!(
        restarted.set_up_token().await.unwrap().as_ref(),
        Some(&token),
        "a restart keeps the link"
    );
    assert_eq!(backend.link_token().await.unwrap().as_ref(), Some(&token));
    assert!(backend.is_link_valid(&token).await.unwrap());
    for wrong in ["", "x", "x.y", &token[1..], &token.replace('.', "")] {
        assert!(!backend.is_link_valid(wrong).await.unwrap());
    }
    let caller = with_link(&backend).await;
    let signed_in = backend.begin(&caller, form()).await.unwrap();
    let account = signed_in.account.unwrap();
    assert!(account.as_str().starts_with("PA-"));
    let here = Caller {
        session: Some(signed_in.session),
        account: Some(account),
        ..anonymous()
    };
    let viewer = backend.viewer(&here).await.unwrap().unwrap();
    assert_eq!(viewer.email, EMAIL);
    assert!(!backend.is_needed().await.unwrap());
    assert!(!backend.is_link_valid(&token).await.unwrap());
    assert_eq!(backend.set_up_token().await.unwrap(), None);
    assert_eq!(backend.begin(&caller, form()).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_is_what_is_said() {
    let app = TestApp::new().await;
    assert_eq!(
        app.texts("SELECT name FROM groups ORDER BY name").await,
        ["Administrators", "Managers", "Viewers"]
    );
    assert_eq!(
        app.texts("SELECT g.name FROM membership_groups m JOIN groups g ON g.id = m.group_id")
            .await,
        ["Administrators"]
    );
    assert_eq!(
        app.texts("SELECT role || ' ' || status FROM accounts").await,
        ["distributor active"]
    );
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL")
            .await,
        0
    );
    assert_eq!(
        app.texts("SELECT account_id || ' ' || user_id || ' ' || what FROM events")
            .await,
        [format!("{} {} set up this installation", app.account, app.user)]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_link_nothing_is_made() {
    let (backend, _clock, _directory) = open(MailTransport::Memory).await;
    backend.set_up_token().await.unwrap();
    for token in ["", "x.y"] {
        let mut caller = anonymous();
        caller.links.insert(SETUP_LINK.to_owned(), token.to_owned());
        assert_eq!(backend.begin(&caller, form()).await.unwrap_err().code, Code::Forbidden);
    }
    assert_eq!(
        backend.begin(&anonymous(), form()).await.unwrap_err().code,
        Code::Forbidden
    );
    assert!(backend.is_needed().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_said_at_once() {
    let (backend, _clock, _directory) = open(MailTransport::Memory).await;
    let caller = with_link(&backend).await;
    let refused = backend.begin(&caller, NewInstallation::default()).await.unwrap_err();
    for field in ["account_name", "name", "email", "password"] {
        assert!(refused.of_field(field).is_some(), "{field}");
    }
    let known = NewInstallation {
        password: "Mighty Mick's LLC, Mick".to_owned(),
        ..form()
    };
    assert!(
        backend
            .begin(&caller, known)
            .await
            .unwrap_err()
            .of_field("password")
            .is_some()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_begin_one_wins() {
    let (backend, _clock, _directory) = open(MailTransport::Memory).await;
    let caller = with_link(&backend).await;
    let results = at_once(10, |number| {
        let (backend, caller) = (backend.clone(), caller.clone());
        let form = NewInstallation {
            email: format!("p{number}@example.com"),
            ..form()
        };
        async move { backend.begin(&caller, form).await.map_err(|problem| problem.code) }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .all(|result| result.as_ref().err().is_none_or(|code| *code == Code::Conflict))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_leave_nothing_half_made() {
    let (backend, _clock, _directory) = open(MailTransport::Memory).await;
    let caller = with_link(&backend).await;
    faults::sweep(&backend, async || backend.begin(&caller, form()).await).await;
    let app = TestApp::new().await;
    faults::sweep(&app, async || {
        app.backend.add_marketplace(&app.admin(), marketplace()).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_hub_and_marketplace() {
    let app = TestApp::new().await;
    let state = app.backend.state(&app.admin()).await.unwrap();
    assert!(!state.has_marketplace && state.mail.configured);
    assert_eq!(state.email, EMAIL);
    let empty = FirstMarketplace::default();
    let refused = app.backend.add_marketplace(&app.admin(), empty).await.unwrap_err();
    for field in ["hub_name", "marketplace_name", "countries", "currency"] {
        assert!(refused.of_field(field).is_some(), "{field}");
    }
    app.backend.add_marketplace(&app.admin(), marketplace()).await.unwrap();
    assert!(app.backend.state(&app.admin()).await.unwrap().has_marketplace);
    assert_eq!(app.number("SELECT count(*) FROM marketplace_hubs").await, 1);
    let taken = app
        .backend
        .add_marketplace(&app.admin(), marketplace())
        .await
        .unwrap_err();
    assert!(taken.of_field("marketplace_name").is_some());
    assert_eq!(app.number("SELECT count(*) FROM hubs").await, 1);
    let manager = app.manager().await;
    assert!(app.backend.state(&manager).await.is_ok());
    assert_eq!(
        app.backend
            .add_marketplace(&manager, marketplace())
            .await
            .unwrap_err()
            .code,
        Code::Forbidden
    );
    assert_eq!(
        app.backend
            .test_mail(&manager, EMAIL.to_owned())
            .await
            .unwrap_err()
            .code,
        Code::Forbidden
    );
    assert_eq!(app.backend.state(&anonymous()).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_mail_is_handed_over_at_once() {
    let app = TestApp::new().await;
    let said = app
        .backend
        .test_mail(&app.admin(), "ann@example.com".to_owned())
        .await
        .unwrap();
    assert_eq!(said, "The mail server took the mail: kept in memory");
    assert_eq!(app.backend.kept_mail()[0].to.to_string(), "ann@example.com");
    let refused = app.backend.test_mail(&app.admin(), "ann".to_owned()).await.unwrap_err();
    assert!(refused.of_field("email").is_some());
    let app = TestApp::with_mail(MailTransport::None).await;
    let refused = app
        .backend
        .test_mail(&app.admin(), "ann@example.com".to_owned())
        .await
        .unwrap_err();
    assert_eq!(
        refused.message,
        "The mail was not taken: no mail server is set; nothing was sent"
    );
}
