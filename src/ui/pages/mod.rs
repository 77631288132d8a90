//! One file or folder per route: loads a resource, arranges components, knows no rules.
//!
//! To add one: the file, its place in `chunks.rs`, its route in `app.rs`, and its line in `app::PAGES`.

mod agreements;
mod chunks;
mod contracts;
mod distributors;
mod home;
mod hubs;
mod invitation;
mod marketplaces;
mod me;
mod not_found;
mod partners;
mod reset_password;
mod set_up;
mod sign_in;
pub mod wizard;

use agreements::{AgreementPage, AgreementsPage, EditAgreementPage, NewAgreementPage, NewVersionPage};
pub use chunks::Page;
use contracts::{ContractPage, ContractsPage};
use distributors::DistributorsPage;
use home::HomePage;
use hubs::{HubPage, HubsPage, NewHubPage};
use invitation::InvitationPage;
use marketplaces::{MarketplacePage, MarketplacesPage, NewMarketplacePage};
use me::MePage;
pub use not_found::NotFound;
use partners::{EditPartnerPage, PartnerPage, PartnersPage};
use reset_password::{NewPasswordPage, ResetPasswordPage};
use set_up::{AccountSetUpPage, SetUpPage};
use sign_in::SignInPage;
use wizard::{NewPartnerPage, WizardPage};
