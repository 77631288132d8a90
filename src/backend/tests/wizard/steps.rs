//! Drafts: proposals, the order of the steps, what is checked where, similar partners, whose drafts they are.

use super::{agreement, details, draft, front_street, link, marketplace, people};
use crate::tests::support::TestApp;
use entente_domain::{
    Code,
    id::DraftId,
    usecases::{
        Caller,
        wizard::{AgreementForm, DetailsForm, MarketplaceStepForm, Step, Wizard},
    },
};

async fn begin(app: &TestApp) -> (Caller, DraftId) {
    let caller = app.admin();
    let id = Wizard::start(&app.backend, &caller).await.unwrap();
    (caller, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn proposals_stand_where_nothing_was_entered() {
    let app = TestApp::new().await;
    let place = marketplace(&app, "Tutorial Marketplace").await;
    let (caller, id) = begin(&app).await;
    let view = Wizard::find(&app.backend, &caller, id.clone()).await.unwrap();
    assert_eq!(
        (
            view.forms.details.kind.as_str(),
            view.forms.details.new_agreement.as_str()
        ),
        ("vendor", "true")
    );
    assert_eq!(view.forms.first_open(), Step::Details);

    let next = Wizard::save_details(&app.backend, &caller, id.clone(), details("vendor", "Front Street Inc")).await;
    assert_eq!(next.unwrap(), Step::Agreement);
    let forms = Wizard::find(&app.backend, &caller, id).await.unwrap().forms;
    assert_eq!(forms.agreement.title, "Front Street Inc Agreement");
    assert_eq!(
        forms.agreement.description,
        "Agreement between Mighty Mick's LLC and Front Street Inc"
    );
    assert_eq!(forms.agreement.source, "none");
    assert_eq!(
        (forms.marketplace.marketplace, forms.marketplace.auto_accept),
        (place, "true".to_owned())
    );
    assert_eq!(
        (forms.action.action.as_str(), forms.action.expiry_days.as_str()),
        ("link", "14")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_are_taken_in_order_and_can_be_taken_back() {
    let app = TestApp::new().await;
    let (caller, id) = begin(&app).await;
    let backend = &app.backend;
    let skipped = Wizard::save_action(backend, &caller, id.clone(), link())
        .await
        .unwrap_err();
    assert_eq!(skipped.code, Code::Conflict);
    assert_eq!(
        Wizard::finish(backend, &caller, id.clone()).await.unwrap_err().code,
        Code::Conflict
    );

    Wizard::save_details(backend, &caller, id.clone(), details("reseller", "Old Name"))
        .await
        .unwrap();
    let next = Wizard::save_agreement(backend, &caller, id.clone(), agreement("Old Name Agreement"))
        .await
        .unwrap();
    assert_eq!(next, Step::Action, "resellers have no marketplace");
    Wizard::save_details(backend, &caller, id.clone(), details("vendor", "New Name"))
        .await
        .unwrap();
    let forms = Wizard::find(backend, &caller, id.clone()).await.unwrap().forms;
    assert_eq!(
        forms.agreement.title, "New Name Agreement",
        "a generated title follows the name"
    );
    assert_eq!(forms.first_open(), Step::Marketplace);

    let rows = Wizard::drafts(backend, &caller).await.unwrap();
    assert_eq!((rows[0].name.as_str(), rows[0].step), ("New Name", Step::Marketplace));
    Wizard::discard(backend, &caller, id.clone()).await.unwrap();
    assert!(Wizard::drafts(backend, &caller).await.unwrap().is_empty());
    assert_eq!(
        Wizard::find(backend, &caller, id).await.unwrap_err().code,
        Code::NotFound
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_says_what_is_wrong_and_saves_nothing() {
    let app = TestApp::new().await;
    let (caller, id) = begin(&app).await;
    let backend = &app.backend;
    let before = app.dump().await;
    let wrong = DetailsForm {
        kind: "friend".to_owned(),
        technical_email: "nobody".to_owned(),
        ..DetailsForm::default()
    };
    let problem = Wizard::save_details(backend, &caller, id.clone(), wrong)
        .await
        .unwrap_err();
    for field in ["kind", "name", "technical_email"] {
        assert!(problem.of_field(field).is_some(), "{field}");
    }
    assert_eq!(app.dump().await, before);

    Wizard::save_details(backend, &caller, id.clone(), details("vendor", "A"))
        .await
        .unwrap();
    let wrong = AgreementForm {
        source: "link".to_owned(),
        link: "javascript:alert(1)".to_owned(),
        note_to_signee: "x".repeat(201),
        ..AgreementForm::default()
    };
    let problem = Wizard::save_agreement(backend, &caller, id.clone(), wrong)
        .await
        .unwrap_err();
    for field in ["title", "description", "link", "note_to_signee"] {
        assert!(problem.of_field(field).is_some(), "{field}");
    }
    Wizard::save_agreement(backend, &caller, id.clone(), agreement("A"))
        .await
        .unwrap();
    for place in ["", "MP-00000"] {
        let form = MarketplaceStepForm {
            marketplace: place.to_owned(),
            ..MarketplaceStepForm::default()
        };
        let problem = Wizard::save_marketplace(backend, &caller, id.clone(), form)
            .await
            .unwrap_err();
        assert!(problem.of_field("marketplace").is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_existing_agreement_must_be_of_the_right_type() {
    let app = TestApp::new().await;
    let (caller, id) = begin(&app).await;
    let made = front_street(&app).await;
    let made = Wizard::finish(&app.backend, &caller, made).await.unwrap();
    let reseller = DetailsForm {
        new_agreement: String::new(),
        ..details("reseller", "Resell Ltd")
    };
    Wizard::save_details(&app.backend, &caller, id.clone(), reseller)
        .await
        .unwrap();
    let choices = async || {
        Wizard::find(&app.backend, &caller, id.clone())
            .await
            .unwrap()
            .agreements
    };
    assert!(choices().await.is_empty(), "a program agreement is not for resellers");
    for existing in ["", "AGS-000-000-000", &made.agreement.id] {
        let form = AgreementForm {
            existing: existing.to_owned(),
            ..AgreementForm::default()
        };
        let problem = Wizard::save_agreement(&app.backend, &caller, id.clone(), form)
            .await
            .unwrap_err();
        assert!(problem.of_field("existing").is_some(), "{existing}");
    }
    let vendor = DetailsForm {
        new_agreement: String::new(),
        ..details("vendor", "Vend Ltd")
    };
    Wizard::save_details(&app.backend, &caller, id.clone(), vendor)
        .await
        .unwrap();
    let offered = choices().await;
    assert_eq!(
        offered.iter().map(|choice| &choice.value).collect::<Vec<_>>(),
        [&made.agreement.id]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn similar_partners_are_shown_once_before_going_on() {
    let app = TestApp::new().await;
    let (caller, id) = begin(&app).await;
    let backend = &app.backend;
    let first = DetailsForm {
        external_id: "4711".to_owned(),
        business_email: "bob@frontstreet.example".to_owned(),
        ..details("vendor", "Front Street Inc")
    };
    let place = marketplace(&app, "Tutorial Marketplace").await;
    let first = draft(&app, &caller, first, agreement("A"), Some(&place), link()).await;
    let first = Wizard::finish(backend, &caller, first).await.unwrap();

    for (form, reason) in [
        (details("vendor", "FRONT-STREET L.L.C."), "similar name"),
        (
            DetailsForm {
                technical_email: "ann@frontstreet.example".to_owned(),
                ..details("vendor", "Else")
            },
            "contact at the same domain frontstreet.example",
        ),
        (
            DetailsForm {
                external_id: "4711".to_owned(),
                ..details("vendor", "Else")
            },
            "same external id 4711",
        ),
    ] {
        let similar = Wizard::similar(backend, &caller, form).await.unwrap();
        assert_eq!(similar.len(), 1, "{reason}");
        assert_eq!(
            (similar[0].partner.id.as_str(), similar[0].reason.as_str()),
            (first.partner.id.as_str(), reason)
        );
    }
    let form = details("vendor", "Front Street Ltd");
    let stay = Wizard::save_details(backend, &caller, id.clone(), form.clone())
        .await
        .unwrap();
    assert_eq!(stay, Step::Details);
    let view = Wizard::find(backend, &caller, id.clone()).await.unwrap();
    assert_eq!(
        (view.similar.len(), view.forms.details.name.as_str()),
        (1, "Front Street Ltd")
    );
    let seen = DetailsForm {
        similar_seen: "true".to_owned(),
        ..form
    };
    assert_eq!(
        Wizard::save_details(backend, &caller, id, seen).await.unwrap(),
        Step::Agreement
    );
    let stranger = app.stranger().await;
    assert!(
        Wizard::similar(backend, &stranger, details("vendor", "Front Street Inc"))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_its_owners_alone() {
    let app = TestApp::new().await;
    let id = front_street(&app).await;
    let backend = &app.backend;
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..app.stranger().await
    };
    for (caller, code) in [
        (app.manager().await, Code::NotFound),
        (app.stranger().await, Code::NotFound),
        (foreign, Code::NotFound),
        (app.viewer().await, Code::Forbidden),
    ] {
        let before = app.dump().await;
        for problem in [
            Wizard::find(backend, &caller, id.clone()).await.map(|_| ()),
            Wizard::save_details(backend, &caller, id.clone(), details("vendor", "Mine"))
                .await
                .map(|_| ()),
            Wizard::save_action(backend, &caller, id.clone(), people())
                .await
                .map(|_| ()),
            Wizard::finish(backend, &caller, id.clone()).await.map(|_| ()),
            Wizard::discard(backend, &caller, id.clone()).await,
        ] {
            assert_eq!(problem.unwrap_err().code, code);
        }
        assert_eq!(app.dump().await, before);
    }
}
