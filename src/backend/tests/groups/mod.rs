//! Groups: list, create, edit, delete; nobody gives what they lack; somebody can always manage users.

mod members;
mod partner;

use super::support::{TestApp, at_once, faults};
use crate::store::groups;
use entente_domain::{
    Code, Problem,
    account::Role,
    id::GroupId,
    permission::{Level, Module, Permissions},
    usecases::{
        Caller,
        groups::{GROUPS, GroupForm, Groups},
        hubs::{HUBS, Hubs},
    },
};

fn form(name: &str, modules: &[(Module, Level)], sign: bool) -> GroupForm {
    GroupForm {
        name: name.to_owned(),
        modules: modules.iter().copied().collect(),
        sign: sign.to_string(),
    }
}

async fn group(app: &TestApp, word: &str) -> GroupId {
    let mut connection = app.backend.store().reader().await.unwrap();
    groups::by_word(&mut connection, &app.account, word)
        .await
        .unwrap()
        .unwrap()
}

async fn save(app: &TestApp, caller: &Caller, id: &GroupId, form: GroupForm) -> Result<(), Problem> {
    let revision = app.backend.find_group(caller, id).await.revision;
    Groups::save(&app.backend, caller, id.clone(), revision, form).await
}

impl crate::Backend {
    async fn find_group(&self, caller: &Caller, id: &GroupId) -> entente_domain::usecases::groups::GroupView {
        Groups::find(self, caller, id.clone()).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_made_found_changed_and_deleted() {
    let app = TestApp::new().await;
    let (backend, admin) = (&app.backend, app.admin());
    let support = form(
        " Support ",
        &[(Module::Contracts, Level::View), (Module::Users, Level::None)],
        false,
    );
    let id = faults::sweep(&app, async || Groups::create(backend, &admin, support.clone()).await).await;
    let view = backend.find_group(&admin, &id).await;
    assert_eq!(
        (view.name.as_str(), view.permissions.summary(Role::Distributor).as_str()),
        ("Support", "Views contracts")
    );
    let twice = Groups::create(backend, &admin, form("SUPPORT", &[], false))
        .await
        .unwrap_err();
    assert_eq!(twice.of_field("name"), Some("There is a group “SUPPORT” already."));

    let changed = form("Support", &[(Module::Contracts, Level::Manage)], true);
    faults::sweep(&app, async || {
        Groups::save(backend, &admin, id.clone(), 1, changed.clone()).await
    })
    .await;
    let stale = Groups::save(backend, &admin, id.clone(), 1, changed.clone()).await;
    assert_eq!(stale.unwrap_err().code, Code::Stale);
    let page = Groups::list(backend, &admin, GROUPS.parse("q=supp")).await.unwrap();
    assert_eq!((page.total, page.unfiltered), (1, 4));
    assert_eq!(page.rows[0].permissions, "Manages contracts; signs");

    faults::sweep(&app, async || Groups::delete(backend, &admin, id.clone()).await).await;
    assert_eq!(
        Groups::find(backend, &admin, id).await.unwrap_err().code,
        Code::NotFound
    );
    let said = app
        .texts("SELECT what FROM events WHERE object_type = 'group' ORDER BY number")
        .await;
    assert_eq!(said, ["added the group", "changed the group", "deleted the group"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_counts_from_the_next_request_on() {
    let app = TestApp::new().await;
    let (viewer, viewers) = (app.viewer().await, group(&app, "viewers").await);
    assert!(Hubs::list(&app.backend, &viewer, HUBS.default_query()).await.is_ok());
    let less = form("Viewers", &[(Module::Contracts, Level::View)], false);
    save(&app, &app.admin(), &viewers, less).await.unwrap();
    let refused = Hubs::list(&app.backend, &viewer, HUBS.default_query()).await;
    assert_eq!(refused.unwrap_err().code, Code::Forbidden);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_what_they_lack() {
    let app = TestApp::new().await;
    let people = form("People", &[(Module::Users, Level::Manage)], false);
    let id = Groups::create(&app.backend, &app.admin(), people).await.unwrap();
    let clerk = app.viewer().await;
    let mut tx = app.backend.store().write().await.unwrap();
    sqlx::query("UPDATE membership_groups SET group_id = $1 WHERE user_id <> $2")
        .bind(id.as_str())
        .bind(app.user.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let more = form("More", &[(Module::Contracts, Level::View)], true);
    let refused = Groups::create(&app.backend, &clerk, more).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    assert_eq!(
        refused.message,
        "You cannot give what you may not do yourself: views contracts; signs."
    );
    // What a group holds already may stay, and may be taken away.
    let viewers = group(&app, "viewers").await;
    let mut held = Permissions::viewers(Role::Distributor).modules;
    held.remove(&Module::Events);
    let less = GroupForm {
        name: "Readers".to_owned(),
        modules: held,
        sign: String::new(),
    };
    save(&app, &clerk, &viewers, less).await.unwrap();
    let view = app.backend.find_group(&clerk, &viewers).await;
    assert_eq!(view.permissions.level(Module::Events), Level::None);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_can_always_manage_users() {
    let app = TestApp::new().await;
    let (admin, administrators) = (app.admin(), group(&app, "administrators").await);
    let powerless = form("Administrators", &[(Module::Users, Level::View)], true);
    let refused = save(&app, &admin, &administrators, powerless.clone())
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(
        refused.message.starts_with("Nobody could manage users any more."),
        "{refused}"
    );
    let refused = Groups::delete(&app.backend, &admin, administrators.clone())
        .await
        .unwrap_err();
    assert_eq!(
        refused.message,
        "“Administrators” is the only group of “Mick Goldmill”. Give them another one first."
    );

    let people = form("People", &[(Module::Users, Level::Manage)], false);
    let id = Groups::create(&app.backend, &admin, people).await.unwrap();
    app.execute(&format!(
        "INSERT INTO membership_groups (account_id, user_id, group_id) VALUES ('{}', '{}', '{id}')",
        app.account, app.user
    ))
    .await;
    save(&app, &admin, &administrators, powerless).await.unwrap();
    let refused = Groups::delete(&app.backend, &admin, id).await.unwrap_err();
    assert!(
        refused.message.starts_with("Nobody could manage users any more."),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_parallel_saves_one_counts() {
    let app = TestApp::new().await;
    let (backend, admin, id) = (app.backend.clone(), app.admin(), group(&app, "viewers").await);
    let results = at_once(50, |turn| {
        let (backend, admin, id) = (backend.clone(), admin.clone(), id.clone());
        async move { Groups::save(&backend, &admin, id, 1, form(&format!("Viewers {turn}"), &[], false)).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_of_another_account_do_not_exist() {
    let app = TestApp::new().await;
    let (stranger, id) = (app.stranger().await, group(&app, "viewers").await);
    let refused = [
        Groups::find(&app.backend, &stranger, id.clone()).await.err(),
        Groups::save(&app.backend, &stranger, id.clone(), 1, form("Mine", &[], false))
            .await
            .err(),
        Groups::delete(&app.backend, &stranger, id).await.err(),
    ];
    assert!(
        refused
            .into_iter()
            .flatten()
            .all(|problem| problem.code == Code::NotFound)
    );
    let managers = app.manager().await;
    let refused = Groups::create(&app.backend, &managers, form("Mine", &[], false)).await;
    assert_eq!(refused.unwrap_err().code, Code::Forbidden);
}

#[tokio::test(flavor = "multi_thread")]
async fn capitals_beyond_ascii_make_no_other_name() {
    let app = TestApp::new().await;
    let create = async |name: &str| Groups::create(&app.backend, &app.admin(), form(name, &[], false)).await;
    let id = create("Ärzte").await.unwrap();
    assert!(create("ärzte").await.unwrap_err().of_field("name").is_some());
    for asked in ["q=%C3%A4rzt", "q=%C3%84RZT", "q=a%CC%88rzt"] {
        let page = Groups::list(&app.backend, &app.admin(), GROUPS.parse(asked))
            .await
            .unwrap();
        assert_eq!(
            page.rows.iter().map(|row| &row.id).collect::<Vec<_>>(),
            [&id],
            "{asked}"
        );
    }
}
