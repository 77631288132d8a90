//! Who is in a group: added and taken out under the guards of a user's groups.

use super::{form, group};
use crate::tests::{
    offer::holder,
    support::{TestApp, at_once, faults},
    users::{BOB, invited, joining, user},
};
use entente_domain::{
    Code, Problem,
    account::Role,
    id::{GroupId, UserId},
    invitation::Channel,
    permission::{Level, Module},
    usecases::{
        Caller,
        events::{EVENTS, Events},
        groups::{GroupForm, Groups},
        hubs::{HUBS, Hubs},
        invitations::Invitations,
    },
};

async fn bob(app: &TestApp) -> UserId {
    let id = invited(app).await;
    let guest = holder(app, &id, Channel::Link, 1);
    app.backend.accept(&guest, id, joining()).await.unwrap();
    user(app, BOB).await
}

async fn made(app: &TestApp, form: GroupForm) -> GroupId {
    Groups::create(&app.backend, &app.admin(), form).await.unwrap()
}

/// The names of those who are in a group, and of those who are not.
async fn members(app: &TestApp, id: &GroupId) -> (Vec<String>, Vec<String>) {
    let members = Groups::members(&app.backend, &app.admin(), id.clone()).await.unwrap();
    let names = |members: Vec<entente_domain::usecases::groups::GroupMember>| {
        members.into_iter().map(|member| member.name).collect()
    };
    (names(members.inside), names(members.outside))
}

async fn add(app: &TestApp, caller: &Caller, id: &GroupId, users: &[&UserId]) -> Result<usize, Problem> {
    let users = users.iter().map(|&user| user.clone()).collect();
    app.backend.add_members(caller, id.clone(), users).await
}

async fn remove(app: &TestApp, caller: &Caller, id: &GroupId, user: &UserId) -> Result<String, Problem> {
    app.backend.remove_member(caller, id.clone(), user.clone()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn users_are_added_and_taken_out_from_their_next_request_on() {
    let app = TestApp::new().await;
    let (admin, bob) = (app.admin(), bob(&app).await);
    let desk = made(&app, form("Desk", &[(Module::Marketplaces, Level::Manage)], false)).await;
    let (inside, outside) = members(&app, &desk).await;
    assert_eq!(
        (inside.len(), outside),
        (0, vec!["Bob Barker".to_owned(), "Mick Goldmill".to_owned()])
    );

    faults::sweep(&app, async || add(&app, &admin, &desk, &[&bob, &app.user, &bob]).await).await;
    assert_eq!(add(&app, &admin, &desk, &[&bob]).await.unwrap(), 0);
    assert_eq!(members(&app, &desk).await.0, ["Bob Barker", "Mick Goldmill"]);
    let page = Events::list(&app.backend, &admin, EVENTS.parse("?q=changed+groups+bob"))
        .await
        .unwrap();
    assert_eq!(page.total, 1, "who is in it already changes nothing");
    assert_eq!(
        (
            page.rows[0].changes[0].before.as_str(),
            page.rows[0].changes[0].after.as_str()
        ),
        ("Viewers", "Desk, Viewers")
    );

    let viewers = group(&app, "viewers").await;
    faults::sweep(&app, async || remove(&app, &admin, &viewers, &bob).await).await;
    let caller = app.session_of(BOB).await;
    let caller = app.caller(caller.session.as_deref().unwrap(), &app.account);
    assert!(Hubs::list(&app.backend, &caller, HUBS.default_query()).await.is_ok());
    let denied = Events::list(&app.backend, &caller, EVENTS.default_query()).await;
    assert_eq!(denied.unwrap_err().code, Code::Forbidden, "a viewer no more");
    assert_eq!(
        remove(&app, &admin, &viewers, &bob).await.unwrap(),
        "Bob Barker",
        "twice is once"
    );
    let refused = remove(&app, &admin, &desk, &bob).await.unwrap_err();
    assert_eq!(
        (refused.code, refused.message.as_str()),
        (
            Code::Conflict,
            "“Desk” is the only group of “Bob Barker”. Give them another one first."
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guards_of_a_users_groups_hold() {
    let app = TestApp::new().await;
    let (admin, bob) = (app.admin(), bob(&app).await);
    let clerks = made(&app, form("Clerks", &[(Module::Users, Level::Manage)], false)).await;
    let administrators = group(&app, "administrators").await;
    add(&app, &admin, &clerks, &[&bob]).await.unwrap();
    let clerk = app.session_of(BOB).await;
    let clerk = app.caller(clerk.session.as_deref().unwrap(), &app.account);
    let refused = add(&app, &clerk, &administrators, &[&bob]).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden, "not even to oneself");
    assert!(
        refused
            .message
            .starts_with("You cannot give what you may not do yourself:")
    );

    // Mick is the only one who manages users once Bob is out.
    add(&app, &admin, &group(&app, "viewers").await, &[&app.user])
        .await
        .unwrap();
    remove(&app, &admin, &clerks, &bob).await.unwrap();
    let refused = remove(&app, &admin, &administrators, &app.user).await.unwrap_err();
    assert!(
        refused.message.starts_with("Nobody could manage users any more."),
        "{refused}"
    );

    let nobody = app
        .backend
        .add_members(&admin, clerks.clone(), Vec::new())
        .await
        .unwrap_err();
    assert_eq!(nobody.fields[0].field, "users");
    let many = vec![bob.clone(); 501];
    assert_eq!(
        app.backend.add_members(&admin, clerks.clone(), many).await.unwrap(),
        1,
        "one and the same"
    );
    remove(&app, &admin, &clerks, &bob).await.unwrap();
    let many = (0..501).map(|_| UserId::draw(|| app.backend.rng().digit())).collect();
    let refused = app.backend.add_members(&admin, clerks.clone(), many).await.unwrap_err();
    assert_eq!(refused.fields[0].message, "Choose at most 500 users.");
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", "ann@frontstreet.example")
        .await;
    let ann = user(&app, "ann@frontstreet.example").await;
    let refused = add(&app, &admin, &clerks, &[&bob, &ann]).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound, "of another account");
    assert_eq!(members(&app, &clerks).await.0.len(), 0, "all or nobody");
    let viewer = app.viewer().await;
    assert!(
        Groups::members(&app.backend, &viewer, clerks.clone())
            .await
            .unwrap()
            .outside
            .is_empty()
    );
    for refused in [
        add(&app, &viewer, &clerks, &[&bob]).await.unwrap_err(),
        remove(&app, &viewer, &clerks, &bob).await.unwrap_err(),
    ] {
        assert_eq!(refused.code, Code::Forbidden);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_groups_left_at_once_one_stays() {
    let app = TestApp::new().await;
    let (admin, bob) = (app.admin(), bob(&app).await);
    let (desk, viewers) = (made(&app, form("Desk", &[], false)).await, group(&app, "viewers").await);
    for _ in 0..10 {
        add(&app, &admin, &desk, &[&bob]).await.unwrap();
        add(&app, &admin, &viewers, &[&bob]).await.unwrap();
        let results = at_once(50, |turn| {
            let (backend, admin, bob) = (app.backend.clone(), admin.clone(), bob.clone());
            let id = [&desk, &viewers][turn % 2].clone();
            async move { backend.remove_member(&admin, id, bob).await }
        })
        .await;
        assert!(results.iter().any(Result::is_ok) && results.iter().any(Result::is_err));
        let held = format!("SELECT count(*) FROM membership_groups WHERE user_id = '{bob}'");
        assert_eq!(app.number(&held).await, 1);
    }
}
