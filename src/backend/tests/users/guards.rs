//! Nobody gives what they lack; somebody can always manage users.

use super::{BOB, form, group, joining, remove, save, user};
use crate::tests::support::{EMAIL, TestApp, at_once, faults};
use entente_domain::{
    Code,
    invitation::{Backing, Channel},
    usecases::{
        Caller,
        invitations::{InvitationPage, Invitations},
        users::{USERS, UserForm, UserKey, Users},
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
async fn an_invitation_whose_inviter_lost_the_right_counts_while_others_have_it() {
    let app = TestApp::new().await;
    let ann = app
        .member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    let bob = form(&app, "Bob Barker", BOB, "administrators").await;
    let id = app.backend.invite(&ann, bob).await.unwrap();
    let seen = async |caller: &Caller| {
        let view = Users::find(&app.backend, caller, UserKey::Invited(id.clone()))
            .await
            .unwrap();
        (view.invited_by, view.backing)
    };
    assert_eq!(seen(&app.admin()).await, ("Ann Admin".to_owned(), Backing::Inviter));
    let guest = crate::tests::offer::holder(&app, &id, Channel::Mail, 1);
    let page = async || app.backend.view(&guest, id.clone()).await.unwrap();

    let ann_key = UserKey::Member(user(&app, "ann@mightymick.example").await);
    save(&app, &app.admin(), ann_key, form(&app, "", "", "viewers").await)
        .await
        .unwrap();
    assert_eq!(seen(&app.admin()).await.1, Backing::Account);
    assert!(matches!(page().await, InvitationPage::Offer(_)));

    // Administrators may less than the group that the invitation gives: nobody could make it.
    let all = app
        .texts("SELECT permissions FROM groups WHERE name = 'Administrators'")
        .await
        .remove(0);
    app.execute("UPDATE groups SET permissions = '{\"modules\":{\"users\":\"manage\"}}' WHERE name = 'Administrators'")
        .await;
    app.execute(&format!(
        "INSERT INTO groups (account_id, id, name, permissions) VALUES ('{}', 'UG-111-111-111', 'Owners', '{all}')",
        app.account
    ))
    .await;
    app.execute("UPDATE invitations SET group_ids = '[\"UG-111-111-111\"]'")
        .await;
    assert_eq!(seen(&app.admin()).await.1, Backing::Nobody);
    assert!(matches!(page().await, InvitationPage::Unbacked { .. }));
    app.execute("DELETE FROM groups WHERE id = 'UG-111-111-111'").await;
    assert!(
        matches!(page().await, InvitationPage::Unbacked { .. }),
        "its groups are gone"
    );

    // Put right: the same link works, and the log says on whose behalf.
    let groups = form(&app, "Bob Barker", BOB, "administrators").await;
    save(&app, &app.admin(), UserKey::Invited(id.clone()), groups)
        .await
        .unwrap();
    assert!(matches!(page().await, InvitationPage::Offer(_)));
    let registration = joining();
    app.backend.accept(&guest, id.clone(), registration).await.unwrap();
    let notes = app
        .texts("SELECT note FROM events WHERE what = 'accepted the invitation'")
        .await;
    assert!(
        notes[0].starts_with("Who made the invitation could not make it any more"),
        "{notes:?}"
    );
}
