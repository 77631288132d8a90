//! At the top of the navigation the account and the way to the others, at its bottom the person.

use crate::{
    components::{Icon, ThemeSwitch},
    place::in_account,
    server_fns::access::AccessSignOut,
};
use entente_domain::usecases::access::Viewer;
use leptos::{prelude::*, server_fn::ServerFn};

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// The account in the path, and the person's other ones behind it.
#[component]
pub(super) fn AccountSwitcher(viewer: Viewer) -> impl IntoView {
    let here = viewer.account.as_ref().map(|place| place.id.clone());
    let (name, meta) = match &viewer.account {
        Some(place) => {
            let meta = view! { {place.role.label()}" · "<span class="mono">{place.id.to_string()}</span> };
            (place.name.clone(), meta.into_any())
        }
        None => ("Your accounts".to_owned(), "Choose one".into_any()),
    };
    let items = viewer
        .accounts
        .into_iter()
        .map(|account| {
            let current = (here.as_ref() == Some(&account.id)).then_some("true");
            view! {
                <a class="menu-item" href=in_account(account.id.as_str(), "") aria-current=current>
                    <span class="avatar square small" aria-hidden="true">{initials(&account.name)}</span>
                    <span class="menu-item-text">
                        {account.name}
                        <small>{format!("{} · {}", account.role.label(), account.id)}</small>
                    </span>
                </a>
            }
        })
        .collect_view();
    view! {
        <button class="account-switcher" type="button" popovertarget="accounts">
            <span class="avatar square" aria-hidden="true">{initials(&name)}</span>
            <span class="account-switcher-text">
                <span class="account-switcher-name">{name}</span>
                <span class="account-switcher-meta">{meta}</span>
            </span>
            <Icon name="switch"/>
            <span class="visually-hidden">"Switch account"</span>
        </button>
        <div class="menu wide" id="accounts" popover="auto">{items}</div>
    }
}

/// The person, with profile, theme and sign-out behind.
#[component]
pub(super) fn Person(viewer: Viewer) -> impl IntoView {
    view! {
        <button class="person" type="button" popovertarget="person-menu">
            <span class="avatar" aria-hidden="true">{initials(&viewer.name)}</span>
            <span class="person-text">
                <span class="person-name">{viewer.name}</span>
                <span class="person-mail">{viewer.email}</span>
            </span>
            <Icon name="dots"/>
        </button>
        <div class="menu" id="person-menu" popover="auto">
            <a class="menu-item" href="/me"><Icon name="user"/>"My profile"</a>
            <ThemeSwitch/>
            <hr class="menu-divider"/>
            <form method="post" action=AccessSignOut::PATH>
                <button class="menu-item" type="submit"><Icon name="exit"/>"Sign out"</button>
            </form>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_the_first_two_words() {
        assert_eq!(initials("Mighty Mick's LLC"), "MM");
        assert_eq!(initials("ümit"), "Ü");
        assert_eq!(initials("(Front) – Street"), "FS");
        assert_eq!(initials(""), "");
    }
}
