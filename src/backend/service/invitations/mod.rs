//! Invitations.

mod links;
