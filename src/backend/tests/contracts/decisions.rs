//! Enrolling, signing, approving, rejecting.

use crate::tests::{
    offer::{Offer, accepted, contract, enrolled_and_signed, letters, offer, sign_form, status, vendor, version},
    support::TestApp,
};
use entente_domain::{
    Code,
    contract::ContractStatus,
    partner::PartnerType,
    usecases::{
        agreements::Agreements,
        contracts::{Contracts, SignForm},
    },
};

/// Auto accept is off: the vendor enrols by hand.
async fn by_hand(app: &TestApp) -> Offer {
    offer(app, PartnerType::Vendor, "Front Street Inc", None, false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vendor_enrols_and_signs_and_the_distributor_approves() {
    let app = TestApp::new().await;
    let offer = by_hand(&app).await;
    let ann = accepted(&app, &offer).await;
    let id = app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
    assert_eq!(app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap(), id);
    assert_eq!(contract(&app, &ann, &id).await.status, ContractStatus::Enrolling);

    let form = sign_form(&app, &ann, &id).await;
    app.backend.sign(&ann, id.clone(), form.clone()).await.unwrap();
    let view = contract(&app, &ann, &id).await;
    assert!(view.awaits_approval && view.status == ContractStatus::Pending);
    assert_eq!(view.signee, "Ann Marvel");
    assert_eq!(
        app.backend.sign(&ann, id.clone(), form).await.unwrap_err().code,
        Code::Conflict
    );
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "contract_news to mick@mightymick.example"
    );

    app.backend.approve(&app.admin(), id.clone()).await.unwrap();
    let view = contract(&app, &app.admin(), &id).await;
    assert_eq!(view.status, ContractStatus::Active);
    assert_eq!(view.countersigned.unwrap().person.name, "Mick Goldmill");
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "contract_news to ann@frontstreet.example"
    );
    let again = app.backend.approve(&app.manager().await, id).await.unwrap_err();
    assert_eq!(
        again.message,
        "Cannot approve: the status is Active now. Mick Goldmill approved it (just now)."
    );
    assert_eq!(app.number("SELECT distribution_count FROM partners").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_requested_and_signed_anew() {
    let app = TestApp::new().await;
    let offer = by_hand(&app).await;
    let ann = accepted(&app, &offer).await;
    let id = enrolled_and_signed(&app, &ann, &offer).await;
    let admin = app.admin();
    let problem = app
        .backend
        .request_changes(&admin, id.clone(), " ".to_owned())
        .await
        .unwrap_err();
    assert!(problem.of_field("note").is_some());
    app.backend
        .request_changes(&admin, id.clone(), "Name the warehouse".to_owned())
        .await
        .unwrap();
    let view = contract(&app, &ann, &id).await;
    assert_eq!(
        (view.status, view.ending_note.as_str()),
        (ContractStatus::Enrolling, "Name the warehouse")
    );
    assert!(view.actions.sign && view.signed.is_none());
    let form = sign_form(&app, &ann, &id).await;
    app.backend.sign(&ann, id.clone(), form).await.unwrap();
    assert_eq!(contract(&app, &ann, &id).await.ending_note, "");
    assert_eq!(contract(&app, &ann, &id).await.evidence.len(), 2);

    app.backend
        .reject(&admin, id.clone(), "Not this year".to_owned())
        .await
        .unwrap();
    let view = contract(&app, &ann, &id).await;
    assert_eq!(
        (view.status, view.ending_note.as_str()),
        (ContractStatus::Rejected, "Not this year")
    );
    // A rejected contract is final; the vendor may enrol again, in a new one.
    assert_ne!(app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap(), id);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_auto_accept_a_signature_is_enough() {
    let app = TestApp::new().await;
    for (kind, name) in [
        (PartnerType::Vendor, "Front Street Inc"),
        (PartnerType::Reseller, "Corner Shop"),
    ] {
        let offer = offer(&app, kind, name, None, false).await;
        // One address, two accounts.
        let ann = accepted(&app, &offer).await;
        app.execute(&format!(
            "UPDATE agreements SET auto_accept = 1 WHERE id = '{}'",
            offer.dependent
        ))
        .await;
        let id = enrolled_and_signed(&app, &ann, &offer).await;
        assert_eq!(status(&app, "contracts", &id).await, "active");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_signs_and_the_distributor_approves() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Reseller, "Corner Shop", None, false).await;
    let ann = accepted(&app, &offer).await;
    let id = app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
    assert_eq!(status(&app, "contracts", &id).await, "pending");
    let view = contract(&app, &app.admin(), &id).await;
    assert!(!view.actions.approve && !view.actions.request_changes && !view.awaits_approval);
    let form = sign_form(&app, &ann, &id).await;
    app.backend.sign(&ann, id.clone(), form).await.unwrap();
    let view = contract(&app, &app.admin(), &id).await;
    assert!(view.actions.approve && view.actions.reject && !view.actions.request_changes);
    app.backend.approve(&app.admin(), id.clone()).await.unwrap();
    assert_eq!(app.number("SELECT syndication_count FROM partners").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_shown_is_the_document_signed() {
    let app = TestApp::new().await;
    let offer = by_hand(&app).await;
    let ann = accepted(&app, &offer).await;
    let id = app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
    let form = sign_form(&app, &ann, &id).await;
    let view = contract(&app, &app.admin(), &id).await;
    let note = "With a bonus".to_owned();
    app.backend
        .save_notes(&app.admin(), id.clone(), view.revision, note, String::new())
        .await
        .unwrap();
    let problem = app.backend.sign(&ann, id.clone(), form).await.unwrap_err();
    assert_eq!(problem.code, Code::Stale);
    assert_eq!(status(&app, "contracts", &id).await, "enrolling");

    let unticked = SignForm {
        name: " ".to_owned(),
        ..SignForm::default()
    };
    let problem = app.backend.sign(&ann, id.clone(), unticked).await.unwrap_err();
    for field in ["name", "accepted", "authorised"] {
        assert!(problem.of_field(field).is_some(), "{field}");
    }
    let form = sign_form(&app, &ann, &id).await;
    app.backend.sign(&ann, id, form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_accepted_on_the_same_contract() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    assert!(!contract(&app, &ann, &offer.contract).await.actions.sign);
    version(&app, &offer.agreement).await;
    app.backend
        .activate_version(&app.admin(), offer.agreement.clone(), 2)
        .await
        .unwrap();
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!((view.version, view.newer_version), (1, Some(2)));
    assert!(view.actions.sign && !view.actions.reject);
    assert_eq!(view.document.unwrap().description, "The second text");

    app.clock.advance(1_000);
    let form = sign_form(&app, &ann, &offer.contract).await;
    app.backend.sign(&ann, offer.contract.clone(), form).await.unwrap();
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(
        (view.version, view.newer_version, view.status),
        (2, None, ContractStatus::Active)
    );
    let versions: Vec<_> = view.evidence.iter().map(|row| (row.version, row.act.clone())).collect();
    assert_eq!(versions, [(2, "accepted".to_owned()), (1, "accepted".to_owned())]);
    assert_eq!(view.timeline[0].what, "accepted version 2");
    assert_eq!(app.number("SELECT count(*) FROM contracts").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_partner_rejects_from_inside() {
    let app = TestApp::new().await;
    let offer = by_hand(&app).await;
    let ann = app
        .member(&offer.partner, "managers", "Ann Marvel", "ann@frontstreet.example")
        .await;
    app.backend
        .reject(&ann, offer.contract.clone(), "Too dear".to_owned())
        .await
        .unwrap();
    assert_eq!(status(&app, "contracts", &offer.contract).await, "rejected");
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "declined");
    assert_eq!(status(&app, "partners", &offer.partner).await, "declined");
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(view.evidence[0].act, "declined");
    assert_eq!(view.evidence[0].channel, "signed in");
}
