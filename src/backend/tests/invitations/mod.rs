//! Invitations: what a link leads to, accepting, declining, and what the inviter does.

mod accept;
mod decline;
mod manage;
mod people;
mod refusals;
mod view;
