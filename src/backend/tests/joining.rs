//! Joining an account by a user invitation: fifty at once, as a new and as a known person.

use super::{
    offer::{holder, with_link},
    support::{PASSWORD, TestApp, at_once},
};
use crate::store::groups;
use entente_domain::{
    Code,
    id::InvitationId,
    invitation::Channel,
    usecases::{
        access::Access,
        invitations::{AcceptForm, Invitations},
        users::{UserForm, Users},
    },
};

const BOB: &str = "bob@mightymick.example";

/// Bob is invited as a viewer.
async fn invited(app: &TestApp) -> InvitationId {
    let mut connection = app.backend.store().reader().await.unwrap();
    let viewers = groups::by_word(&mut connection, &app.account, "viewers").await.unwrap();
    drop(connection);
    let form = UserForm {
        name: "Bob Barker".to_owned(),
        email: BOB.to_owned(),
        groups: vec![viewers.unwrap().to_string()],
    };
    app.backend.invite(&app.admin(), form).await.unwrap()
}

fn joining() -> AcceptForm {
    AcceptForm {
        email: BOB.to_owned(),
        name: "Bob Barker".to_owned(),
        password: PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    }
}

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
        let id = app.backend.viewer(&bob).await.unwrap().unwrap().user;
        app.backend.remove(&app.admin(), id).await.unwrap();
    }
}
