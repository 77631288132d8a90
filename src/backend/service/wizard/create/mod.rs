//! Making what the wizard was told: account and partner, agreements, contract, invitation or users. The caller
//! holds the transaction, has checked the forms, and commits or drops everything.

mod agreements;
mod people;

use super::{forms::partner_form, kind_of, outcome::Made};
use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        cascade::{self, Doer, MainContract},
        changes::{changed, of_contract},
        document, proof,
    },
    store::{
        Connection,
        accounts::{self, NewAccount},
        contracts::{self, NewContract},
        events::NewEvent,
        groups::{self, StartingGroups},
        partners::{self, NewPartner},
    },
};
use entente_domain::{
    account::AccountStatus,
    contract::{ContractStatus, contract_name},
    evidence::ACTIVATED_AT_ONCE,
    id::{AccountId, ContractId},
    partner::{PartnerAction, PartnerStatus, PartnerType},
    usecases::{Reference, partners::PartnerForm, wizard::DraftForms},
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
pub(in crate::service::wizard) async fn everything(
    connection: &mut Connection,
    backend: &Backend,
    actor: &Actor,
    forms: &DraftForms,
) -> Result<Made, Error> {
    let kind = kind_of(forms);
    let at_once = forms.action.action == "account";
    let (partner, groups) = account(connection, backend, forms, kind, at_once).await?;
    let maker = Maker {
        backend,
        actor,
        forms,
        kind,
        partner,
        groups,
    };
    maker.partner(connection, at_once).await?;
    let agreement = maker.agreement(connection).await?;
    let dependent_agreement = maker.dependent_agreement(connection, &agreement).await?;
    let contract = maker.contract(connection, &agreement, at_once).await?;
    let mut made = Made {
        partner: Reference {
            id: maker.partner.as_str().to_owned(),
            name: forms.details.name.clone(),
        },
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
        made.active_contracts
            .extend(maker.activate_dependents(connection, &made).await?);
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
    let status = if at_once {
        AccountStatus::Active
    } else {
        AccountStatus::Invited
    };
    let account = NewAccount {
        id: &id,
        role: kind.role(),
        name: &forms.details.name,
        status,
    };
    accounts::insert(connection, backend.now(), &account).await?;
    let groups = groups::insert_starting_groups(connection, (&id, kind.role()), backend.rng()).await?;
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
        (action, what, after): (&str, &str, &str),
    ) -> Result<(), Error> {
        let event = NewEvent {
            partner_id: Some(self.partner.as_str()),
            object_type,
            object_id,
            action,
            what,
            after,
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
            status: if at_once {
                invited.after(PartnerAction::Accept)?
            } else {
                invited
            },
            form: &partner_form(&self.forms.details),
            created_at: self.backend.now(),
        };
        partners::insert(connection, &partner).await?;
        let what = if at_once {
            "added the partner and created its account"
        } else {
            "added the partner"
        };
        let after = changed(&PartnerForm::default(), partner.form)?.map_or_else(String::new, |(_, after)| after);
        self.record(connection, "partner", self.partner.as_str(), ("created", what, &after))
            .await
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
        let document = document::offered(
            connection,
            self.account_id(),
            &agreement.id,
            self.partner.as_str(),
            note,
        )
        .await?;
        let document = document.ok_or_else(|| Error::defect("the agreement lost its active version"))?;
        let kind = self.kind.main_agreement();
        let id = ContractId::draw(kind, || self.backend.rng().digit());
        let name = contract_name(&document.title);
        let contract = NewContract {
            account_id: self.account_id(),
            id: id.as_str(),
            kind,
            status: if at_once {
                ContractStatus::Active
            } else {
                ContractStatus::Pending
            },
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
        let after = &of_contract(contract.status, contract.version);
        self.record(
            connection,
            "contract",
            id.as_str(),
            ("created", "made the contract", after),
        )
        .await?;
        if at_once {
            proof::keep_activation(self.backend, connection, &document, &contract, ACTIVATED_AT_ONCE).await?;
            let what = "brought the contract into force without a signature";
            self.record(connection, "contract", id.as_str(), ("activated", what, after))
                .await?;
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
}
