//! The frame around pages: navigation inside an account, a sheet of paper outside.

mod navigation;
mod switcher;

use crate::{
    browser,
    components::Icon,
    place::{ViewerResource, provide_viewer, use_account},
    tab_title::TabTitles,
};
use entente_domain::usecases::access::Viewer;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use navigation::Navigation;
use switcher::{AccountSwitcher, Person};

/// The name of the account that the frame is of, in context; empty until it is known.
#[derive(Clone)]
struct AccountName(ArcRwSignal<String>);

/// Around every page of a signed-in person: the account in the path, its modules, the person.
#[component]
pub fn AccountFrame() -> impl IntoView {
    let viewer = provide_viewer(use_account());
    let path = use_location().pathname;
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_some() {
            browser::close_popovers();
        }
    });
    let name = ArcRwSignal::new(String::new());
    provide_context(AccountName(name.clone()));
    view! {
        <TabTitles account=name/>
        <div class="app">
            <header class="app-bar">
                <button class="button quiet icon-only" type="button" popovertarget="sidebar" aria-label="Menu">
                    <Icon name="menu" size="large"/>
                </button>
                <span class="app-bar-title"><WithViewer viewer=viewer view=title/></span>
            </header>
            <aside class="sidebar" id="sidebar" popover="auto" aria-label="Account and navigation">
                <WithViewer viewer=viewer view=sidebar/>
            </aside>
            <Outlet/>
        </div>
    }
    .into_any()
}

/// Shows what is made of the viewer, beside the page and never around it.
#[component]
fn WithViewer(
    /// The viewer.
    viewer: ViewerResource,
    /// What is made of it.
    view: fn(Viewer) -> AnyView,
) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move { viewer.read().await.ok().flatten().map(view) })}
        </Transition>
    }
}

fn title(viewer: Viewer) -> AnyView {
    let name = viewer.account.map_or_else(String::new, |account| account.name);
    if let Some(AccountName(known)) = use_context() {
        known.set(name.clone());
    }
    if name.is_empty() { "Entente".to_owned() } else { name }.into_any()
}

fn suspended_note() -> impl IntoView {
    view! {
        <p class="sidebar-note"><Icon name="ban"/>"Suspended: you can read everything and change nothing."</p>
    }
}

fn sidebar(viewer: Viewer) -> AnyView {
    let suspended = viewer.account.as_ref().is_some_and(|account| account.suspended);
    view! {
        <AccountSwitcher viewer=viewer.clone()/>
        {suspended.then(suspended_note)}
        <Navigation viewer=viewer.clone()/>
        <Person viewer=viewer/>
    }
    .into_any()
}

/// The main part of a page inside a frame.
#[component]
pub fn Page(
    /// `fill` for lists, `narrow` for forms; the usual width otherwise.
    #[prop(default = "")]
    kind: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! { <main class=format!("page {kind}") id="main" tabindex="-1">{children()}</main> }
}

/// A page outside of accounts: sign-in, invitation, set-up.
#[component]
pub fn PublicFrame(
    /// The name above the sheet.
    #[prop(into, default = "Entente".to_owned())]
    name: String,
    /// Wide enough to read an agreement.
    #[prop(default = false)]
    wide: bool,
    /// The page, beginning with its `h1`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="public">
            <header class="public-head">
                <span class="mark"><Icon name="mark" size="large"/>" "{name}</span>
            </header>
            <main class=if wide { "sheet wide" } else { "sheet" } id="main" tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}
