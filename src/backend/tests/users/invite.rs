//! Inviting one person, and correcting whom the invitation is for.

use super::{BOB, form, group, invited, joining, remove, save};
use crate::tests::support::{EMAIL, TestApp, at_once, faults};
use entente_domain::{
    Code,
    account::Role,
    id::InvitationId,
    invitation::{Channel, InvitationState},
    usecases::{
        hubs::{HUBS, Hubs},
        invitations::{InvitationPage, Invitations},
        users::{UserForm, UserKey, Users},
    },
};

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
    let form = joining();
    let taken = app.backend.accept(&caller, id.clone(), form).await.unwrap();
    let bob = app.caller(&taken.signed_in.unwrap().session, &app.account);
    assert!(Hubs::list(&app.backend, &bob, HUBS.default_query()).await.is_ok());
    let past = Users::find(&app.backend, &app.admin(), UserKey::Invited(id)).await;
    assert_eq!(past.unwrap().ended.unwrap().state, InvitationState::Accepted);

    remove(&app, &app.admin(), BOB).await.unwrap();
    let refused = Hubs::list(&app.backend, &bob, HUBS.default_query()).await;
    assert_eq!(refused.unwrap_err().code, Code::NotFound, "the next request is refused");
}

/// What *Add user* says of an address, and where it leads, in every step.
async fn refused(app: &TestApp, email: &str) -> (String, Option<String>) {
    let again = form(app, "Somebody", email, "viewers").await;
    let invited = app.backend.invite(&app.admin(), again.clone()).await.unwrap_err();
    let checked = app.backend.check(&app.admin(), again).await.unwrap_err();
    assert_eq!(invited, checked);
    let [error] = &checked.fields[..] else {
        panic!("{checked:?}")
    };
    assert_eq!(error.field, "email");
    (error.message.clone(), error.way.as_ref().map(|way| way.path.clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_here_already_is_told_how() {
    let app = TestApp::new().await;
    let id = invited(&app).await;
    app.viewer().await;
    let victor = "victor@mightymick.example";
    let page = |key: &str| Some(format!("/{}/users/{key}", app.account));
    let (message, way) = refused(&app, EMAIL).await;
    assert_eq!(
        (message.as_str(), way),
        ("This is your own address, and you belong to the account already.", None)
    );
    let key = super::user(&app, victor).await.to_string();
    let (message, way) = refused(&app, victor).await;
    assert_eq!(message, "Victor Viewer belongs to the account already.");
    assert_eq!(way, page(&key));
    app.backend.deactivate(victor).await.unwrap();
    let (message, way) = refused(&app, victor).await;
    assert!(message.contains("a sign-in that is deactivated"), "{message}");
    assert_eq!(way, page(&key));

    let (message, way) = refused(&app, BOB).await;
    assert_eq!(
        message,
        "Bob Barker was invited on 15 Jan 2027, 08:00 UTC. Open the invitation to send it again."
    );
    assert_eq!(way, page(id.as_str()));
    app.days(14).await;
    let (message, way) = refused(&app, BOB).await;
    assert_eq!(
        message,
        "Bob Barker was invited on 15 Jan 2027, 08:00 UTC; the invitation expired. Open it and press Resend."
    );
    assert_eq!(way, page(id.as_str()));
    let rival = app.account(Role::Distributor, "Rival Ltd").await;
    app.execute(&format!("UPDATE invitations SET account_id = '{rival}'"))
        .await;
    // Whoever made it: the account's own people send it again.
    assert_eq!(refused(&app, BOB).await, (message, page(id.as_str())));
    app.backend.resend(&app.admin(), id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_invited_has_a_name_an_address_and_groups() {
    let app = TestApp::new().await;
    let none = app.backend.invite(&app.admin(), UserForm::default()).await.unwrap_err();
    assert_eq!(none.fields.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_works_as_long_as_was_chosen() {
    let app = TestApp::new().await;
    let lasts = "SELECT (expires_at - created_at) / 86400000 FROM invitations WHERE name =";
    for (name, days, expected) in [("Ann Lee", "", 14), ("Bea Lee", "1", 1), ("Cid Lee", " 90 ", 90)] {
        let email = format!("{}@mightymick.example", &name[..3]);
        let form = UserForm {
            expiry_days: days.to_owned(),
            ..form(&app, name, &email, "viewers").await
        };
        app.backend.check(&app.admin(), form.clone()).await.unwrap();
        app.backend.invite(&app.admin(), form).await.unwrap();
        assert_eq!(app.number(&format!("{lasts} '{name}'")).await, expected);
    }
    for days in ["0", "91", "-1", "soon"] {
        let form = UserForm {
            expiry_days: days.to_owned(),
            ..form(&app, "Dan Lee", "dan@mightymick.example", "viewers").await
        };
        for refused in [
            app.backend.check(&app.admin(), form.clone()).await.unwrap_err(),
            app.backend.invite(&app.admin(), form).await.unwrap_err(),
        ] {
            assert!(refused.of_field("expiry_days").is_some(), "{days}: {refused}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_not_turned_to_an_address_that_has_one() {
    let app = TestApp::new().await;
    let bob = invited(&app).await;
    let ann = form(&app, "Ann Lee", "ann@mightymick.example", "viewers").await;
    let ann_id = app.backend.invite(&app.admin(), ann).await.unwrap();
    let before = app.dump().await;
    let to_bob = form(&app, "Ann Lee", BOB, "viewers").await;
    let refused = save(&app, &app.admin(), UserKey::Invited(ann_id), to_bob)
        .await
        .unwrap_err();
    let way = refused.fields[0].way.as_ref().unwrap();
    assert_eq!(way.path, format!("/{}/users/{bob}", app.account));
    assert_eq!(before, app.dump().await);
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

    let corrected = form(&app, "Robert Barker", "robert@mightymick.example", "viewers").await;
    let key = save(&app, &admin, UserKey::Invited(id.clone()), corrected)
        .await
        .unwrap();
    assert_ne!(key, id.to_string());
    let caller = crate::tests::offer::holder(&app, &id, Channel::Link, 1);
    let page = Invitations::view(&app.backend, &caller, id.clone()).await.unwrap();
    assert!(!matches!(page, InvitationPage::Offer { .. }), "the old link is dead");
    let view = Users::find(&app.backend, &admin, key.parse().unwrap()).await.unwrap();
    assert_eq!(view.form.groups, [group(&app, "viewers").await]);
    let told = "SELECT what || ' ' || before || after FROM events ORDER BY number DESC LIMIT 3";
    assert_eq!(
        app.texts(told).await,
        [
            r#"changed the groups that Robert Barker is invited to {"groups":["Managers"]}{"groups":["Viewers"]}"#
                .to_owned(),
            format!(
                r#"made the invitation in place of {id} {{"email":"not kept","name":"Bob Barker"}}{{"email":"not kept","name":"Robert Barker"}}"#
            ),
            format!(
                r#"made the invitation out anew as {key}; the old link is dead {{"status":"open"}}{{"status":"superseded"}}"#
            ),
        ]
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
async fn what_became_of_an_invitation_stays_on_its_page() {
    let app = TestApp::new().await;
    let seen = async |id: &InvitationId| {
        let view = Users::find(&app.backend, &app.admin(), UserKey::Invited(id.clone()))
            .await
            .unwrap();
        assert!(view.link.is_none());
        let ended = view.ended.unwrap();
        (ended.state, ended.reason, ended.next)
    };
    let id = invited(&app).await;
    let guest = crate::tests::offer::holder(&app, &id, Channel::Mail, 1);
    app.backend
        .decline(&guest, id.clone(), "No time".to_owned())
        .await
        .unwrap();
    assert_eq!(seen(&id).await, (InvitationState::Declined, "No time".to_owned(), None));
    let path = format!("/{}/users/{id}", app.account);
    assert!(
        app.send_mail().await.last().unwrap().text.contains(&path),
        "where the mail leads"
    );

    let id = invited(&app).await;
    app.backend
        .revoke(&app.admin(), id.clone(), "Mistaken".to_owned())
        .await
        .unwrap();
    assert_eq!(seen(&id).await, (InvitationState::Revoked, "Mistaken".to_owned(), None));

    let id = invited(&app).await;
    let other = form(&app, "Bob B. Barker", BOB, "viewers").await;
    let newer = save(&app, &app.admin(), UserKey::Invited(id.clone()), other)
        .await
        .unwrap();
    assert_eq!(seen(&id).await.2, Some(newer.clone()));
    let newer: InvitationId = newer.parse().unwrap();
    let guest = crate::tests::offer::holder(&app, &newer, Channel::Mail, 1);
    app.backend.accept(&guest, newer.clone(), joining()).await.unwrap();
    let bob = super::user(&app, BOB).await.to_string();
    assert_eq!(
        seen(&newer).await,
        (InvitationState::Accepted, String::new(), Some(bob))
    );
}
