//! Agreements and their versions.

use super::{
    offer::{MARKETPLACE, accepted, agreement, letters, offer, vendor},
    support::TestApp,
};
use entente_domain::{
    Code,
    agreement::{AgreementType, VersionStatus},
    list::ListQuery,
    partner::PartnerType,
    usecases::{
        Caller,
        agreements::{AGREEMENTS, AgreementEdit, AgreementView, Agreements, NewAgreement, NewVersion},
    },
};

async fn find(app: &TestApp, caller: &Caller, id: &entente_domain::id::AgreementId) -> AgreementView {
    app.backend.find(caller, id.clone()).await.unwrap()
}

fn query(text: &str) -> ListQuery {
    AGREEMENTS.parse(text)
}

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

#[tokio::test(flavor = "multi_thread")]
async fn one_version_is_active_and_partners_are_told() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    accepted(&app, &offer).await;
    let admin = app.admin();
    let form = |activate: &str| NewVersion {
        source: "link".to_owned(),
        link: "https://mightymick.example/terms.pdf".to_owned(),
        change_note: "Longer terms".to_owned(),
        activate: activate.to_owned(),
    };
    app.backend
        .add_version(&admin, offer.agreement.clone(), form(""))
        .await
        .unwrap();
    let view = find(&app, &admin, &offer.agreement).await;
    let statuses = |view: &AgreementView| view.versions.iter().map(|version| version.status).collect::<Vec<_>>();
    assert_eq!(statuses(&view), [VersionStatus::Draft, VersionStatus::Active]);
    assert!(
        !letters(&app)
            .await
            .iter()
            .any(|letter| letter.starts_with("new_version"))
    );

    app.backend
        .activate_version(&admin, offer.agreement.clone(), 2)
        .await
        .unwrap();
    let view = find(&app, &admin, &offer.agreement).await;
    assert_eq!(statuses(&view), [VersionStatus::Active, VersionStatus::Inactive]);
    assert_eq!((view.versions[0].contracts, view.versions[1].active_contracts), (0, 1));
    assert_eq!(
        letters(&app).await.last().unwrap(),
        "new_version to ann@frontstreet.example"
    );

    let again = app
        .backend
        .activate_version(&admin, offer.agreement.clone(), 2)
        .await
        .unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    let missing = app
        .backend
        .activate_version(&admin, offer.agreement.clone(), 9)
        .await
        .unwrap_err();
    assert_eq!(missing.code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_with_contracts_stays_for_ever() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let admin = app.admin();
    let delete = async |number| {
        app.backend
            .delete_version(&admin, offer.agreement.clone(), number)
            .await
    };
    assert!(delete(1).await.unwrap_err().message.contains("last version"));
    let form = |activate: &str| NewVersion {
        source: "none".to_owned(),
        activate: activate.to_owned(),
        ..NewVersion::default()
    };
    app.backend
        .add_version(&admin, offer.agreement.clone(), form("true"))
        .await
        .unwrap();
    app.backend
        .add_version(&admin, offer.agreement.clone(), form(""))
        .await
        .unwrap();
    assert!(
        delete(1)
            .await
            .unwrap_err()
            .message
            .contains("a contract was made on it")
    );
    assert!(delete(2).await.unwrap_err().message.contains("Activate another one"));
    // The contract moves to version 2 with its signature; version 1 stays, because it was made there.
    accepted(&app, &offer).await;
    assert_eq!(
        app.number("SELECT count(*) FROM contracts WHERE version = 2 AND made_on = 1")
            .await,
        1
    );
    assert!(
        delete(1)
            .await
            .unwrap_err()
            .message
            .contains("a contract was made on it")
    );
    delete(3).await.unwrap();
    assert_eq!(find(&app, &admin, &offer.agreement).await.versions.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn partners_see_what_is_open_to_them() {
    let app = TestApp::new().await;
    let ours = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let theirs = offer(&app, PartnerType::Vendor, "Back Street Inc", None, false).await;
    let ann = accepted(&app, &ours).await;
    let page = app.backend.list(&ann, query("")).await.unwrap();
    let mut ids: Vec<_> = page.rows.iter().map(|row| (row.id.clone(), row.can_enrol)).collect();
    ids.sort();
    assert_eq!(ids, [(ours.dependent.clone(), true), (ours.agreement.clone(), false)]);
    assert!(find(&app, &ann, &ours.dependent).await.can_enrol);
    assert_eq!(find(&app, &ann, &ours.agreement).await.dependents.len(), 1);

    for foreign in [&theirs.agreement, &theirs.dependent] {
        assert_eq!(
            app.backend.find(&ann, foreign.clone()).await.unwrap_err().code,
            Code::NotFound
        );
    }
    let stranger = app.stranger().await;
    for id in [&ours.agreement, &ours.dependent] {
        let edit = AgreementEdit::default();
        let version = NewVersion {
            source: "none".to_owned(),
            ..NewVersion::default()
        };
        assert_eq!(
            app.backend.find(&stranger, id.clone()).await.unwrap_err().code,
            Code::NotFound
        );
        let refused = [
            app.backend
                .save(&stranger, id.clone(), 1, edit.clone())
                .await
                .unwrap_err()
                .code,
            app.backend
                .add_version(&stranger, id.clone(), version.clone())
                .await
                .unwrap_err()
                .code,
            app.backend
                .activate_version(&stranger, id.clone(), 1)
                .await
                .unwrap_err()
                .code,
            app.backend
                .delete_version(&stranger, id.clone(), 1)
                .await
                .unwrap_err()
                .code,
        ];
        assert_eq!(refused, [Code::NotFound; 4]);
        assert_eq!(
            app.backend.save(&ann, id.clone(), 1, edit).await.unwrap_err().code,
            Code::Forbidden
        );
        let viewer = app.viewer().await;
        assert_eq!(
            app.backend
                .add_version(&viewer, id.clone(), version)
                .await
                .unwrap_err()
                .code,
            Code::Forbidden
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_filtered_sorted_and_paged() {
    let app = TestApp::new().await;
    for number in 0..12 {
        agreement(
            &app,
            AgreementType::Program,
            &format!("Program {number:02}"),
            None,
            false,
        )
        .await;
    }
    agreement(&app, AgreementType::Service, "100%_service", None, false).await;
    let list = async |text: &str| app.backend.list(&app.admin(), query(text)).await.unwrap();
    let page = list("?sort=title&rows=10&page=99").await;
    assert_eq!((page.total, page.query.page, page.rows.len()), (13, 2, 3));
    assert_eq!(page.rows[2].title, "Program 11");
    assert_eq!(list("?q=0%25_s").await.rows.len(), 1);
    let page = list("?q=program+1&type=service&type=nonsense").await;
    assert_eq!((page.total, page.unfiltered), (0, 13));
    let counts: Vec<_> = page.filters[0].options.iter().map(|option| option.count).collect();
    assert_eq!(counts, [2, 0, 0, 0]);
    for sort in ["type", "-type", "contracts", "-contracts", "created", "-title"] {
        assert_eq!(list(&format!("?sort={sort}")).await.rows.len(), 13, "{sort}");
    }
}
