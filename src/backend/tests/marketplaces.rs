//! Marketplaces: list, create, edit, delete; countries and currencies; names taken; who may.

use super::support::{TestApp, at_once, faults};
use entente_domain::{
    Code,
    id::MarketplaceId,
    usecases::{
        Caller,
        agreements::{Agreements, NewAgreement},
        hubs::{HubForm, Hubs},
        marketplaces::{MARKETPLACES, MarketplaceForm, Marketplaces},
    },
};

async fn hub(app: &TestApp, name: &str) -> String {
    let form = HubForm {
        name: name.to_owned(),
        ..HubForm::default()
    };
    Hubs::create(&app.backend, &app.admin(), form)
        .await
        .unwrap()
        .to_string()
}

fn form(name: &str, hub: &str) -> MarketplaceForm {
    MarketplaceForm {
        name: name.to_owned(),
        description: String::new(),
        countries: vec!["us".to_owned(), "DE".to_owned(), "US".to_owned()],
        currency: "eur".to_owned(),
        hubs: vec![hub.to_owned()],
    }
}

async fn make(app: &TestApp, caller: &Caller, form: MarketplaceForm) -> MarketplaceId {
    Marketplaces::create(&app.backend, caller, form).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marketplace_is_made_found_changed_and_deleted() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.manager().await);
    let (first, second) = (hub(&app, "A hub").await, hub(&app, "B hub").await);
    let id = make(&app, &caller, form("Tutorial Marketplace", &first)).await;
    let view = Marketplaces::find(backend, &caller, id.clone()).await.unwrap();
    assert_eq!(view.form.countries, ["DE", "US"]);
    assert_eq!(view.form.currency, "EUR");
    assert_eq!(view.form.hubs, [first.as_str()]);

    let both = MarketplaceForm {
        hubs: vec![second.clone(), first.clone()],
        ..view.form
    };
    Marketplaces::save(backend, &caller, id.clone(), 1, both).await.unwrap();
    let page = Marketplaces::list(backend, &caller, MARKETPLACES.parse("?q=tutorial"))
        .await
        .unwrap();
    let hubs: Vec<&str> = page.rows[0].hubs.iter().map(|hub| hub.name.as_str()).collect();
    assert_eq!((page.total, hubs), (1, vec!["A hub", "B hub"]));

    let stale = Marketplaces::save(backend, &caller, id.clone(), 1, form("Other", &first))
        .await
        .unwrap_err();
    assert_eq!(stale.code, Code::Stale);
    Marketplaces::delete(backend, &caller, id.clone()).await.unwrap();
    assert_eq!(
        Marketplaces::find(backend, &caller, id).await.unwrap_err().code,
        Code::NotFound
    );
    assert_eq!(app.number("SELECT count(*) FROM marketplace_hubs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_taken_once_however_many_ask() {
    let app = TestApp::new().await;
    let hub = hub(&app, "Hub").await;
    let results = at_once(50, |_| {
        let (backend, caller, form) = (app.backend.clone(), app.admin(), form("Same", &hub));
        async move { Marketplaces::create(&backend, &caller, form).await }
    })
    .await;
    let (made, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 49));
    for problem in refused.into_iter().map(Result::unwrap_err) {
        assert!(
            problem
                .of_field("name")
                .is_some_and(|message| message.contains("exists")),
            "{problem}"
        );
    }
    let other = Marketplaces::create(&app.backend, &app.admin(), form("Other", &hub))
        .await
        .unwrap();
    let renamed = Marketplaces::save(&app.backend, &app.admin(), other, 1, form("Same", &hub))
        .await
        .unwrap_err();
    assert!(renamed.of_field("name").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field() {
    let app = TestApp::new().await;
    let caller = app.admin();
    let create = |form: MarketplaceForm| Marketplaces::create(&app.backend, &caller, form);
    let empty = create(MarketplaceForm::default()).await.unwrap_err();
    for field in ["name", "countries", "currency", "hubs"] {
        assert!(empty.of_field(field).is_some(), "{field}");
    }
    let unknown = MarketplaceForm {
        name: "x".repeat(256),
        countries: vec!["XX".to_owned()],
        currency: "XTS".to_owned(),
        hubs: vec!["HB-0000-0000".to_owned()],
        ..MarketplaceForm::default()
    };
    let unknown = create(unknown).await.unwrap_err();
    for field in ["name", "countries", "currency", "hubs"] {
        assert!(unknown.of_field(field).is_some(), "{field}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_accounts_hub_cannot_be_used() {
    let app = TestApp::new().await;
    let stranger = app.stranger().await;
    let theirs = Hubs::create(
        &app.backend,
        &stranger,
        HubForm {
            name: "Theirs".to_owned(),
            ..HubForm::default()
        },
    );
    let theirs = theirs.await.unwrap().to_string();
    let problem = Marketplaces::create(&app.backend, &app.admin(), form("Mine", &theirs))
        .await
        .unwrap_err();
    assert!(problem.of_field("hubs").is_some());
    let id = make(&app, &stranger, form("Theirs", &theirs)).await;
    for result in [
        Marketplaces::find(&app.backend, &app.admin(), id.clone())
            .await
            .map(|_| ()),
        Marketplaces::save(&app.backend, &app.admin(), id.clone(), 1, form("Mine", &theirs)).await,
        Marketplaces::delete(&app.backend, &app.admin(), id.clone()).await,
    ] {
        assert_eq!(result.unwrap_err().code, Code::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_marketplace_in_use_stays_and_names_its_agreements() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = make(&app, &caller, form("Tutorial Marketplace", &hub(&app, "Hub").await)).await;
    let agreement = |kind: &str, title: &str, parent: &str| NewAgreement {
        kind: kind.to_owned(),
        title: title.to_owned(),
        description: "Terms".to_owned(),
        parent: parent.to_owned(),
        marketplace: if parent.is_empty() {
            String::new()
        } else {
            id.to_string()
        },
        source: "none".to_owned(),
        ..NewAgreement::default()
    };
    let parent = Agreements::create(backend, &caller, agreement("program", "Program", ""))
        .await
        .unwrap();
    let distribution = agreement("distribution", "Front Street (Tutorial)", parent.as_str());
    Agreements::create(backend, &caller, distribution).await.unwrap();
    let problem = Marketplaces::delete(backend, &caller, id.clone()).await.unwrap_err();
    assert_eq!(problem.code, Code::Conflict);
    assert!(
        problem.message.contains("“Front Street (Tutorial)”"),
        "{}",
        problem.message
    );
    let view = Marketplaces::find(backend, &caller, id).await.unwrap();
    assert_eq!(view.agreements.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_offers_countries_currencies_and_hubs() {
    let app = TestApp::new().await;
    hub(&app, "Hub").await;
    let choices = Marketplaces::choices(&app.backend, &app.viewer().await).await.unwrap();
    assert!(choices.countries.len() > 200 && choices.countries.iter().any(|country| country.value == "DE"));
    assert!(choices.countries.is_sorted_by(|a, b| a.label <= b.label));
    assert!(
        choices
            .currencies
            .iter()
            .any(|currency| currency.label.starts_with("EUR"))
    );
    assert!(choices.currencies.is_sorted_by(|a, b| a.value < b.value));
    assert_eq!(choices.hubs.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_leaves_nothing_behind() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let (first, second) = (hub(&app, "Hub").await, hub(&app, "Other").await);
    let id = faults::sweep(&app, async || {
        Marketplaces::create(backend, &caller, form("A", &first)).await
    })
    .await;
    faults::sweep(&app, async || {
        Marketplaces::save(backend, &caller, id.clone(), 1, form("B", &second)).await
    })
    .await;
    faults::sweep(&app, async || Marketplaces::delete(backend, &caller, id.clone()).await).await;
}
