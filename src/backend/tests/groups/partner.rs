//! Groups of an account that is a partner: hubs and marketplaces are not theirs.

use super::{form, save};
use crate::tests::support::TestApp;
use entente_domain::{
    account::Role,
    id::GroupId,
    permission::{Level, Module, Permissions},
    usecases::{
        groups::{GROUPS, Groups},
        users::Users,
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn saving_a_group_takes_nothing_away_unseen() {
    for role in [Role::Vendor, Role::Reseller] {
        let app = TestApp::new().await;
        let account = app.account(role, "Front Street").await;
        let ann = app
            .member(&account, "administrators", "Ann Lee", "ann@frontstreet.example")
            .await;
        let list = Groups::list(&app.backend, &ann, GROUPS.default_query()).await.unwrap();
        let said: Vec<&str> = list.rows.iter().map(|row| row.permissions.as_str()).collect();
        let managers = "Manages partners, agreements, contracts, events; views users, settings; signs";
        assert_eq!(said, ["Manages everything; signs", managers, "Views everything"]);

        // As the form of a partner's group sends it: every module that it shows.
        let id: GroupId = list.rows[0].id.clone();
        let shown: Vec<(Module, Level)> = Module::of(role).map(|module| (module, Level::Manage)).collect();
        save(&app, &ann, &id, form("Heads", &shown, true)).await.unwrap();
        let view = app.backend.find_group(&ann, &id).await;
        assert_eq!(view.permissions, Permissions::administrators(role));
        let choices = Users::choices(&app.backend, &ann).await.unwrap();
        assert!(choices.iter().all(|group| group.givable), "{choices:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_group_gets_what_its_account_does_not_have() {
    let app = TestApp::new().await;
    let account = app.account(Role::Vendor, "Front Street").await;
    let ann = app
        .member(&account, "administrators", "Ann Lee", "ann@frontstreet.example")
        .await;
    let modules = [(Module::Marketplaces, Level::Manage), (Module::Events, Level::View)];
    let id = Groups::create(&app.backend, &ann, form("Odd", &modules, false))
        .await
        .unwrap();
    let held = app.backend.find_group(&ann, &id).await.permissions;
    assert_eq!(
        (held.level(Module::Marketplaces), held.level(Module::Events)),
        (Level::None, Level::View)
    );
}
