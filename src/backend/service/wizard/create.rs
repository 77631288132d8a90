//! Making what the wizard was told: account and partner, agreements, contract, invitation or users. The caller
//! holds the transaction, has checked the forms, and commits or drops everything.

use super::{forms::partner_form, kind_of, outcome::Made};
use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::{
        cascade::{self, Doer, MainContract},
        document, proof,
    },
    store::{
        Connection,
        accounts::{self, NewAccount},
        agreements::{self, NewAgreementRow, NewVersionRow},
        contracts::{self, NewContract},
        events::NewEvent,
        groups::{self, StartingGroups},
        invitations::{self, NewInvitation},
        marketplaces,
        partners::{self, NewPartner},
    },
};
use entente_domain::{
    account::AccountStatus,
    agreement::{AgreementType, DocumentSource, VersionStatus, dependent_title},
    contract::{ContractStatus, contract_name},
    evidence::ACTIVATED_AT_ONCE,
    id::{AccountId, AgreementId, ContractId, InvitationId},
    invitation::{DEFAULT_EXPIRY_DAYS, InvitationKind},
    partner::{PartnerAction, PartnerStatus, PartnerType},
    usecases::{Reference, wizard::DraftForms},
};

/// What every part of the making needs.
struct Maker<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
    forms: &'a DraftForms,
    kind: PartnerType,
    /// The partner's new account.
    partner: AccountId,
    groups: StartingGroups,
}

/// Makes everything.
pub(super) async fn everything(
    connection: &mut Connection,
    backend: &Backend,
    actor: &Actor,
    forms: &DraftForms,
) -> Result<Made, Error> {
    let kind = kind_of(forms);
    let at_once = forms.action.action == "account";
    let (partner, groups) = account(connection, backend, forms, kind, at_once).await?;
    let maker = Maker { backend, actor, forms, kind, partner, groups };
    maker.partner(connection, at_once).await?;
    let agreement = maker.agreement(connection).await?;
    let dependent_agreement = maker.dependent_agreement(connection, &agreement).await?;
    let contract = maker.contract(connection, &agreement, at_once).await?;
    let mut made = Made {
        partner: Reference { id: maker.partner.as_str().to_owned(), name: forms.details.name.clone() },
        kind,
        agreement_is_new: forms.agreement.existing.is_empty(),
        dependent_agreement,
        active_contracts: Vec::new(),
        invitation: None,
        invited_users: Vec::new(),
        agreement,
        contract,
    };
    if at_once {
        made.active_contracts.push(made.contract.clone());
        made.active_contracts.extend(maker.activate_dependents(connection, &made).await?);
        made.invited_users = maker.invite_users(connection).await?;
    } else {
        made.invitation = Some(maker.invite(connection, &made.contract.id).await?);
    }
    Ok(made)
}

async fn account(
    connection: &mut Connection,
    backend: &Backend,
    forms: &DraftForms,
    kind: PartnerType,
    at_once: bool,
) -> Result<(AccountId, StartingGroups), Error> {
    // With six digits, a drawn id is taken now and then on a large installation.
    let id = loop {
        let id = AccountId::draw(kind.role(), || backend.rng().digit());
        if accounts::find(connection, &id).await?.is_none() {
            break id;
        }
    };
    let status = if at_once { AccountStatus::Active } else { AccountStatus::Invited };
    let account = NewAccount { id: &id, role: kind.role(), name: &forms.details.name, status };
    accounts::insert(connection, backend.now(), &account).await?;
    let groups = groups::insert_starting_groups(connection, &id, backend.rng()).await?;
    Ok((id, groups))
}

