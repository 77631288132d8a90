//! Who asks and what they may do. The edges hand over a `Caller`; only here does it become an [`Actor`].

pub mod actor;
pub mod key;

pub use actor::{Actor, Person};
pub use key::{ServerKey, Token};
