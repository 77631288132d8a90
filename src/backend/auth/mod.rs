//! Who asks and what they may do. The edges hand over a `Caller`; only here does it become an [`Actor`].

pub mod actor;
pub mod common;
pub mod key;
pub mod password;
pub mod seen;
pub mod throttle;

pub use actor::{Actor, Person};
pub use key::{ServerKey, Token};
pub use password::Passwords;
pub use seen::Seen;
pub use throttle::Throttle;
