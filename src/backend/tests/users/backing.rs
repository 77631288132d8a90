//! Who stands behind an invitation: its inviter, else the others of the account, else nobody.

use super::{BOB, form, joining, save, user};
use crate::tests::{offer::holder, support::TestApp};
use entente_domain::{
    id::InvitationId,
    invitation::{Backing, Channel},
    usecases::{
        invitations::{InvitationPage, Invitations},
        users::{UserKey, Users},
    },
};

/// Ann invites Bob as an administrator, and is made a viewer afterwards.
async fn invited_by_ann(app: &TestApp) -> InvitationId {
    let ann = app
        .member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    let bob = form(app, "Bob Barker", BOB, "administrators").await;
    let id = app.backend.invite(&ann, bob).await.unwrap();
    assert_eq!(backed(app, &id).await, ("Ann Admin".to_owned(), Backing::Inviter));
    let ann = UserKey::Member(user(app, "ann@mightymick.example").await);
    let less = form(app, "", "", "viewers").await;
    save(app, &app.admin(), ann, less).await.unwrap();
    id
}

async fn backed(app: &TestApp, id: &InvitationId) -> (String, Backing) {
    let view = Users::find(&app.backend, &app.admin(), UserKey::Invited(id.clone())).await;
    view.unwrap().inviter_person.unwrap()
}

async fn page(app: &TestApp, id: &InvitationId) -> InvitationPage {
    let guest = holder(app, id, Channel::Mail, 1);
    app.backend.view(&guest, id.clone()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_stands_in_for_an_inviter_who_lost_the_right() {
    let app = TestApp::new().await;
    let id = invited_by_ann(&app).await;
    assert_eq!(backed(&app, &id).await, ("Ann Admin".to_owned(), Backing::Account));
    assert!(matches!(page(&app, &id).await, InvitationPage::Offer(_)));
    let guest = holder(&app, &id, Channel::Mail, 1);
    app.backend.accept(&guest, id, joining()).await.unwrap();
    let notes = app
        .texts("SELECT note FROM events WHERE what = 'accepted the invitation'")
        .await;
    assert!(
        notes[0].starts_with("Who made the invitation could not make it any more"),
        "{notes:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_could_give_is_neither_taken_nor_sent() {
    let app = TestApp::new().await;
    let id = invited_by_ann(&app).await;
    // It gives what administrators had; they have less now.
    app.execute(&format!(
        "INSERT INTO groups (account_id, id, name, permissions)
         SELECT account_id, 'UG-111-111-111', 'Owners', permissions FROM groups
         WHERE account_id = '{}' AND name = 'Administrators'",
        app.account
    ))
    .await;
    app.execute(r#"UPDATE groups SET permissions = '{"modules":{"users":"manage"}}' WHERE name = 'Administrators'"#)
        .await;
    app.execute(r#"UPDATE invitations SET group_ids = '["UG-111-111-111"]'"#)
        .await;
    assert_eq!(backed(&app, &id).await.1, Backing::Nobody);
    assert!(matches!(page(&app, &id).await, InvitationPage::Unbacked { .. }));
    for sent in [
        app.backend.resend(&app.admin(), id.clone()).await,
        app.backend.replace_link(&app.admin(), id.clone()).await,
    ] {
        let message = sent.unwrap_err().message;
        assert!(message.starts_with("Nobody could make this invitation"), "{message}");
    }
    app.execute("DELETE FROM groups WHERE id = 'UG-111-111-111'").await;
    assert!(
        matches!(page(&app, &id).await, InvitationPage::Unbacked { .. }),
        "its groups are gone"
    );

    let groups = form(&app, "Bob Barker", BOB, "administrators").await;
    save(&app, &app.admin(), UserKey::Invited(id.clone()), groups)
        .await
        .unwrap();
    assert!(
        matches!(page(&app, &id).await, InvitationPage::Offer(_)),
        "put right: the same link works"
    );
}
