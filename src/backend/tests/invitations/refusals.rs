//! What accepting is refused for. Nothing is consumed by a refusal.

use crate::tests::{
    offer::{accepted, contract, form, holder, status, vendor, version},
    support::{PASSWORD, TestApp, anonymous},
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{
        agreements::Agreements,
        invitations::{AcceptForm, Invitations},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn every_error_is_told_at_once_and_nothing_is_consumed() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = form(&app, &caller, &offer.invitation).await;
    let before = app.dump().await;
    let empty = AcceptForm {
        password: "short".to_owned(),
        document_hash: form.document_hash.clone(),
        ..AcceptForm::default()
    };
    let problem = app
        .backend
        .accept(&caller, offer.invitation.clone(), empty)
        .await
        .unwrap_err();
    for field in ["email", "name", "accepted", "authorised"] {
        assert!(problem.of_field(field).is_some(), "{field}");
    }
    for password in ["short", "Front Street Inc 2026", "passwordpassword1"] {
        let form = AcceptForm {
            password: password.to_owned(),
            ..form.clone()
        };
        let problem = app
            .backend
            .accept(&caller, offer.invitation.clone(), form)
            .await
            .unwrap_err();
        assert!(problem.of_field("password").is_some(), "{password}");
    }
    assert_eq!(before, app.dump().await);
    let nobody = app
        .backend
        .accept(&anonymous(), offer.invitation.clone(), form)
        .await
        .unwrap_err();
    assert_eq!(nobody.code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_address_needs_its_password_and_answers_like_an_unknown_one() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    app.person("Ann Marvel", "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = form(&app, &caller, &offer.invitation).await;
    let accept = async |email: &str, password: &str| {
        let form = AcceptForm {
            email: email.to_owned(),
            password: password.to_owned(),
            ..form.clone()
        };
        app.backend.accept(&caller, offer.invitation.clone(), form).await
    };
    // A password that no rule lets through is refused alike, whether or not the address is known.
    for password in ["short", "two wet owls", "passwordpassword1"] {
        let known = accept("ann@frontstreet.example", password).await.unwrap_err();
        let unknown = accept("nobody@elsewhere.example", password).await.unwrap_err();
        assert_eq!(known, unknown);
    }
    let problem = accept("ann@frontstreet.example", "some other long words")
        .await
        .unwrap_err();
    assert_eq!(
        problem.of_field("password"),
        Some("This does not fit. If this address has an account, its password is needed here.")
    );
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "open");
    accept(" Ann@FrontStreet.example", PASSWORD).await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM users").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_nothing_to_do_with_the_password_is_refused_before_anybody_is_looked_up() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    app.person("Ann Marvel", "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let shown = form(&app, &caller, &offer.invitation).await;
    let refused = async |email: &str, form: &AcceptForm| {
        let form = AcceptForm {
            email: email.to_owned(),
            password: "some other long words".to_owned(),
            ..form.clone()
        };
        let taken = app.backend.accept(&caller, offer.invitation.clone(), form).await;
        taken.unwrap_err()
    };
    let alike = async |form: &AcceptForm, code: Code| {
        let known = refused("ann@frontstreet.example", form).await;
        assert_eq!(known, refused("nobody@elsewhere.example", form).await);
        assert_eq!(known.code, code, "{known}");
    };
    let another = AcceptForm {
        document_hash: "0".repeat(64),
        ..shown.clone()
    };
    alike(&another, Code::Stale).await;
    let unticked = AcceptForm {
        accepted: String::new(),
        ..shown.clone()
    };
    alike(&unticked, Code::Invalid).await;
    for (change, back) in [
        (
            "UPDATE memberships SET status = 'removed'",
            "UPDATE memberships SET status = 'joined'",
        ),
        (
            "UPDATE partners SET status = 'suspended'",
            "UPDATE partners SET status = 'invited'",
        ),
        (
            "UPDATE contracts SET status = 'rejected'",
            "UPDATE contracts SET status = 'pending'",
        ),
        (
            "UPDATE agreement_versions SET status = 'inactive'",
            "UPDATE agreement_versions SET status = 'active'",
        ),
    ] {
        app.execute(change).await;
        alike(&shown, Code::Conflict).await;
        app.execute(back).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    app.person("Ann Marvel", "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = AcceptForm {
        password: "some other long words".to_owned(),
        ..form(&app, &caller, &offer.invitation).await
    };
    let mut codes = Vec::new();
    for _ in 0..11 {
        codes.push(
            app.backend
                .accept(&caller, offer.invitation.clone(), form.clone())
                .await
                .unwrap_err()
                .code,
        );
    }
    assert_eq!((codes[9], codes[10]), (Code::Invalid, Code::TooMany));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_that_was_shown_is_the_one_accepted() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let old = form(&app, &caller, &offer.invitation).await;
    version(&app, &offer.agreement).await;
    app.backend
        .activate_version(&app.admin(), offer.agreement.clone(), 2)
        .await
        .unwrap();
    let before = app.dump().await;
    let problem = app
        .backend
        .accept(&caller, offer.invitation.clone(), old)
        .await
        .unwrap_err();
    assert_eq!(problem.code, Code::Stale);
    assert_eq!(before, app.dump().await);
    let ann = accepted(&app, &offer).await;
    assert_eq!(contract(&app, &ann, &offer.contract).await.version, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_meanwhile_has_its_sentence() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = form(&app, &caller, &offer.invitation).await;
    for (change, back, word) in [
        (
            "UPDATE partners SET status = 'suspended'",
            "UPDATE partners SET status = 'invited'",
            "suspended",
        ),
        (
            "UPDATE contracts SET status = 'rejected'",
            "UPDATE contracts SET status = 'pending'",
            "rejected",
        ),
        (
            "UPDATE memberships SET status = 'removed'",
            "UPDATE memberships SET status = 'joined'",
            "no longer backed by anybody",
        ),
        (
            "UPDATE groups SET permissions = '{}' WHERE name = 'Administrators'",
            "",
            "no longer backed by anybody",
        ),
    ] {
        app.execute(change).await;
        let before = app.dump().await;
        let problem = app
            .backend
            .accept(&caller, offer.invitation.clone(), form.clone())
            .await
            .unwrap_err();
        assert_eq!(problem.code, Code::Conflict);
        assert!(problem.message.contains(word), "{problem}");
        assert_eq!(before, app.dump().await);
        if !back.is_empty() {
            app.execute(back).await;
        }
    }
    // Somebody else in the organisation who could invite keeps the invitation alive.
    app.manager().await;
    app.backend
        .accept(&caller, offer.invitation.clone(), form)
        .await
        .unwrap();
}
