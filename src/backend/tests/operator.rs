//! What those who run the installation do to a person: deactivate and activate, take a second factor away.

use super::{
    access::{client, form},
    me::second_factor::{half_in, set_up},
    offer::holder,
    outbox::TO,
    support::{EMAIL, PASSWORD, TestApp, anonymous, at_once, faults, records},
    users::{BOB, invited, joining, user},
};
use crate::StartError;
use entente_domain::{
    Code, Problem,
    account::Role,
    invitation::{Backing, Channel},
    usecases::{
        access::{Access, RESET_LINK},
        invitations::Invitations,
        me::{AskEmail, EMAIL_LINK, Me},
        users::{USERS, UserForm, UserKey, Users},
    },
};

const VICTOR: &str = "victor@mightymick.example";

fn problem(error: StartError) -> Problem {
    Problem::new(Code::Internal, error.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_deactivated_is_out_at_once_and_everywhere() {
    let app = TestApp::new().await;
    let victor = app.viewer().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", VICTOR).await;
    app.backend.ask_reset(&client(1), VICTOR.to_owned()).await.unwrap();
    faults::sweep(&app, async || app.backend.deactivate(VICTOR).await.map_err(problem)).await;
    assert!(
        app.backend.viewer(&victor).await.unwrap().is_none(),
        "the session ended"
    );
    assert!(app.send_mail().await.is_empty(), "the link for a new password is dead");
    let listed = Users::list(&app.backend, &app.admin(), USERS.parse("?q=victor")).await;
    assert!(listed.unwrap().rows[0].deactivated);
    let exported = Users::export(&app.backend, &app.admin(), USERS.parse("?q=victor&columns=name,status")).await;
    assert_eq!(records(exported).await[1][3], "Joined, deactivated");

    let refused = app
        .backend
        .sign_in(&client(2), form(VICTOR, PASSWORD))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    assert!(refused.message.starts_with("Your sign-in is deactivated."), "{refused}");
    // Whoever does not know the password learns nothing.
    let wrong = app.backend.sign_in(&client(3), form(VICTOR, "not the password")).await;
    let nobody = app
        .backend
        .sign_in(&client(4), form("nobody@example.com", "not the password"))
        .await;
    assert_eq!(wrong.unwrap_err().message, nobody.unwrap_err().message);
    app.backend.ask_reset(&client(5), VICTOR.to_owned()).await.unwrap();
    assert!(app.send_mail().await.is_empty());

    let told = app
        .texts("SELECT account_id FROM events WHERE what = 'deactivated the person' AND channel = 'command line'")
        .await;
    assert_eq!(told.len(), 2, "both accounts");
    let id = user(&app, VICTOR).await;
    let page = Users::find(&app.backend, &app.admin(), UserKey::Member(id))
        .await
        .unwrap();
    assert!(page.deactivated.is_some());

    faults::sweep(&app, async || app.backend.activate(VICTOR).await.map_err(problem)).await;
    app.backend.sign_in(&client(6), form(VICTOR, PASSWORD)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_does_not_let_them_in_again() {
    let app = TestApp::new().await;
    let vendor = app.account(Role::Vendor, "Front Street Inc").await;
    app.member(&vendor, "viewers", "ignored", BOB).await;
    app.backend.deactivate(BOB).await.unwrap();
    let invitation = invited(&app).await;
    let guest = holder(&app, &invitation, Channel::Mail, 1);
    let form = joining();
    let refused = app.backend.accept(&guest, invitation, form).await.unwrap_err();
    assert!(refused.message.starts_with("Your sign-in is deactivated."), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_they_opened_before_do_nothing_after() {
    let app = TestApp::new().await;
    let victor = app.viewer().await;
    let form = AskEmail {
        email: TO.to_owned(),
        current_password: PASSWORD.to_owned(),
    };
    app.backend.ask_email(&victor, form).await.unwrap();
    app.backend.ask_reset(&client(1), VICTOR.to_owned()).await.unwrap();
    let mut opened = client(2);
    for mail in app.send_mail().await {
        for (path, link) in [("/me/email/t/", EMAIL_LINK), ("/reset-password/t/", RESET_LINK)] {
            if let Some((_, token)) = mail.text.split_once(path) {
                let token = token.split_whitespace().next().unwrap().to_owned();
                opened.links.insert(link.to_owned(), token);
            }
        }
    }
    assert_eq!(opened.links.len(), 2);
    app.backend.deactivate(VICTOR).await.unwrap();
    assert!(app.backend.confirm_email(&opened).await.is_err());
    let reset = app
        .backend
        .reset_password(&opened, "pigeons above the harbour".to_owned())
        .await;
    assert!(reset.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn their_invitations_are_counted_and_fall_to_the_others() {
    let app = TestApp::new().await;
    let ann = app
        .member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    let bob = UserForm {
        name: "Bob Barker".to_owned(),
        email: BOB.to_owned(),
        groups: app.texts("SELECT id FROM groups WHERE name = 'Viewers'").await,
        ..UserForm::default()
    };
    let id = app.backend.invite(&ann, bob).await.unwrap();
    assert_eq!(app.backend.deactivate("ann@mightymick.example").await.unwrap(), 1);
    let view = Users::find(&app.backend, &app.admin(), UserKey::Invited(id))
        .await
        .unwrap();
    assert_eq!(view.inviter_person, Some(("Ann Admin".to_owned(), Backing::Account)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_manager_of_users_stays() {
    let app = TestApp::new().await;
    let refused = app.backend.deactivate(EMAIL).await.unwrap_err();
    let account = format!("Mighty Mick's LLC ({}): Nobody could manage users", app.account);
    assert!(refused.0.starts_with(&account), "{refused}");
    assert!(app.backend.viewer(&app.admin()).await.unwrap().is_some());

    // Two of them: one can go, and then the other cannot leave either.
    app.member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    app.backend.deactivate("ann@mightymick.example").await.unwrap();
    let left = app.backend.leave(&app.admin(), app.account.clone()).await.unwrap_err();
    assert!(
        left.message.starts_with("Nobody could manage users any more."),
        "{left}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_managers_deactivated_at_once_one_stays() {
    let app = TestApp::new().await;
    let ann = "ann@mightymick.example";
    app.member(&app.account, "administrators", "Ann Admin", ann).await;
    let results = at_once(50, |turn| {
        let backend = app.backend.clone();
        async move { backend.deactivate(if turn % 2 == 0 { EMAIL } else { ann }).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(
        app.number("SELECT count(*) FROM users WHERE deactivated_at IS NOT NULL")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_began_before_does_not_end_after() {
    let app = TestApp::new().await;
    set_up(&app).await;
    app.member(&app.account, "administrators", "Ann Admin", "ann@mightymick.example")
        .await;
    let half = half_in(&app, 1).await;
    app.backend.deactivate(EMAIL).await.unwrap();
    assert!(!app.backend.code_is_awaited(&half).await.unwrap());
    let again = app.backend.sign_in(&client(2), form(EMAIL, PASSWORD)).await;
    assert_eq!(again.unwrap_err().code, Code::Forbidden);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_said() {
    let app = TestApp::new().await;
    let backend = &app.backend;
    app.viewer().await;
    let unknown = "nobody@example.com";
    for (result, message) in [
        (
            backend.deactivate(unknown).await.map(drop),
            "Nobody signs in as nobody@example.com.",
        ),
        (
            backend.activate(unknown).await,
            "Nobody signs in as nobody@example.com.",
        ),
        (
            backend.activate(VICTOR).await,
            "victor@mightymick.example is not deactivated.",
        ),
        (
            backend.forget_second_factor(VICTOR).await,
            "victor@mightymick.example signs in without a second factor.",
        ),
    ] {
        assert_eq!(result.unwrap_err().0, message);
    }
    assert!(
        backend
            .deactivate("no address")
            .await
            .unwrap_err()
            .0
            .starts_with("no address: ")
    );
    backend.deactivate(" Victor@MightyMick.example ").await.unwrap();
    let twice = backend.deactivate(VICTOR).await.unwrap_err();
    assert_eq!(twice.0, "victor@mightymick.example is deactivated already.");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_app_and_codes_is_helped() {
    let app = TestApp::new().await;
    set_up(&app).await;
    faults::sweep(&app, async || {
        app.backend.forget_second_factor(EMAIL).await.map_err(problem)
    })
    .await;
    let signed_in = app.backend.sign_in(&anonymous(), form(EMAIL, PASSWORD)).await.unwrap();
    assert!(!signed_in.needs_code);
    let mail = app.send_mail().await.pop().unwrap();
    assert_eq!(mail.subject, "Your second factor was taken away");
    let told =
        "SELECT count(*) FROM events WHERE what = 'took the second factor away' AND user_name = 'Who runs Entente'";
    assert_eq!(app.number(told).await, 1);
}
