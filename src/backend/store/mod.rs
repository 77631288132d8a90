//! SQL, and nothing but SQL: one file per table family.
//!
//! A function takes a connection first and, where it touches an account's data, the [`crate::auth::Actor`] or
//! the account it got from one. Verbs: `find` (may be missing), `list`, `insert`, `update_…` (guarded by the
//! old status or revision, returns whether it changed the row), `delete`. Rules, events and mail do not belong
//! here. The text is portable between SQLite and PostgreSQL (`architecture.md`, rule 7); what cannot be is in
//! [`engine`], [`search`], [`bulk`] and [`events::list`]. To add one: write it, and a test that runs it.

pub mod accounts;
pub mod agreements;
pub mod bulk;
pub mod constraints;
pub mod contracts;
pub mod deliveries;
pub mod documents;
pub mod drafts;
pub mod email_changes;
pub mod engine;
pub mod events;
pub mod evidence;
pub mod groups;
pub mod home;
pub mod hubs;
pub mod installation;
pub mod invitations;
pub mod marketplaces;
pub mod memberships;
pub mod paging;
pub mod partner_counts;
pub mod partners;
pub mod partnership;
pub mod recipients;
pub mod resets;
pub mod search;
pub mod second_factors;
pub mod sessions;
pub mod sign_ins;
pub mod user_list;
pub mod users;

pub use engine::Store;

use crate::Error;
use entente_domain::usecases::Reference;
use sqlx::{Row, any::AnyRow};

/// The connection that store functions work on: a reader, or the open write transaction.
pub type Connection = sqlx::AnyConnection;

/// A write transaction; dropped without commit, it leaves nothing.
pub type Transaction = sqlx::Transaction<'static, sqlx::Any>;

/// Refuses unless exactly one row was changed: a guarded UPDATE that met another status changes none.
pub fn exactly_one(result: &sqlx::any::AnyQueryResult) -> bool {
    result.rows_affected() == 1
}

/// Rows of (id, name).
fn references(rows: &[AnyRow]) -> Result<Vec<Reference>, Error> {
    rows.iter()
        .map(|row| {
            Ok(Reference {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
            })
        })
        .collect()
}

/// Turns a stored word into its enum; a word that is none is a defect.
pub fn word<T>(text: &str) -> Result<T, Error>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(Error::defect)
}
