//! Partners: the directory, a partner's page, the form of its details.

mod application;
mod directory;
mod edit;
mod invitation;
mod partner;
mod standing;
mod tables;
mod users;

pub use directory::PartnersPage;
pub use edit::EditPartnerPage;
pub use partner::PartnerPage;

use crate::place::in_account;

/// A partner's page.
fn partner_path(account: &str, id: &str) -> String {
    in_account(account, &format!("partners/{id}"))
}
