//! Invitations of users: the same machinery without a document.

use crate::tests::{
    offer::{colleague, form as form_of, holder, letters, shown, status, vendor_at, with_link},
    support::TestApp,
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{
        invitations::{AcceptForm, InvitationPage, Invitations},
        users::UserForm,
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_person_registers_and_joins() {
    let app = TestApp::new().await;
    let id = colleague(&app, Some("paulie@mightymick.example")).await;
    let caller = holder(&app, &id, Channel::Mail, 1);
    let form = AcceptForm {
        name: "Paulie Pennino".to_owned(),
        authorised: String::new(),
        ..form_of(&app, &caller, &id).await
    };
    let taken = app.backend.accept(&caller, id.clone(), form).await.unwrap();
    assert_eq!(taken.account, app.account);
    let groups = app
        .texts("SELECT g.name FROM membership_groups m JOIN groups g ON g.id = m.group_id ORDER BY g.name")
        .await;
    assert_eq!(groups, ["Administrators", "Managers"]);
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL")
            .await,
        1
    );
    assert_eq!(letters(&app).await, ["invitation_accepted to mick@mightymick.example"]);
    assert_eq!(app.number("SELECT count(*) FROM acceptances").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signed_in_joins_by_one_click_and_never_silently() {
    let app = TestApp::new().await;
    let id = colleague(&app, Some("paulie@mightymick.example")).await;
    app.person("Paulie Pennino", "paulie@mightymick.example").await;
    let paulie = with_link(
        &app,
        app.session_of("paulie@mightymick.example").await,
        &id,
        Channel::Link,
        1,
    );
    shown(&app, &paulie, &id).await;
    assert_eq!(app.number("SELECT count(*) FROM memberships").await, 1);
    let form = AcceptForm {
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    let taken = app.backend.accept(&paulie, id.clone(), form).await.unwrap();
    assert!(taken.signed_in.is_none());
    assert_eq!(app.number("SELECT count(*) FROM memberships").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_has_nothing_to_accept() {
    let app = TestApp::new().await;
    let id = colleague(&app, None).await;
    let admin = with_link(&app, app.admin(), &id, Channel::Link, 1);
    let form = AcceptForm {
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    let problem = app.backend.accept(&admin, id.clone(), form).await.unwrap_err();
    assert_eq!(problem.code, Code::Conflict);
    assert_eq!(status(&app, "invitations", &id).await, "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_more_than_somebody_there_holds() {
    let app = TestApp::new().await;
    let id = colleague(&app, None).await;
    let caller = holder(&app, &id, Channel::Link, 1);
    let form = form_of(&app, &caller, &id).await;
    // Whoever manages users there no longer holds what Managers hold.
    app.execute(r#"UPDATE groups SET permissions = '{"modules":{"users":"manage"}}' WHERE name = 'Administrators'"#)
        .await;
    let problem = app.backend.accept(&caller, id.clone(), form.clone()).await.unwrap_err();
    assert!(problem.message.contains("no longer backed"), "{problem}");
    // A group that is gone gives nothing.
    app.execute("DELETE FROM groups WHERE name = 'Managers'").await;
    assert_eq!(
        app.backend.accept(&caller, id, form).await.unwrap_err().code,
        Code::Conflict
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_manages_users_manages_their_invitations() {
    let app = TestApp::new().await;
    let id = colleague(&app, None).await;
    assert_eq!(
        app.backend
            .resend(&app.manager().await, id.clone())
            .await
            .unwrap_err()
            .code,
        Code::Forbidden
    );
    let member = app
        .backend
        .mail_to(&app.admin(), id.clone(), "mick@mightymick.example".to_owned())
        .await
        .unwrap_err();
    assert!(member.of_field("email").is_some());
    app.backend.resend(&app.admin(), id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_stays_with_the_invited_address_when_its_owner_has_another() {
    let app = TestApp::new().await;
    let (old, new) = ("paulie@mightymick.example", "paul@pennino.example");
    let id = colleague(&app, Some(old)).await;
    app.person("Paulie Pennino", old).await;
    let paulie = with_link(&app, app.session_of(old).await, &id, Channel::Mail, 1);
    app.execute(&format!("UPDATE users SET email = '{new}' WHERE email = '{old}'"))
        .await;
    let before = app.dump().await;
    let page = app.backend.view(&paulie, id.clone()).await.unwrap();
    let InvitationPage::WrongPerson {
        invited,
        bound,
        signed_in,
        ..
    } = page
    else {
        panic!("{page:?}")
    };
    assert_eq!((invited.as_str(), bound, signed_in.as_str()), (old, true, new));
    let form = AcceptForm {
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    let refused = app.backend.accept(&paulie, id.clone(), form).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.message.contains("somebody else"), "{refused}");
    assert_eq!(before, app.dump().await);

    // Whoever has that mailbox now joins with its address.
    let guest = holder(&app, &id, Channel::Mail, 1);
    let form = AcceptForm {
        email: new.to_owned(),
        ..form_of(&app, &guest, &id).await
    };
    app.backend.accept(&guest, id, form).await.unwrap();
    assert_eq!(
        app.texts("SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id ORDER BY m.joined_at, u.email")
            .await,
        ["mick@mightymick.example", old]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_people_of_partners_are_corrected_from_outside() {
    let app = TestApp::new().await;
    let own = colleague(&app, Some("paulie@mightymick.example")).await;
    let offered = vendor_at(&app, "ann@frontstreet.example").await.invitation;
    let other = UserForm {
        name: "Somebody Else".to_owned(),
        email: "else@mightymick.example".to_owned(),
        ..UserForm::default()
    };
    for id in [own, offered] {
        let refused = app.backend.correct(&app.admin(), id, other.clone()).await;
        assert_eq!(refused.unwrap_err().code, Code::NotFound);
    }
    assert_eq!(app.number("SELECT count(*) FROM invitations").await, 2);
}
