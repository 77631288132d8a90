//! Contracts, one file per verb. A contract has two sides: its issuer and its partner. What each may do now is
//! decided here once, by [`Met::actions`], from the domain's transitions; the page shows it and the verbs ask it.

mod decide;
mod end;
mod enrol;
mod find;
mod list;
mod notes;
mod sign;

use crate::{
    Backend, Error,
    auth::Actor,
    service::news::Side,
    store::{
        Connection,
        contracts::{self, ContractRow},
        partnership::{self, Partnership},
    },
};
use async_trait::async_trait;
use entente_domain::{
    Code, Problem,
    agreement::AgreementType,
    contract::{ContractAction, ContractStatus},
    id::{AgreementId, ContractId},
    partner::{PartnerAction, PartnerStatus},
    permission::{Level, Module},
    status::InvalidTransition,
    usecases::{
        Caller, Listing, Query,
        contracts::{ContractActions, ContractRow as ContractItem, ContractView, Contracts, SignForm},
    },
};

#[async_trait]
impl Contracts for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<ContractItem> {
        self.answer(caller, list::run(self, caller, &query)).await
    }

    async fn find(&self, caller: &Caller, id: ContractId) -> Result<ContractView, Problem> {
        self.answer(caller, find::run(self, caller, &id)).await
    }

    async fn enrol(&self, caller: &Caller, agreement: AgreementId) -> Result<ContractId, Problem> {
        self.answer(caller, enrol::run(self, caller, &agreement)).await
    }

    async fn sign(&self, caller: &Caller, id: ContractId, form: SignForm) -> Result<(), Problem> {
        self.answer(caller, sign::run(self, caller, &id, &form)).await
    }

    async fn reject(&self, caller: &Caller, id: ContractId, reason: String) -> Result<(), Problem> {
        self.answer(caller, decide::reject(self, caller, &id, &reason)).await
    }

    async fn approve(&self, caller: &Caller, id: ContractId) -> Result<(), Problem> {
        self.answer(caller, decide::approve(self, caller, &id)).await
    }

    async fn request_changes(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem> {
        self.answer(caller, decide::request_changes(self, caller, &id, &note))
            .await
    }

    async fn withdraw(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem> {
        self.answer(caller, end::withdraw(self, caller, &id, &note)).await
    }

    async fn terminate(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem> {
        self.answer(caller, end::terminate(self, caller, &id, &note)).await
    }

    async fn save_notes(
        &self,
        caller: &Caller,
        id: ContractId,
        revision: i64,
        to_signee: String,
        internal: String,
    ) -> Result<(), Problem> {
        self.answer(
            caller,
            notes::save(self, caller, &id, revision, (&to_signee, &internal)),
        )
        .await
    }
}

/// A contract as one of its two sides meets it.
struct Met {
    contract: ContractRow,
    side: Side,
    partnership: Partnership,
}

/// The contract, for its issuer or its partner; anybody else learns nothing.
async fn meet(connection: &mut Connection, actor: &Actor, id: &ContractId) -> Result<Met, Error> {
    actor.require(Module::Contracts, Level::View)?;
    let account = actor.account().as_str();
    let contract = contracts::find(connection, account, id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    let side = if contract.account_id == account {
        Side::Issuer
    } else {
        Side::Partner
    };
    let partnership = partnership::find(connection, &contract.account_id, &contract.partner_id)
        .await?
        .ok_or_else(|| Error::defect(format!("contract {} has no partner", contract.id)))?;
    Ok(Met {
        contract,
        side,
        partnership,
    })
}

impl Met {
    /// Refuses unless the actor is the issuer and may manage contracts.
    fn require_issuer(&self, actor: &Actor) -> Result<(), Error> {
        if self.side != Side::Issuer {
            return Err(Problem::new(
                Code::Forbidden,
                "Only the distributor that issued the contract can do this.",
            )
            .into());
        }
        actor.require(Module::Contracts, Level::Manage)
    }

    /// Refuses unless the actor may sign for the partner, and the partnership lets it.
    fn require_partner(&self, actor: &Actor) -> Result<(), Error> {
        if self.side != Side::Partner {
            return Err(Problem::new(Code::Forbidden, "Only the partner can do this.").into());
        }
        actor.require_sign()?;
        Ok(may_act(&self.partnership, self.contract.kind, &self.contract.issuer)?)
    }

    /// How the partner signs: at once, or for the distributor to approve. Contracts with auto accept need no
    /// approval, nor do program and service contracts unless the partner applies with them.
    fn signing(&self) -> ContractAction {
        let at_once = if self.contract.kind.parent().is_none() {
            let partnership = &self.partnership;
            partnership.status.when_signed(partnership.auto_onboarding) != Ok(Some(PartnerAction::Apply))
        } else {
            self.contract.auto_accept
        };
        if at_once {
            ContractAction::Sign
        } else {
            ContractAction::SignForApproval
        }
    }

    /// The status after the partner has signed: an active contract stays so when a newer version is accepted.
    fn after_signing(&self) -> Result<ContractStatus, InvalidTransition> {
        if self.contract.status == ContractStatus::Active && self.contract.newer_version().is_some() {
            return Ok(ContractStatus::Active);
        }
        self.contract.standing().after(self.signing())
    }

    /// True when the contract waits with the partner's application: the distributor decides both at once.
    fn application(&self) -> bool {
        self.contract.kind.parent().is_none()
            && self.partnership.status == PartnerStatus::Pending
            && self.contract.status == ContractStatus::Pending
    }

    /// Refuses to decide on a contract apart from the application that it belongs to.
    fn require_decidable(&self) -> Result<(), Error> {
        if self.application() {
            let partner = &self.partnership.name;
            return Err(Problem::conflict(format!(
                "{partner} has applied with this contract. Approve or reject the application on the partner's page."
            ))
            .into());
        }
        Ok(())
    }

    /// The status after this side has rejected: the partner what it has not signed, the issuer what was signed.
    fn after_rejecting(&self) -> Result<ContractStatus, InvalidTransition> {
        let signed = self.contract.signed.at.is_some();
        let to = self.contract.standing().after(ContractAction::Reject)?;
        if signed == (self.side == Side::Issuer) {
            return Ok(to);
        }
        let from = if signed { "Signed" } else { "Unsigned" };
        Err(InvalidTransition {
            action: ContractAction::Reject.verb(),
            from,
        })
    }

    /// What the actor may do now.
    fn actions(&self, actor: &Actor) -> ContractActions {
        let may = |action| self.contract.standing().after(action).is_ok();
        match self.side {
            Side::Partner => {
                let able = self.require_partner(actor).is_ok();
                ContractActions {
                    sign: able && self.after_signing().is_ok(),
                    reject: able && self.after_rejecting().is_ok(),
                    ..ContractActions::default()
                }
            }
            Side::Issuer => {
                let able = self.require_issuer(actor).is_ok();
                let decides = able && !self.application();
                ContractActions {
                    sign: false,
                    reject: decides && self.after_rejecting().is_ok(),
                    approve: decides && may(ContractAction::Approve),
                    request_changes: able && may(ContractAction::RequestChanges),
                    withdraw: able && may(ContractAction::Withdraw),
                    terminate: able && may(ContractAction::Terminate),
                    edit_notes: able && !self.contract.status.is_final(),
                }
            }
        }
    }

    /// The refusal of a move, with who was there first if somebody was.
    fn refusal(&self, backend: &Backend, refused: InvalidTransition) -> Error {
        let ended = match self.contract.status {
            ContractStatus::Withdrawn => "withdrew",
            ContractStatus::Terminated => "terminated",
            _ => "rejected",
        };
        let deeds = [
            (&self.contract.ended, ended),
            (&self.contract.countersigned, "approved"),
            (&self.contract.signed, "signed"),
        ];
        let first = deeds
            .into_iter()
            .find_map(|(act, deed)| Some((act.at?, act.name.as_deref()?, deed)));
        let said = first.map_or_else(String::new, |(at, name, deed)| {
            format!(" {name} {deed} it ({}).", backend.when(at).relative)
        });
        Problem::conflict(format!("{refused}{said}")).into()
    }
}

/// Somebody else changed the contract between reading and writing.
fn overtaken() -> Error {
    Problem::conflict("The contract was changed meanwhile. Look at the present state.").into()
}

/// Whether a partner may sign, enrol and reject: an active one; before and after, only program and service
/// contracts, which make or bring back the partner.
fn may_act(partnership: &Partnership, kind: AgreementType, issuer: &str) -> Result<(), Problem> {
    let main = kind.parent().is_none();
    match partnership.status {
        PartnerStatus::Active => Ok(()),
        PartnerStatus::Invited | PartnerStatus::Removed if main => Ok(()),
        PartnerStatus::Suspended => Err(Problem::new(
            Code::Forbidden,
            format!(
                "{issuer} has suspended the partnership. You can read everything and change nothing until it is resumed."
            ),
        )),
        PartnerStatus::Invited
        | PartnerStatus::Pending
        | PartnerStatus::Declined
        | PartnerStatus::Rejected
        | PartnerStatus::Removed => Err(Problem::new(
            Code::Forbidden,
            format!(
                "The partnership with {issuer} is not active ({}).",
                partnership.status.label().to_lowercase()
            ),
        )),
    }
}
