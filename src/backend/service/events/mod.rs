//! The log of an account, implemented: `list` shows a page of it, `export` writes it as CSV; `look_up` reads a
//! query, `days` its days, `found` looks for what is searched, `size` counts, `fields` reads what was stored of before
//! and after.

mod days;
mod export;
mod fields;
mod found;
mod list;
mod look_up;
mod size;

use crate::{Backend, Error, auth::Actor, store::Connection};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    permission::{Level, Module},
    usecases::{
        ByteStream, Caller, Listing, Query,
        events::{EventRow, Events},
    },
};

#[async_trait]
impl Events for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<EventRow> {
        self.answer(caller, list::run(self, caller, &query)).await
    }

    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem> {
        self.answer(caller, export::run(self, caller, &query)).await
    }
}

impl Backend {
    /// The actor, when they may read the log of their account, whatever its role.
    async fn events_actor(&self, connection: &mut Connection, caller: &Caller) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require(Module::Events, Level::View)?;
        Ok(actor)
    }
}
