//! Integration tests of the back end, one file per resource, each on a fresh database file.
//!
//! [`support`] sets an installation up, makes people and injects faults. To add a file: its `mod` line here.

mod access;
mod letters;
mod outbox;
mod passwords;
mod setup;
mod support;
mod demo;
mod home;
mod hubs;
mod marketplaces;
mod partners;
mod agreements;
mod contracts;
mod evidence;
mod invitations;
mod offer;
mod races;
mod wizard;
