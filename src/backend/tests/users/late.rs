//! A save from a page that shows what is no longer so.

use super::{group, save, user};
use crate::tests::support::TestApp;
use entente_domain::{
    Code,
    account::Role,
    usecases::users::{UserForm, UserKey, Users},
};

#[tokio::test(flavor = "multi_thread")]
async fn groups_that_changed_meanwhile_are_not_overwritten() {
    let app = TestApp::new().await;
    app.viewer().await;
    let id = user(&app, "victor@mightymick.example").await;
    for key in [UserKey::Member(id), UserKey::Invited(super::invited(&app).await)] {
        let shown = Users::find(&app.backend, &app.admin(), key.clone()).await.unwrap().form;
        let by_mick = UserForm {
            groups: vec![group(&app, "managers").await],
            ..shown.clone()
        };
        save(&app, &app.admin(), key.clone(), by_mick).await.unwrap();
        let by_ann = UserForm {
            groups: vec![group(&app, "administrators").await],
            ..shown
        };
        let refused = save(&app, &app.admin(), key, by_ann).await.unwrap_err();
        assert_eq!(refused.code, Code::Stale);
        assert!(
            refused.message.starts_with("Mick Goldmill saved this in the meantime"),
            "{refused}"
        );
    }
}

/// A person is one and the same object in every account they belong to.
#[tokio::test(flavor = "multi_thread")]
async fn who_saved_in_another_account_is_not_named() {
    let app = TestApp::new().await;
    let address = "victor@mightymick.example";
    app.viewer().await;
    let rival = app.account(Role::Distributor, "Rival Ltd").await;
    app.member(&rival, "viewers", "ignored", address).await;
    let boris = app
        .member(&rival, "administrators", "Boris Rival", "boris@rival.example")
        .await;
    let key = UserKey::Member(user(&app, address).await);
    let shown = Users::find(&app.backend, &app.admin(), key.clone()).await.unwrap().form;
    let chosen = async |word: &str| UserForm {
        groups: vec![group(&app, word).await],
        ..shown.clone()
    };
    let changes_elsewhere = async |name: &str| {
        let theirs = Users::find(&app.backend, &boris, key.clone()).await.unwrap();
        let choice = theirs.choices.iter().find(|group| group.name == name).unwrap();
        let groups = vec![choice.id.clone()];
        let form = UserForm { groups, ..theirs.form };
        save(&app, &boris, key.clone(), form).await.unwrap();
    };
    // Without an event of this account nobody can be named.
    app.execute(&format!(
        "UPDATE membership_groups SET group_id = '{}' WHERE account_id = '{}' AND group_id = '{}'",
        group(&app, "managers").await,
        app.account,
        group(&app, "viewers").await
    ))
    .await;
    changes_elsewhere("Managers").await;
    let refused = save(&app, &app.admin(), key.clone(), chosen("administrators").await).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, Code::Stale);
    assert!(
        refused.message.starts_with("Somebody else saved this in the meantime."),
        "{refused}"
    );

    let unseen = UserForm {
        seen: String::new(),
        ..chosen("viewers").await
    };
    save(&app, &app.admin(), key.clone(), unseen).await.unwrap();
    changes_elsewhere("Administrators").await;
    let late = UserForm {
        seen: UserForm::state_of(&[group(&app, "managers").await]),
        ..shown.clone()
    };
    let refused = save(&app, &app.admin(), key.clone(), late).await.unwrap_err();
    assert!(
        refused.message.starts_with("Mick Goldmill saved this in the meantime"),
        "{refused}"
    );
}
