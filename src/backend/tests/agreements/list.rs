//! Who sees which agreements, and the list.

use super::find;
use crate::tests::{
    offer::{accepted, agreement, offer},
    support::TestApp,
};
use entente_domain::{
    Code,
    agreement::AgreementType,
    list::ListQuery,
    partner::PartnerType,
    usecases::agreements::{AGREEMENTS, AgreementEdit, Agreements, NewAgreement, NewVersion},
};

fn query(text: &str) -> ListQuery {
    AGREEMENTS.parse(text)
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
        let refused = app.backend.find(&ann, foreign.clone()).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_changes_an_agreement() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let (ann, viewer) = (accepted(&app, &offer).await, app.viewer().await);
    let (stranger, manager) = (app.stranger().await, app.manager().await);
    let version = NewVersion {
        source: "none".to_owned(),
        ..NewVersion::default()
    };
    for (caller, code) in [
        (&stranger, Code::NotFound),
        (&ann, Code::Forbidden),
        (&viewer, Code::Forbidden),
    ] {
        for id in [&offer.agreement, &offer.dependent] {
            let (backend, edit) = (&app.backend, AgreementEdit::default());
            let refused = [
                backend.save(caller, id.clone(), 1, edit).await.err(),
                backend.add_version(caller, id.clone(), version.clone()).await.err(),
                backend.activate_version(caller, id.clone(), 1).await.err(),
                backend.delete_version(caller, id.clone(), 1).await.err(),
            ];
            assert_eq!(
                refused.map(|problem| problem.map(|problem| problem.code)),
                [Some(code); 4]
            );
        }
    }
    let refused = app.backend.find(&stranger, offer.agreement.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    // A partner has no agreements of its own to make.
    let refused = app.backend.create(&ann, NewAgreement::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    app.backend
        .add_version(&manager, offer.agreement, version)
        .await
        .unwrap();
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
