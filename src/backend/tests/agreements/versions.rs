//! Adding, activating and deleting versions.

use super::find;
use crate::tests::{
    offer::{accepted, letters, vendor},
    support::TestApp,
};
use entente_domain::{
    Code,
    agreement::VersionStatus,
    usecases::agreements::{AgreementView, Agreements, NewVersion},
};

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
