//! Search: words and their beginnings, ids, parts of words, many matches, and nothing that reaches the index's
//! own language.

use super::{add, add_to, list, many, named, names};
use crate::{store::search::CAP, tests::support::TestApp};
use entente_domain::{
    partner::{PartnerStatus as S, PartnerType as T},
    usecases::partners::PartnerForm,
};

async fn app() -> TestApp {
    let app = TestApp::new().await;
    let front = PartnerForm {
        external_id: "ERP-4711".to_owned(),
        technical_name: "Zoë Ångström".to_owned(),
        technical_email: "zoe@frontstreet.example".to_owned(),
        business_email: "sales+eu@front.example".to_owned(),
        ..named("Front Street Inc")
    };
    add(&app, T::Vendor, S::Active, front).await;
    add(&app, T::Reseller, S::Active, named("Backstreet \"Quoted\" OR Sons")).await;
    add(&app, T::Reseller, S::Active, named("O'Neil & Söhne (Waterfront)")).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_a_beginning_and_all_must_match() {
    let app = app().await;
    for (q, found) in [
        ("front", vec!["Front Street Inc"]),
        ("STR fro", vec!["Front Street Inc"]),
        ("front sons", vec![]),
        ("soh", vec!["O'Neil & Söhne (Waterfront)"]),
        ("angstrom zoe", vec!["Front Street Inc"]),
        ("o'neil", vec!["O'Neil & Söhne (Waterfront)"]),
        ("neil & s%C3%B6", vec!["O'Neil & Söhne (Waterfront)"]),
        ("erp-4711", vec!["Front Street Inc"]),
        ("ERP-47", vec!["Front Street Inc"]),
        ("zoe@frontstreet.example", vec!["Front Street Inc"]),
        ("sales%2Beu@front", vec!["Front Street Inc"]),
    ] {
        let q = q.replace(' ', "+").replace("+&+", "+%26+");
        assert_eq!(names(&app, &format!("?q={q}")).await, found, "{q}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_are_found_whole_and_by_their_beginning() {
    let app = app().await;
    let ids = app
        .texts("SELECT partner_id FROM partners WHERE name LIKE 'Front%'")
        .await;
    for q in [ids[0].as_str(), &ids[0][..6], &ids[0].to_lowercase()] {
        assert!(
            names(&app, &format!("?q={q}"))
                .await
                .contains(&"Front Street Inc".to_owned()),
            "{q}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_words_only_when_no_word_begins_so() {
    let app = app().await;
    assert_eq!(
        names(&app, "?q=front").await,
        ["Front Street Inc"],
        "Waterfront has no such word"
    );
    let mut ending = names(&app, "?q=treet").await;
    ending.sort();
    assert_eq!(ending, ["Backstreet \"Quoted\" OR Sons", "Front Street Inc"]);
    assert_eq!(names(&app, "?q=aterf").await, ["O'Neil & Söhne (Waterfront)"]);
    assert!(names(&app, "?q=zq").await.is_empty());
    assert!(names(&app, "?q=treet+zq").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_a_query_language() {
    let app = app().await;
    for q in [
        "\"",
        "*",
        "front*",
        "name:front",
        "front OR back",
        "NEAR(front)",
        "^front",
        "{name}:x",
        "-",
        "'",
        "\\",
        "(",
        "a AND",
        "NOT front",
        "front\" OR \"back",
        "\u{0}",
        "%",
        "_",
        "🙂",
        "\"\" *",
        "+",
        "front + street",
        "汉",
    ] {
        let mut query = entente_domain::usecases::partners::PARTNERS.default_query();
        query.q = q.to_owned();
        let page = entente_domain::usecases::partners::Partners::list(&app.backend, &app.admin(), query).await;
        let page = page.unwrap_or_else(|problem| panic!("{q:?}: {problem}"));
        assert!(page.total <= 1, "{q:?} is taken literally");
    }
    assert_eq!(names(&app, "?q=or+quoted").await, ["Backstreet \"Quoted\" OR Sons"]);
    assert_eq!(names(&app, "?q=%22quoted%22").await, ["Backstreet \"Quoted\" OR Sons"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn very_many_matches_are_counted_up_to_a_limit_and_stay_in_order() {
    let app = TestApp::new().await;
    many(&app, 3600).await;
    let caller = app.admin();
    let page = list(&app, &caller, "?q=tra&sort=name").await;
    assert!(page.capped);
    assert_eq!((page.total, page.unfiltered), (CAP, 3600));
    let mut expected = app
        .texts("SELECT name FROM partners ORDER BY name COLLATE NOCASE, number")
        .await;
    assert!(page.rows.iter().map(|row| &row.name).eq(expected[..25].iter()));
    let late = list(&app, &caller, "?q=tra&sort=name&page=140").await;
    assert!(
        late.rows
            .iter()
            .map(|row| &row.name)
            .eq(expected[139 * 25..140 * 25].iter())
    );
    assert!(late.total >= 140 * 25, "what is shown is counted");
    expected = app
        .texts("SELECT name FROM partners WHERE status = 'pending' ORDER BY name COLLATE NOCASE DESC, number DESC")
        .await;
    let pending = list(&app, &caller, "?q=trading&sort=-name&status=pending").await;
    assert!(pending.rows.iter().map(|row| &row.name).eq(expected[..25].iter()));
    assert!(pending.total >= 26 && pending.total <= i64::try_from(expected.len()).unwrap());

    // Another account's many matches do not make a small account's count inexact.
    let stranger = app.stranger().await;
    let rival = stranger.account.clone().unwrap();
    add_to(&app, &rival, T::Vendor, S::Active, named("Rival Trading")).await;
    let page = list(&app, &stranger, "?q=trading").await;
    assert_eq!((page.total, page.capped, page.rows.len()), (1, false, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_indexes_follow_every_change() {
    let app = app().await;
    app.execute("UPDATE partners SET name = 'Renamed GmbH', external_id = NULL WHERE name LIKE 'Front%'")
        .await;
    app.execute("DELETE FROM partners WHERE name LIKE 'O''Neil%'").await;
    for table in ["partners_words", "partners_parts"] {
        app.execute(&format!(
            "INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
        ))
        .await;
    }
    assert!(names(&app, "?q=neil").await.is_empty());
    assert!(names(&app, "?q=4711").await.is_empty());
    assert_eq!(names(&app, "?q=renamed").await, ["Renamed GmbH"]);
}
