//! Finishing with an activation link: what is made, once, or not at all.

use super::{account_id, agreement, details, draft, front_street, link, marketplace};
use crate::tests::support::{TestApp, at_once, faults};
use entente_domain::{
    Code,
    agreement::AgreementType,
    contract::ContractStatus,
    partner::{PartnerStatus, PartnerType},
    usecases::{
        agreements::Agreements,
        contracts::Contracts,
        invitations::Invitations,
        partners::Partners,
        wizard::{ActionForm, AgreementForm, DetailsForm, Wizard},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_gets_account_agreements_contract_and_link() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = front_street(&app).await;
    let made = Wizard::finish(backend, &caller, id).await.unwrap();
    assert_eq!(
        (made.partner.name.as_str(), made.kind),
        ("Front Street Inc", PartnerType::Vendor)
    );
    assert!(made.partner.id.starts_with("VA-") && made.agreement.id.starts_with("AGP-"));
    assert!(made.agreement_is_new && made.active_contracts.is_empty() && made.invited_users.is_empty());
    assert_eq!(made.contract.name, "Contract of Front Street Inc Agreement");
    let link = made.link.unwrap();
    assert!(link.url.starts_with("https://partners.example.com/invitation/t/"));

    let dependent = made.dependent_agreement.unwrap();
    let dependent = Agreements::find(backend, &caller, dependent.id.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(dependent.title, "Front Street Inc Agreement (Tutorial Marketplace)");
    assert_eq!(
        (dependent.kind, dependent.auto_accept),
        (AgreementType::Distribution, Some(true))
    );
    assert_eq!(dependent.parent.unwrap().id, made.agreement.id);

    let partner = Partners::find(backend, &caller, account_id(&made.partner.id))
        .await
        .unwrap();
    assert_eq!(partner.status, PartnerStatus::Invited);
    assert_eq!(partner.contracts.len(), 1);
    assert_eq!(partner.contracts[0].status, ContractStatus::Pending);
    assert_eq!(partner.agreements.len(), 2);
    assert_eq!(partner.invitation.unwrap().link.unwrap().url, link.url);
    let contract = Contracts::find(backend, &caller, made.contract.id.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(contract.note_to_signee, "Welcome");
    assert_eq!(app.number("SELECT count(*) FROM deliveries").await, 0);
    assert_eq!(app.number("SELECT count(*) FROM acceptances").await, 0);
    let account = app
        .texts(&format!(
            "SELECT role || ' ' || status FROM accounts WHERE id = '{}'",
            made.partner.id
        ))
        .await;
    assert_eq!(account, ["vendor invited"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_gets_service_and_syndication() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let action = ActionForm {
        mail_to: " Rita@Resell.example ".to_owned(),
        ..link()
    };
    let details = DetailsForm {
        business_name: "Rita Reed".to_owned(),
        business_email: "rita@resell.example".to_owned(),
        ..details("reseller", "Resell Ltd")
    };
    let id = draft(&app, &caller, details, agreement("Resell Ltd Agreement"), None, action).await;
    let made = Wizard::finish(backend, &caller, id).await.unwrap();
    assert!(made.partner.id.starts_with("PA-") && made.agreement.id.starts_with("AGS-"));
    assert!(made.contract.id.starts_with("CRS-"));
    let dependent = made.dependent_agreement.unwrap();
    assert_eq!(
        (&dependent.id[..4], dependent.name.as_str()),
        ("AGY-", "Resell Ltd Agreement (Syndication)")
    );
    assert_eq!(made.link.unwrap().mailed_to, "rita@resell.example");
    assert_eq!(
        app.texts("SELECT recipient FROM deliveries").await,
        ["rita@resell.example"]
    );
    assert_eq!(app.texts("SELECT name FROM invitations").await, ["Rita Reed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_existing_agreement_is_shared_with_what_stands_under_it() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let first = front_street(&app).await;
    let first = Wizard::finish(backend, &caller, first).await.unwrap();
    let old = app.texts("SELECT id FROM marketplaces").await.remove(0);
    let new = marketplace(&app, "Other Marketplace").await;
    let existing = |name: &str| {
        let details = DetailsForm {
            new_agreement: String::new(),
            ..details("vendor", name)
        };
        (
            details,
            AgreementForm {
                existing: first.agreement.id.clone(),
                ..AgreementForm::default()
            },
        )
    };
    let (details, form) = existing("Second Inc");
    let id = draft(&app, &caller, details, form, Some(&old), link()).await;
    let second = Wizard::finish(backend, &caller, id).await.unwrap();
    assert!(!second.agreement_is_new);
    assert_eq!(
        (second.agreement, second.dependent_agreement.clone()),
        (first.agreement.clone(), first.dependent_agreement.clone())
    );
    assert_ne!(second.contract.id, first.contract.id);

    let (details, form) = existing("Third Inc");
    let id = draft(&app, &caller, details, form, Some(&new), link()).await;
    let third = Wizard::finish(backend, &caller, id).await.unwrap();
    assert_eq!(third.agreement, first.agreement);
    assert_eq!(
        third.dependent_agreement.unwrap().name,
        "Front Street Inc Agreement (Other Marketplace)"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_once_however_often_it_is_asked() {
    let app = TestApp::new().await;
    let id = front_street(&app).await;
    let results = at_once(50, |_| {
        let (backend, caller, id) = (app.backend.clone(), app.admin(), id.clone());
        async move { Wizard::finish(&backend, &caller, id).await }
    })
    .await;
    let outcomes: Vec<_> = results.into_iter().map(Result::unwrap).collect();
    assert!(
        outcomes.iter().all(|outcome| *outcome == outcomes[0]),
        "all are told the same"
    );
    for table in ["partners", "contracts", "invitations"] {
        assert_eq!(app.number(&format!("SELECT count(*) FROM {table}")).await, 1, "{table}");
    }
    let late = Wizard::save_action(&app.backend, &app.admin(), id.clone(), link())
        .await
        .unwrap_err();
    assert_eq!(late.code, Code::Conflict);
    assert_eq!(
        Wizard::discard(&app.backend, &app.admin(), id).await.unwrap_err().code,
        Code::Conflict
    );
    assert!(Wizard::drafts(&app.backend, &app.admin()).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_any_write_leaves_nothing_behind() {
    let app = TestApp::new().await;
    let (caller, id) = (app.admin(), front_street(&app).await);
    let made = faults::sweep(&app, async || Wizard::finish(&app.backend, &caller, id.clone()).await).await;
    assert!(made.link.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_is_shown_only_while_it_can_be_used() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = front_street(&app).await;
    let made = Wizard::finish(backend, &caller, id.clone()).await.unwrap();
    let link = async || {
        Wizard::find(backend, &caller, id.clone())
            .await
            .unwrap()
            .outcome
            .unwrap()
            .link
    };
    assert_eq!(link().await, made.link);
    assert!(
        app.texts("SELECT outcome FROM wizard_drafts")
            .await
            .iter()
            .all(|stored| !stored.contains("/invitation/"))
    );
    app.days(15).await;
    let view = Wizard::find(backend, &caller, id.clone()).await.unwrap();
    assert!(view.outcome.unwrap().link.is_none(), "expired");
    let invitation: entente_domain::id::InvitationId = made.link.unwrap().invitation.parse().unwrap();
    Invitations::resend(backend, &caller, invitation.clone()).await.unwrap();
    assert!(
        Wizard::find(backend, &caller, id.clone())
            .await
            .unwrap()
            .outcome
            .unwrap()
            .link
            .is_some()
    );
    Invitations::revoke(backend, &caller, invitation, String::new())
        .await
        .unwrap();
    assert!(
        Wizard::find(backend, &caller, id)
            .await
            .unwrap()
            .outcome
            .unwrap()
            .link
            .is_none(),
        "revoked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_away_meanwhile_is_named_with_its_step() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = front_street(&app).await;
    app.execute("DELETE FROM marketplace_hubs").await;
    app.execute("DELETE FROM marketplaces").await;
    let before = app.dump().await;
    let problem = Wizard::finish(backend, &caller, id.clone()).await.unwrap_err();
    assert_eq!(problem.code, Code::Invalid);
    assert!(
        problem.message.starts_with("Step “Marketplace” needs another look"),
        "{}",
        problem.message
    );
    assert_eq!(app.dump().await, before);
}
