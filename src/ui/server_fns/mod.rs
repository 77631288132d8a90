//! What the pages ask the server: one file per resource, one function per use case.
//!
//! Each function parses and calls one use case, in eight lines at most: no rule, no SQL. `resource_verb` has the
//! URL `/sfn/resource/verb` and the action type `ResourceVerb`. Functions of an account take `account: String`
//! first. To add one: the function here, and the sweep of unauthorised calls picks it up by itself.

pub mod access;
pub mod agreements;
pub mod contracts;
pub mod events;
pub mod groups;
pub mod home;
pub mod hubs;
pub mod invitations;
pub mod marketplaces;
pub mod me;
pub mod onboarding;
pub mod partners;
pub mod security;
pub mod setup;
pub mod users;
pub mod wizard;
