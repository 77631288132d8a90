//! Integration tests of the back end, one file per resource, each on a fresh database file.
//!
//! [`support`] sets an installation up, makes people and injects faults. To add a file: its `mod` line here.

mod access;
mod agreements;
mod contracts;
mod demo;
pub(crate) mod events;
mod evidence;
mod groups;
mod home;
mod hubs;
mod invitations;
mod jobs;
mod languages;
mod letters;
mod marketplaces;
mod me;
mod offer;
mod onboarding;
mod operator;
mod outbox;
mod partners;
mod passwords;
mod races;
mod security;
mod sessions;
mod setup;
mod support;
mod suspended;
mod timing;
mod upgrade;
mod users;
mod verify;
mod wizard;
