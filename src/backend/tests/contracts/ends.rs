//! Withdrawing and terminating, and what a partner may do afterwards.

use crate::tests::{
    offer::{accepted, contract, enrolled_and_signed, letters, offer, sign_form, status, vendor},
    support::{TestApp, faults},
};
use entente_domain::{Code, contract::ContractStatus, partner::PartnerType, usecases::contracts::Contracts};

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_kills_the_invitation() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    app.backend
        .withdraw(&app.admin(), offer.contract.clone(), "Wrong partner".to_owned())
        .await
        .unwrap();
    assert_eq!(status(&app, "contracts", &offer.contract).await, "withdrawn");
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "revoked");
    let again = app
        .backend
        .withdraw(&app.admin(), offer.contract.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(
        again.message,
        "Cannot withdraw: the status is Withdrawn now. Mick Goldmill withdrew it (just now)."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_cannot_be_withdrawn() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    accepted(&app, &offer).await;
    let problem = app
        .backend
        .withdraw(&app.admin(), offer.contract.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(problem.code, Code::Conflict);
}

#[tokio::test(flavor = "multi_thread")]
async fn terminating_ends_everything_below_and_the_last_removes_the_partner() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(&app, &offer).await;
    let below = enrolled_and_signed(&app, &ann, &offer).await;
    let long = "x".repeat(101);
    let problem = app
        .backend
        .terminate(&app.admin(), offer.contract.clone(), long)
        .await
        .unwrap_err();
    assert!(problem.of_field("note").is_some());

    faults::sweep(&app, async || {
        app.backend
            .terminate(&app.admin(), offer.contract.clone(), "Moved away".to_owned())
            .await
    })
    .await;
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(
        (view.status, view.ending_note.as_str()),
        (ContractStatus::Terminated, "Moved away")
    );
    assert_eq!(view.dependents[0].status, ContractStatus::Rejected);
    assert_eq!(status(&app, "contracts", &below).await, "rejected");
    assert_eq!(status(&app, "partners", &offer.partner).await, "removed");
    assert_eq!(
        app.number("SELECT program_count + distribution_count FROM partners")
            .await,
        0
    );
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "contract_news to ann@frontstreet.example"
    );
    // Nothing more can be done, and everything can still be read.
    assert_eq!(
        app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap_err().code,
        Code::Forbidden
    );
    assert_eq!(
        app.backend.approve(&app.admin(), below).await.unwrap_err().code,
        Code::Conflict
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_active_dependent_contract_is_terminated_alone() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let below = contract(&app, &ann, &offer.contract).await.dependents[0].id.clone();
    app.backend
        .terminate(&app.admin(), below.clone(), String::new())
        .await
        .unwrap();
    assert_eq!(status(&app, "contracts", &below).await, "terminated");
    assert_eq!(status(&app, "contracts", &offer.contract).await, "active");
    assert_eq!(status(&app, "partners", &offer.partner).await, "active");
    // The agreement is open to the partner again.
    app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_partner_reads_and_changes_nothing() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(&app, &offer).await;
    let id = app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
    let form = sign_form(&app, &ann, &id).await;
    app.execute("UPDATE partners SET status = 'suspended'").await;
    let view = contract(&app, &ann, &id).await;
    assert!(!view.actions.sign && !view.actions.reject && view.document.is_none());
    let refused = [
        app.backend.sign(&ann, id.clone(), form).await.unwrap_err(),
        app.backend.reject(&ann, id.clone(), String::new()).await.unwrap_err(),
        app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap_err(),
    ];
    for problem in refused {
        assert_eq!(problem.code, Code::Forbidden);
        assert!(problem.message.contains("suspended"), "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_contract_brings_a_removed_partner_back() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = app
        .member(&offer.partner, "managers", "Ann Marvel", "ann@frontstreet.example")
        .await;
    app.execute("UPDATE partners SET status = 'removed'").await;
    let form = sign_form(&app, &ann, &offer.contract).await;
    faults::sweep(&app, async || {
        app.backend.sign(&ann, offer.contract.clone(), form.clone()).await
    })
    .await;
    assert_eq!(status(&app, "partners", &offer.partner).await, "active");
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "accepted");
    assert_eq!(app.number("SELECT distribution_count FROM partners").await, 1);
}
