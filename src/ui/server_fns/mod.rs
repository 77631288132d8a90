//! What the pages ask the server: one file per resource, one function per use case.
//!
//! Each function parses and calls one use case, in eight lines at most: no rule, no SQL. Its URL is
//! `/sfn/<resource>/<verb>`. Functions of an account take `account: String` first. To add one: the function
//! here, and the sweep of unauthorised calls picks it up by itself.

pub mod access;
pub mod home;
