//! The agreements that the wizard makes or finds.

use super::Maker;
use crate::{
    Error,
    service::changes::of_agreement,
    store::{
        Connection,
        agreements::{self, NewAgreementRow, NewVersionRow},
        marketplaces,
    },
};
use entente_domain::{
    agreement::{AgreementType, DocumentSource, VersionStatus, dependent_title},
    id::AgreementId,
    usecases::Reference,
};

impl Maker<'_> {
    /// The program or service agreement: the chosen one, or a new one with version 1 active.
    pub(super) async fn agreement(&self, connection: &mut Connection) -> Result<Reference, Error> {
        let form = &self.forms.agreement;
        if !form.existing.is_empty() {
            let found = agreements::find(connection, self.account_id(), &form.existing).await?;
            let found = found.ok_or_else(|| Error::defect("the chosen agreement is gone within the transaction"))?;
            return Ok(Reference {
                id: found.id,
                name: found.title,
            });
        }
        let source = form.source.parse().unwrap_or(DocumentSource::None);
        let row = self.agreement_row(self.kind.main_agreement(), &form.title, &form.description);
        self.insert_agreement(connection, row, (source, &form.link)).await
    }

    /// The distribution agreement for the marketplace, or the syndication agreement: the one that stands under
    /// the main agreement already, or a new one.
    pub(super) async fn dependent_agreement(
        &self,
        connection: &mut Connection,
        main: &Reference,
    ) -> Result<Option<Reference>, Error> {
        let kind = self.kind.dependent_agreement();
        let chosen = &self.forms.marketplace;
        let marketplace = (kind == AgreementType::Distribution).then_some(chosen.marketplace.as_str());
        let present = agreements::dependents(connection, self.account_id(), &main.id).await?;
        let present = present
            .into_iter()
            .find(|row| row.marketplace_id.as_deref() == marketplace);
        if let Some(present) = present {
            return Ok(Some(Reference {
                id: present.id,
                name: present.title,
            }));
        }
        let place = match marketplace {
            Some(id) => marketplaces::name_of(connection, self.account_id(), id)
                .await?
                .ok_or_else(|| Error::defect("the chosen marketplace is gone within the transaction"))?,
            None => kind.label().to_owned(),
        };
        let title = dependent_title(&main.name, &place);
        let description =
            entente_domain::agreement::proposed_description(self.actor.account_name(), &self.forms.details.name);
        let row = NewAgreementRow {
            parent_id: Some(&main.id),
            marketplace_id: marketplace,
            auto_accept: marketplace.is_none() || chosen.auto_accept == "true",
            ..self.agreement_row(kind, &title, &description)
        };
        Ok(Some(
            self.insert_agreement(connection, row, (DocumentSource::None, ""))
                .await?,
        ))
    }

    /// A main agreement without an id yet.
    fn agreement_row<'a>(&'a self, kind: AgreementType, title: &'a str, description: &'a str) -> NewAgreementRow<'a> {
        NewAgreementRow {
            account_id: self.account_id(),
            id: "",
            kind,
            title,
            description,
            parent_id: None,
            marketplace_id: None,
            auto_accept: false,
            created_at: self.backend.now(),
            created_by: self.actor.user().as_str(),
        }
    }

    async fn insert_agreement(
        &self,
        connection: &mut Connection,
        row: NewAgreementRow<'_>,
        (source, link): (DocumentSource, &str),
    ) -> Result<Reference, Error> {
        let id = AgreementId::draw(row.kind, || self.backend.rng().digit());
        let row = NewAgreementRow { id: id.as_str(), ..row };
        agreements::insert(connection, &row).await?;
        let version = NewVersionRow {
            account_id: row.account_id,
            agreement_id: row.id,
            number: 1,
            status: VersionStatus::Active,
            source,
            link,
            title: row.title,
            description: row.description,
            change_note: "",
            published_at: row.created_at,
            published_by: row.created_by,
        };
        agreements::insert_version(connection, &version).await?;
        self.record(
            connection,
            "agreement",
            id.as_str(),
            ("created", "made the agreement with version 1", &of_agreement(&row)),
        )
        .await?;
        Ok(Reference {
            name: row.title.to_owned(),
            id: id.into(),
        })
    }
}
