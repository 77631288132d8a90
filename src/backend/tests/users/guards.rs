//! Nobody gives what they lack; somebody can always manage users.

use super::{BOB, form, group, remove, save, user};
use crate::tests::support::{EMAIL, TestApp, at_once, faults};
use entente_domain::{
    Code,
    usecases::users::{USERS, UserForm, UserKey, Users},
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
