//! Every page, and the chunk of the program that holds it.
//!
//! The browser loads the program's main part with the first document, and a chunk when one of its pages is first
//! asked for. Pages that people use together are in one chunk. To add a page: its name in [`Page`], its chunk in
//! [`Page::chunk`], its view in that chunk's function. To add a chunk: a function like the ones below; the build
//! does the rest.

use super::{
    AccountSetUpPage, AddUserPage, AgreementPage, AgreementsPage, ContractPage, ContractsPage, DistributorsPage,
    EditAgreementPage, EditPartnerPage, EventsPage, GroupPage, GroupsPage, HomePage, HubPage, HubsPage, InvitationPage,
    MarketplacePage, MarketplacesPage, MePage, NewAgreementPage, NewGroupPage, NewHubPage, NewMarketplacePage,
    NewPartnerPage, NewPasswordPage, NewVersionPage, NotFound, OnboardingPage, PartnerPage, PartnersPage,
    PasteAddressesPage, RemoveUserPage, ResetPasswordPage, SetUpPage, SignInPage, UserPage, UsersPage, WizardPage,
};
use crate::browser;
use leptos::prelude::*;
use leptos_router::{ChooseView, hooks::use_url};
use std::future::pending;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Makes a page's view.
type View = fn() -> AnyView;

/// What a chunk's function gives: the view, if the page is in the chunk. In the browser the chunk has to be fetched,
/// which can fail.
type Loaded = Result<Option<View>, SplitLoaderError>;

/// Every page, as routes name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    SignIn,
    ResetPassword,
    NewPassword,
    SetUp,
    Invitation,
    Me,
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
}

/// The pieces that the program comes in, besides its main part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chunk {
    Access,
    Invitation,
    Home,
    Wizard,
    Partners,
    Agreements,
    Contracts,
    Marketplaces,
    Hubs,
    Users,
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
            Self::Agreements => "agreements",
            Self::Contracts => "contracts",
            Self::Marketplaces => "marketplaces",
            Self::Hubs => "hubs",
            Self::Users => "users",
            Self::Settings => "settings",
            Self::Me => "me",
        }
    }
}

impl Page {
    /// The chunk that holds the page.
    pub const fn chunk(self) -> Chunk {
        match self {
            Self::SignIn | Self::ResetPassword | Self::NewPassword | Self::SetUp => Chunk::Access,
            Self::Invitation => Chunk::Invitation,
            Self::Home | Self::AccountSetUp | Self::Distributors => Chunk::Home,
            Self::NewPartner | Self::Wizard => Chunk::Wizard,
            Self::Partners | Self::Partner | Self::EditPartner => Chunk::Partners,
            Self::Agreements | Self::NewAgreement | Self::Agreement | Self::EditAgreement | Self::NewVersion => {
                Chunk::Agreements
            }
            Self::Contracts | Self::Contract => Chunk::Contracts,
            Self::Marketplaces | Self::NewMarketplace | Self::Marketplace => Chunk::Marketplaces,
            Self::Hubs | Self::NewHub | Self::Hub => Chunk::Hubs,
            Self::Users
            | Self::AddUser
            | Self::PasteAddresses
            | Self::User
            | Self::RemoveUser
            | Self::Groups
            | Self::NewGroup
            | Self::Group => Chunk::Users,
            Self::Onboarding | Self::Events => Chunk::Settings,
            Self::Me => Chunk::Me,
        }
    }

    /// The page's view, once its chunk is there; on the server it always is.
    ///
    /// # Errors
    /// The chunk cannot be fetched.
    pub async fn load(self) -> Loaded {
        match self.chunk() {
            Chunk::Access => access(self).await,
            Chunk::Invitation => invitation(self).await,
            Chunk::Home => home(self).await,
            Chunk::Wizard => wizard(self).await,
            Chunk::Partners => partners(self).await,
            Chunk::Agreements => agreements(self).await,
            Chunk::Contracts => contracts(self).await,
            Chunk::Marketplaces => marketplaces(self).await,
            Chunk::Hubs => hubs(self).await,
            Chunk::Users => users(self).await,
            Chunk::Settings => settings(self).await,
            Chunk::Me => me(self).await,
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

#[wasm_split(access, fallible)]
fn access(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::SignIn => || SignInPage().into_any(),
        Page::ResetPassword => || ResetPasswordPage().into_any(),
        Page::NewPassword => || NewPasswordPage().into_any(),
        Page::SetUp => || SetUpPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(invitation, fallible)]
fn invitation(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Invitation => || InvitationPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(home, fallible)]
fn home(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Home => || HomePage().into_any(),
        Page::AccountSetUp => || AccountSetUpPage().into_any(),
        Page::Distributors => || DistributorsPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(wizard, fallible)]
fn wizard(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::NewPartner => || NewPartnerPage().into_any(),
        Page::Wizard => || WizardPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(partners, fallible)]
fn partners(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Partners => || PartnersPage().into_any(),
        Page::Partner => || PartnerPage().into_any(),
        Page::EditPartner => || EditPartnerPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(agreements, fallible)]
fn agreements(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Agreements => || AgreementsPage().into_any(),
        Page::NewAgreement => || NewAgreementPage().into_any(),
        Page::Agreement => || AgreementPage().into_any(),
        Page::EditAgreement => || EditAgreementPage().into_any(),
        Page::NewVersion => || NewVersionPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(contracts, fallible)]
fn contracts(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Contracts => || ContractsPage().into_any(),
        Page::Contract => || ContractPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(marketplaces, fallible)]
fn marketplaces(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Marketplaces => || MarketplacesPage().into_any(),
        Page::NewMarketplace => || NewMarketplacePage().into_any(),
        Page::Marketplace => || MarketplacePage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(hubs, fallible)]
fn hubs(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Hubs => || HubsPage().into_any(),
        Page::NewHub => || NewHubPage().into_any(),
        Page::Hub => || HubPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(users, fallible)]
fn users(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Users => || UsersPage().into_any(),
        Page::AddUser => || AddUserPage().into_any(),
        Page::PasteAddresses => || PasteAddressesPage().into_any(),
        Page::User => || UserPage().into_any(),
        Page::RemoveUser => || RemoveUserPage().into_any(),
        Page::Groups => || GroupsPage().into_any(),
        Page::NewGroup => || NewGroupPage().into_any(),
        Page::Group => || GroupPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(settings, fallible)]
fn settings(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Onboarding => || OnboardingPage().into_any(),
        Page::Events => || EventsPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(me, fallible)]
fn me(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Me => || MePage().into_any(),
        _ => return Ok(None),
    }))
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
