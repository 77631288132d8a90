//! *Create account now*: in force at once, without a signature, and the evidence says so.

use super::{account_id, agreement, details, draft, marketplace, people};
use crate::tests::support::{TestApp, faults};
use entente_domain::{
    id::DraftId,
    partner::PartnerStatus,
    usecases::{
        contracts::Contracts,
        partners::{PARTNERS, Partners},
        wizard::Wizard,
    },
};

async fn front_street_now(app: &TestApp) -> DraftId {
    let place = marketplace(app, "Tutorial Marketplace").await;
    let (details, agreement) = (
        details("vendor", "Front Street Inc"),
        agreement("Front Street Inc Agreement"),
    );
    draft(app, &app.admin(), details, agreement, Some(&place), people()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_active_and_the_people_are_invited() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = front_street_now(&app).await;
    let made = Wizard::finish(backend, &caller, id.clone()).await.unwrap();
    assert!(made.link.is_none());
    assert_eq!(made.active_contracts.len(), 2);
    assert_eq!(
        made.invited_users,
        [
            "Vera Vendor (vera@frontstreet.example)",
            "Vic Vendor (vic@frontstreet.example)"
        ]
    );
    let partner = Partners::find(backend, &caller, account_id(&made.partner.id))
        .await
        .unwrap();
    assert_eq!(partner.status, PartnerStatus::Active);
    assert!(partner.invitation.is_none());
    assert!(
        partner
            .users
            .iter()
            .all(|user| user.invitation.as_ref().is_some_and(|made| made.link.is_some()))
    );
    let page = Partners::list(backend, &caller, PARTNERS.default_query())
        .await
        .unwrap();
    assert_eq!(page.rows[0].contracts, [1, 1, 0, 0]);

    let contract = Contracts::find(backend, &caller, made.contract.id.parse().unwrap())
        .await
        .unwrap();
    assert!(contract.signed.is_none() && contract.signee.is_empty());
    assert_eq!(contract.evidence.len(), 1);
    assert_eq!(contract.evidence[0].act, "activated by the issuer");
    assert_eq!(
        app.texts("SELECT DISTINCT verified_by FROM acceptances").await,
        ["issuer"]
    );
    assert_eq!(app.number("SELECT count(*) FROM acceptances").await, 2);
    assert_eq!(
        app.number("SELECT count(*) FROM deliveries WHERE template = 'invitation'")
            .await,
        2
    );
    let account = app
        .texts(&format!("SELECT status FROM accounts WHERE id = '{}'", made.partner.id))
        .await;
    assert_eq!(account, ["active"]);
    assert_eq!(Wizard::finish(backend, &caller, id).await.unwrap(), made);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_any_write_leaves_nothing_behind() {
    let app = TestApp::new().await;
    let (caller, id) = (app.admin(), front_street_now(&app).await);
    faults::sweep(&app, async || Wizard::finish(&app.backend, &caller, id.clone()).await).await;
    let mut connection = app.backend.store().reader().await.unwrap();
    assert!(
        crate::store::events::verify_chain(&mut connection)
            .await
            .unwrap()
            .misfit
            .is_none()
    );
    assert!(
        crate::store::evidence::verify_chain(&mut connection)
            .await
            .unwrap()
            .misfit
            .is_none()
    );
}
