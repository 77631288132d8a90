//! Every page, and the chunk of the program that holds it.
//!
//! The browser loads the program's main part with the first document, and a chunk when one of its pages is first
//! asked for. Pages that people use together are in one chunk. To add a page: its name in [`Page`], its chunk in
//! [`Page::chunk`], its view in that chunk's function in [`views`]. To add a chunk: a function like the ones there; the
//! build does the rest.

mod views;

use super::NotFound;
use crate::browser;
use leptos::prelude::*;
use leptos_router::{ChooseView, hooks::use_url};
use std::future::pending;
use wasm_split_helpers::SplitLoaderError;

/// Makes a page's view.
type View = fn() -> AnyView;

/// What a chunk's function gives: the view, if the page is in the chunk. In the browser the chunk has to be fetched,
/// which can fail.
type Loaded = Result<Option<View>, SplitLoaderError>;

/// Every page, as routes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    SignIn,
    Code,
    ResetPassword,
    NewPassword,
    SetUp,
    Invitation,
    Me,
    Email,
    SecondFactor,
    Home,
    AccountSetUp,
    Distributors,
    NewPartner,
    Wizard,
    Partners,
    Partner,
    EditPartner,
    Agreements,
    NewAgreement,
    Agreement,
    EditAgreement,
    NewVersion,
    Contracts,
    Contract,
    Marketplaces,
    NewMarketplace,
    Marketplace,
    Hubs,
    NewHub,
    Hub,
    Onboarding,
    Users,
    AddUser,
    PasteAddresses,
    RemoveUser,
    User,
    Groups,
    NewGroup,
    Group,
    Events,
    Security,
}

/// The pieces that the program comes in, besides its main part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chunk {
    Access,
    Invitation,
    Home,
    Wizard,
    Partners,
    Partner,
    Agreements,
    Contracts,
    Marketplaces,
    Hubs,
    Users,
    AddUsers,
    Groups,
    Settings,
    Me,
}

impl Chunk {
    /// Its name in the build's manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Invitation => "invitation",
            Self::Home => "home",
            Self::Wizard => "wizard",
            Self::Partners => "partners",
            Self::Partner => "partner",
            Self::Agreements => "agreements",
            Self::Contracts => "contracts",
            Self::Marketplaces => "marketplaces",
            Self::Hubs => "hubs",
            Self::Users => "users",
            Self::AddUsers => "add_users",
            Self::Groups => "groups",
            Self::Settings => "settings",
            Self::Me => "me",
        }
    }
}

impl Page {
    /// The chunk that holds the page.
    pub const fn chunk(self) -> Chunk {
        match self {
            Self::SignIn | Self::Code | Self::ResetPassword | Self::NewPassword | Self::SetUp => Chunk::Access,
            Self::Invitation => Chunk::Invitation,
            Self::Home | Self::AccountSetUp | Self::Distributors => Chunk::Home,
            Self::NewPartner | Self::Wizard => Chunk::Wizard,
            Self::Partners => Chunk::Partners,
            Self::Partner | Self::EditPartner => Chunk::Partner,
            Self::Agreements | Self::NewAgreement | Self::Agreement | Self::EditAgreement | Self::NewVersion => {
                Chunk::Agreements
            }
            Self::Contracts | Self::Contract => Chunk::Contracts,
            Self::Marketplaces | Self::NewMarketplace | Self::Marketplace => Chunk::Marketplaces,
            Self::Hubs | Self::NewHub | Self::Hub => Chunk::Hubs,
            Self::Users | Self::User | Self::RemoveUser => Chunk::Users,
            Self::AddUser | Self::PasteAddresses => Chunk::AddUsers,
            Self::Groups | Self::NewGroup | Self::Group => Chunk::Groups,
            Self::Onboarding | Self::Events | Self::Security => Chunk::Settings,
            Self::Me | Self::Email | Self::SecondFactor => Chunk::Me,
        }
    }

    /// The page's view, once its chunk is there; on the server it always is.
    ///
    /// # Errors
    /// The chunk cannot be fetched.
    pub async fn load(self) -> Loaded {
        match self.chunk() {
            Chunk::Access => views::access(self).await,
            Chunk::Invitation => views::invitation(self).await,
            Chunk::Home => views::home(self).await,
            Chunk::Wizard => views::wizard(self).await,
            Chunk::Partners => views::partners(self).await,
            Chunk::Partner => views::partner(self).await,
            Chunk::Agreements => views::agreements(self).await,
            Chunk::Contracts => views::contracts(self).await,
            Chunk::Marketplaces => views::marketplaces(self).await,
            Chunk::Hubs => views::hubs(self).await,
            Chunk::Users => views::users(self).await,
            Chunk::AddUsers => views::add_users(self).await,
            Chunk::Groups => views::groups(self).await,
            Chunk::Settings => views::settings(self).await,
            Chunk::Me => views::me(self).await,
        }
    }

    /// The page's view. When its chunk cannot be fetched, as after an update of the server, the page is loaded
    /// from the server in full, and the one that is shown stays until then.
    async fn view(self) -> View {
        let Ok(view) = self.load().await else {
            let url = use_url().get_untracked();
            let query = if url.search().is_empty() { "" } else { "?" };
            browser::load(&[url.path(), query, url.search(), url.hash()].concat());
            return pending().await;
        };
        view.unwrap_or(|| NotFound().into_any())
    }
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        let view = self.view().await;
        view()
    }

    async fn preload(&self) {
        self.view().await;
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use crate::app::PAGES;
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    #[test]
    fn every_page_is_in_its_chunk() {
        for page in PAGES {
            let load = pin!(page.page.load());
            let loaded = load.poll(&mut Context::from_waker(Waker::noop()));
            assert!(matches!(loaded, Poll::Ready(Ok(Some(_)))), "{}", page.path);
        }
    }
}
