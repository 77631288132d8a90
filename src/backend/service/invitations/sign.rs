//! The signature that comes with an acceptance: on the version that was shown, with evidence.

use super::{
    accept::{doer, record},
    guest::Admitted,
    held::Held,
    terms::Signs,
};
use crate::{
    Backend, Error,
    service::{
        proof::{self, Signatory},
        signature::Signature,
    },
    store::{
        Connection,
        contracts::{self, Move},
        events::NewEvent,
    },
};
use entente_domain::{
    Problem,
    contract::ContractAction,
    evidence::{EvidenceAct, Verification},
    usecases::Caller,
};

/// What the signature of a contract needs besides the person and the contract.
pub(super) struct Signing<'a> {
    pub caller: &'a Caller,
    pub signature: &'a Signature,
}

/// Signs the contract on the version that was shown, with evidence.
pub(super) async fn sign(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    admitted: &Admitted,
    signing: &Signing<'_>,
    signs: &Signs,
) -> Result<(), Error> {
    let Signs {
        contract,
        document,
        how,
        to,
    } = signs;
    let signed = Move::Signed {
        signee: &signing.signature.name,
        version: document.version,
    };
    let who = (Some(admitted.user.as_str()), backend.now());
    if !contracts::apply(connection, contract, *to, signed, who).await? {
        return Err(Problem::conflict("The contract was changed meanwhile. Open the link again.").into());
    }
    let signatory = Signatory {
        user_id: Some(admitted.user.as_str()),
        name: &signing.signature.name,
        title: &signing.signature.title,
        address: &admitted.email,
        verified_by: if held.proves(&admitted.email) {
            Verification::MailedLink
        } else if admitted.verified {
            Verification::SignedIn
        } else {
            Verification::NotVerified
        },
        channel: held.evidence_channel(),
        invitation_id: Some(&held.row.id),
        ip: &signing.caller.ip,
        user_agent: &signing.caller.user_agent,
        session: &admitted.session,
    };
    proof::keep_signature(
        backend,
        connection,
        EvidenceAct::Accepted,
        (document, contract),
        &signatory,
    )
    .await?;
    let event = NewEvent {
        account_id: &contract.account_id,
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action: "signed",
        what: if *how == ContractAction::Sign {
            "signed the contract"
        } else {
            "signed the contract, which waits for approval"
        },
        before: &format!(r#"{{"status":"{}","version":{}}}"#, contract.status, contract.version),
        after: &format!(r#"{{"status":"{to}","version":{}}}"#, document.version),
        ..NewEvent::default()
    };
    record(backend, connection, event, &doer(held, admitted)).await
}
