//! The partner page: details, saving, suspending, inviting again.

use super::{add, named};
use crate::tests::support::{TestApp, at_once, faults};
use entente_domain::{
    Code,
    invitation::InvitationState,
    partner::{PartnerStatus as S, PartnerType as T},
    usecases::{
        Caller,
        partners::{PartnerForm, Partners},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn details_are_saved_and_found_by_search() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.manager().await);
    let id = add(&app, T::Vendor, S::Invited, named("Front Stret Inc")).await;
    let form = PartnerForm {
        name: " Front Street Inc ".to_owned(),
        external_id: "4711".to_owned(),
        technical_name: "Ann Lee".to_owned(),
        technical_email: "Ann@FrontStreet.example".to_owned(),
        ..PartnerForm::default()
    };
    Partners::save(backend, &caller, id.clone(), 1, form).await.unwrap();
    let view = Partners::find(backend, &app.viewer().await, id.clone()).await.unwrap();
    assert_eq!(
        (view.form.name.as_str(), view.form.technical_email.as_str()),
        ("Front Street Inc", "ann@frontstreet.example")
    );
    assert_eq!(
        app.texts(&format!("SELECT name FROM accounts WHERE id = '{id}'")).await,
        ["Front Street Inc"]
    );
    assert_eq!(view.timeline[0].what, "changed the partner's details");
    assert_eq!(super::names(&app, "?q=street").await, ["Front Street Inc"]);
    let kept = app
        .texts("SELECT before || after FROM events WHERE action = 'changed'")
        .await;
    assert!(
        !kept[0].contains('@') && kept[0].contains("4711"),
        "no address in events: {}",
        kept[0]
    );

    let stale = Partners::save(backend, &caller, id, 1, named("Late"))
        .await
        .unwrap_err();
    assert_eq!(stale.code, Code::Stale);
    assert!(stale.message.contains("Marie Manager"), "{}", stale.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_external_id_is_had_once() {
    let app = TestApp::new().await;
    let with = |name: &str, external_id: &str| PartnerForm {
        external_id: external_id.to_owned(),
        ..named(name)
    };
    let first = add(&app, T::Vendor, S::Active, with("Front Street Inc", "4711")).await;
    let second = add(&app, T::Vendor, S::Active, with("Other Inc", "")).await;
    let third = add(&app, T::Vendor, S::Active, with("Third Inc", "")).await;
    let problem = Partners::save(&app.backend, &app.admin(), second, 1, with("Other Inc", "4711"))
        .await
        .unwrap_err();
    let message = format!("A partner with external id 4711 exists: Front Street Inc ({first}).");
    assert_eq!(problem.of_field("external_id"), Some(message.as_str()));
    Partners::save(&app.backend, &app.admin(), third, 1, with("Third Inc", "4712"))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registered_partner_keeps_its_name() {
    let app = TestApp::new().await;
    let id = add(&app, T::Vendor, S::Active, named("Front Street Inc")).await;
    app.member(&id, "administrators", "Vera", "vera@frontstreet.example")
        .await;
    let problem = Partners::save(&app.backend, &app.admin(), id.clone(), 1, named("Else"))
        .await
        .unwrap_err();
    assert!(problem.of_field("name").is_some());
    let same = PartnerForm {
        business_name: "Bob".to_owned(),
        ..named("Front Street Inc")
    };
    Partners::save(&app.backend, &app.admin(), id.clone(), 1, same)
        .await
        .unwrap();
    let view = Partners::find(&app.backend, &app.admin(), id).await.unwrap();
    assert_eq!(view.users.len(), 1);
    assert_eq!(
        (view.users[0].name.as_str(), &view.users[0].invitation),
        ("Vera", &None)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn suspending_and_resuming_tells_the_partner() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = add(&app, T::Vendor, S::Active, named("Front Street Inc")).await;
    app.member(&id, "administrators", "Vera", "vera@frontstreet.example")
        .await;
    app.member(&id, "viewers", "Victor", "victor@frontstreet.example").await;
    faults::sweep(&app, async || {
        Partners::suspend(backend, &caller, id.clone(), "Unpaid".to_owned()).await
    })
    .await;
    assert_eq!(
        Partners::find(backend, &caller, id.clone()).await.unwrap().status,
        S::Suspended
    );
    assert_eq!(
        app.texts("SELECT recipient FROM deliveries").await,
        ["vera@frontstreet.example"]
    );
    let again = Partners::suspend(backend, &caller, id.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    let results = at_once(50, |_| {
        let (backend, caller, id) = (app.backend.clone(), app.admin(), id.clone());
        async move { Partners::resume(&backend, &caller, id).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .into_iter()
            .filter_map(Result::err)
            .all(|problem| problem.code == Code::Conflict)
    );
    let long = Partners::suspend(backend, &caller, id, "x".repeat(501))
        .await
        .unwrap_err();
    assert!(long.of_field("reason").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_that_declined_is_invited_again() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = add(&app, T::Vendor, S::Declined, named("Front Street Inc")).await;
    faults::sweep(&app, async || {
        Partners::invite_again(backend, &caller, id.clone()).await
    })
    .await;
    let view = Partners::find(backend, &caller, id.clone()).await.unwrap();
    let invitation = view.invitation.unwrap();
    assert_eq!((view.status, invitation.state), (S::Invited, InvitationState::Open));
    assert!(
        invitation
            .link
            .unwrap()
            .url
            .starts_with("https://partners.example.com/invitation/t/")
    );
    assert!(
        Partners::find(backend, &app.viewer().await, id.clone())
            .await
            .unwrap()
            .invitation
            .unwrap()
            .link
            .is_none()
    );
    let open = Partners::invite_again(backend, &caller, id).await.unwrap_err();
    assert_eq!(open.code, Code::Conflict);
    let active = add(&app, T::Vendor, S::Active, named("Active Inc")).await;
    assert_eq!(
        Partners::invite_again(backend, &caller, active).await.unwrap_err().code,
        Code::Conflict
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may() {
    let app = TestApp::new().await;
    let backend = &app.backend;
    let id = add(&app, T::Vendor, S::Active, named("Front Street Inc")).await;
    let stranger = app.stranger().await;
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..stranger.clone()
    };
    for (caller, code) in [
        (app.viewer().await, Code::Forbidden),
        (stranger, Code::NotFound),
        (foreign, Code::NotFound),
    ] {
        let before = app.dump().await;
        for result in [
            Partners::save(backend, &caller, id.clone(), 1, named("Mine")).await,
            Partners::suspend(backend, &caller, id.clone(), String::new()).await,
            Partners::resume(backend, &caller, id.clone()).await,
            Partners::invite_again(backend, &caller, id.clone()).await,
        ] {
            assert_eq!(result.unwrap_err().code, code);
        }
        if code == Code::NotFound {
            assert_eq!(
                Partners::find(backend, &caller, id.clone()).await.unwrap_err().code,
                code
            );
        }
        assert_eq!(app.dump().await, before);
    }
}
