//! The open invitations that a member made: what removing them touches.

use super::{form, user};
use crate::tests::{offer::vendor, support::TestApp};
use entente_domain::usecases::{
    Caller,
    invitations::{Invitations, MadeInvitations},
    users::{USERS, UserKey, Users},
};

const ANN: &str = "ann@mightymick.example";

/// Ann's invitations on her page and in the list, which say the same.
async fn made(app: &TestApp, caller: &Caller) -> MadeInvitations {
    let key = UserKey::Member(user(app, ANN).await);
    let page = Users::find(&app.backend, caller, key).await.unwrap().made;
    let list = Users::list(&app.backend, caller, USERS.default_query()).await.unwrap();
    let row = list.rows.into_iter().find(|row| row.email == ANN).unwrap();
    assert_eq!(row.made, page);
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_counted_and_five_are_named() {
    let app = TestApp::new().await;
    let ann = app.member(&app.account, "administrators", "Ann Admin", ANN).await;
    assert_eq!(made(&app, &app.admin()).await, MadeInvitations::default());
    let mut ids = Vec::new();
    for number in 0..7 {
        app.clock.advance(1000);
        let invitee = form(
            &app,
            &format!("User {number}"),
            &format!("user{number}@x.example"),
            "viewers",
        )
        .await;
        ids.push(app.backend.invite(&ann, invitee).await.unwrap());
    }
    let all = made(&app, &app.admin()).await;
    assert_eq!(all.count, 7);
    let named: Vec<&str> = all.some.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(named, ["User 6", "User 5", "User 4", "User 3", "User 2"]);
    assert_eq!(all.some[0].0, format!("users/{}", ids[6]));
    assert_eq!(
        made(&app, &app.viewer().await).await,
        MadeInvitations::default(),
        "for those who may remove"
    );

    app.backend
        .revoke(&app.admin(), ids.remove(6), String::new())
        .await
        .unwrap();
    assert_eq!(made(&app, &app.admin()).await.count, 6);
    app.days(14).await;
    assert_eq!(
        made(&app, &app.admin()).await.count,
        0,
        "what has expired can be taken by nobody"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn those_of_partners_are_for_people_who_see_partners() {
    let app = TestApp::new().await;
    app.member(&app.account, "administrators", "Ann Admin", ANN).await;
    let offer = vendor(&app).await;
    app.execute(&format!(
        "UPDATE invitations SET created_by = '{}'",
        user(&app, ANN).await
    ))
    .await;
    let seen = made(&app, &app.admin()).await;
    assert_eq!(seen.count, 1);
    assert_eq!(
        seen.some,
        [(format!("partners/{}", offer.partner), "Front Street Inc".to_owned())]
    );
    app.execute(r#"UPDATE groups SET permissions = '{"modules":{"users":"manage"}}' WHERE name = 'Administrators'"#)
        .await;
    assert_eq!(made(&app, &app.admin()).await.count, 0);
}
