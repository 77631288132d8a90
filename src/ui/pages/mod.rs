//! One file or folder per route: loads a resource, arranges components, knows no rules.
//!
//! To add one: the file, its route in `app.rs`, and its line in `app::PAGES`.

mod agreements;
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
mod set_up;
mod sign_in;
mod users;
pub mod wizard;

pub use agreements::{AgreementPage, AgreementsPage, EditAgreementPage, NewAgreementPage, NewVersionPage};
pub use contracts::{ContractPage, ContractsPage};
pub use distributors::DistributorsPage;
pub use events::EventsPage;
pub use groups::{GroupPage, GroupsPage, NewGroupPage};
pub use home::HomePage;
pub use hubs::{HubPage, HubsPage, NewHubPage};
pub use invitation::InvitationPage;
pub use marketplaces::{MarketplacePage, MarketplacesPage, NewMarketplacePage};
pub use me::MePage;
pub use not_found::NotFound;
pub use onboarding::OnboardingPage;
pub use partners::{EditPartnerPage, PartnerPage, PartnersPage};
pub use reset_password::{NewPasswordPage, ResetPasswordPage};
pub use set_up::{AccountSetUpPage, SetUpPage};
pub use sign_in::SignInPage;
pub use users::{AddUserPage, AddUserStep, UserPage, UsersPage};
pub use wizard::{NewPartnerPage, WizardPage};
