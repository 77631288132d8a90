//! The demo: believable, whole, and what the triggers would have made of it.

use super::support::{START, TestApp, anonymous, faults, open};
use crate::{
    Backend, MailTransport,
    demo::{self, DemoAccount},
    store::{Connection, events, evidence},
};
use entente_domain::{
    partner::PartnerStatus,
    usecases::{
        Caller,
        access::{Access, SignIn},
        contracts::Contracts,
        home::Home,
        partners::{PARTNERS, Partners},
        wizard::Wizard,
    },
};
use sqlx::{Any, QueryBuilder};

async fn texts(backend: &Backend, sql: &str) -> Vec<String> {
    let mut connection = backend.store().reader().await.unwrap();
    QueryBuilder::<Any>::new(sql)
        .build_query_scalar()
        .fetch_all(&mut *connection)
        .await
        .unwrap()
}

async fn number(backend: &Backend, sql: &str) -> i64 {
    let mut connection = backend.store().reader().await.unwrap();
    QueryBuilder::<Any>::new(sql)
        .build_query_scalar()
        .fetch_one(&mut *connection)
        .await
        .unwrap()
}

async fn signed_in(backend: &Backend, demo: &DemoAccount) -> Caller {
    let form = SignIn {
        email: demo.email.clone(),
        password: demo.password.clone(),
    };
    let session = backend.sign_in(&anonymous(), form).await.unwrap().session;
    Caller {
        session: Some(session),
        account: Some(demo.account.clone()),
        ..anonymous()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_fast_leaves_what_the_triggers_would_have_made() {
    let (fast, _clock, _directory) = open(MailTransport::None).await;
    let (slow, _slow_clock, _slow_directory) = open(MailTransport::None).await;
    let schema = "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY 1";
    let before = texts(&fast, schema).await;
    demo::run(&fast, 200, true).await.unwrap();
    demo::run(&slow, 200, false).await.unwrap();
    assert_eq!(texts(&fast, schema).await, before, "every index and trigger is back");
    assert_eq!(number(&fast, "SELECT count(*) FROM partners").await, 200);
    assert_eq!(number(&fast, "SELECT count(*) FROM pragma_foreign_key_check").await, 0);
    let (fast_rows, slow_rows) = (faults::dump(&fast).await, faults::dump(&slow).await);
    // Passwords are salted, so that no two are stored alike.
    let hash = "SELECT DISTINCT password_hash FROM users";
    let (fast_hash, slow_hash) = (texts(&fast, hash).await.remove(0), texts(&slow, hash).await.remove(0));
    for (fast, slow) in fast_rows.replace(&fast_hash, &slow_hash).lines().zip(slow_rows.lines()) {
        assert_eq!(fast, slow);
    }
    assert_eq!(fast_rows.lines().count(), slow_rows.lines().count());

    let mut tx = fast.store().write().await.unwrap();
    let checks = QueryBuilder::<Any>::new("SELECT foreign_keys FROM pragma_foreign_keys");
    let checks: i64 = { checks }.build_query_scalar().fetch_one(&mut *tx).await.unwrap();
    assert_eq!(checks, 1, "references are checked again");
    assert_eq!(events::verify_chain(&mut tx).await.unwrap().misfit, None);
    assert_eq!(evidence::verify_chain(&mut tx).await.unwrap().misfit, None);
    assert_eq!(misnamed(&mut tx).await, [""; 0]);
    for table in ["partners_words", "partners_parts", "events_words"] {
        let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        QueryBuilder::<Any>::new(check).build().execute(&mut *tx).await.unwrap();
    }
}

/// The events whose object is called otherwise than if they had been appended one by one.
async fn misnamed(connection: &mut Connection) -> Vec<String> {
    let rows = QueryBuilder::<Any>::new("SELECT account_id, object_type, object_id, object_name FROM events")
        .build_query_as::<(String, String, String, String)>()
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    let mut misnamed = Vec::new();
    for (account_id, object_type, object_id, object_name) in &rows {
        let event = events::NewEvent {
            account_id,
            object_type,
            object_id,
            ..events::NewEvent::default()
        };
        let (_, name) = events::names::look_up(connection, &event).await.unwrap();
        if name != *object_name {
            misnamed.push(format!("{object_type} {object_id}: {object_name}, not {name}"));
        }
    }
    misnamed
}

#[tokio::test(flavor = "multi_thread")]
async fn every_status_is_there_and_nothing_is_sent() {
    let (backend, _clock, _directory) = open(MailTransport::None).await;
    let demo = demo::load(&backend, 60).await.unwrap();
    let caller = signed_in(&backend, &demo).await;
    let page = Partners::list(&backend, &caller, PARTNERS.parse("?rows=100"))
        .await
        .unwrap();
    assert_eq!(page.total, 60);
    for option in &page.filters[0].options {
        assert!(option.count > 0, "no partner is {}", option.label);
    }
    for sql in [
        "SELECT count(DISTINCT status) = 5 FROM invitations",
        "SELECT count(DISTINCT state) = 3 FROM deliveries",
        "SELECT count(DISTINCT act) = 3 FROM acceptances",
        "SELECT count(DISTINCT type) = 4 FROM contracts WHERE status = 'active'",
        "SELECT count(DISTINCT status) >= 5 FROM contracts",
    ] {
        assert_eq!(number(&backend, sql).await, 1, "{sql}");
    }
    let due = format!("SELECT count(*) FROM deliveries WHERE state IN ('queued', 'deferred') AND next_at <= {START}");
    assert_eq!(number(&backend, &due).await, 0);
    assert_eq!(
        number(&backend, &format!("SELECT count(*) FROM events WHERE at > {START}")).await,
        0
    );
    assert_eq!(
        number(
            &backend,
            "SELECT count(*) FROM events a JOIN events b ON b.number = a.number + 1 AND b.at < a.at"
        )
        .await,
        0
    );

    for row in &page.rows {
        let partner = Partners::find(&backend, &caller, row.id.clone()).await.unwrap();
        assert!(
            !partner.contracts.is_empty() && !partner.timeline.is_empty(),
            "{}",
            row.name
        );
        for contract in &partner.contracts {
            let contract = Contracts::find(&backend, &caller, contract.id.clone()).await.unwrap();
            let needs = contract.signed.is_some() && contract.parent.is_none();
            assert!(!needs || contract.evidence.len() == 1, "{}", contract.id);
        }
    }
    let front = Partners::list(&backend, &caller, PARTNERS.parse("?q=front+street"))
        .await
        .unwrap();
    assert_eq!(
        (front.rows[0].name.as_str(), front.rows[0].status),
        ("Front Street Inc", PartnerStatus::Active)
    );
    assert!(!Home::view(&backend, &caller).await.unwrap().waiting.is_empty());
    assert!(Wizard::start(&backend, &caller).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_the_same_every_time_and_loaded_once() {
    let (one, _clock, _directory) = open(MailTransport::None).await;
    let (other, _other_clock, _other_directory) = open(MailTransport::None).await;
    let demo = demo::load(&one, 30).await.unwrap();
    assert_eq!(demo::load(&other, 30).await.unwrap(), demo);
    let last = "SELECT hash FROM events ORDER BY number DESC LIMIT 1";
    assert_eq!(texts(&one, last).await, texts(&other, last).await);
    let before = faults::dump(&one).await;
    assert_eq!(demo::load(&one, 99).await.unwrap(), demo);
    assert_eq!(faults::dump(&one).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_in_use_is_left_alone() {
    let app = TestApp::new().await;
    let before = app.dump().await;
    let error = demo::load(&app.backend, 10).await.unwrap_err();
    assert!(error.0.contains("--data-dir"), "{}", error.0);
    assert_eq!(app.dump().await, before);
}
