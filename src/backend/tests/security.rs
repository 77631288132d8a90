//! A second factor required of everybody in an account.

use super::{
    me::second_factor,
    support::{EMAIL, TestApp, faults},
};
use entente_domain::{
    Code,
    account::Role,
    usecases::{
        access::Access,
        me::{Me, SecondFactor},
        partners::Partners,
        security::{Security, SecurityForm},
    },
};

fn form(on: bool) -> SecurityForm {
    SecurityForm {
        second_factor_required: if on { "true" } else { "" }.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_requires_it_has_one_and_who_has_none_waits_outside() {
    let app = TestApp::new().await;
    let (admin, manager) = (app.admin(), app.manager().await);
    let refused = Security::save(&app.backend, &manager, form(true)).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    let own = Security::save(&app.backend, &admin, form(true)).await.unwrap_err();
    assert!(own.of_field("second_factor_required").is_some());
    second_factor::set_up(&app).await;
    faults::sweep(&app, async || Security::save(&app.backend, &admin, form(true)).await).await;
    let view = Security::find(&app.backend, &admin).await.unwrap();
    assert_eq!((view.second_factor_required, view.people, view.without), (true, 2, 1));

    // The next request already is refused; what is theirs alone stays open, and so do their other accounts.
    for refused in [
        app.backend.viewer(&manager).await.map(|_| ()),
        Partners::find(&app.backend, &manager, app.account.clone())
            .await
            .map(|_| ()),
    ] {
        assert_eq!(refused.unwrap_err().code, Code::SecondFactorNeeded);
    }
    assert!(app.backend.profile(&manager).await.is_ok());
    let other = app.account(Role::Vendor, "Front Street Inc").await;
    let elsewhere = app.caller(manager.session.as_deref().unwrap(), &other);
    app.member(&other, "viewers", "Marie Manager", "marie@mightymick.example")
        .await;
    assert!(app.backend.viewer(&elsewhere).await.unwrap().is_some());

    Security::save(&app.backend, &admin, form(false)).await.unwrap();
    assert!(app.backend.viewer(&manager).await.unwrap().is_some());
    let said = "SELECT count(*) FROM events WHERE object_type = 'account' AND what LIKE '%second factor%'";
    assert_eq!(app.number(said).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_could_take_theirs_away_reads_which_accounts_require_it() {
    let app = TestApp::new().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", EMAIL).await;
    app.account(Role::Vendor, "Somebody else's").await;
    second_factor::set_up(&app).await;
    let required_by = async || match app.backend.second_factor(&app.admin()).await.unwrap() {
        SecondFactor::On { required_by, .. } => required_by,
        other => panic!("{other:?}"),
    };
    assert!(required_by().await.is_empty());
    Security::save(&app.backend, &app.admin(), form(true)).await.unwrap();
    assert_eq!(required_by().await, ["Mighty Mick's LLC"]);
    app.execute("UPDATE accounts SET second_factor_required = 1").await;
    assert_eq!(required_by().await, ["Front Street Inc", "Mighty Mick's LLC"]);
}
