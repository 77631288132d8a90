//! Hubs: list, create, edit, delete; who may; stale saves.

use super::support::{TestApp, faults};
use entente_domain::{
    Code,
    usecases::{
        Caller,
        hubs::{HUBS, HubForm, Hubs},
        marketplaces::{MarketplaceForm, Marketplaces},
    },
};

fn form(name: &str) -> HubForm {
    HubForm {
        name: name.to_owned(),
        ..HubForm::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_made_found_changed_and_deleted() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.manager().await);
    let whole = HubForm {
        name: " Tutorial Hub ".to_owned(),
        description: "First line\r\nsecond".to_owned(),
        instance_type: "OA".to_owned(),
        instance_id: "4711".to_owned(),
    };
    let id = Hubs::create(backend, &caller, whole).await.unwrap();
    let view = Hubs::find(backend, &caller, id.clone()).await.unwrap();
    assert_eq!(view.form.name, "Tutorial Hub");
    assert_eq!(view.form.description, "First line\nsecond");
    assert_eq!(view.revision, 1);

    Hubs::save(
        backend,
        &caller,
        id.clone(),
        1,
        HubForm {
            name: "Renamed".to_owned(),
            ..view.form
        },
    )
    .await
    .unwrap();
    let page = Hubs::list(backend, &caller, HUBS.default_query()).await.unwrap();
    assert_eq!(
        (page.total, page.rows[0].name.as_str(), page.rows[0].instance.as_str()),
        (1, "Renamed", "OA 4711")
    );
    let changed = app
        .texts("SELECT before || after FROM events WHERE action = 'changed' AND object_type = 'hub'")
        .await;
    assert_eq!(changed, [r#"{"name":"Tutorial Hub"}{"name":"Renamed"}"#]);

    Hubs::delete(backend, &caller, id.clone()).await.unwrap();
    assert_eq!(
        Hubs::find(backend, &caller, id.clone()).await.unwrap_err().code,
        Code::NotFound
    );
    assert_eq!(
        Hubs::delete(backend, &caller, id).await.unwrap_err().code,
        Code::NotFound
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_from_an_older_state_is_refused_and_says_who() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.manager().await);
    let id = Hubs::create(backend, &app.admin(), form("Hub")).await.unwrap();
    Hubs::save(backend, &app.admin(), id.clone(), 1, form("By the admin"))
        .await
        .unwrap();
    let problem = Hubs::save(backend, &caller, id.clone(), 1, form("By the manager"))
        .await
        .unwrap_err();
    assert_eq!(problem.code, Code::Stale);
    assert!(
        problem.message.contains("Mick Goldmill saved this"),
        "{}",
        problem.message
    );
    assert_eq!(
        Hubs::find(backend, &caller, id.clone()).await.unwrap().form.name,
        "By the admin"
    );
    let events = app.number("SELECT count(*) FROM events").await;
    Hubs::save(backend, &caller, id.clone(), 2, form("By the admin"))
        .await
        .unwrap();
    assert_eq!(
        app.number("SELECT count(*) FROM events").await,
        events,
        "saving what is there already is no change"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_in_use_stays_and_names_its_users() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = Hubs::create(backend, &caller, form("Hub")).await.unwrap();
    for name in ["Alps", "Baltics"] {
        let form = MarketplaceForm {
            name: name.to_owned(),
            countries: vec!["DE".to_owned()],
            currency: "EUR".to_owned(),
            hubs: vec![id.to_string()],
            ..MarketplaceForm::default()
        };
        Marketplaces::create(backend, &caller, form).await.unwrap();
    }
    let problem = Hubs::delete(backend, &caller, id.clone()).await.unwrap_err();
    assert_eq!(problem.code, Code::Conflict);
    assert!(problem.message.contains("“Alps” and “Baltics”"), "{}", problem.message);
    let view = Hubs::find(backend, &caller, id).await.unwrap();
    assert_eq!(
        view.marketplaces
            .iter()
            .map(|found| found.name.as_str())
            .collect::<Vec<_>>(),
        ["Alps", "Baltics"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_sorted_and_paged() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    for number in 0..30 {
        Hubs::create(backend, &caller, form(&format!("hub {number:02}% off")))
            .await
            .unwrap();
    }
    let list = |query: &str| Hubs::list(backend, &caller, HUBS.parse(query));
    let page = list("?page=9&rows=25").await.unwrap();
    assert_eq!((page.query.page, page.rows.len(), page.total), (2, 5, 30));
    let page = list("?q=07%25").await.unwrap();
    assert_eq!((page.total, page.unfiltered), (1, 30));
    assert_eq!(list("?q=_").await.unwrap().total, 0, "wildcards are taken literally");
    assert_eq!(list("?sort=-name").await.unwrap().rows[0].name, "hub 29% off");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field() {
    let app = TestApp::new().await;
    let wrong = HubForm {
        name: " ".to_owned(),
        instance_id: "x".repeat(101),
        ..HubForm::default()
    };
    let problem = Hubs::create(&app.backend, &app.admin(), wrong).await.unwrap_err();
    assert!(problem.of_field("name").is_some() && problem.of_field("instance_id").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may() {
    let app = TestApp::new().await;
    let backend = &app.backend;
    let id = Hubs::create(backend, &app.admin(), form("Hub")).await.unwrap();
    let viewer = app.viewer().await;
    assert!(Hubs::find(backend, &viewer, id.clone()).await.is_ok());
    for (caller, code) in [
        (viewer, Code::Forbidden),
        (app.stranger().await, Code::NotFound),
        (
            Caller {
                account: Some(app.account.clone()),
                ..Caller::default()
            },
            Code::SignInNeeded,
        ),
    ] {
        let before = app.dump().await;
        let save = Hubs::save(backend, &caller, id.clone(), 1, form("Mine")).await;
        assert_eq!(save.unwrap_err().code, code);
        assert_eq!(Hubs::delete(backend, &caller, id.clone()).await.unwrap_err().code, code);
        assert_eq!(app.dump().await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_leaves_nothing_behind() {
    let app = TestApp::new().await;
    let (backend, caller) = (&app.backend, app.admin());
    let id = faults::sweep(&app, async || Hubs::create(backend, &caller, form("Hub")).await).await;
    faults::sweep(&app, async || {
        Hubs::save(backend, &caller, id.clone(), 1, form("New")).await
    })
    .await;
    faults::sweep(&app, async || Hubs::delete(backend, &caller, id.clone()).await).await;
}
