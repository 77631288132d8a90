//! What must hold for an invitation to be taken, whoever takes it. Asked before an address is looked up, so that no
//! such refusal tells which addresses have an account, and again within the transaction, where it decides.

use super::held::Held;
use crate::{
    Error,
    service::{document::Document, signature::require_shown},
    store::{
        Connection,
        contracts::ContractRow,
        invitations::place::{self, Group},
        partnership,
    },
};
use entente_domain::{
    Problem,
    contract::{ContractAction, ContractStatus},
    invitation::{Backing, InvitationKind},
    partner::{PartnerAction, PartnerStatus},
};

/// What an invitation gives at present.
pub(super) struct Terms {
    /// The groups.
    pub groups: Vec<Group>,
    /// Who could make it today.
    pub backing: Backing,
    /// What becomes of the partner; `None` for the invitation of a user.
    pub partner: Option<PartnerTerms>,
}

/// What taking a partner invitation does.
pub(super) struct PartnerTerms {
    /// How the partner stands now.
    pub status: PartnerStatus,
    /// What happens to the partner, if anything.
    pub action: Option<PartnerAction>,
    /// What is signed; `None` when nothing is offered.
    pub signs: Option<Signs>,
}

/// The contract to sign on the document that was shown.
pub(super) struct Signs {
    /// The contract.
    pub contract: ContractRow,
    /// The document.
    pub document: Document,
    /// In force at once, or to be approved.
    pub how: ContractAction,
    /// The contract's status afterwards.
    pub to: ContractStatus,
}

impl Terms {
    /// Reads them; `document_hash` is that of the document that was shown, where one is offered.
    ///
    /// # Errors
    /// The reason why nobody can take the invitation at present, or the document is another by now.
    pub async fn require(connection: &mut Connection, held: &Held, document_hash: &str) -> Result<Self, Error> {
        held.require_resumed(connection).await?;
        let groups = place::groups(connection, &held.row).await?;
        let backing = held.require_backing(connection, &groups).await?;
        let partner = match held.row.kind {
            InvitationKind::Partner => Some(PartnerTerms::require(connection, held, document_hash).await?),
            InvitationKind::User => None,
        };
        Ok(Self {
            groups,
            backing,
            partner,
        })
    }
}

impl PartnerTerms {
    async fn require(connection: &mut Connection, held: &Held, document_hash: &str) -> Result<Self, Error> {
        let (row, inviter) = (&held.row, &held.names.inviter_account);
        let partnership = partnership::find(connection, &row.account_id, &row.joins_account_id)
            .await?
            .ok_or_else(|| Error::defect(format!("invitation {} leads to no partner", row.id)))?;
        let status = partnership.status;
        let action = status.when_signed(partnership.auto_onboarding).map_err(|_| {
            let status = status.label().to_lowercase();
            Problem::conflict(format!("The partnership is {status} at present. Ask {inviter}."))
        })?;
        let how = if action == Some(PartnerAction::Apply) {
            ContractAction::SignForApproval
        } else {
            ContractAction::Sign
        };
        let signs = match held.offered(connection).await? {
            Some(offered) => Some(signs(inviter, offered, how, document_hash)?),
            None => None,
        };
        Ok(Self { status, action, signs })
    }
}

fn signs(
    inviter: &str,
    (contract, document): (ContractRow, Document),
    how: ContractAction,
    document_hash: &str,
) -> Result<Signs, Error> {
    let to = contract.standing().after(how).map_err(|_| {
        let status = contract.status.label().to_lowercase();
        Problem::conflict(format!(
            "The contract of this invitation is {status} by now. Ask {inviter}."
        ))
    })?;
    require_shown(&document, document_hash)?;
    Ok(Signs {
        contract,
        document,
        how,
        to,
    })
}
