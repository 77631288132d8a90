//! Accepting a partner invitation.

use crate::tests::{
    offer::{accepted, contract, form, holder, letters, offer, status, vendor, vendor_at, with_link},
    support::{TestApp, faults},
};
use entente_domain::{
    contract::ContractStatus,
    invitation::Channel,
    partner::PartnerType,
    usecases::invitations::{AcceptForm, Invitations},
};

#[tokio::test(flavor = "multi_thread")]
async fn accepting_registers_signs_and_brings_everything_into_force() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = form(&app, &caller, &offer.invitation).await;
    let taken = faults::sweep(&app, async || {
        app.backend
            .accept(&caller, offer.invitation.clone(), form.clone())
            .await
    })
    .await;
    assert_eq!(taken.account, offer.partner);
    let ann = app.caller(&taken.signed_in.unwrap().session, &taken.account);
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "accepted");
    assert_eq!(status(&app, "partners", &offer.partner).await, "active");
    assert_eq!(status(&app, "accounts", &offer.partner).await, "active");
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(
        (view.status, view.signee.as_str()),
        (ContractStatus::Active, "Ann Marvel")
    );
    assert_eq!(view.dependents.len(), 1);
    assert_eq!(view.dependents[0].status, ContractStatus::Active);
    assert_eq!(view.timeline[0].what, "signed the contract");
    assert_eq!(
        (view.timeline[0].channel.as_str(), view.timeline[0].person.name.as_str()),
        ("copied link", "Ann Marvel")
    );
    assert_eq!(
        app.number("SELECT program_count + distribution_count FROM partners")
            .await,
        2
    );
    assert_eq!(letters(&app).await, ["invitation_accepted to mick@mightymick.example"]);
    // The copied link proves no mailbox, and the evidence says so.
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL AND name = 'Ann Marvel'")
            .await,
        0
    );
    assert_eq!(view.evidence[0].address, "ann@frontstreet.example (not verified)");
    assert_eq!(
        (view.evidence[0].signatory.as_str(), view.evidence[0].channel.as_str()),
        ("Ann Marvel, Head of Sales", "copied link")
    );
    let happened = app
        .texts("SELECT what FROM events WHERE partner_id IS NOT NULL ORDER BY number")
        .await;
    assert_eq!(
        happened,
        [
            "accepted the invitation",
            "signed the contract",
            "is an active partner now",
            "brought the contract into force by auto accept"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_proves_the_mailbox() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Mail, 1);
    // The invited address is fixed: what the form says is ignored.
    let form = AcceptForm {
        email: "eve@elsewhere.example".to_owned(),
        ..form(&app, &caller, &offer.invitation).await
    };
    let taken = app
        .backend
        .accept(&caller, offer.invitation.clone(), form)
        .await
        .unwrap();
    let ann = app.caller(&taken.signed_in.unwrap().session, &taken.account);
    assert_eq!(
        app.texts("SELECT email FROM users WHERE email_verified_at IS NOT NULL ORDER BY email")
            .await
            .len(),
        1
    );
    let evidence = &contract(&app, &ann, &offer.contract).await.evidence[0];
    assert_eq!(evidence.address, "ann@frontstreet.example (proved by the mailed link)");
    assert_eq!(evidence.channel, "mailed link");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_without_auto_accept_gets_the_main_contract_only() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Reseller, "Corner Shop", None, false).await;
    let ann = accepted(&app, &offer).await;
    let view = contract(&app, &ann, &offer.contract).await;
    assert!(view.dependents.is_empty());
    assert_eq!(app.number("SELECT service_count FROM partners").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signed_in_accepts_with_their_name() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    app.person("Ann Marvel", "ann@frontstreet.example").await;
    let ann = with_link(
        &app,
        app.session_of("ann@frontstreet.example").await,
        &offer.invitation,
        Channel::Link,
        1,
    );
    let form = AcceptForm {
        password: String::new(),
        ..form(&app, &ann, &offer.invitation).await
    };
    let nameless = AcceptForm {
        name: String::new(),
        ..form.clone()
    };
    let problem = app
        .backend
        .accept(&ann, offer.invitation.clone(), nameless)
        .await
        .unwrap_err();
    assert!(problem.of_field("name").is_some());
    let taken = app.backend.accept(&ann, offer.invitation.clone(), form).await.unwrap();
    assert!(taken.signed_in.is_none());
    assert_eq!(app.number("SELECT count(*) FROM users").await, 2);
}
