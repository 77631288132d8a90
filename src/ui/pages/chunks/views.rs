//! The chunks' functions: each makes the views of its pages, and what only they need ends up in its chunk.

use super::{Loaded, Page};
use crate::pages::{
    AccountSetUpPage, AddUserPage, AgreementPage, AgreementsPage, CodePage, ContractPage, ContractsPage,
    DistributorsPage, EditAgreementPage, EditPartnerPage, EmailPage, EventsPage, GroupPage, GroupsPage, HomePage,
    HubPage, HubsPage, InvitationPage, MarketplacePage, MarketplacesPage, MePage, NewAgreementPage, NewGroupPage,
    NewHubPage, NewMarketplacePage, NewPartnerPage, NewPasswordPage, NewVersionPage, OnboardingPage, PartnerPage,
    PartnersPage, PasteAddressesPage, RemoveUserPage, ResetPasswordPage, SecondFactorPage, SecurityPage, SetUpPage,
    SignInPage, UserPage, UsersPage, WizardPage,
};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

#[wasm_split(access, fallible)]
pub(super) fn access(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::SignIn => || SignInPage().into_any(),
        Page::Code => || CodePage().into_any(),
        Page::ResetPassword => || ResetPasswordPage().into_any(),
        Page::NewPassword => || NewPasswordPage().into_any(),
        Page::SetUp => || SetUpPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(invitation, fallible)]
pub(super) fn invitation(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Invitation => || InvitationPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(home, fallible)]
pub(super) fn home(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Home => || HomePage().into_any(),
        Page::AccountSetUp => || AccountSetUpPage().into_any(),
        Page::Distributors => || DistributorsPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(wizard, fallible)]
pub(super) fn wizard(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::NewPartner => || NewPartnerPage().into_any(),
        Page::Wizard => || WizardPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(partners, fallible)]
pub(super) fn partners(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Partners => || PartnersPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(partner, fallible)]
pub(super) fn partner(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Partner => || PartnerPage().into_any(),
        Page::EditPartner => || EditPartnerPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(agreements, fallible)]
pub(super) fn agreements(page: Page) -> Loaded {
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
pub(super) fn contracts(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Contracts => || ContractsPage().into_any(),
        Page::Contract => || ContractPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(marketplaces, fallible)]
pub(super) fn marketplaces(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Marketplaces => || MarketplacesPage().into_any(),
        Page::NewMarketplace => || NewMarketplacePage().into_any(),
        Page::Marketplace => || MarketplacePage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(hubs, fallible)]
pub(super) fn hubs(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Hubs => || HubsPage().into_any(),
        Page::NewHub => || NewHubPage().into_any(),
        Page::Hub => || HubPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(users, fallible)]
pub(super) fn users(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Users => || UsersPage().into_any(),
        Page::User => || UserPage().into_any(),
        Page::RemoveUser => || RemoveUserPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(add_users, fallible)]
pub(super) fn add_users(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::AddUser => || AddUserPage().into_any(),
        Page::PasteAddresses => || PasteAddressesPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(groups, fallible)]
pub(super) fn groups(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Groups => || GroupsPage().into_any(),
        Page::NewGroup => || NewGroupPage().into_any(),
        Page::Group => || GroupPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(settings, fallible)]
pub(super) fn settings(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Onboarding => || OnboardingPage().into_any(),
        Page::Events => || EventsPage().into_any(),
        Page::Security => || SecurityPage().into_any(),
        _ => return Ok(None),
    }))
}

#[wasm_split(me, fallible)]
pub(super) fn me(page: Page) -> Loaded {
    Ok(Some(match page {
        Page::Me => || MePage().into_any(),
        Page::Email => || EmailPage().into_any(),
        Page::SecondFactor => || SecondFactorPage().into_any(),
        _ => return Ok(None),
    }))
}
