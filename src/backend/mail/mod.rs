//! Mail: [`letter::Letter`] says what is written, `templates` how it reads, `transport` how it leaves. Letters
//! are queued in the transaction that causes them and sent by the outbox job; only that job renders them, so
//! that no link is ever stored.

pub mod letter;

pub use letter::Letter;
