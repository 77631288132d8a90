//! The page of events: what it shows, how it is narrowed, who sees it, and the file made from it.

mod changes;
mod export;
mod list;
mod names;
mod narrowed;
mod search;

use super::{
    offer::{accepted, vendor},
    support::{TestApp, anonymous},
};
use crate::store::events::NewEvent;
use entente_domain::{
    Code,
    list::Page,
    usecases::{
        Caller,
        events::{EVENTS, EventRow, Events},
        hubs::{HubForm, Hubs},
    },
};

/// What changes nothing that may be written down: passwords, codes, addresses, notes to oneself, mails that leave the
/// link as it is, wishes, and a link that is renewed within the same millisecond, as the clock of tests stands still.
const WITHOUT_STATES: [&str; 9] = [
    "asked for a new link",
    "changed their address",
    "changed their password",
    "edited the notes",
    "had the newer link mailed",
    "made new recovery codes",
    "queued a mail with the link",
    "renewed the invitation",
    "set a new password",
];

/// Every event that any test makes says what was before or what is after.
pub(crate) fn require_states(event: &NewEvent<'_>) {
    let says = !event.before.is_empty() || !event.after.is_empty();
    let excused = WITHOUT_STATES.contains(&event.what);
    assert!(says || excused, "“{}” says neither before nor after", event.what);
}

/// A page under a URL's query.
async fn list(app: &TestApp, caller: &Caller, query: &str) -> Page<EventRow> {
    Events::list(&app.backend, caller, EVENTS.parse(query)).await.unwrap()
}

fn hub(name: &str) -> HubForm {
    HubForm {
        name: name.to_owned(),
        ..HubForm::default()
    }
}

/// Adds `count` events at once, the newest an hour old, one an hour; types, people and words follow from their
/// number. Their hashes mean nothing.
async fn many(app: &TestApp, account: &str, count: usize) {
    app.execute(&format!(
        "INSERT INTO events (account_id, object_type, object_id, action, what, user_id, user_name, channel, note,
            before, after, at, previous_hash, hash)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
         SELECT '{account}',
            CASE WHEN i % 40 = 0 THEN 'hub' WHEN i % 3 = 0 THEN 'partner' ELSE 'contract' END,
            printf('CRP-%05d-%05d-%05d', i, i, i), 'done',
            CASE i % 4 WHEN 0 THEN 'signed the contract' WHEN 1 THEN 'changed it' ELSE 'made the contract' END,
            CASE WHEN i % 7 > 0 THEN printf('UR-000-000-%03d', i % 7 % 4) END, printf('Zoë Person%d', i % 7 % 4),
            'web', CASE WHEN i % 9 = 0 THEN 'urgent' ELSE '' END, '', '',
            {now} - ({count} + 1 - i) * 3600000, '', '' FROM n",
        now = app.clock.now()
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_stands_there_with_before_and_after() {
    let app = TestApp::new().await;
    let caller = app.manager().await;
    let id = Hubs::create(&app.backend, &caller, hub("North")).await.unwrap();
    let renamed = HubForm {
        description: "Serves the south".to_owned(),
        ..hub("South")
    };
    Hubs::save(&app.backend, &caller, id.clone(), 1, renamed).await.unwrap();
    app.clock.advance(3 * 3_600_000);
    let page = list(&app, &caller, "").await;
    let [changed, added, set_up] = &page.rows[..] else {
        panic!("{:?}", page.rows)
    };
    assert_eq!(
        (changed.what.as_str(), added.what.as_str()),
        ("changed the hub", "added the hub")
    );
    assert_eq!(
        (changed.person.name.as_str(), changed.channel.as_str()),
        ("Marie Manager", "web")
    );
    assert_eq!(changed.when.relative, "3 hours ago");
    assert_eq!(
        (changed.object.kind.as_str(), changed.object.id.as_str()),
        ("hub", id.as_str())
    );
    assert_eq!(
        (changed.object.name.as_str(), added.object.name.as_str()),
        ("South", "North"),
        "each under the name of its moment"
    );
    assert_eq!(list(&app, &caller, "?q=north").await.total, 1);
    let fields: Vec<_> = changed
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(
        fields,
        [("Description", "", "Serves the south"), ("Name", "North", "South")]
    );
    assert_eq!(added.changes.len(), 1, "what stayed empty is no change");
    assert_eq!(set_up.object.kind, "account");
    assert!(page.rows.iter().all(|row| row.object.exists));

    Hubs::delete(&app.backend, &caller, id).await.unwrap();
    let page = list(&app, &caller, "?object=hub").await;
    assert_eq!(page.rows[0].what, "deleted the hub");
    assert_eq!(page.rows[0].object.name, "South", "what is gone keeps its name");
    assert!(page.rows.iter().all(|row| !row.object.exists), "its page is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_sees_its_own_log_alone() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let stranger = app.stranger().await;
    Hubs::create(&app.backend, &stranger, hub("Rival hub")).await.unwrap();
    for (caller, sees) in [
        (app.admin(), "accepted the invitation"),
        (ann.clone(), "registered and joined the account"),
        (stranger, "added the hub"),
    ] {
        let account = caller.account.clone().unwrap();
        let number = app
            .number(&format!("SELECT count(*) FROM events WHERE account_id = '{account}'"))
            .await;
        for query in ["", "?period=today", "?q=a", "?q=t&sort=when"] {
            let page = list(&app, &caller, query).await;
            assert_eq!(page.unfiltered, number, "{account}");
            assert!(page.total <= number, "{account} {query}");
            for row in &page.rows {
                let of = format!("SELECT account_id FROM events WHERE number = {}", row.number);
                assert_eq!(app.texts(&of).await, [account.as_str()], "{query}");
            }
        }
        assert!(
            list(&app, &caller, "").await.rows.iter().any(|row| row.what == sees),
            "{sees}"
        );
    }
    let theirs = list(&app, &ann, "").await;
    assert_eq!(theirs.total, 1, "signing stands in the issuer's log");
    let foreign = format!("?person={}", app.user);
    let page = list(&app, &ann, &foreign).await;
    assert_eq!(
        (page.total, page.query.chosen("person").len()),
        (1, 0),
        "nobody of this log"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may() {
    let app = TestApp::new().await;
    let viewer = app.viewer().await;
    assert!(
        Events::list(&app.backend, &viewer, EVENTS.default_query())
            .await
            .is_ok()
    );
    let stranger = Caller {
        account: Some(app.account.clone()),
        ..app.stranger().await
    };
    let nobody = Caller {
        account: Some(app.account.clone()),
        ..anonymous()
    };
    app.execute("UPDATE groups SET permissions = '{\"modules\":{\"partners\":\"manage\"}}' WHERE name = 'Viewers'")
        .await;
    for (caller, code) in [
        (viewer, Code::Forbidden),
        (stranger, Code::NotFound),
        (nobody, Code::SignInNeeded),
    ] {
        let listed = Events::list(&app.backend, &caller, EVENTS.default_query()).await;
        assert_eq!(listed.unwrap_err().code, code);
        let exported = Events::export(&app.backend, &caller, EVENTS.default_query()).await;
        assert_eq!(exported.err().map(|problem| problem.code), Some(code));
    }
}
