//! Mail: [`letter::Letter`] says what is written, [`words`] in which words, `templates/` how it reads,
//! [`render`] makes a [`Mail`] of it, [`transport`] is how that leaves. Letters are queued in the transaction
//! that causes them and sent by the outbox job; only that job renders them, so that no link is ever stored.
//!
//! Here do not belong: SQL, and when a letter is due. To add a letter: a variant of [`Letter`], a method of
//! [`words::Words`] in each language, an arm in `jobs/compose.rs`.

pub mod clean;
pub mod letter;
pub mod render;
mod smtp;
pub mod transport;
pub mod words;

pub use letter::{ContractNews, Letter, PartnerNews};
pub use render::Mail;
pub use transport::{Outcome, Transport};
