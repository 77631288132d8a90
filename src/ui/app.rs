//! Every page's path and its frame, in one table.
//!
//! `/` is not here: the server decides where it leads. Pages are rendered in full before they are sent
//! (`SsrMode::Async`), so that they have the right status and work without JavaScript.

use crate::{
    browser,
    components::Arrived,
    flash::CurrentFlash,
    frame::AccountFrame,
    notice::{NoticeRegion, Notices},
    pages::{NotFound, Page},
    tab_title::TabTitles,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// A page's path, as routes write it, and who may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePath {
    /// The path.
    pub path: &'static str,
    /// What is there.
    pub page: Page,
    /// Open to people who are not signed in.
    pub public: bool,
}

impl PagePath {
    /// Whether `path` leads to the page; `:name` in the page's own stands for anything.
    pub fn fits(&self, path: &str) -> bool {
        let mut parts = path.trim_end_matches('/').split('/');
        let mut own = self.path.split('/');
        own.all(|own| parts.next().is_some_and(|part| own.starts_with(':') || own == part)) && parts.next().is_none()
    }
}

const fn public(path: &'static str, page: Page) -> PagePath {
    PagePath {
        path,
        page,
        public: true,
    }
}

const fn private(path: &'static str, page: Page) -> PagePath {
    PagePath {
        path,
        page,
        public: false,
    }
}

/// Every page. The guard before the pages and the sweep of the tests read it.
pub const PAGES: &[PagePath] = &[
    public("/sign-in", Page::SignIn),
    public("/sign-in/code", Page::Code),
    public("/reset-password", Page::ResetPassword),
    public("/reset-password/new", Page::NewPassword),
    public("/set-up", Page::SetUp),
    public("/invitation/:invitation", Page::Invitation),
    public("/me/email", Page::Email),
    private("/me", Page::Me),
    private("/me/second-factor", Page::SecondFactor),
    private("/:account", Page::Home),
    private("/:account/set-up", Page::AccountSetUp),
    private("/:account/distributors", Page::Distributors),
    private("/:account/partners/new", Page::NewPartner),
    private("/:account/partners/wizard/:draft/:step", Page::Wizard),
    private("/:account/partners", Page::Partners),
    private("/:account/partners/:partner", Page::Partner),
    private("/:account/partners/:partner/edit", Page::EditPartner),
    private("/:account/agreements", Page::Agreements),
    private("/:account/agreements/new", Page::NewAgreement),
    private("/:account/agreements/:agreement", Page::Agreement),
    private("/:account/agreements/:agreement/edit", Page::EditAgreement),
    private("/:account/agreements/:agreement/versions/new", Page::NewVersion),
    private("/:account/contracts", Page::Contracts),
    private("/:account/contracts/:contract", Page::Contract),
    private("/:account/marketplaces", Page::Marketplaces),
    private("/:account/marketplaces/new", Page::NewMarketplace),
    private("/:account/marketplaces/:marketplace", Page::Marketplace),
    private("/:account/hubs", Page::Hubs),
    private("/:account/hubs/new", Page::NewHub),
    private("/:account/hubs/:hub", Page::Hub),
    private("/:account/onboarding", Page::Onboarding),
    private("/:account/users", Page::Users),
    private("/:account/users/new", Page::AddUser),
    private("/:account/users/new/:step", Page::AddUser),
    private("/:account/users/invite", Page::PasteAddresses),
    private("/:account/users/:user", Page::User),
    private("/:account/users/:user/remove", Page::RemoveUser),
    private("/:account/groups", Page::Groups),
    private("/:account/groups/new", Page::NewGroup),
    private("/:account/groups/:group", Page::Group),
    private("/:account/events", Page::Events),
    private("/:account/security", Page::Security),
];

