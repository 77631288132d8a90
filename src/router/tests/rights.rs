//! Which module, at which level, each server function asks for (`domain.md §7`): asked as somebody who has everything
//! but that, as somebody who may only look at that, and as somebody who has nothing else. The server decides; what
//! the pages show does not come into it.

use super::sweep::{ADMIN, Demo, MEMBERS, OWN, PUBLIC, functions};
use axum::http::StatusCode;
use entente_domain::permission::{
    Level::{self, Manage, View},
    Module::{self, Agreements, Contracts, Events, Marketplaces, Partners, Settings, Users},
};

/// What each function takes, its names by their common beginning.
const RIGHTS: [(Module, Level, &str, &[&str]); 19] = [
    (Partners, View, "partners", &["list", "find"]),
    (
        Partners,
        Manage,
        "partners",
        &["approve", "invite_again", "reject", "resume", "save", "suspend"],
    ),
    (
        Partners,
        Manage,
        "wizard",
        &[
            "discard",
            "drafts",
            "find",
            "finish",
            "save_action",
            "save_agreement",
            "save_details",
            "save_marketplace",
            "similar",
            "start",
        ],
    ),
    (Partners, Manage, "invitations", &["invite_to_partner"]),
    (Agreements, View, "agreements", &["list", "find"]),
    (
        Agreements,
        Manage,
        "agreements",
        &[
            "activate_version",
            "add_version",
            "choices",
            "create",
            "delete_version",
            "save",
        ],
    ),
    (Contracts, View, "contracts", &["list", "find"]),
    (
        Contracts,
        Manage,
        "contracts",
        &["approve", "request_changes", "save_notes", "terminate", "withdraw"],
    ),
    (Marketplaces, View, "marketplaces", &["list", "find", "choices"]),
    (Marketplaces, Manage, "marketplaces", &["create", "delete", "save"]),
    (Marketplaces, View, "hubs", &["list", "find"]),
    (Marketplaces, Manage, "hubs", &["create", "delete", "save"]),
    (Users, View, "groups", &["list", "find", "members"]),
    (
        Users,
        Manage,
        "groups",
        &["add_members", "create", "delete", "remove_member", "save"],
    ),
    (Users, View, "users", &["list", "find", "choices", "entered"]),
    (
        Users,
        Manage,
        "users",
        &["check", "check_pasted", "invite", "invite_pasted", "remove", "save"],
    ),
    (Settings, View, "", &["onboarding/find", "security/find", "setup/state"]),
    (
        Settings,
        Manage,
        "",
        &["onboarding/save", "security/save", "setup/test_mail"],
    ),
    (Events, View, "events", &["list"]),
];

/// Ask for something else: for any place in the account, for a distributor's partner, for the right to sign, for two
/// modules at once, or for the module that the invitation is of.
const OTHERS: [&str; 11] = [
    "home/view",
    "home/distributors",
    "contracts/enrol",
    "contracts/reject",
    "contracts/sign",
    "setup/add_marketplace",
    "invitations/correct",
    "invitations/mail_to",
    "invitations/replace_link",
    "invitations/resend",
    "invitations/revoke",
];

/// The functions of `module` that take `level`.
fn asking(module: Module, level: Level) -> Vec<String> {
    let lines = RIGHTS.iter().filter(|line| (line.0, line.1) == (module, level));
    lines
        .flat_map(|(_, _, start, names)| {
            names.iter().map(move |name| match *start {
                "" => format!("/sfn/{name}"),
                start => format!("/sfn/{start}/{name}"),
            })
        })
        .collect()
}

#[test]
fn every_function_has_its_right() {
    let mut named: Vec<String> = Module::ALL
        .iter()
        .flat_map(|&module| [asking(module, View), asking(module, Manage)].concat())
        .collect();
    named.extend(OTHERS.map(|name| format!("/sfn/{name}")));
    named.sort_unstable();
    let mut all = functions(&[PUBLIC.as_slice(), &OWN, &MEMBERS].concat());
    all.sort_unstable();
    all.dedup();
    assert_eq!(named, all);
}

/// Lets the viewers do this from now on; everything is at `rest` but `module`, which is at `level`.
async fn let_viewers(demo: &Demo, admin: &str, revision: &mut u32, (module, level): (Module, Level), rest: Level) {
    let groups = demo.server.get(&format!("/{}/groups", demo.account), admin).await.body;
    let before = groups.split(">Viewers<").next().unwrap();
    let group = before
        .rsplit("/groups/")
        .next()
        .unwrap()
        .split(['"', '?'])
        .next()
        .unwrap();
    let levels = Module::ALL.iter().map(|&each| {
        let level = if each == module { level } else { rest };
        format!("&modules[{each}]={}", level.as_str())
    });
    let levels: String = levels.collect();
    let form = format!("group={group}&revision={revision}&name=Viewers{levels}");
    let saved = demo.ask("/sfn/groups/save", admin, &form).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    *revision += 1;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_function_asks_for_its_module_at_its_level() {
    let demo = Demo::load().await;
    let (admin, viewer) = (
        demo.sign_in(ADMIN).await,
        demo.sign_in("ines@mightymicks.example").await,
    );
    let mut revision = 1;
    for &module in Module::ALL {
        let (views, manages) = (asking(module, View), asking(module, Manage));
        // Names of nothing: who is let in finds nothing, and changes nothing.
        let made_up = "partner=VA-000-000&agreement=AGP-000-000-000&contract=CRP-00000-00000-00000&hub=HB-0000-0000\
            &marketplace=MP-00000&group=UG-000-000-000&user=UR-000-000-000&draft=DR-000-000-000&revision=1&number=1";

        let_viewers(&demo, &admin, &mut revision, (module, Level::None), Manage).await;
        for path in views.iter().chain(&manages) {
            let status = demo.call(path, &viewer).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} without {module}");
        }
        let_viewers(&demo, &admin, &mut revision, (module, View), Manage).await;
        for path in &manages {
            let status = demo.call(path, &viewer).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} with {module} to look at");
        }
        for path in &views {
            let status = demo.call(path, &viewer).await;
            assert_eq!(status, StatusCode::OK, "{path} with {module} to look at");
        }
        let_viewers(&demo, &admin, &mut revision, (module, Manage), Level::None).await;
        for path in views.iter().chain(&manages) {
            let answer = demo.ask(path, &viewer, made_up).await;
            assert_ne!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path} with {module} alone: {}",
                answer.body
            );
        }
    }
}
