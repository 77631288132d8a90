//! The directory and the partner page, implemented; one file per verb.

mod application;
mod export;
pub(super) mod find;
mod invite_again;
mod list;
mod save;
mod standing;

use crate::{Backend, Error, auth::Actor, store::Connection};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    account::Role,
    fields::{self, Fields},
    id::AccountId,
    permission::{Level, Module},
    usecases::{
        ByteStream, Caller, Listing, Query,
        partners::{PartnerForm, PartnerRow, PartnerView, Partners},
    },
};

impl Backend {
    /// The actor, when they may use a distributor's partners at this level.
    pub(super) async fn partners_actor(
        &self,
        connection: &mut Connection,
        caller: &Caller,
        level: Level,
    ) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require_role(Role::Distributor)?;
        actor.require(Module::Partners, level)?;
        Ok(actor)
    }
}

/// Reads details and contacts; errors are collected in `fields`.
pub(super) fn read_form(fields: &mut Fields, form: &PartnerForm) -> PartnerForm {
    let mut email = |field: &str, text: &str| fields.optional_email(field, text).map(String::from).unwrap_or_default();
    let (technical_email, business_email) = (
        email("technical_email", &form.technical_email),
        email("business_email", &form.business_email),
    );
    let contact = 0..=*fields::PERSON.end();
    PartnerForm {
        name: fields.line("name", "Partner name", &form.name, fields::NAME),
        external_id: fields.line("external_id", "External id", &form.external_id, fields::EXTERNAL_ID),
        technical_name: fields.line(
            "technical_name",
            "Technical contact",
            &form.technical_name,
            contact.clone(),
        ),
        technical_email,
        business_name: fields.line("business_name", "Business contact", &form.business_name, contact),
        business_email,
    }
}

/// The sentence for an external id that another partner has.
pub(super) fn taken(external_id: &str, (id, name): &(String, String)) -> String {
    format!("A partner with external id {external_id} exists: {name} ({id}).")
}

#[async_trait]
impl Partners for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<PartnerRow> {
        self.answer(caller, list::run(self, caller, &query)).await
    }

    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem> {
        self.answer(caller, export::run(self, caller, &query)).await
    }

    async fn find(&self, caller: &Caller, id: AccountId) -> Result<PartnerView, Problem> {
        self.answer(caller, find::run(self, caller, id)).await
    }

    async fn save(&self, caller: &Caller, id: AccountId, revision: i64, form: PartnerForm) -> Result<(), Problem> {
        self.answer(caller, save::run(self, caller, &id, revision, &form)).await
    }

    async fn approve(&self, caller: &Caller, id: AccountId) -> Result<(), Problem> {
        self.answer(caller, application::approve(self, caller, &id)).await
    }

    async fn reject(&self, caller: &Caller, id: AccountId, reason: String) -> Result<(), Problem> {
        self.answer(caller, application::reject(self, caller, &id, &reason))
            .await
    }

    async fn suspend(&self, caller: &Caller, id: AccountId, reason: String) -> Result<(), Problem> {
        self.answer(caller, standing::suspend(self, caller, &id, &reason)).await
    }

    async fn resume(&self, caller: &Caller, id: AccountId) -> Result<(), Problem> {
        self.answer(caller, standing::resume(self, caller, &id)).await
    }

    async fn invite_again(&self, caller: &Caller, id: AccountId) -> Result<(), Problem> {
        self.answer(caller, invite_again::run(self, caller, &id)).await
    }
}
