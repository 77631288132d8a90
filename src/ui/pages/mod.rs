//! One file or folder per route: loads a resource, arranges components, knows no rules.
//!
//! To add one: the file, its place in `chunks`, its route in `app.rs`, and its line in `app::PAGES`.

mod agreements;
mod chunks;
mod contracts;
mod distributors;
mod events;
mod groups;
mod home;
mod hubs;
mod invitation;
mod marketplaces;
mod me;
mod not_found;
mod onboarding;
mod partners;
mod reset_password;
mod security;
mod set_up;
mod sign_in;
mod users;
pub mod wizard;

use agreements::{AgreementPage, AgreementsPage, EditAgreementPage, NewAgreementPage, NewVersionPage};
pub use chunks::Page;
use contracts::{ContractPage, ContractsPage};
use distributors::DistributorsPage;
use events::EventsPage;
use groups::{GroupPage, GroupsPage, NewGroupPage};
use home::HomePage;
use hubs::{HubPage, HubsPage, NewHubPage};
use invitation::InvitationPage;
use marketplaces::{MarketplacePage, MarketplacesPage, NewMarketplacePage};
use me::{EmailPage, MePage, SecondFactorPage};
pub use not_found::NotFound;
use onboarding::OnboardingPage;
use partners::{EditPartnerPage, PartnerPage, PartnersPage};
use reset_password::{NewPasswordPage, ResetPasswordPage};
use security::SecurityPage;
use set_up::{AccountSetUpPage, SetUpPage};
use sign_in::{CodePage, SignInPage};
#[cfg(feature = "ssr")]
pub(crate) use users::invited_in_words;
pub use users::{AddUser, AddUserStep};
use users::{AddUserPage, PasteAddressesPage, RemoveUserPage, UserPage, UsersPage};
use wizard::{NewPartnerPage, WizardPage};
