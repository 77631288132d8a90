//! Joining an account by a user invitation: fifty at once, as a new and as a known person.

use super::{BOB, form, invited, joining, remove};
use crate::tests::{
    offer::{holder, with_link},
    support::{TestApp, at_once},
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{access::Access, invitations::Invitations, users::Users},
};

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_joins_one_counts() {
    let app = TestApp::new().await;
    app.backend.throttle().open();
    for is_known in [false, true] {
        let id = invited(&app).await;
        let caller = holder(&app, &id, Channel::Link, 1);
        let caller = if is_known {
            let bob = app.session_of(BOB).await;
            with_link(&app, bob, &id, Channel::Link, 1)
        } else {
            caller
        };
        let results = at_once(50, |number| {
            let (backend, id) = (app.backend.clone(), id.clone());
            let mut caller = caller.clone();
            caller.ip = format!("192.0.2.{number}");
            async move { backend.accept(&caller, id, joining()).await }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let refused = results.iter().filter_map(|result| result.as_ref().err());
        for problem in refused {
            // Who registers at the same time meets an address that has an account by now.
            assert!([Code::Conflict, Code::Invalid].contains(&problem.code), "{problem:?}");
        }
        let members = format!(
            "SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user_id
             WHERE u.email = '{BOB}' AND m.status = 'joined'"
        );
        assert_eq!(app.number(&members).await, 1);
        let told = "SELECT count(*) FROM events WHERE action = 'joined' AND object_type = 'user'";
        assert_eq!(app.number(told).await, if is_known { 2 } else { 1 });
        assert_eq!(app.number("SELECT count(*) FROM users").await, 2);
        let bob = app.caller(app.session_of(BOB).await.session.as_deref().unwrap(), &app.account);
        assert!(app.backend.viewer(&bob).await.unwrap().is_some());
        // Removed, so that the known person is invited anew.
        remove(&app, &app.admin(), BOB).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_removed_comes_back_with_the_groups_chosen_now_and_no_others() {
    let app = TestApp::new().await;
    let held = "SELECT g.name FROM membership_groups m JOIN groups g ON g.id = m.group_id
        JOIN users u ON u.id = m.user_id WHERE u.email = 'bob@mightymick.example' ORDER BY g.name";
    for (word, name) in [("administrators", "Administrators"), ("viewers", "Viewers")] {
        let bob = form(&app, "Bob Barker", BOB, word).await;
        let id = app.backend.invite(&app.admin(), bob).await.unwrap();
        let guest = holder(&app, &id, Channel::Mail, 1);
        app.backend.accept(&guest, id, joining()).await.unwrap();
        assert_eq!(app.texts(held).await, [name]);
        remove(&app, &app.admin(), BOB).await.unwrap();
    }
}
