//! Contracts: the list, and a contract's page with what can be done to it.

mod actions;
mod contract;
mod evidence;
mod list;
mod sign;

pub use contract::ContractPage;
pub use list::ContractsPage;

use crate::place::in_account;
use entente_domain::contract::ContractStatus;

/// A contract's page.
fn contract_path(account: &str, id: &str) -> String {
    in_account(account, &format!("contracts/{id}"))
}

/// The status in words that say whose turn it is.
fn status_words(status: ContractStatus, awaits_approval: bool) -> &'static str {
    if awaits_approval {
        "Awaits approval"
    } else {
        status.label()
    }
}
