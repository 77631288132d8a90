//! Taking the second factor away: by its owner, and by the people who run the installation.

use super::second_factor::{half_in, set_up};
use crate::tests::{
    access::{client, form},
    support::{EMAIL, PASSWORD, TestApp, faults},
};
use entente_domain::{
    Code,
    usecases::{
        access::Access,
        me::{Me, SecondFactor},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn taking_it_away_needs_the_password() {
    let app = TestApp::new().await;
    set_up(&app).await;
    let twice = app.backend.begin_second_factor(&app.admin(), PASSWORD.to_owned()).await;
    assert_eq!(twice.unwrap_err().code, Code::Conflict);
    let wrong = app
        .backend
        .remove_second_factor(&app.admin(), "not my password".to_owned())
        .await;
    assert!(wrong.unwrap_err().of_field("current_password").is_some());
    let half = half_in(&app, 1).await;
    let admin = app.admin();
    faults::sweep(&app, async || {
        app.backend.remove_second_factor(&admin, PASSWORD.to_owned()).await
    })
    .await;
    assert_eq!(app.backend.second_factor(&admin).await.unwrap(), SecondFactor::Off);
    assert_eq!(
        app.backend
            .sign_in_with_code(&half, "123456".to_owned())
            .await
            .unwrap_err()
            .code,
        Code::SignInNeeded
    );
    assert!(
        !app.backend
            .sign_in(&client(2), form(EMAIL, PASSWORD))
            .await
            .unwrap()
            .needs_code
    );
}
