//! Many at once: exactly one wins, the others get a sentence, nobody a defect.

use super::{
    offer::{accepted, enrolled_and_signed, form, holder, offer, status, vendor},
    support::{TestApp, anonymous, at_once},
};
use entente_domain::{
    Code, Problem,
    id::InvitationId,
    invitation::Channel,
    partner::PartnerType,
    usecases::{
        Caller,
        contracts::Contracts,
        invitations::{AcceptForm, Invitations},
    },
};

fn conflicts<T>(results: &[Result<T, Problem>]) -> usize {
    let refused: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert!(
        refused.iter().all(|problem| problem.code == Code::Conflict),
        "{refused:?}"
    );
    refused.len()
}

/// The holder of a link with a form of their own, from a client of their own.
fn guest(caller: &Caller, form: &AcceptForm, number: usize) -> (Caller, AcceptForm) {
    let caller = Caller {
        ip: format!("192.0.2.{number}"),
        ..caller.clone()
    };
    (
        caller,
        AcceptForm {
            email: format!("ann{number}@frontstreet.example"),
            ..form.clone()
        },
    )
}

async fn linked(app: &TestApp, invitation: &InvitationId) -> (Caller, AcceptForm) {
    let caller = holder(app, invitation, Channel::Link, 1);
    let form = form(app, &caller, invitation).await;
    (caller, form)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_accepts_one_wins() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let (caller, form) = linked(&app, &offer.invitation).await;
    let results = at_once(50, |number| {
        let (backend, id) = (app.backend.clone(), offer.invitation.clone());
        let (caller, form) = guest(&caller, &form, number);
        async move { backend.accept(&caller, id, form).await }
    })
    .await;
    assert_eq!(conflicts(&results), 49);
    assert_eq!(app.number("SELECT count(*) FROM memberships").await, 2);
    assert_eq!(app.number("SELECT count(*) FROM users").await, 2);
    assert_eq!(app.number("SELECT count(*) FROM sessions").await, 2);
    assert_eq!(
        app.number("SELECT count(*) FROM contracts WHERE status = 'active'")
            .await,
        2
    );
    assert_eq!(
        app.number("SELECT count(*) FROM acceptances WHERE act = 'accepted'")
            .await,
        1
    );
    assert_eq!(
        app.number("SELECT count(*) FROM events WHERE action = 'accepted'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accept_and_a_revocation_never_both() {
    for _ in 0..5 {
        let app = TestApp::new().await;
        let offer = vendor(&app).await;
        let (caller, form) = linked(&app, &offer.invitation).await;
        let admin = app.admin();
        let results = at_once(20, |number| {
            let (backend, id, admin) = (app.backend.clone(), offer.invitation.clone(), admin.clone());
            let (caller, form) = guest(&caller, &form, number);
            async move {
                if number % 2 == 0 {
                    backend.accept(&caller, id, form).await.map(|_| "accepted")
                } else {
                    backend.revoke(&admin, id, String::new()).await.map(|()| "revoked")
                }
            }
        })
        .await;
        assert_eq!(conflicts(&results), 19);
        let won = results.into_iter().find_map(Result::ok).unwrap();
        assert_eq!(status(&app, "invitations", &offer.invitation).await, won);
        let contract = if won == "accepted" { "active" } else { "withdrawn" };
        assert_eq!(status(&app, "contracts", &offer.contract).await, contract);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accept_and_a_replaced_link_never_both() {
    for _ in 0..5 {
        let app = TestApp::new().await;
        let offer = vendor(&app).await;
        let (caller, form) = linked(&app, &offer.invitation).await;
        let admin = app.admin();
        let results = at_once(2, |number| {
            let (backend, id, admin) = (app.backend.clone(), offer.invitation.clone(), admin.clone());
            let (caller, form) = guest(&caller, &form, number);
            async move {
                if number == 0 {
                    backend.accept(&caller, id, form).await.map(|_| ())
                } else {
                    backend.replace_link(&admin, id).await
                }
            }
        })
        .await;
        assert_eq!(conflicts(&results), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_on_enrol_make_one_contract() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(&app, &offer).await;
    let results = at_once(50, |_| {
        let (backend, ann, agreement) = (app.backend.clone(), ann.clone(), offer.dependent.clone());
        async move { backend.enrol(&ann, agreement).await.unwrap() }
    })
    .await;
    assert!(results.iter().all(|id| *id == results[0]));
    assert_eq!(
        app.number("SELECT count(*) FROM contracts WHERE type = 'distribution'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_decisions_one_counts() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(&app, &offer).await;
    let id = enrolled_and_signed(&app, &ann, &offer).await;
    let (admin, manager) = (app.admin(), app.manager().await);
    let results = at_once(50, |number| {
        let (backend, id, admin, manager) = (app.backend.clone(), id.clone(), admin.clone(), manager.clone());
        async move {
            match number % 3 {
                0 => backend.approve(&admin, id).await.map(|()| "active"),
                1 => backend.approve(&manager, id).await.map(|()| "active"),
                _ => backend.reject(&manager, id, String::new()).await.map(|()| "rejected"),
            }
        }
    })
    .await;
    assert_eq!(conflicts(&results), 49);
    let won = results.into_iter().find_map(Result::ok).unwrap();
    assert_eq!(status(&app, "contracts", &id).await, won);
    assert_eq!(
        app.number("SELECT count(*) FROM events WHERE action IN ('approved', 'rejected')")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_waits_for_nobody() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    // While somebody writes, everybody reads.
    let tx = app.backend.store().write().await.unwrap();
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let pages = at_once(50, |_| {
        let (backend, caller, id) = (app.backend.clone(), caller.clone(), offer.invitation.clone());
        async move { backend.view(&caller, id).await.is_ok() }
    })
    .await;
    assert!(pages.into_iter().all(|ok| ok));
    tx.rollback().await.unwrap();
    assert!(app.backend.view(&anonymous(), offer.invitation.clone()).await.is_ok());
}
