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
    pages::{
        AccountSetUpPage, AddUserPage, AgreementPage, AgreementsPage, ContractPage, ContractsPage, DistributorsPage,
        EditAgreementPage, EditPartnerPage, EventsPage, GroupPage, GroupsPage, HomePage, HubPage, HubsPage,
        InvitationPage, MarketplacePage, MarketplacesPage, MePage, NewAgreementPage, NewGroupPage, NewHubPage,
        NewMarketplacePage, NewPartnerPage, NewPasswordPage, NewVersionPage, NotFound, OnboardingPage, PartnerPage,
        PartnersPage, ResetPasswordPage, SetUpPage, SignInPage, UserPage, UsersPage, WizardPage,
    },
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
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
    /// Open to people who are not signed in.
    pub public: bool,
}

const fn public(path: &'static str) -> PagePath {
    PagePath { path, public: true }
}

const fn private(path: &'static str) -> PagePath {
    PagePath { path, public: false }
}

/// Every page. The guard before the pages and the sweep of the tests read it.
pub const PAGES: &[PagePath] = &[
    public("/sign-in"),
    public("/reset-password"),
    public("/reset-password/new"),
    public("/set-up"),
    public("/invitation/:invitation"),
    private("/me"),
    private("/:account"),
    private("/:account/set-up"),
    private("/:account/distributors"),
    private("/:account/partners/new"),
    private("/:account/partners/wizard/:draft/:step"),
    private("/:account/partners"),
    private("/:account/partners/:partner"),
    private("/:account/partners/:partner/edit"),
    private("/:account/agreements"),
    private("/:account/agreements/new"),
    private("/:account/agreements/:agreement"),
    private("/:account/agreements/:agreement/edit"),
    private("/:account/agreements/:agreement/versions/new"),
    private("/:account/contracts"),
    private("/:account/contracts/:contract"),
    private("/:account/marketplaces"),
    private("/:account/marketplaces/new"),
    private("/:account/marketplaces/:marketplace"),
    private("/:account/hubs"),
    private("/:account/hubs/new"),
    private("/:account/hubs/:hub"),
    private("/:account/onboarding"),
    private("/:account/users"),
    private("/:account/users/new"),
    private("/:account/users/new/:step"),
    private("/:account/users/:user"),
    private("/:account/groups"),
    private("/:account/groups/new"),
    private("/:account/groups/:group"),
    private("/:account/events"),
];

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    CurrentFlash::provide();
    Notices::provide();
    Arrived::provide();
    Effect::new(|_| browser::mark_hydrated());
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Entente".to_owned() } else { format!("{title} · Entente") }/>
        <Router>
            <AfterNavigation/>
            // The router leaves fragments of other pages alone, and this one has to move the focus.
            <a class="skip-link" href="#main" rel="external">"Skip to content"</a>
            <Routes fallback=NotFound>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/reset-password") view=ResetPasswordPage ssr=SsrMode::Async/>
                <Route path=path!("/reset-password/new") view=NewPasswordPage ssr=SsrMode::Async/>
                <Route path=path!("/set-up") view=SetUpPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:invitation") view=InvitationPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("/me") view=AccountFrame ssr=SsrMode::Async>
                    <Route path=path!("/") view=MePage ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/:account") view=AccountFrame ssr=SsrMode::Async>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/set-up") view=AccountSetUpPage ssr=SsrMode::Async/>
                    <Route path=path!("/distributors") view=DistributorsPage ssr=SsrMode::Async/>
                    <Route path=path!("/partners/new") view=NewPartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/partners/wizard/:draft/:step") view=WizardPage ssr=SsrMode::Async/>
                    <Route path=path!("/partners") view=PartnersPage ssr=SsrMode::Async/>
                    <Route path=path!("/partners/:partner") view=PartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/partners/:partner/edit") view=EditPartnerPage ssr=SsrMode::Async/>
                    <Route path=path!("/agreements") view=AgreementsPage ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/new") view=NewAgreementPage ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement") view=AgreementPage ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement/edit") view=EditAgreementPage ssr=SsrMode::Async/>
                    <Route path=path!("/agreements/:agreement/versions/new") view=NewVersionPage ssr=SsrMode::Async/>
                    <Route path=path!("/contracts") view=ContractsPage ssr=SsrMode::Async/>
                    <Route path=path!("/contracts/:contract") view=ContractPage ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces") view=MarketplacesPage ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces/new") view=NewMarketplacePage ssr=SsrMode::Async/>
                    <Route path=path!("/marketplaces/:marketplace") view=MarketplacePage ssr=SsrMode::Async/>
                    <Route path=path!("/hubs") view=HubsPage ssr=SsrMode::Async/>
                    <Route path=path!("/hubs/new") view=NewHubPage ssr=SsrMode::Async/>
                    <Route path=path!("/hubs/:hub") view=HubPage ssr=SsrMode::Async/>
                    <Route path=path!("/onboarding") view=OnboardingPage ssr=SsrMode::Async/>
                    <Route path=path!("/users") view=UsersPage ssr=SsrMode::Async/>
                    <Route path=path!("/users/new") view=AddUserPage ssr=SsrMode::Async/>
                    <Route path=path!("/users/new/:step") view=AddUserPage ssr=SsrMode::Async/>
                    <Route path=path!("/users/:user") view=UserPage ssr=SsrMode::Async/>
                    <Route path=path!("/groups") view=GroupsPage ssr=SsrMode::Async/>
                    <Route path=path!("/groups/new") view=NewGroupPage ssr=SsrMode::Async/>
                    <Route path=path!("/groups/:group") view=GroupPage ssr=SsrMode::Async/>
                    <Route path=path!("/events") view=EventsPage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
            <NoticeRegion/>
        </Router>
    }
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
