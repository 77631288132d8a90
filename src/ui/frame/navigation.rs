//! What an account's people can go to, by its role and their permissions. To add a page: a line in [`modules`].

use crate::{components::Icon, place::in_account};
use entente_domain::{
    account::Role,
    permission::Module,
    usecases::access::{Place, Viewer},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A link of the navigation.
struct Entry {
    icon: &'static str,
    label: &'static str,
    /// Below the account's path, with a query if the list is narrowed.
    page: &'static str,
    /// What must be viewed to go there, if it is not what the group says.
    module: Option<Module>,
}

/// Some links that belong together; without a title they stand alone.
struct Group {
    title: &'static str,
    module: Option<Module>,
    entries: &'static [Entry],
}

const fn entry(icon: &'static str, label: &'static str, page: &'static str) -> Entry {
    Entry {
        icon,
        label,
        page,
        module: None,
    }
}

impl Entry {
    /// For those who may view this module.
    const fn of(self, module: Module) -> Self {
        Self {
            module: Some(module),
            ..self
        }
    }
}

const HOME: Group = Group {
    title: "",
    module: None,
    entries: &[entry("home", "Home", "")],
};

const USERS: Group = Group {
    title: "Users",
    module: Some(Module::Users),
    entries: &[entry("users", "Users", "users"), entry("shield", "Groups", "groups")],
};

const DISTRIBUTOR: &[Group] = &[
    HOME,
    Group {
        title: "Partners",
        module: Some(Module::Partners),
        entries: &[entry("users", "Directory", "partners")],
    },
    Group {
        title: "Agreements",
        module: Some(Module::Agreements),
        entries: &[
            entry("document", "Program", "agreements?type=program"),
            entry("document", "Distribution", "agreements?type=distribution"),
            entry("document", "Service", "agreements?type=service"),
            entry("document", "Syndication", "agreements?type=syndication"),
        ],
    },
    Group {
        title: "Contracts",
        module: Some(Module::Contracts),
        entries: &[entry("contract", "All contracts", "contracts")],
    },
    Group {
        title: "Marketplaces",
        module: Some(Module::Marketplaces),
        entries: &[
            entry("store", "Marketplaces", "marketplaces"),
            entry("server", "Hubs", "hubs"),
        ],
    },
    USERS,
    Group {
        title: "Settings",
        module: None,
        entries: &[
            entry("user-check", "Onboarding", "onboarding").of(Module::Settings),
            entry("lock", "Security", "security").of(Module::Settings),
            entry("history", "Events", "events").of(Module::Events),
        ],
    },
];

const PARTNER: &[Group] = &[
    HOME,
    Group {
        title: "Partners",
        module: Some(Module::Partners),
        entries: &[entry("building", "Distributors", "distributors")],
    },
    Group {
        title: "Agreements",
        module: Some(Module::Agreements),
        entries: &[entry("document", "Open to you", "agreements")],
    },
    Group {
        title: "Contracts",
        module: Some(Module::Contracts),
        entries: &[entry("contract", "Your contracts", "contracts")],
    },
    USERS,
    Group {
        title: "Settings",
        module: None,
        entries: &[
            entry("lock", "Security", "security").of(Module::Settings),
            entry("history", "Events", "events").of(Module::Events),
        ],
    },
];

/// What this person may go to: the title of each group, and its entries.
fn modules(place: &Place) -> impl Iterator<Item = (&'static str, Vec<&'static Entry>)> {
    let groups = match place.role {
        Role::Distributor => DISTRIBUTOR,
        Role::Vendor | Role::Reseller => PARTNER,
    };
    let permissions = place.permissions.clone();
    let views = move |module: Option<Module>| module.is_none_or(|module| permissions.views(module));
    groups.iter().filter_map(move |group| {
        let entries = group.entries.iter();
        let open: Vec<_> = entries.filter(|entry| views(entry.module.or(group.module))).collect();
        (!open.is_empty()).then_some((group.title, open))
    })
}

/// True when `page` is the one at `path` and `search`, or the page there stands under it.
fn is_current(account: &str, page: &str, path: &str, search: &str) -> bool {
    let (page, filter) = page
        .split_once('?')
        .map_or((page, None), |(page, filter)| (page, Some(filter)));
    let target = in_account(account, page);
    let below = path.strip_prefix(&target).is_some_and(|rest| rest.starts_with('/'));
    match filter {
        Some(filter) => path == target && search.split('&').any(|part| part == filter),
        None if page.is_empty() => path == target,
        None => path == target || below,
    }
}

/// The navigation of the account in the path; outside of accounts, the person's accounts.
#[component]
pub(super) fn Navigation(viewer: Viewer) -> impl IntoView {
    let groups = if let Some(place) = &viewer.account {
        let account = place.id.to_string();
        modules(place)
            .map(|(title, entries)| links(&account, title, entries))
            .collect_view()
            .into_any()
    } else {
        accounts(&viewer)
    };
    view! { <nav class="nav" aria-label="Main">{groups}</nav> }
}

fn accounts(viewer: &Viewer) -> AnyView {
    let items = viewer
        .accounts
        .iter()
        .map(|account| {
            let href = in_account(account.id.as_str(), "");
            view! {
                <li><a class="nav-link" href=href><Icon name="building"/><span>{account.name.clone()}</span></a></li>
            }
        })
        .collect_view();
    view! { <h2 class="nav-title">"Accounts"</h2><ul class="nav-list">{items}</ul> }.into_any()
}

fn links(account: &str, title: &'static str, entries: Vec<&'static Entry>) -> impl IntoView + use<> {
    let location = use_location();
    let items = entries
        .into_iter()
        .map(|entry| {
            let href = in_account(account, entry.page);
            let (account, path, search) = (account.to_owned(), location.pathname, location.search);
            let current = move || {
                let here = path.with(|path| search.with(|search| is_current(&account, entry.page, path, search)));
                here.then_some("page")
            };
            view! {
                <li>
                    <a class="nav-link" href=href aria-current=current><Icon name=entry.icon/><span>{entry.label}</span></a>
                </li>
            }
        })
        .collect_view();
    view! {
        {(!title.is_empty()).then(|| view! { <h2 class="nav-title">{title}</h2> })}
        <ul class="nav-list">{items}</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::permission::{Level, Permissions};

    fn place(role: Role, permissions: Permissions) -> Place {
        Place {
            suspended: false,
            id: "PA-100-001".parse().expect("an id"),
            name: "Mighty Mick's LLC".to_owned(),
            role,
            permissions,
            mail_configured: true,
        }
    }

    #[test]
    fn only_modules_that_may_be_viewed_are_there() {
        let mut permissions = Permissions::default();
        permissions.modules.insert(Module::Contracts, Level::View);
        permissions.modules.insert(Module::Events, Level::View);
        let open: Vec<_> = modules(&place(Role::Distributor, permissions))
            .map(|(title, entries)| (title, entries.iter().map(|entry| entry.label).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            open,
            [
                ("", vec!["Home"]),
                ("Contracts", vec!["All contracts"]),
                ("Settings", vec!["Events"]),
            ]
        );
        let all = place(Role::Distributor, Permissions::viewers(Role::Distributor));
        assert_eq!(modules(&all).count(), DISTRIBUTOR.len());
        assert_eq!(
            modules(&place(Role::Vendor, Permissions::viewers(Role::Vendor))).count(),
            PARTNER.len()
        );
    }

    #[test]
    fn the_current_page_is_marked() {
        let current = |page, path, search| is_current("PA-1", page, path, search);
        assert!(current("", "/PA-1", ""));
        assert!(!current("", "/PA-1/partners", ""));
        assert!(current("partners", "/PA-1/partners/VA-2", ""));
        assert!(!current("partners", "/PA-1/partnersx", ""));
        assert!(current(
            "agreements?type=program",
            "/PA-1/agreements",
            "type=program&page=2"
        ));
        assert!(!current("agreements?type=program", "/PA-1/agreements", "type=service"));
    }
}
