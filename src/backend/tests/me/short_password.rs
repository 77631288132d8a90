//! A short password: good beside a second factor, and nowhere else.

use super::second_factor::set_up;
use crate::tests::{
    access::{client, form, with},
    offer::{form as accept_form, holder, vendor},
    support::{EMAIL, PASSWORD, TestApp},
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{
        Caller,
        access::{Access, ChangePassword},
        invitations::{AcceptForm, Invitations},
        me::Me,
    },
};

const SHORT: &str = "two owls";

async fn change(app: &TestApp, caller: &Caller, from: &str, to: &str) -> Result<Caller, entente_domain::Problem> {
    let form = ChangePassword {
        current_password: from.to_owned(),
        password: to.to_owned(),
    };
    let signed_in = app.backend.change_password(caller, form).await?;
    Ok(with(&signed_in.session))
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_good_beside_a_second_factor_only() {
    let app = TestApp::new().await;
    let refused = change(&app, &app.admin(), PASSWORD, SHORT).await.unwrap_err();
    assert!(
        refused.of_field("password").unwrap().contains("at least 15"),
        "{refused:?}"
    );
    set_up(&app).await;
    let refused = change(&app, &app.admin(), PASSWORD, "2 owls.").await.unwrap_err();
    assert!(
        refused.of_field("password").unwrap().contains("at least 8"),
        "{refused:?}"
    );
    let me = change(&app, &app.admin(), PASSWORD, SHORT).await.unwrap();

    let refused = app
        .backend
        .remove_second_factor(&me, SHORT.to_owned())
        .await
        .unwrap_err();
    assert!(
        refused
            .of_field("current_password")
            .unwrap()
            .contains("Change it first."),
        "{refused:?}"
    );
    let long = change(&app, &me, SHORT, PASSWORD).await.unwrap();
    app.backend
        .remove_second_factor(&long, PASSWORD.to_owned())
        .await
        .unwrap();
    app.backend.sign_in(&client(1), form(EMAIL, PASSWORD)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_factor_is_forgotten_it_asks_for_a_longer_one() {
    let app = TestApp::new().await;
    set_up(&app).await;
    change(&app, &app.admin(), PASSWORD, SHORT).await.unwrap();
    let before = app.backend.sign_in(&client(1), form(EMAIL, SHORT)).await.unwrap();
    assert!(before.needs_code);
    app.backend.forget_second_factor(EMAIL).await.unwrap();
    let refused = app.backend.sign_in(&client(2), form(EMAIL, SHORT)).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    assert!(refused.message.contains("Ask for a new password"), "{refused}");
    // Whoever does not know it learns nothing of its length.
    let wrong = app
        .backend
        .sign_in(&client(3), form(EMAIL, "two cats"))
        .await
        .unwrap_err();
    assert_eq!(wrong.code, Code::Invalid);
    let half = with(&before.session);
    let late = app.backend.sign_in_with_code(&half, "123456".to_owned()).await;
    assert_eq!(late.unwrap_err().code, Code::SignInNeeded);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_an_invitation_only_the_right_one_is_taken_for_one() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let guest = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = accept_form(&app, &guest, &offer.invitation).await;
    let refused = async |email: &str, password: &str| {
        let form = AcceptForm {
            email: email.to_owned(),
            password: password.to_owned(),
            ..form.clone()
        };
        let taken = app.backend.accept(&guest, offer.invitation.clone(), form).await;
        taken.unwrap_err()
    };
    set_up(&app).await;
    change(&app, &app.admin(), PASSWORD, SHORT).await.unwrap();
    let wrong = refused(EMAIL, "two cats").await;
    assert_eq!(wrong, refused("nobody@example.com", "two cats").await);
    let said = wrong.of_field("password").unwrap();
    assert!(
        said.contains("at least 15") && said.ends_with("its password is needed here."),
        "{said}"
    );
    let right = refused(EMAIL, SHORT).await;
    assert!(
        right.of_field("password").unwrap().contains("Sign in first"),
        "{right:?}"
    );
    app.backend.forget_second_factor(EMAIL).await.unwrap();
    let alone = refused(EMAIL, SHORT).await;
    assert!(alone.message.contains("Ask for a new password"), "{alone}");
}
