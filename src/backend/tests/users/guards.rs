//! Nobody gives what they lack; somebody can always manage users.

use super::{BOB, form, group, remove, save, user};
use crate::tests::support::{EMAIL, TestApp, at_once, faults};
use entente_domain::{
    Code,
    account::Role,
    usecases::{
        Caller,
        invitations::Invitations,
        users::{USERS, UserForm, UserKey, UserRow, Users},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_what_they_lack() {
    let app = TestApp::new().await;
    let marie = app.manager().await;
    let refused = app
        .backend
        .invite(&marie, form(&app, "Bob", BOB, "viewers").await)
        .await;
    assert_eq!(
        refused.unwrap_err().code,
        Code::Forbidden,
        "managers only look at users"
    );
    let clerks = "INSERT INTO groups (account_id, id, name, permissions) SELECT id, 'UG-111-111-111', 'Clerks',
        '{\"modules\":{\"users\":\"manage\"},\"sign\":false}' FROM accounts LIMIT 1";
    app.execute(clerks).await;
    app.execute(&format!(
        "UPDATE membership_groups SET group_id = 'UG-111-111-111' WHERE user_id <> '{}'",
        app.user
    ))
    .await;
    let clerk = app.caller(marie.session.as_deref().unwrap(), &app.account);
    let refused = app
        .backend
        .invite(&clerk, form(&app, "Bob", BOB, "viewers").await)
        .await
        .unwrap_err();
    assert!(
        refused
            .message
            .starts_with("You cannot give what you may not do yourself:"),
        "{refused}"
    );
    let mut offered = Users::choices(&app.backend, &clerk).await.unwrap();
    offered.retain(|group| group.givable);
    let names: Vec<&str> = offered.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["Clerks"]);
    let mick = Users::find(&app.backend, &clerk, UserKey::Member(app.user.clone()))
        .await
        .unwrap();
    assert!(mick.choices.iter().all(|group| group.givable), "what he holds already");
    let own = UserForm {
        groups: vec!["UG-111-111-111".to_owned(), group(&app, "administrators").await],
        ..UserForm::default()
    };
    let me = UserKey::Member(user(&app, "marie@mightymick.example").await);
    assert_eq!(
        save(&app, &clerk, me, own).await.unwrap_err().code,
        Code::Forbidden,
        "not to oneself either"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_can_always_manage_users() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.admin(), app.viewer().await);
    let less = form(&app, "", "", "viewers").await;
    let me = UserKey::Member(app.user.clone());
    let left = app.backend.leave(&admin, app.account.clone()).await;
    for refused in [save(&app, &admin, me.clone(), less.clone()).await.map(drop), left] {
        let message = refused.unwrap_err().message;
        assert!(message.starts_with("Nobody could manage users any more."), "{message}");
    }
    assert_eq!(
        remove(&app, &admin, EMAIL).await.unwrap_err().code,
        Code::Conflict,
        "not oneself"
    );

    let more = form(&app, "", "", "administrators").await;
    let victor = UserKey::Member(user(&app, "victor@mightymick.example").await);
    faults::sweep(&app, async || save(&app, &admin, victor.clone(), more.clone()).await).await;
    faults::sweep(&app, async || app.backend.leave(&admin, app.account.clone()).await).await;
    let gone = Users::list(&app.backend, &admin, USERS.default_query()).await;
    assert_eq!(gone.unwrap_err().code, Code::NotFound);
    assert!(
        app.backend.leave(&viewer, app.account.clone()).await.is_err(),
        "the last one stays"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_removing_each_other_one_stays() {
    let app = TestApp::new().await;
    let ann = app
        .member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    let (mick, ann_id) = (app.user.clone(), user(&app, "ann@mightymick.example").await);
    let (backend, admin) = (app.backend.clone(), app.admin());
    let results = at_once(50, |turn| {
        let (backend, admin, ann, mick, ann_id) = (
            backend.clone(),
            admin.clone(),
            ann.clone(),
            mick.clone(),
            ann_id.clone(),
        );
        async move {
            if turn % 2 == 0 {
                backend.remove(&admin, ann_id).await
            } else {
                backend.remove(&ann, mick).await
            }
        }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(
        app.number("SELECT count(*) FROM memberships WHERE status = 'joined'")
            .await,
        1
    );
}

/// Somebody who manages users and nothing else.
async fn clerk(app: &TestApp) -> Caller {
    app.execute(&format!(
        "INSERT INTO groups (account_id, id, name, permissions)
         VALUES ('{}', 'UG-222-222-222', 'Clerks', '{{\"modules\":{{\"users\":\"manage\"}},\"sign\":false}}')",
        app.account
    ))
    .await;
    let clerk = app
        .member(&app.account, "viewers", "Clara Clerk", "clara@mightymick.example")
        .await;
    let clara = user(app, "clara@mightymick.example").await;
    app.execute(&format!(
        "UPDATE membership_groups SET group_id = 'UG-222-222-222' WHERE user_id = '{clara}'"
    ))
    .await;
    clerk
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_to_more_than_one_may_is_not_turned_on_oneself() {
    let app = TestApp::new().await;
    let clerk = clerk(&app).await;
    let bob = form(&app, "Bob Barker", BOB, "administrators").await;
    let id = app.backend.invite(&app.admin(), bob.clone()).await.unwrap();
    let key = UserKey::Invited(id.clone());
    for (name, email) in [("Bob Barker", "mine@clerk.example"), ("Me", BOB)] {
        let mine = form(&app, name, email, "administrators").await;
        let refused = save(&app, &clerk, key.clone(), mine).await.unwrap_err();
        assert_eq!(refused.code, Code::Forbidden, "{name} {email}");
    }
    let mailed = app
        .backend
        .mail_to(&clerk, id.clone(), "mine@clerk.example".to_owned())
        .await;
    assert_eq!(mailed.unwrap_err().code, Code::Forbidden);

    // The link would let whoever opens it register, so it is not shown; what harms nobody can be done.
    let view = Users::find(&app.backend, &clerk, key.clone()).await.unwrap();
    assert_eq!(view.link.unwrap().url, "");
    let list = Users::list(&app.backend, &clerk, USERS.default_query()).await.unwrap();
    let link_of = |list: &[UserRow]| list.iter().find(|row| row.email == BOB).unwrap().link.clone();
    assert_eq!(link_of(&list.rows).as_deref(), Some(""));
    app.backend.resend(&clerk, id.clone()).await.unwrap();
    let list = Users::list(&app.backend, &app.admin(), USERS.default_query())
        .await
        .unwrap();
    assert!(link_of(&list.rows).unwrap().contains("/invitation/t/"));

    let less = UserForm {
        groups: vec!["UG-222-222-222".to_owned()],
        ..form(&app, "Bob Barker", "other@mightymick.example", "viewers").await
    };
    save(&app, &clerk, key, less).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_invitation_is_not_raised_above_what_one_may() {
    let app = TestApp::new().await;
    let clerk = clerk(&app).await;
    let key = UserKey::Invited(super::invited(&app).await);
    let before = app.dump().await;
    let mut raised = form(&app, "Bob Barker", BOB, "viewers").await;
    raised.groups.push(group(&app, "administrators").await);
    let refused = save(&app, &clerk, key, raised).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    assert!(refused.message.starts_with("You cannot give"), "{refused}");
    assert_eq!(before, app.dump().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_manages_nobody_can_leave_before_somebody_does() {
    let app = TestApp::new().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    let viewer = app
        .member(&vendor, "viewers", "Vic Viewer", "vic@frontstreet.example")
        .await;
    app.backend.leave(&viewer, vendor).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_invited_without_a_name_gets_other_groups_by_the_same_link() {
    let app = TestApp::new().await;
    let id = super::invited(&app).await;
    app.execute("UPDATE invitations SET name = ''").await;
    let key = UserKey::Invited(id.clone());
    let same = save(&app, &app.admin(), key, form(&app, "", BOB, "managers").await).await;
    assert_eq!(same.unwrap(), id.as_str());
}
