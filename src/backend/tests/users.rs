//! Users: the list, inviting, editing, removing, leaving; nobody gives what they lack; somebody can always manage.

use super::support::{EMAIL, TestApp, anonymous, at_once, faults};
use crate::store::{groups, users as store};
use entente_domain::{
    Code, Problem,
    id::{InvitationId, UserId},
    invitation::Channel,
    usecases::{
        Caller,
        hubs::{HUBS, Hubs},
        invitations::{AcceptForm, InvitationPage, Invitations},
        users::{USERS, UserForm, UserKey, UserStatus, Users},
    },
};

const BOB: &str = "bob@mightymick.example";

async fn group(app: &TestApp, word: &str) -> String {
    let mut connection = app.backend.store().reader().await.unwrap();
    let id = groups::by_word(&mut connection, &app.account, word).await.unwrap();
    id.unwrap().to_string()
}

async fn form(app: &TestApp, name: &str, email: &str, word: &str) -> UserForm {
    UserForm {
        name: name.to_owned(),
        email: email.to_owned(),
        groups: vec![group(app, word).await],
    }
}

async fn user(app: &TestApp, email: &str) -> UserId {
    let mut connection = app.backend.store().reader().await.unwrap();
    let found = store::find_by_email(&mut connection, &email.parse().unwrap())
        .await
        .unwrap();
    found.unwrap().id
}

/// Bob is invited as a viewer.
async fn invited(app: &TestApp) -> InvitationId {
    let bob = form(app, "Bob Barker", BOB, "viewers").await;
    app.backend.invite(&app.admin(), bob).await.unwrap()
}

async fn save(app: &TestApp, caller: &Caller, key: UserKey, form: UserForm) -> Result<String, Problem> {
    Users::save(&app.backend, caller, key, form).await
}

async fn remove(app: &TestApp, caller: &Caller, email: &str) -> Result<(), Problem> {
    app.backend.remove(caller, user(app, email).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn members_and_invited_people_are_one_list() {
    let app = TestApp::new().await;
    let (admin, _viewer) = (app.admin(), app.viewer().await);
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
    let viewers = group(&app, "viewers").await;
    for (asked, total) in [
        ("q=bob".to_owned(), 1),
        ("status=joined".to_owned(), 2),
        (format!("group={viewers}"), 2),
        (format!("group={viewers}&status=joined&q=mightymick.example"), 1),
        ("status=expired".to_owned(), 0),
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
async fn an_invited_person_registers_and_may_what_the_group_allows() {
    let app = TestApp::new().await;
    let bob = form(&app, " Bob Barker ", "BOB@mightymick.example", "viewers").await;
    let id = faults::sweep(&app, async || app.backend.invite(&app.admin(), bob.clone()).await).await;
    let view = Users::find(&app.backend, &app.admin(), UserKey::Invited(id.clone()))
        .await
        .unwrap();
    assert_eq!((view.form.name.as_str(), view.form.email.as_str()), ("Bob Barker", BOB));
    assert!(view.link.unwrap().url.contains("/invitation/t/"));

    let caller = crate::tests::offer::holder(&app, &id, Channel::Link, 1);
    let form = AcceptForm {
        email: BOB.to_owned(),
        name: "Bob Barker".to_owned(),
        password: super::support::PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    let taken = app.backend.accept(&caller, id.clone(), form).await.unwrap();
    let bob = app.caller(&taken.signed_in.unwrap().session, &app.account);
    assert!(Hubs::list(&app.backend, &bob, HUBS.default_query()).await.is_ok());
    let gone = Users::find(&app.backend, &app.admin(), UserKey::Invited(id)).await;
    assert_eq!(gone.unwrap_err().code, Code::NotFound);

    remove(&app, &app.admin(), BOB).await.unwrap();
    let refused = Hubs::list(&app.backend, &bob, HUBS.default_query()).await;
    assert_eq!(refused.unwrap_err().code, Code::NotFound, "the next request is refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_invited_once_and_members_are_not() {
    let app = TestApp::new().await;
    invited(&app).await;
    for (email, message) in [
        (
            BOB,
            "This address is invited already. Open its invitation to send it again.",
        ),
        (EMAIL, "Somebody with this address belongs to the account already."),
    ] {
        let twice = form(&app, "Somebody", email, "viewers").await;
        let refused = app.backend.invite(&app.admin(), twice.clone()).await.unwrap_err();
        assert_eq!(refused.of_field("email"), Some(message));
        assert_eq!(
            app.backend
                .check(&app.admin(), twice)
                .await
                .unwrap_err()
                .of_field("email"),
            Some(message)
        );
    }
    let none = app.backend.invite(&app.admin(), UserForm::default()).await.unwrap_err();
    assert_eq!(none.fields.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_or_address_makes_a_new_invitation() {
    let app = TestApp::new().await;
    let (id, admin) = (invited(&app).await, app.admin());
    let managers = form(&app, "Bob Barker", BOB, "managers").await;
    let key = faults::sweep(&app, async || {
        save(&app, &admin, UserKey::Invited(id.clone()), managers.clone()).await
    })
    .await;
    assert_eq!(key, id.to_string(), "other groups leave the link as it is");

    let corrected = form(&app, "Bob Barker", "robert@mightymick.example", "managers").await;
    let key = save(&app, &admin, UserKey::Invited(id.clone()), corrected)
        .await
        .unwrap();
    assert_ne!(key, id.to_string());
    let caller = crate::tests::offer::holder(&app, &id, Channel::Link, 1);
    let page = Invitations::view(&app.backend, &caller, id).await.unwrap();
    assert!(!matches!(page, InvitationPage::Offer { .. }), "the old link is dead");
    let view = Users::find(&app.backend, &admin, key.parse().unwrap()).await.unwrap();
    assert_eq!(view.form.groups, [group(&app, "managers").await]);
}

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

#[tokio::test(flavor = "multi_thread")]
async fn of_parallel_invitations_to_one_address_one_is_made() {
    let app = TestApp::new().await;
    let (backend, admin, bob) = (
        app.backend.clone(),
        app.admin(),
        form(&app, "Bob", BOB, "viewers").await,
    );
    let results = at_once(50, |_| {
        let (backend, admin, bob) = (backend.clone(), admin.clone(), bob.clone());
        async move { backend.invite(&admin, bob).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
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
