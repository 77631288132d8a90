//! Declining.

use crate::tests::{
    offer::{accepted, colleague, contract, holder, letters, status, vendor, vendor_at, with_link},
    support::{TestApp, faults},
};
use entente_domain::{
    Code,
    contract::ContractStatus,
    invitation::Channel,
    usecases::invitations::{InvitationPage, Invitations},
};

#[tokio::test(flavor = "multi_thread")]
async fn declining_rejects_the_contract_keeps_evidence_and_tells_the_inviter() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Mail, 1);
    faults::sweep(&app, async || {
        app.backend
            .decline(&caller, offer.invitation.clone(), "Not now".to_owned())
            .await
    })
    .await;
    let page = app.backend.view(&caller, offer.invitation.clone()).await.unwrap();
    assert!(matches!(page, InvitationPage::Declined { .. }));
    assert_eq!(status(&app, "partners", &offer.partner).await, "declined");
    let view = contract(&app, &app.admin(), &offer.contract).await;
    assert_eq!(
        (view.status, view.ending_note.as_str()),
        (ContractStatus::Rejected, "Not now")
    );
    let evidence = &view.evidence[0];
    assert_eq!((evidence.act.as_str(), evidence.signatory.as_str()), ("declined", ""));
    assert_eq!(evidence.address, "ann@frontstreet.example (proved by the mailed link)");
    assert_eq!(letters(&app).await, ["invitation_declined to mick@mightymick.example"]);
    let again = app
        .backend
        .decline(&caller, offer.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(
        (again.code, again.message.as_str()),
        (Code::Conflict, "This invitation was declined (just now).")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_declines_without_any_contract() {
    let app = TestApp::new().await;
    let id = colleague(&app, None).await;
    let caller = holder(&app, &id, Channel::Link, 1);
    app.backend.decline(&caller, id.clone(), String::new()).await.unwrap();
    assert_eq!(status(&app, "invitations", &id).await, "declined");
    assert_eq!(app.number("SELECT count(*) FROM acceptances").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_declines_for_somebody_else_or_too_late() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    app.person("Bob", "bob@elsewhere.example").await;
    let bob = with_link(
        &app,
        app.session_of("bob@elsewhere.example").await,
        &offer.invitation,
        Channel::Link,
        1,
    );
    let problem = app
        .backend
        .decline(&bob, offer.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert!(problem.message.contains("somebody else"), "{problem}");
    let nobody = app
        .backend
        .decline(&app.admin(), offer.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(nobody.code, Code::NotFound);

    let taken = vendor(&app).await;
    accepted(&app, &taken).await;
    let caller = holder(&app, &taken.invitation, Channel::Link, 1);
    let problem = app
        .backend
        .decline(&caller, taken.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(problem.message, "This invitation was accepted already (just now).");
    let long = app
        .backend
        .decline(&caller, taken.invitation.clone(), "x".repeat(501))
        .await
        .unwrap_err();
    assert!(long.of_field("reason").is_some());
}
