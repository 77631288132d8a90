//! Who holds what, and what it reads like.

use super::*;

/// (module, administrators, managers, viewers)
const MATRIX: [(Module, Level, Level, Level); 7] = [
    (Module::Partners, Level::Manage, Level::Manage, Level::View),
    (Module::Agreements, Level::Manage, Level::Manage, Level::View),
    (Module::Contracts, Level::Manage, Level::Manage, Level::View),
    (Module::Marketplaces, Level::Manage, Level::Manage, Level::View),
    (Module::Users, Level::Manage, Level::View, Level::View),
    (Module::Settings, Level::Manage, Level::View, Level::View),
    (Module::Events, Level::Manage, Level::Manage, Level::View),
];

#[test]
fn what_is_lacking_is_named() {
    let (viewers, nothing) = (Permissions::viewers(Role::Distributor), Permissions::default());
    let refused = |held: &Permissions, level, suspended| {
        let refused = held.require(Module::Users, level, suspended);
        refused.err().map(|problem| problem.message)
    };
    assert_eq!(refused(&viewers, Level::View, false), None);
    assert!(refused(&viewers, Level::Manage, false).is_some_and(|said| said.starts_with("You may not change users.")));
    assert!(refused(&nothing, Level::View, false).is_some_and(|said| said.starts_with("You may not see users.")));
    assert!(refused(&viewers, Level::Manage, true).is_some_and(|said| said.contains("suspended")));
    assert!(refused(&nothing, Level::View, true).is_some_and(|said| said.starts_with("You may not see users.")));
}

#[test]
fn the_starting_groups_hold_what_the_matrix_says() {
    assert_eq!(MATRIX.len(), Module::ALL.len());
    for (module, administrators, managers, viewers) in MATRIX {
        assert_eq!(
            Permissions::administrators(Role::Distributor).level(module),
            administrators,
            "{module}"
        );
        assert_eq!(
            Permissions::managers(Role::Distributor).level(module),
            managers,
            "{module}"
        );
        assert_eq!(
            Permissions::viewers(Role::Distributor).level(module),
            viewers,
            "{module}"
        );
    }
    assert!(Permissions::administrators(Role::Distributor).sign);
    assert!(Permissions::managers(Role::Distributor).sign);
    assert!(!Permissions::viewers(Role::Distributor).sign);
}

#[test]
fn nobody_covers_more_than_they_hold() {
    let (administrators, managers, viewers) = (
        Permissions::administrators(Role::Distributor),
        Permissions::managers(Role::Distributor),
        Permissions::viewers(Role::Distributor),
    );
    assert!(administrators.covers(&managers) && managers.covers(&viewers));
    assert!(!managers.covers(&administrators) && !viewers.covers(&managers));
    assert!(viewers.clone().union(&managers).covers(&managers));
    assert!(Permissions::default().covers(&Permissions::default()));
}

#[test]
fn a_change_gives_away_what_was_not_held_before() {
    let (managers, viewers) = (
        Permissions::managers(Role::Distributor),
        Permissions::viewers(Role::Distributor),
    );
    let given = managers.beyond(&viewers);
    assert_eq!(given.level(Module::Partners), Level::Manage);
    assert_eq!(given.level(Module::Users), Level::None, "viewed before and after");
    assert!(given.sign);
    assert_eq!(viewers.beyond(&managers), Permissions::default());
}

#[test]
fn the_summary_reads_well() {
    assert_eq!(
        Permissions::administrators(Role::Distributor).summary(Role::Distributor),
        "Manages everything; signs"
    );
    assert_eq!(
        Permissions::viewers(Role::Distributor).summary(Role::Distributor),
        "Views everything"
    );
    assert_eq!(Permissions::default().summary(Role::Distributor), "");
    let mut some = Permissions::default();
    some.modules.insert(Module::Contracts, Level::Manage);
    some.modules.insert(Module::Events, Level::View);
    assert_eq!(some.summary(Role::Distributor), "Manages contracts; views events");
}

#[test]
fn partners_have_no_marketplaces() {
    for role in [Role::Vendor, Role::Reseller] {
        let modules: Vec<Module> = Module::of(role).collect();
        let rest = MATRIX.map(|(module, ..)| module);
        assert_eq!(
            modules,
            rest.into_iter()
                .filter(|&module| module != Module::Marketplaces)
                .collect::<Vec<_>>()
        );
        assert_eq!(
            Permissions::administrators(role),
            Permissions::administrators(Role::Distributor).within(role)
        );
        assert_eq!(
            Permissions::administrators(role).summary(role),
            "Manages everything; signs"
        );
        assert_eq!(Permissions::viewers(role).summary(role), "Views everything");
    }
    let all = Permissions::managers(Role::Distributor);
    assert_eq!(all.clone().within(Role::Distributor), all);
}
