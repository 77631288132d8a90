//! The wizard: drafts and steps, finishing with a link, creating the account at once.

mod account;
mod finish;
mod steps;

use super::support::TestApp;
use entente_domain::{
    id::{AccountId, DraftId},
    usecases::{
        Caller,
        hubs::{HubForm, Hubs},
        marketplaces::{MarketplaceForm, Marketplaces},
        wizard::{ActionForm, AgreementForm, DetailsForm, MarketplaceStepForm, Wizard},
    },
};

/// A marketplace on a hub; returns its id.
async fn marketplace(app: &TestApp, name: &str) -> String {
    let (backend, caller) = (&app.backend, app.admin());
    let hub = HubForm {
        name: "Hub".to_owned(),
        ..HubForm::default()
    };
    let hub = Hubs::create(backend, &caller, hub).await.unwrap();
    let form = MarketplaceForm {
        name: name.to_owned(),
        countries: vec!["DE".to_owned()],
        currency: "EUR".to_owned(),
        hubs: vec![hub.to_string()],
        ..MarketplaceForm::default()
    };
    Marketplaces::create(backend, &caller, form).await.unwrap().to_string()
}

fn details(kind: &str, name: &str) -> DetailsForm {
    DetailsForm {
        kind: kind.to_owned(),
        name: name.to_owned(),
        new_agreement: "true".to_owned(),
        ..DetailsForm::default()
    }
}

fn agreement(title: &str) -> AgreementForm {
    AgreementForm {
        title: title.to_owned(),
        description: "This is agreement created for Front Street Inc".to_owned(),
        source: "none".to_owned(),
        note_to_signee: "Welcome".to_owned(),
        ..AgreementForm::default()
    }
}

fn link() -> ActionForm {
    ActionForm {
        action: "link".to_owned(),
        expiry_days: "14".to_owned(),
        ..ActionForm::default()
    }
}

fn people() -> ActionForm {
    ActionForm {
        action: "account".to_owned(),
        user_names: vec!["Vera Vendor".to_owned(), "Vic Vendor".to_owned()],
        user_emails: vec![
            "vera@frontstreet.example".to_owned(),
            "vic@frontstreet.example".to_owned(),
        ],
        user_groups: vec!["administrators".to_owned(), "viewers".to_owned()],
        ..ActionForm::default()
    }
}

/// Everything that is entered, step by step; ready to be finished.
async fn draft(
    app: &TestApp,
    caller: &Caller,
    details: DetailsForm,
    agreement: AgreementForm,
    marketplace: Option<&str>,
    action: ActionForm,
) -> DraftId {
    let backend = &app.backend;
    let id = Wizard::start(backend, caller).await.unwrap();
    Wizard::save_details(backend, caller, id.clone(), details)
        .await
        .unwrap();
    Wizard::save_agreement(backend, caller, id.clone(), agreement)
        .await
        .unwrap();
    if let Some(marketplace) = marketplace {
        let form = MarketplaceStepForm {
            marketplace: marketplace.to_owned(),
            auto_accept: "true".to_owned(),
        };
        Wizard::save_marketplace(backend, caller, id.clone(), form)
            .await
            .unwrap();
    }
    Wizard::save_action(backend, caller, id.clone(), action).await.unwrap();
    id
}

/// The story's vendor, ready to be finished with a link.
async fn front_street(app: &TestApp) -> DraftId {
    let marketplace = marketplace(app, "Tutorial Marketplace").await;
    let (details, agreement) = (
        details("vendor", "Front Street Inc"),
        agreement("Front Street Inc Agreement"),
    );
    draft(app, &app.admin(), details, agreement, Some(&marketplace), link()).await
}

fn account_id(text: &str) -> AccountId {
    text.parse().unwrap()
}
