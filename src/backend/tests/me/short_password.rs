//! A short password: good beside a second factor, and nowhere else.

use super::second_factor::set_up;
use crate::tests::{
    access::{client, form, with},
    support::{EMAIL, PASSWORD, TestApp},
};
use entente_domain::{
    Code,
    usecases::{
        Caller,
        access::{Access, ChangePassword},
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