/// The page at `path`: the first in the table that fits, as for the router.
pub fn page_at(path: &str) -> Option<Page> {
    PAGES.iter().find(|page| page.fits(path)).map(|page| page.page)
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_contexts();
    Effect::new(|_| browser::mark_hydrated());
    view! {
        <TabTitles/>
        <Router>
            <AfterNavigation/>
            // The router leaves fragments of other pages alone, and this one has to move the focus.
            <a class="skip-link" href="#main" rel="external">"Skip to content"</a>
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=Page::SignIn ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=Page::Code ssr=SsrMode::Async/>
                <Route path=path!("/reset-password") view=Page::ResetPassword ssr=SsrMode::Async/>
                <Route path=path!("/reset-password/new") view=Page::NewPassword ssr=SsrMode::Async/>
                <Route path=path!("/set-up") view=Page::SetUp ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:invitation") view=Page::Invitation ssr=SsrMode::Async/>
                <Route path=path!("/me/email") view=Page::Email ssr=SsrMode::Async/>
                <ParentRoute path=path!("/me") view=AccountFrame ssr=SsrMode::Async>
                    <Route path=path!("/") view=Page::Me ssr=SsrMode::Async/>
                    <Route path=path!("/second-factor") view=Page::SecondFactor ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/:account") view=AccountFrame ssr=SsrMode::Async>
                    <Route path=path!("/") view=Page::Home ssr=SsrMode::Async/>
                    <Route path=path!("/set-up") view=Page::AccountSetUp ssr=SsrMode::Async/>
                    <Route path=path!("/distributors") view=Page::Distributors ssr=SsrMode::Async/>
                    <Route path=path!("/partners/new") view=Page::NewPartner ssr=SsrMode::Async/>
                    <Route path=path!("/partners/wizard/:draft/:step") view=Page::Wizard ssr=SsrMode::Async/>
                    <Route path=path!("/partners") view=Page::Partners ssr=SsrMode::Async/>
                    <Route path=path!("/partners/:partner") view=Page::Partner ssr=SsrMode::Async/>
                    <Route path=path!("/partners/:partner/edit") view=Page::EditPartner ssr=SsrMode::Async/>
                    <Route path=path!("/agreements") view=Page::Agreements ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/new") view=Page::NewAgreement ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement") view=Page::Agreement ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement/edit") view=Page::EditAgreement ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement/versions/new") view=Page::NewVersion ssr=SsrMode::Async/>
                    <Route path=path!("/contracts") view=Page::Contracts ssr=SsrMode::Async/>
                    <Route path=path!("/contracts/:contract") view=Page::Contract ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces") view=Page::Marketplaces ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces/new") view=Page::NewMarketplace ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces/:marketplace") view=Page::Marketplace ssr=SsrMode::Async/>
                    <Route path=path!("/hubs") view=Page::Hubs ssr=SsrMode::Async/>
                    <Route path=path!("/hubs/new") view=Page::NewHub ssr=SsrMode::Async/>
                    <Route path=path!("/hubs/:hub") view=Page::Hub ssr=SsrMode::Async/>
                    <Route path=path!("/onboarding") view=Page::Onboarding ssr=SsrMode::Async/>
                    <Route path=path!("/users") view=Page::Users ssr=SsrMode::Async/>
                    <Route path=path!("/users/new") view=Page::AddUser ssr=SsrMode::Async/>
                    <Route path=path!("/users/new/:step") view=Page::AddUser ssr=SsrMode::Async/>
                    <Route path=path!("/users/invite") view=Page::PasteAddresses ssr=SsrMode::Async/>
                    <Route path=path!("/users/:user") view=Page::User ssr=SsrMode::Async/>
                    <Route path=path!("/users/:user/remove") view=Page::RemoveUser ssr=SsrMode::Async/>
                    <Route path=path!("/groups") view=Page::Groups ssr=SsrMode::Async/>
                    <Route path=path!("/groups/new") view=Page::NewGroup ssr=SsrMode::Async/>
                    <Route path=path!("/groups/:group") view=Page::Group ssr=SsrMode::Async/>
                    <Route path=path!("/events") view=Page::Events ssr=SsrMode::Async/>
                    <Route path=path!("/security") view=Page::Security ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
            <NoticeRegion/>
        </Router>
    }
}

/// What every page finds in its context.
fn provide_contexts() {
    provide_meta_context();
    CurrentFlash::provide();
    Notices::provide();
    Arrived::provide();
}

/// What happens whenever the person goes to another page.
#[component]
fn AfterNavigation() -> impl IntoView {
    CurrentFlash::forget_on_navigation();
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_path_leads_to_one_page() {
        assert_eq!(page_at("/me"), Some(Page::Me));
        assert_eq!(page_at("/PA-100-001"), Some(Page::Home));
        assert_eq!(page_at("/PA-100-001/partners/"), Some(Page::Partners));
        assert_eq!(page_at("/PA-100-001/partners/new"), Some(Page::NewPartner));
        assert_eq!(page_at("/PA-100-001/partners/TPR-1"), Some(Page::Partner));
        assert_eq!(page_at("/PA-100-001/nothing"), None);
    }

    #[test]
    fn the_table_names_every_route() {
        let routes = leptos_axum::generate_route_list(App);
        let have: BTreeSet<String> = routes
            .iter()
            .map(|route| route.path().replace(['{', '}'], ""))
            .collect();
        let named: BTreeSet<String> = PAGES.iter().map(|page| page.path.replace(':', "")).collect();
        assert_eq!(have, named);
        assert!(routes.iter().all(|route| matches!(route.mode(), SsrMode::Async)));
    }
}
