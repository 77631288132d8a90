//! Agreements and their versions, one file per verb. What a vendor or reseller sees of an agreement is its own:
//! counts of other partners' contracts, drafts and the owner's timeline stay out of its views.

mod create;
mod find;
mod list;
mod save;
mod versions;

use crate::{
    Backend, Error,
    auth::Actor,
    store::{Connection, agreements},
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    account::Role,
    agreement::{AgreementType, DocumentSource},
    fields::Fields,
    id::AgreementId,
    permission::{Level, Module},
    usecases::{
        Caller, Listing, Query,
        agreements::{
            AgreementChoices, AgreementEdit, AgreementRow, AgreementView, Agreements, NewAgreement, NewVersion,
        },
    },
};

#[async_trait]
impl Agreements for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<AgreementRow> {
        self.answer(caller, list::run(self, caller, &query)).await
    }

    async fn find(&self, caller: &Caller, id: AgreementId) -> Result<AgreementView, Problem> {
        self.answer(caller, find::run(self, caller, &id)).await
    }

    async fn choices(&self, caller: &Caller, kind: AgreementType) -> Result<AgreementChoices, Problem> {
        self.answer(caller, create::choices(self, caller, kind)).await
    }

    async fn create(&self, caller: &Caller, form: NewAgreement) -> Result<AgreementId, Problem> {
        self.answer(caller, create::run(self, caller, &form)).await
    }

    async fn save(&self, caller: &Caller, id: AgreementId, revision: i64, form: AgreementEdit) -> Result<(), Problem> {
        self.answer(caller, save::run(self, caller, &id, revision, &form)).await
    }

    async fn add_version(&self, caller: &Caller, id: AgreementId, form: NewVersion) -> Result<i64, Problem> {
        self.answer(caller, versions::add(self, caller, &id, &form)).await
    }

    async fn activate_version(&self, caller: &Caller, id: AgreementId, number: i64) -> Result<(), Problem> {
        self.answer(caller, versions::activate(self, caller, &id, number)).await
    }

    async fn delete_version(&self, caller: &Caller, id: AgreementId, number: i64) -> Result<(), Problem> {
        self.answer(caller, versions::delete(self, caller, &id, number)).await
    }
}

/// The agreement to change: the actor owns it and may manage agreements. One that is open to the actor as a
/// partner may be known of, and answers so.
async fn owned(
    connection: &mut Connection,
    actor: &Actor,
    id: &AgreementId,
) -> Result<agreements::AgreementRow, Error> {
    if let Some(agreement) = agreements::find(connection, actor.account().as_str(), id.as_str()).await? {
        actor.require(Module::Agreements, Level::Manage)?;
        return Ok(agreement);
    }
    agreements::find_open_to(connection, actor.account().as_str(), id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    Err(Problem::new(
        entente_domain::Code::Forbidden,
        "Only the distributor that owns an agreement can change it.",
    )
    .into())
}

/// Refuses unless the actor's account is a distributor whose agreements the person may manage.
fn require_owner(actor: &Actor) -> Result<(), Error> {
    actor.require_role(Role::Distributor)?;
    actor.require(Module::Agreements, Level::Manage)
}

/// Reads where the document is.
fn read_source(fields: &mut Fields, source: &str, link: &str) -> (DocumentSource, String) {
    match fields.choice("source", "Document source", source) {
        Some(DocumentSource::Link) => (DocumentSource::Link, fields.link("link", "Link", link)),
        Some(DocumentSource::None) | None => (DocumentSource::None, String::new()),
    }
}
