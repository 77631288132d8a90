//! What the wizard made: kept with the draft, without the link; that is worked out anew whenever it is shown, and
//! only while it can be used.

use crate::{
    Backend, Error,
    store::{Connection, invitations},
};
use entente_domain::{
    invitation::InvitationState,
    partner::PartnerType,
    usecases::{Reference, wizard::Outcome},
};
use serde::{Deserialize, Serialize};

/// What was made, as kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Made {
    pub partner: Reference,
    pub kind: PartnerType,
    pub agreement: Reference,
    pub agreement_is_new: bool,
    pub dependent_agreement: Option<Reference>,
    pub contract: Reference,
    pub active_contracts: Vec<Reference>,
    pub invitation: Option<String>,
    pub invited_users: Vec<String>,
}

/// What was made, as shown now.
pub(super) async fn view(
    backend: &Backend,
    connection: &mut Connection,
    account_id: &str,
    stored: &str,
) -> Result<Outcome, Error> {
    let made: Made = serde_json::from_str(stored).map_err(Error::defect)?;
    let invitation = match &made.invitation {
        Some(id) => invitations::find_of(connection, account_id, id).await?,
        None => None,
    };
    let link = invitation
        .filter(|invitation| invitation.state(backend.now()) == InvitationState::Open)
        .and_then(|invitation| backend.activation_link(&invitation));
    Ok(Outcome {
        partner: made.partner,
        kind: made.kind,
        agreement: made.agreement,
        agreement_is_new: made.agreement_is_new,
        dependent_agreement: made.dependent_agreement,
        contract: made.contract,
        active_contracts: made.active_contracts,
        link,
        invited_users: made.invited_users,
    })
}
