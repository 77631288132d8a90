//! A partner's account whose partnerships are suspended: its people read and change nothing (`domain.md §3`).

use super::{
    offer::{accepted, holder, vendor},
    support::{PASSWORD, TestApp},
};
use entente_domain::{
    Code,
    account::Role,
    invitation::Channel,
    permission::{Level, Module},
    usecases::{
        Caller,
        access::Access,
        groups::{GROUPS, GroupForm, Groups},
        invitations::{AcceptForm, InvitationPage, Invitations},
        users::{USERS, UserForm, UserKey, UserStatus, Users},
    },
};

async fn group(app: &TestApp, caller: &Caller, name: &str) -> Result<(), entente_domain::Problem> {
    let form = GroupForm {
        name: name.to_owned(),
        modules: [(Module::Events, Level::View)].into(),
        sign: String::new(),
    };
    Groups::create(&app.backend, caller, form).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn its_people_read_and_change_nothing_until_it_is_resumed() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    group(&app, &ann, "Before").await.unwrap();
    app.execute("UPDATE partners SET status = 'suspended'").await;

    assert!(Users::list(&app.backend, &ann, USERS.default_query()).await.is_ok());
    assert!(Groups::list(&app.backend, &ann, GROUPS.default_query()).await.is_ok());
    let groups = app.texts("SELECT id FROM groups WHERE name = 'Before'").await;
    let colleague = UserForm {
        name: "Bob".to_owned(),
        email: "bob@frontstreet.example".to_owned(),
        groups,
        ..UserForm::default()
    };
    for refused in [
        app.backend.invite(&ann, colleague.clone()).await.map(drop),
        group(&app, &ann, "Meanwhile").await,
    ] {
        let problem = refused.unwrap_err();
        assert_eq!(problem.code, Code::Forbidden);
        assert!(problem.message.contains("suspended"), "{problem}");
    }
    let place = app.backend.viewer(&ann).await.unwrap().unwrap().account.unwrap();
    assert!(place.suspended && !place.permissions.manages(Module::Users) && !place.permissions.sign);
    assert!(
        app.backend.leave(&ann, offer.partner.clone()).await.is_err(),
        "the last manager stays, though she can change nothing now"
    );
    let own = app
        .backend
        .viewer(&app.admin())
        .await
        .unwrap()
        .unwrap()
        .account
        .unwrap();
    assert!(!own.suspended);

    app.execute("UPDATE partners SET status = 'active'").await;
    app.backend.invite(&ann, colleague).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_distributor_does_not_stop_the_work_with_another() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    app.execute("UPDATE partners SET status = 'suspended'").await;
    let other = app.account(Role::Distributor, "Hollow Oak").await;
    app.execute(&format!(
        "INSERT INTO partners (account_id, partner_id, type, status, name, created_at, changed_at)
         VALUES ('{other}', '{}', 'vendor', 'active', 'Front Street Inc', 1, 1)",
        offer.partner
    ))
    .await;
    group(&app, &ann, "Goes on").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_invited_to_it_waits_until_it_is_resumed() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    group(&app, &ann, "Readers").await.unwrap();
    let bob = UserForm {
        name: "Bob".to_owned(),
        email: "bob@frontstreet.example".to_owned(),
        groups: app.texts("SELECT id FROM groups WHERE name = 'Readers'").await,
        ..UserForm::default()
    };
    let id = app.backend.invite(&ann, bob).await.unwrap();
    let guest = holder(&app, &id, Channel::Mail, 1);
    let form = AcceptForm {
        name: "Bob".to_owned(),
        password: PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    app.execute("UPDATE partners SET status = 'suspended'").await;
    let before = app.dump().await;
    let page = app.backend.view(&guest, id.clone()).await.unwrap();
    assert!(
        matches!(&page, InvitationPage::Suspended { account, .. } if account == "Front Street Inc"),
        "{page:?}"
    );
    let refused = app.backend.accept(&guest, id.clone(), form.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.message.contains("suspended"), "{refused}");
    assert_eq!(app.dump().await, before, "nothing is consumed");
    let view = Users::find(&app.backend, &ann, UserKey::Invited(id.clone())).await;
    assert_eq!(view.unwrap().status, UserStatus::Invited, "its people still read it");

    app.execute("UPDATE partners SET status = 'active'").await;
    app.backend.accept(&guest, id, form).await.unwrap();
}
