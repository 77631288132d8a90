//! Keeping evidence: the document goes into `documents`, the row into `acceptances` (`domain.md §6`). Called in
//! the transaction of the act that is proved.

use crate::{
    Backend, Error,
    service::document::{self, Document},
    store::{
        Connection,
        contracts::{ContractRow, NewContract},
        documents,
        events::hex,
        evidence::{self, NewEvidence},
    },
};
use entente_domain::evidence::{self as words, EvidenceAct, EvidenceChannel, LANGUAGE, Verification};

/// Keeps that a contract came into force without a signature: the issuer's *Create account*, or its auto accept.
/// `statement` says which, truthfully; the issuer's organisation stands where a signatory would.
pub(crate) async fn keep_activation(
    backend: &Backend,
    connection: &mut Connection,
    document: &Document,
    contract: &NewContract<'_>,
    statement: &str,
) -> Result<(), Error> {
    let row = NewEvidence {
        act: EvidenceAct::Activated,
        account_id: contract.account_id,
        partner_id: contract.partner_id,
        contract_id: contract.id,
        agreement_id: contract.agreement_id,
        version: document.version,
        document_hash: "",
        statement,
        language: LANGUAGE,
        user_id: contract.created_by,
        signatory: &document.issuer.name,
        title: "",
        authority_statement: "",
        address: "",
        verified_by: Verification::Issuer,
        channel: EvidenceChannel::Issuer,
        invitation_id: None,
        ip: "",
        user_agent: "",
        session_hash: "",
    };
    keep(backend, connection, document, row).await
}

/// Who signs or declines, and how they came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signatory<'a> {
    /// The user, if the person has an account.
    pub user_id: Option<&'a str>,
    /// Full name, as typed; empty when nobody typed one.
    pub name: &'a str,
    /// Position, as typed.
    pub title: &'a str,
    /// Their address, possibly empty.
    pub address: &'a str,
    /// How it was proved.
    pub verified_by: Verification,
    /// How they came.
    pub channel: EvidenceChannel,
    /// The invitation they came through.
    pub invitation_id: Option<&'a str>,
    /// The client's address.
    pub ip: &'a str,
    /// The browser's name for itself.
    pub user_agent: &'a str,
    /// Hash of the session; empty without one.
    pub session: &'a [u8],
}

/// Keeps that a person accepted or declined the document of a contract.
pub(crate) async fn keep_signature(
    backend: &Backend,
    connection: &mut Connection,
    act: EvidenceAct,
    (document, contract): (&Document, &ContractRow),
    who: &Signatory<'_>,
) -> Result<(), Error> {
    let (statement, authority) = match act {
        EvidenceAct::Accepted | EvidenceAct::Activated => (
            words::statement(&document.title, document.version),
            words::authority_statement(&contract.partner),
        ),
        EvidenceAct::Declined => (
            words::decline_statement(&document.title, document.version),
            String::new(),
        ),
    };
    let row = NewEvidence {
        act,
        account_id: &contract.account_id,
        partner_id: &contract.partner_id,
        contract_id: &contract.id,
        agreement_id: &contract.agreement_id,
        version: document.version,
        document_hash: "",
        statement: &statement,
        language: LANGUAGE,
        user_id: who.user_id,
        signatory: who.name,
        title: who.title,
        authority_statement: &authority,
        address: who.address,
        verified_by: who.verified_by,
        channel: who.channel,
        invitation_id: who.invitation_id,
        ip: who.ip,
        user_agent: who.user_agent,
        session_hash: &hex(who.session),
    };
    keep(backend, connection, document, row).await
}

/// Keeps a document and the evidence about it; the row's `document_hash` is filled in.
pub(crate) async fn keep(
    backend: &Backend,
    connection: &mut Connection,
    document: &Document,
    row: NewEvidence<'_>,
) -> Result<(), Error> {
    let body = document::render(document);
    let hash = documents::hash(&body);
    documents::keep(connection, &hash, &body, backend.now()).await?;
    evidence::append(
        connection,
        backend.now(),
        &NewEvidence {
            document_hash: &hash,
            ..row
        },
    )
    .await
}
