//! Making and editing.

use super::find;
use crate::tests::{
    offer::{MARKETPLACE, accepted, agreement, vendor},
    support::TestApp,
};
use entente_domain::{
    Code,
    agreement::AgreementType,
    usecases::agreements::{AgreementEdit, Agreements, NewAgreement, NewVersion},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_agreement_has_version_one_active() {
    let app = TestApp::new().await;
    let program = agreement(&app, AgreementType::Program, "Front Street Inc Agreement", None, false).await;
    let view = find(&app, &app.admin(), &program).await;
    assert_eq!(
        (view.active_version, view.versions.len(), view.auto_accept),
        (Some(1), 1, None)
    );
    assert!(view.can_manage && view.published.is_none());
    assert_eq!(view.timeline[0].what, "made the agreement with version 1");

    let below = agreement(&app, AgreementType::Distribution, "Below", Some(&program), true).await;
    let view = find(&app, &app.admin(), &below).await;
    assert_eq!(view.auto_accept, Some(true));
    assert_eq!(view.marketplace.unwrap().id, MARKETPLACE);
    assert_eq!(
        find(&app, &app.admin(), &program).await.dependents[0].agreement.name,
        "Below"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_is_told_at_once() {
    let app = TestApp::new().await;
    let service = agreement(&app, AgreementType::Service, "Service", None, false).await;
    let form = NewAgreement {
        kind: "distribution".to_owned(),
        parent: service.to_string(),
        source: "link".to_owned(),
        link: "javascript:alert(1)".to_owned(),
        ..NewAgreement::default()
    };
    let problem = app.backend.create(&app.admin(), form).await.unwrap_err();
    for field in ["title", "description", "parent", "marketplace", "link"] {
        assert!(problem.of_field(field).is_some(), "{field}: {problem:?}");
    }
    let choices = app
        .backend
        .choices(&app.admin(), AgreementType::Syndication)
        .await
        .unwrap();
    assert_eq!(choices.parents[0].value, service.to_string());
    assert!(choices.marketplaces.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_changes_no_published_version() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let view = find(&app, &app.admin(), &offer.agreement).await;
    let edit = AgreementEdit {
        title: "New title".to_owned(),
        description: "New text".to_owned(),
        auto_accept: String::new(),
    };
    app.backend
        .save(&app.admin(), offer.agreement.clone(), view.revision, edit.clone())
        .await
        .unwrap();
    let view = find(&app, &app.admin(), &offer.agreement).await;
    assert_eq!(
        (view.title.as_str(), view.description.as_str()),
        ("New title", "New text")
    );
    assert_eq!(view.published.unwrap().title, "Front Street Inc Agreement");
    let partner = find(&app, &ann, &offer.agreement).await;
    assert_eq!(partner.title, "Front Street Inc Agreement");
    assert!(partner.timeline.is_empty() && !partner.can_manage);

    // A further version is published with the new text.
    let form = NewVersion {
        source: "none".to_owned(),
        activate: "true".to_owned(),
        ..NewVersion::default()
    };
    assert_eq!(
        app.backend
            .add_version(&app.admin(), offer.agreement.clone(), form)
            .await
            .unwrap(),
        2
    );
    assert!(find(&app, &app.admin(), &offer.agreement).await.published.is_none());
    assert_eq!(find(&app, &ann, &offer.agreement).await.title, "New title");

    // Saved from an older state: refused, and it says who was faster.
    let problem = app
        .backend
        .save(&app.admin(), offer.agreement.clone(), 1, edit)
        .await
        .unwrap_err();
    assert_eq!(problem.code, Code::Stale);
}

#[tokio::test(flavor = "multi_thread")]
async fn auto_accept_is_edited_and_the_event_says_so() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let view = find(&app, &app.admin(), &offer.dependent).await;
    let edit = |auto_accept: &str| AgreementEdit {
        title: view.title.clone(),
        description: view.description.clone(),
        auto_accept: auto_accept.to_owned(),
    };
    let save = async |revision, word: &str| {
        app.backend
            .save(&app.admin(), offer.dependent.clone(), revision, edit(word))
            .await
    };
    save(1, "disabled").await.unwrap();
    save(2, "disabled").await.unwrap();
    assert!(save(2, "").await.unwrap_err().of_field("auto_accept").is_some());
    let view = find(&app, &app.admin(), &offer.dependent).await;
    assert_eq!((view.auto_accept, view.revision), (Some(false), 2));
    assert_eq!(view.timeline[0].what, "changed auto accept to disabled");
    let after = app
        .texts("SELECT before || after FROM events ORDER BY number DESC LIMIT 1")
        .await;
    assert_eq!(after, [r#"{"auto_accept":"enabled"}{"auto_accept":"disabled"}"#]);
}
