//! What Entente knows, apart from how it is stored, sent or shown.
//!
//! Here belong: identifiers, checked text, one file per object with its status machine, permissions,
//! the `Problem` that every refusal becomes, and, under [`usecases`], everything the application can do.
//! Here does not belong: a clock, randomness, I/O, SQL, HTML. The crate compiles to native code and to
//! WebAssembly, so that the browser and the server ask the same function.
//!
//! To add an object: its id in [`id`], a file with its statuses and one method per action, a table test
//! of *from × action → result* beside it, then its use cases in [`usecases`].

pub mod account;
pub mod addresses;
pub mod agreement;
pub mod contract;
pub mod email;
pub mod evidence;
pub mod fields;
pub mod id;
pub mod invitation;
pub mod language;
pub mod list;
pub mod partner;
pub mod password;
pub mod permission;
pub mod problem;
pub mod status;
pub mod usecases;

pub use email::Email;
pub use language::Language;
pub use problem::{Code, FieldError, Problem, Way};
