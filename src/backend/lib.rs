//! Everything that needs a server: implements the use cases of `entente-domain` on a database.
//!
//! - `auth`: who asks and what they may do; the only maker of an [`auth::Actor`].
//! - `store`: SQL, and nothing but SQL; one file per table family.
//! - `service`: `impl usecases::… for Backend`: actor, transaction, rule, store, event and outbox.
//! - `mail`: letters, their templates, the ways they leave.
//! - `jobs`: what runs beside the requests: the outbox sender, keeping sessions' last use, clean-up.
//! - `verify`: recomputes the chains of events and evidence.
//!
//! Here does not belong: HTML pages, HTTP, command lines. To add a feature: a migration, a store function with
//! its test, a service method, its test; the house is described in the README.

pub mod auth;
pub mod clock;
pub mod demo;
pub mod error;
pub mod jobs;
pub mod mail;
pub mod service;
pub mod settings;
pub mod store;
pub mod verify;
pub mod when;

#[cfg(test)]
mod tests;

pub use clock::{Clock, Rng};
pub use error::{Error, StartError};
pub use jobs::Jobs;
pub use service::Backend;
pub use settings::{MailTransport, Settings};