impl Maker<'_> {
    fn account_id(&self) -> &str {
        self.actor.account().as_str()
    }

    async fn record(
        &self,
        connection: &mut Connection,
        object_type: &str,
        object_id: &str,
        (action, what): (&str, &str),
    ) -> Result<(), Error> {
        let event = NewEvent {
            partner_id: Some(self.partner.as_str()),
            object_type,
            object_id,
            action,
            what,
            ..NewEvent::default()
        };
        self.backend.record(connection, self.actor, event).await
    }

    async fn partner(&self, connection: &mut Connection, at_once: bool) -> Result<(), Error> {
        let invited = PartnerStatus::Invited;
        let partner = NewPartner {
            account_id: self.account_id(),
            partner_id: self.partner.as_str(),
            kind: self.kind,
            status: if at_once { invited.after(PartnerAction::Accept)? } else { invited },
            form: &partner_form(&self.forms.details),
            created_at: self.backend.now(),
        };
        partners::insert(connection, &partner).await?;
        let what = if at_once { "added the partner and created its account" } else { "added the partner" };
        self.record(connection, "partner", self.partner.as_str(), ("created", what)).await
    }

    /// The program or service agreement: the chosen one, or a new one with version 1 active.
    async fn agreement(&self, connection: &mut Connection) -> Result<Reference, Error> {
        let form = &self.forms.agreement;
        if !form.existing.is_empty() {
            let found = agreements::find(connection, self.account_id(), &form.existing).await?;
            let found = found.ok_or_else(|| Error::defect("the chosen agreement is gone within the transaction"))?;
            return Ok(Reference { id: found.id, name: found.title });
        }
        let source = form.source.parse().unwrap_or(DocumentSource::None);
        let row = self.agreement_row(self.kind.main_agreement(), &form.title, &form.description);
        self.insert_agreement(connection, row, (source, &form.link)).await
    }

    /// The distribution agreement for the marketplace, or the syndication agreement: the one that stands under
    /// the main agreement already, or a new one.
    async fn dependent_agreement(
        &self,
        connection: &mut Connection,
        main: &Reference,
    ) -> Result<Option<Reference>, Error> {
        let kind = self.kind.dependent_agreement();
        let chosen = &self.forms.marketplace;
        let marketplace = (kind == AgreementType::Distribution).then_some(chosen.marketplace.as_str());
        let present = agreements::dependents(connection, self.account_id(), &main.id).await?;
        let present = present.into_iter().find(|row| row.marketplace_id.as_deref() == marketplace);
        if let Some(present) = present {
            return Ok(Some(Reference { id: present.id, name: present.title }));
        }
        let place = match marketplace {
            Some(id) => marketplaces::find(connection, self.account_id(), id)
                .await?
                .map(|row| row.form.name)
                .ok_or_else(|| Error::defect("the chosen marketplace is gone within the transaction"))?,
            None => kind.label().to_owned(),
        };
        let title = dependent_title(&main.name, &place);
        let description = entente_domain::agreement::proposed_description(
            self.actor.account_name(),
            &self.forms.details.name,
        );
        let row = NewAgreementRow {
            parent_id: Some(&main.id),
            marketplace_id: marketplace,
            auto_accept: marketplace.is_none() || chosen.auto_accept == "true",
            ..self.agreement_row(kind, &title, &description)
        };
        Ok(Some(self.insert_agreement(connection, row, (DocumentSource::None, "")).await?))
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
        self.record(connection, "agreement", id.as_str(), ("created", "made the agreement with version 1")).await?;
        Ok(Reference { name: row.title.to_owned(), id: id.into() })
    }

    /// The program or service contract: pending until it is signed, or in force at once with evidence that says
    /// how.
    async fn contract(
        &self,
        connection: &mut Connection,
        agreement: &Reference,
        at_once: bool,
    ) -> Result<Reference, Error> {
        let note = &self.forms.agreement.note_to_signee;
        let document =
            document::offered(connection, self.account_id(), &agreement.id, self.partner.as_str(), note).await?;
        let document = document.ok_or_else(|| Error::defect("the agreement lost its active version"))?;
        let kind = self.kind.main_agreement();
        let id = ContractId::draw(kind, || self.backend.rng().digit());
        let name = contract_name(&document.title);
        let contract = NewContract {
            account_id: self.account_id(),
            id: id.as_str(),
            kind,
            status: if at_once { ContractStatus::Active } else { ContractStatus::Pending },
            name: &name,
            agreement_id: &agreement.id,
            version: document.version,
            partner_id: self.partner.as_str(),
            parent_id: None,
            note_to_signee: note,
            internal_note: "",
            expires_at: None,
            created_at: self.backend.now(),
            created_by: Some(self.actor.user().as_str()),
        };
        contracts::insert(connection, &contract).await?;
        self.record(connection, "contract", id.as_str(), ("created", "made the contract")).await?;
        if at_once {
            proof::keep_activation(self.backend, connection, &document, &contract, ACTIVATED_AT_ONCE).await?;
            let what = "brought the contract into force without a signature";
            self.record(connection, "contract", id.as_str(), ("activated", what)).await?;
        }
        Ok(Reference { id: id.into(), name })
    }

    async fn activate_dependents(&self, connection: &mut Connection, made: &Made) -> Result<Vec<Reference>, Error> {
        let main = MainContract {
            account_id: self.account_id(),
            partner_id: self.partner.as_str(),
            contract_id: &made.contract.id,
            agreement_id: &made.agreement.id,
        };
        cascade::activate_dependents(self.backend, connection, &main, &Doer::actor(self.actor)).await
    }

    /// The invitation that the activation link belongs to; its holder becomes the account's administrator.
    async fn invite(&self, connection: &mut Connection, contract_id: &str) -> Result<String, Error> {
        let (action, details) = (&self.forms.action, &self.forms.details);
        self.backend.require_room_for_invitations(connection, self.account_id(), 1).await?;
        let id = InvitationId::draw(|| self.backend.rng().digit());
        let days = action.expiry_days.parse().unwrap_or(i64::from(DEFAULT_EXPIRY_DAYS));
        let address = Some(action.mail_to.as_str()).filter(|address| !address.is_empty());
        let contact = [
            (&details.business_email, &details.business_name),
            (&details.technical_email, &details.technical_name),
        ];
        let groups = [self.groups.administrators.to_string()];
        let contact = contact.into_iter().find(|(email, _)| Some(email.as_str()) == address);
        let invitation = NewInvitation {
            kind: InvitationKind::Partner,
            address,
            name: contact.map_or("", |(_, name)| name.as_str()),
            partner_id: Some(self.partner.as_str()),
            contract_id: Some(contract_id),
            ..self.invitation(&id, &groups, days)
        };
        invitations::insert(connection, &invitation).await?;
        let what = "made the activation link";
        self.record(connection, "invitation", id.as_str(), ("created", what)).await?;
        if let Some(address) = address {
            let inviter = (self.account_id(), self.actor.user().as_str());
            self.backend.queue_invitation(connection, inviter, id.as_str(), address).await?;
        }
        Ok(id.into())
    }

    /// A user invitation to the partner's account, without address yet.
    fn invitation<'a>(&'a self, id: &'a InvitationId, group_ids: &'a [String], days: i64) -> NewInvitation<'a> {
        let now = self.backend.now();
        NewInvitation {
            account_id: self.account_id(),
            id: id.as_str(),
            kind: InvitationKind::User,
            address: None,
            name: "",
            partner_id: None,
            contract_id: None,
            joins_account_id: self.partner.as_str(),
            group_ids,
            expiry_days: days,
            expires_at: now + days * DAY,
            created_at: now,
            created_by: self.actor.user().as_str(),
        }
    }

    /// Invites the users of *Create account now*; returns them as the result names them.
    async fn invite_users(&self, connection: &mut Connection) -> Result<Vec<String>, Error> {
        let action = &self.forms.action;
        let more = i64::try_from(action.user_emails.len()).unwrap_or(i64::MAX);
        self.backend.require_room_for_invitations(connection, self.account_id(), more).await?;
        let mut invited = Vec::new();
        for ((name, email), group) in action.user_names.iter().zip(&action.user_emails).zip(&action.user_groups) {
            let group = match group.as_str() {
                "administrators" => &self.groups.administrators,
                "managers" => &self.groups.managers,
                _ => &self.groups.viewers,
            };
            let id = InvitationId::draw(|| self.backend.rng().digit());
            let groups = [group.to_string()];
            let invitation = NewInvitation {
                address: Some(email),
                name,
                ..self.invitation(&id, &groups, i64::from(DEFAULT_EXPIRY_DAYS))
            };
            invitations::insert(connection, &invitation).await?;
            let what = format!("invited {name} as a user");
            self.record(connection, "invitation", id.as_str(), ("created", &what)).await?;
            if self.backend.settings().mail.is_configured() {
                let inviter = (self.account_id(), self.actor.user().as_str());
                self.backend.queue_invitation(connection, inviter, id.as_str(), email).await?;
            }
            invited.push(format!("{name} ({email})"));
        }
        Ok(invited)
    }
}
