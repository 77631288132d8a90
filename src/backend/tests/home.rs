//! The page an account opens with: what waits, the funnel, the distributors.

use super::{
    offer::{accepted, vendor},
    support::TestApp,
};
use entente_domain::{
    Code,
    account::Role,
    partner::{PartnerStatus, PartnerType},
    usecases::{
        contracts::Contracts,
        home::Home,
        partners::{PartnerForm, Partners},
    },
};

use crate::store::partners::{self, NewPartner};

async fn partner(app: &TestApp, name: &str, status: PartnerStatus) -> entente_domain::id::AccountId {
    let id = app.account(Role::Vendor, name).await;
    let mut tx = app.backend.store().write().await.unwrap();
    let partner = NewPartner {
        account_id: app.account.as_str(),
        partner_id: id.as_str(),
        kind: PartnerType::Vendor,
        status,
        form: &PartnerForm {
            name: name.to_owned(),
            ..PartnerForm::default()
        },
        created_at: app.clock.now(),
    };
    partners::insert(&mut tx, &partner).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_distributor_is_led_to_its_first_marketplace() {
    let app = TestApp::new().await;
    let view = Home::view(&app.backend, &app.admin()).await.unwrap();
    assert!(view.needs_marketplace && view.waiting.is_empty() && view.distributors.is_empty());
    assert_eq!(view.funnel.iter().map(|step| step.count).collect::<Vec<_>>(), [0, 0, 0]);
    assert!(!view.recent.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted_and_urgent_things_come_first() {
    let app = TestApp::new().await;
    partner(&app, "Declined Inc", PartnerStatus::Declined).await;
    partner(&app, "Applied Inc", PartnerStatus::Pending).await;
    partner(&app, "Active Inc", PartnerStatus::Active).await;
    partner(&app, "Active too Inc", PartnerStatus::Active).await;
    let view = Home::view(&app.backend, &app.viewer().await).await.unwrap();
    let waiting: Vec<_> = view
        .waiting
        .iter()
        .map(|one| (one.label.as_str(), one.count, one.urgent))
        .collect();
    assert_eq!(
        waiting,
        [("partner to approve", 1, true), ("partner that declined", 1, false)]
    );
    assert_eq!(view.funnel.iter().map(|step| step.count).collect::<Vec<_>>(), [0, 1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_sees_the_distributors_it_works_with() {
    let app = TestApp::new().await;
    let vendor = partner(&app, "Front Street Inc", PartnerStatus::Active).await;
    let caller = app.member(&vendor, "viewers", "Vera", "vera@frontstreet.example").await;
    let view = Home::view(&app.backend, &caller).await.unwrap();
    assert!(view.funnel.is_empty() && !view.needs_marketplace);
    assert_eq!(view.distributors.len(), 1);
    assert_eq!(view.distributors[0].name, "Mighty Mick's LLC");
    assert_eq!(
        Home::distributors(&app.backend, &caller).await.unwrap(),
        view.distributors
    );
    let distributor = Home::distributors(&app.backend, &app.admin()).await.unwrap_err();
    assert_eq!(distributor.code, Code::NotFound);
    assert_eq!(
        Home::view(&app.backend, &app.caller("nobody", &vendor))
            .await
            .unwrap_err()
            .code,
        Code::SignInNeeded
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_partnership_stands_still_sees_since_when_and_why() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let vendor = offer.partner.clone();
    let row = async || Home::distributors(&app.backend, &ann).await.unwrap().remove(0);
    assert_eq!(row().await.halted, None);
    let reason = "Invoices are open".to_owned();
    app.backend
        .suspend(&app.admin(), vendor.clone(), reason.clone())
        .await
        .unwrap();
    assert_eq!(row().await.halted.unwrap().1, reason);
    app.backend.resume(&app.admin(), vendor).await.unwrap();
    assert_eq!(row().await.halted, None);
    let note = "Moved away".to_owned();
    app.backend
        .terminate(&app.admin(), offer.contract.clone(), note.clone())
        .await
        .unwrap();
    let removed = row().await;
    assert_eq!(
        (removed.status, removed.halted.unwrap().1),
        (PartnerStatus::Removed, note)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_partners_sees_only_that_and_why_the_account_stands_still() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    accepted(&app, &offer).await;
    let vera = app
        .member(&offer.partner, "viewers", "Vera", "vera@frontstreet.example")
        .await;
    app.execute(r#"UPDATE groups SET permissions = '{"modules":{"contracts":"view"}}' WHERE name = 'Viewers'"#)
        .await;
    let view = Home::view(&app.backend, &vera).await.unwrap();
    assert!(view.halted.is_empty() && view.distributors.is_empty());
    let note = "Moved away".to_owned();
    app.backend
        .terminate(&app.admin(), offer.contract.clone(), note.clone())
        .await
        .unwrap();
    let view = Home::view(&app.backend, &vera).await.unwrap();
    assert!(view.distributors.is_empty(), "not with whom");
    let [halted] = &view.halted[..] else {
        panic!("{:?}", view.halted);
    };
    assert_eq!(
        (halted.status, halted.why.as_str()),
        (PartnerStatus::Removed, note.as_str())
    );
    let refused = Home::distributors(&app.backend, &vera).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
}
