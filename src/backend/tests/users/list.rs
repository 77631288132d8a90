//! The list: members and invited people as one, of this account alone.

use super::{BOB, group, invited, remove, save};
use crate::tests::support::{EMAIL, TestApp, anonymous};
use entente_domain::{
    Code,
    usecases::{
        hubs::{HUBS, Hubs},
        users::{USERS, UserForm, UserKey, UserRow, UserStatus, Users},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn members_and_invited_people_are_one_list() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.admin(), app.viewer().await);
    invited(&app).await;
    let page = Users::list(&app.backend, &admin, USERS.default_query()).await.unwrap();
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.status, row.groups.join(", ")))
        .collect();
    assert_eq!(
        rows,
        [
            ("Bob Barker", UserStatus::Invited, "Viewers".to_owned()),
            ("Mick Goldmill", UserStatus::Joined, "Administrators".to_owned()),
            ("Victor Viewer", UserStatus::Joined, "Viewers".to_owned()),
        ]
    );
    let linked: Vec<_> = page
        .rows
        .iter()
        .map(|row| (row.link.is_some(), row.removable))
        .collect();
    assert_eq!(linked, [(true, false), (false, false), (false, true)]);
    let id = page.rows[0].key.parse().unwrap();
    let own = Users::find(&app.backend, &admin, id).await.unwrap();
    assert_eq!(page.rows[0].link, own.link.map(|link| link.url));
    let page = Users::list(&app.backend, &viewer, USERS.default_query()).await.unwrap();
    let none = |row: &UserRow| row.link.is_none() && !row.removable;
    assert!(page.rows.iter().all(none), "who may only look gets no links");
    let viewers = group(&app, "viewers").await;
    for (asked, total) in [
        ("q=bob".to_owned(), 1),
        ("status=joined".to_owned(), 2),
        (format!("group={viewers}"), 2),
        (format!("group={viewers}&status=joined&q=mightymick.example"), 1),
        ("status=expired".to_owned(), 0),
        ("q=%C3%B6zil".to_owned(), 0),
    ] {
        let page = Users::list(&app.backend, &admin, USERS.parse(&asked)).await.unwrap();
        assert_eq!(
            (page.total, page.rows.len(), page.unfiltered),
            (total, usize::try_from(total).unwrap(), 3),
            "{asked}"
        );
    }
    app.days(15).await;
    let page = Users::list(&app.backend, &app.admin(), USERS.parse("status=expired"))
        .await
        .unwrap();
    assert_eq!(page.rows[0].email, BOB);
}

#[tokio::test(flavor = "multi_thread")]
async fn users_of_another_account_do_not_exist() {
    let app = TestApp::new().await;
    let (stranger, id) = (app.stranger().await, invited(&app).await);
    let mick = UserKey::Member(app.user.clone());
    for key in [mick, UserKey::Invited(id)] {
        let found = Users::find(&app.backend, &stranger, key.clone()).await;
        assert_eq!(found.unwrap_err().code, Code::NotFound);
        let saved = save(&app, &stranger, key, UserForm::default()).await;
        assert_eq!(saved.unwrap_err().code, Code::NotFound);
    }
    assert_eq!(remove(&app, &stranger, EMAIL).await.unwrap_err().code, Code::NotFound);
    let outside = app.backend.leave(&stranger, app.account.clone()).await;
    assert_eq!(outside.unwrap_err().code, Code::NotFound);
    let nobody = app.backend.leave(&anonymous(), app.account.clone()).await;
    assert_eq!(nobody.unwrap_err().code, Code::SignInNeeded);
}

#[tokio::test(flavor = "multi_thread")]
async fn last_active_counts_per_account() {
    let app = TestApp::new().await;
    Hubs::list(&app.backend, &app.admin(), HUBS.default_query())
        .await
        .unwrap();
    app.backend.write_seen().await.unwrap();
    let page = Users::list(&app.backend, &app.admin(), USERS.default_query())
        .await
        .unwrap();
    assert_eq!(page.rows[0].active.as_ref().unwrap().relative, "just now");
}
