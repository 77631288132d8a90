//! What joining, leaving, deleted groups and invitations leave of before and after.

use super::list;
use crate::tests::{
    offer::{holder, vendor},
    support::TestApp,
    users::{BOB, group, invited, joining, user},
};
use entente_domain::{
    id::InvitationId,
    invitation::Channel,
    usecases::{
        groups::{GroupForm, Groups},
        invitations::Invitations,
        users::Users,
    },
};

/// Field, before and after of the newest event with this sentence.
async fn changes(app: &TestApp, what: &str) -> Vec<[String; 3]> {
    let page = list(app, &app.admin(), "?rows=100").await;
    let row = page.rows.into_iter().find(|row| row.what == what);
    let changes = row.unwrap_or_else(|| panic!("{what}")).changes;
    changes
        .into_iter()
        .map(|change| [change.field, change.before, change.after])
        .collect()
}

/// Bob joins as a viewer.
async fn joined(app: &TestApp) {
    let id = invited(app).await;
    let guest = holder(app, &id, Channel::Link, 1);
    app.backend.accept(&guest, id, joining()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_named_when_somebody_joins_is_removed_or_leaves() {
    let app = TestApp::new().await;
    joined(&app).await;
    let said = changes(&app, "registered and joined the account").await;
    assert_eq!(said, [["Groups", "", "Viewers"]]);
    let said = changes(&app, "accepted the invitation").await;
    assert_eq!(said, [["Status", "open", "accepted"]]);

    let bob = user(&app, BOB).await;
    let managers = group(&app, "managers").await.parse().unwrap();
    app.backend
        .add_members(&app.admin(), managers, vec![bob.clone()])
        .await
        .unwrap();
    Users::remove(&app.backend, &app.admin(), bob).await.unwrap();
    let said = changes(&app, "removed Bob Barker from the account").await;
    assert_eq!(said, [["Groups", "Managers, Viewers", ""]]);

    let viewer = app.viewer().await;
    app.backend.leave(&viewer, app.account.clone()).await.unwrap();
    let said = changes(&app, "left the account").await;
    assert_eq!(said, [["Groups", "Viewers", ""]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_group_names_those_who_lose_it() {
    let app = TestApp::new().await;
    joined(&app).await;
    let form = GroupForm {
        name: "Auditors".to_owned(),
        ..GroupForm::default()
    };
    let id = Groups::create(&app.backend, &app.admin(), form).await.unwrap();
    let users = vec![user(&app, BOB).await, app.user.clone()];
    app.backend.add_members(&app.admin(), id.clone(), users).await.unwrap();
    Groups::delete(&app.backend, &app.admin(), id).await.unwrap();
    let said = changes(&app, "deleted the group").await;
    for field in [["Name", "Auditors", ""], ["Users", "Bob Barker, Mick Goldmill", ""]] {
        assert!(said.contains(&field.map(str::to_owned)), "{said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_says_what_became_of_it_and_of_its_link() {
    let app = TestApp::new().await;
    let id: InvitationId = invited(&app).await;
    app.days(1).await;
    app.backend.resend(&app.admin(), id.clone()).await.unwrap();
    let (first, second, third) = ("2027-01-29T08:00:00Z", "2027-01-30T08:00:00Z", "2027-01-31T08:00:00Z");
    let said = changes(&app, "renewed the invitation").await;
    assert_eq!(said, [["Expires", first, second]]);
    app.days(1).await;
    app.backend.replace_link(&app.admin(), id.clone()).await.unwrap();
    let said = changes(&app, "replaced the link").await;
    assert_eq!(said, [["Expires", second, third], ["Link number", "1", "2"]]);
    app.days(20).await;
    app.backend
        .mail_to(&app.admin(), id.clone(), BOB.to_owned())
        .await
        .unwrap();
    let said = changes(&app, "queued a mail with the link").await;
    assert_eq!(said, [["Expires", third, "2027-02-20T08:00:00Z"]]);
    app.days(20).await;
    app.backend
        .revoke(&app.admin(), id, "Left us".to_owned())
        .await
        .unwrap();
    let said = changes(&app, "revoked the invitation").await;
    assert_eq!(said, [["Status", "expired", "revoked"]]);

    let offer = vendor(&app).await;
    let guest = holder(&app, &offer.invitation, Channel::Link, 1);
    app.backend
        .decline(&guest, offer.invitation, "No".to_owned())
        .await
        .unwrap();
    let said = changes(&app, "declined the invitation").await;
    assert_eq!(said, [["Status", "open", "declined"]]);
}
