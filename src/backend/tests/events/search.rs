//! Search: words and their beginnings in what, name, id and note; nothing that reaches the index's own language.

use super::{hub, list, many};
use crate::tests::support::TestApp;
use entente_domain::usecases::{
    events::{EVENTS, Events},
    hubs::Hubs,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_a_beginning_and_all_must_match() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 360).await;
    let own = app.account.as_str();
    for (q, total) in [
        ("sign", 90),
        ("signed+contract", 90),
        ("signed+changed", 0),
        ("zoe", 360),
        ("ZO%C3%8B+person1", 103),
        ("urgent", 40),
        ("urgent+signed", 10),
        ("CRP-00007-00007-00007", 1),
        ("crp-0001", 10),
        ("00007-00007", 1),
        // What filters are for is not searched: types, and the accounts and people behind the names.
        ("hub", 0),
        ("UR-000", 0),
        (own, 1),
    ] {
        let page = list(&app, &app.admin(), &format!("?q={q}")).await;
        assert_eq!((page.total, page.capped), (total, false), "{q}");
    }
    let page = list(
        &app,
        &app.admin(),
        "?q=urgent&object=partner&period=7-days&person=UR-000-000-001",
    )
    .await;
    let expected = app
        .number(&format!(
            "SELECT count(*) FROM events WHERE note = 'urgent' AND object_type = 'partner'
                AND user_id = 'UR-000-000-001' AND at >= {}",
            app.clock.now() - 8 * 3_600_000 - 6 * 24 * 3_600_000
        ))
        .await;
    assert!(expected > 0);
    assert_eq!(page.total, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_a_query_language() {
    let app = TestApp::new().await;
    many(&app, app.account.as_str(), 20).await;
    for q in [
        "\"",
        "*",
        "sign*",
        "what:signed",
        "signed OR made",
        "NEAR(signed)",
        "^signed",
        "{what}:x",
        "-",
        "'",
        "\\",
        "(",
        ")",
        "a AND",
        "NOT signed",
        "signed\" OR \"made",
        "\u{0}",
        "%",
        "_",
        "🙂",
        "\"\" *",
        "+",
        "汉",
        "٣",
        "²",
        "ª",
    ] {
        let mut query = EVENTS.default_query();
        query.q = q.to_owned();
        let page = Events::list(&app.backend, &app.admin(), query).await;
        let page = page.unwrap_or_else(|problem| panic!("{q:?}: {problem}"));
        assert!(page.total <= 20, "{q:?}");
    }
    assert_eq!(list(&app, &app.admin(), "?q=signed+OR+made").await.total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_and_index_follow_every_event() {
    let app = TestApp::new().await;
    for name in ["North", "South"] {
        Hubs::create(&app.backend, &app.admin(), hub(name)).await.unwrap();
        app.clock.advance(24 * 3_600_000);
        app.days(0).await;
    }
    many(&app, app.account.as_str(), 100).await;
    for (kept, counted) in [
        (
            "SELECT group_concat(account_id || object_type || n, ' ') FROM (SELECT * FROM event_counts ORDER BY 1, 2)",
            "SELECT group_concat(account_id || object_type || n, ' ') FROM
                (SELECT account_id, object_type, count(*) AS n FROM events GROUP BY 1, 2 ORDER BY 1, 2)",
        ),
        (
            "SELECT group_concat(day || object_type || first || '-' || last || '-' || n, ' ') FROM
                (SELECT * FROM event_days ORDER BY account_id, day, object_type)",
            "SELECT group_concat(day || object_type || first || '-' || last || '-' || n, ' ') FROM
                (SELECT at / 86400000 AS day, object_type, min(number) AS first, max(number) AS last, count(*) AS n
                    FROM events GROUP BY account_id, day, object_type ORDER BY account_id, day, object_type)",
        ),
        (
            "SELECT group_concat(user_id || n, ' ') FROM (SELECT * FROM event_people ORDER BY user_id)",
            "SELECT group_concat(user_id || n, ' ') FROM
                (SELECT user_id, count(*) AS n FROM events WHERE user_id IS NOT NULL GROUP BY 1 ORDER BY 1)",
        ),
    ] {
        assert_eq!(app.texts(kept).await, app.texts(counted).await);
    }
    app.execute("INSERT INTO events_words (events_words, rank) VALUES ('integrity-check', 1)")
        .await;
}
