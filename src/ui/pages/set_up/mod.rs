//! `/set-up` and `/{account}/set-up`: the first run.

mod account;
mod begin;
mod mail;
mod marketplace;

pub use account::AccountSetUpPage;
pub use begin::SetUpPage;
