//! Auto-onboarding off: a partner that accepts waits, and is approved or rejected together with its contract.

use crate::tests::{
    offer::{Offer, accepted, contract, letters, status, vendor},
    support::{TestApp, at_once, faults},
};
use entente_domain::{
    Code, Problem,
    contract::ContractStatus,
    usecases::{
        Caller,
        contracts::Contracts,
        home::Home,
        onboarding::{Onboarding, OnboardingForm},
        partners::Partners,
    },
};

/// Switches auto-onboarding off.
async fn switch_off(app: &TestApp, who: &Caller) -> Result<(), Problem> {
    Onboarding::save(&app.backend, who, OnboardingForm::default()).await
}

/// A vendor that has accepted and waits, and its person.
async fn applied(app: &TestApp) -> (Offer, Caller) {
    switch_off(app, &app.admin()).await.unwrap();
    let offer = vendor(app).await;
    let ann = accepted(app, &offer).await;
    (offer, ann)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_switched_by_those_who_manage_settings() {
    let app = TestApp::new().await;
    let find = async || {
        Onboarding::find(&app.backend, &app.admin())
            .await
            .unwrap()
            .auto_onboarding
    };
    assert!(find().await);
    let refused = switch_off(&app, &app.manager().await).await;
    assert_eq!(refused.unwrap_err().code, Code::Forbidden);
    faults::sweep(&app, async || switch_off(&app, &app.admin()).await).await;
    assert!(!find().await);
    switch_off(&app, &app.admin()).await.unwrap();
    let said = "SELECT count(*) FROM events WHERE what = 'switched auto-onboarding off'";
    assert_eq!(app.number(said).await, 1, "what is off already is no change");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_accepts_waits_with_the_contract() {
    let app = TestApp::new().await;
    let (offer, ann) = applied(&app).await;
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "accepted");
    assert_eq!(status(&app, "partners", &offer.partner).await, "pending");
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(view.status, ContractStatus::Pending);
    assert!(view.awaits_approval && view.application && view.dependents.is_empty());
    assert_eq!(view.timeline[0].what, "signed the contract, which waits for approval");
    assert_eq!(letters(&app).await, ["application_received to mick@mightymick.example"]);

    let admin = app.admin();
    let home = Home::view(&app.backend, &admin).await.unwrap();
    let waits: Vec<_> = home.waiting.iter().map(|w| (w.label.as_str(), w.count)).collect();
    assert_eq!(
        waits,
        [("partner to approve", 1)],
        "its contract is not counted besides"
    );
    let view = contract(&app, &admin, &offer.contract).await;
    assert!(!view.actions.approve && !view.actions.reject);
    for refused in [
        Contracts::approve(&app.backend, &admin, offer.contract.clone()).await,
        Contracts::reject(&app.backend, &admin, offer.contract.clone(), "No".to_owned()).await,
    ] {
        let message = refused.unwrap_err().message;
        assert!(message.contains("on the partner's page"), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn approved_everything_comes_into_force() {
    let app = TestApp::new().await;
    let (offer, ann) = applied(&app).await;
    let refused = Partners::approve(&app.backend, &app.viewer().await, offer.partner.clone()).await;
    assert_eq!(refused.unwrap_err().code, Code::Forbidden);
    faults::sweep(&app, async || {
        Partners::approve(&app.backend, &app.admin(), offer.partner.clone()).await
    })
    .await;
    assert_eq!(status(&app, "partners", &offer.partner).await, "active");
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(view.status, ContractStatus::Active);
    assert_eq!(view.countersigned.unwrap().person.name, "Mick Goldmill");
    assert_eq!(view.dependents[0].status, ContractStatus::Active);
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "partner_news to ann@frontstreet.example"
    );
    let again = Partners::approve(&app.backend, &app.admin(), offer.partner.clone()).await;
    assert_eq!(again.unwrap_err().code, Code::Conflict);
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_the_contract_is_too_and_a_new_invitation_may_follow() {
    let app = TestApp::new().await;
    let (offer, ann) = applied(&app).await;
    let admin = app.admin();
    let reject =
        async |reason: &str| Partners::reject(&app.backend, &admin, offer.partner.clone(), reason.to_owned()).await;
    assert_eq!(reject(" ").await.unwrap_err().code, Code::Invalid);
    faults::sweep(&app, async || reject("No cover in the north").await).await;
    assert_eq!(status(&app, "partners", &offer.partner).await, "rejected");
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(view.status, ContractStatus::Rejected);
    assert_eq!(view.ending_note, "No cover in the north");
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "partner_news to ann@frontstreet.example"
    );
    app.backend.invite_again(&admin, offer.partner.clone()).await.unwrap();
    assert_eq!(status(&app, "partners", &offer.partner).await, "invited");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_decisions_one_counts() {
    let app = TestApp::new().await;
    let (offer, _) = applied(&app).await;
    let (backend, admin, partner) = (app.backend.clone(), app.admin(), offer.partner.clone());
    let results = at_once(50, |turn| {
        let (backend, admin, partner) = (backend.clone(), admin.clone(), partner.clone());
        async move {
            if turn % 2 == 0 {
                Partners::approve(&backend, &admin, partner).await
            } else {
                Partners::reject(&backend, &admin, partner, "Too late".to_owned()).await
            }
        }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let ends = ["active", "rejected"];
    assert!(ends.contains(&status(&app, "partners", &offer.partner).await.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_in_business_already_needs_no_approval() {
    let app = TestApp::new().await;
    let first = vendor(&app).await;
    accepted(&app, &first).await;
    switch_off(&app, &app.admin()).await.unwrap();
    assert_eq!(status(&app, "partners", &first.partner).await, "active");
}
