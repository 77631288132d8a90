//! Contracts. All need `contracts`; signing, enrolling and rejecting for a partner need `sign`.

use super::{Caller, Listing, Person, Problem, Query, Reference, TimelineEntry, When, invitations::OfferedDocument};
use crate::{
    agreement::AgreementType,
    contract::ContractStatus,
    id::{AgreementId, ContractId},
    list::{Column, ListSpec},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of contracts.
pub const CONTRACTS: ListSpec = ListSpec {
    name: "contracts",
    columns: &[
        Column {
            key: "name",
            label: "Contract",
            shown: true,
            sorts: true,
        },
        Column {
            key: "type",
            label: "Type",
            shown: true,
            sorts: true,
        },
        Column {
            key: "partner",
            label: "Partner",
            shown: true,
            sorts: true,
        },
        Column {
            key: "issuer",
            label: "Issuer",
            shown: false,
            sorts: false,
        },
        Column {
            key: "version",
            label: "Version",
            shown: true,
            sorts: false,
        },
        Column {
            key: "status",
            label: "Status",
            shown: true,
            sorts: true,
        },
        Column {
            key: "signee",
            label: "Signee",
            shown: true,
            sorts: false,
        },
        Column {
            key: "created",
            label: "Created",
            shown: true,
            sorts: true,
        },
        Column {
            key: "signed",
            label: "Signed",
            shown: false,
            sorts: true,
        },
    ],
    filters: &["status", "type"],
    sort: "created",
    descending: true,
};

/// A contract in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    /// Id.
    pub id: ContractId,
    /// Name.
    pub name: String,
    /// Type.
    pub kind: AgreementType,
    /// The partner's account.
    pub partner: Reference,
    /// The distributor.
    pub issuer: Reference,
    /// Version it was made or last accepted on.
    pub version: i64,
    /// That version is the active one.
    pub latest: bool,
    /// Status.
    pub status: ContractStatus,
    /// Signed and waiting for the distributor.
    pub awaits_approval: bool,
    /// Who signed, possibly empty.
    pub signee: String,
    /// Created.
    pub created: When,
    /// Signed.
    pub signed: Option<When>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub when: When,
    /// Who.
    pub person: Person,
}

/// What the viewer may do with a contract now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractActions {
    /// The partner may sign.
    pub sign: bool,
    /// The partner, or the distributor at approval, may reject.
    pub reject: bool,
    /// The distributor may approve.
    pub approve: bool,
    /// The distributor may ask for changes.
    pub request_changes: bool,
    /// The distributor may withdraw.
    pub withdraw: bool,
    /// The distributor may terminate.
    pub terminate: bool,
    /// The distributor may edit the notes.
    pub edit_notes: bool,
}

/// One acceptance or decline, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// "accepted", "declined", "activated by the issuer".
    pub act: String,
    /// Typed full name and title.
    pub signatory: String,
    /// Address and how it was verified.
    pub address: String,
    /// Version.
    pub version: i64,
    /// SHA-256 of the document, in hexadecimal.
    pub document_hash: String,
    /// When, to the millisecond, UTC.
    pub at: String,
    /// Client address and browser.
    pub client: String,
    /// How it came: "mailed link", "copied link", "signed in", "issuer".
    pub channel: String,
    /// SHA-256 of this row and the one before it, in hexadecimal.
    pub hash: String,
}

/// The contract page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractView {
    /// Id.
    pub id: ContractId,
    /// Counts changes.
    pub revision: i64,
    /// Name.
    pub name: String,
    /// Type.
    pub kind: AgreementType,
    /// Status.
    pub status: ContractStatus,
    /// Signed and waiting for the distributor.
    pub awaits_approval: bool,
    /// It waits with the partner's application, which the distributor decides on the partner's page.
    pub application: bool,
    /// The agreement.
    pub agreement: Reference,
    /// Version it was made or last accepted on.
    pub version: i64,
    /// The newer active version, if there is one.
    pub newer_version: Option<i64>,
    /// The distributor.
    pub issuer: Reference,
    /// The partner's account.
    pub partner: Reference,
    /// The contract it stands under.
    pub parent: Option<Reference>,
    /// Contracts under it.
    pub dependents: Vec<ContractRow>,
    /// Who signed, as typed, possibly empty.
    pub signee: String,
    /// Created.
    pub created: Act,
    /// Signed.
    pub signed: Option<Act>,
    /// Countersigned or approved.
    pub countersigned: Option<Act>,
    /// Rejected, withdrawn or terminated.
    pub ended: Option<Act>,
    /// Until when it runs.
    pub expires: Option<When>,
    /// What the partner reads.
    pub note_to_signee: String,
    /// What only the issuer reads; empty for the partner.
    pub internal_note: String,
    /// Reason or note of the end, or of a request for changes.
    pub ending_note: String,
    /// The document to sign, when `actions.sign`.
    pub document: Option<OfferedDocument>,
    /// The sentence that is accepted on signing.
    pub statement: String,
    /// The sentence about authority.
    pub authority_statement: String,
    /// What the viewer may do now.
    pub actions: ContractActions,
    /// Evidence.
    pub evidence: Vec<EvidenceRow>,
    /// What happened, the newest first, at most 100.
    pub timeline: Vec<TimelineEntry>,
}

/// Signing while signed in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignForm {
    /// Full name, as typed.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
    /// "true": I have read and accept.
    pub accepted: String,
    /// "true": I am authorised to sign.
    pub authorised: String,
    /// Hash of what was shown.
    pub document_hash: String,
}

/// Contracts.
#[async_trait]
pub trait Contracts: Send + Sync {
    /// A page of the list; searched by name, id, partner and signee. Distributors: those they issued.
    /// Vendors and resellers: their own. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<ContractRow>;
    /// One contract, for its issuer or its partner. `view`.
    async fn find(&self, caller: &Caller, id: ContractId) -> Result<ContractView, Problem>;
    /// A vendor or reseller enrols in a dependent agreement open to it: distribution contracts begin as
    /// enrolling. A second call returns the contract of the first while that is not final. `sign`.
    async fn enrol(&self, caller: &Caller, agreement: AgreementId) -> Result<ContractId, Problem>;
    /// The partner signs. Program and service contracts become active with the auto-accept cascade;
    /// distribution and syndication contracts wait for approval unless auto accept is on. `sign`.
    async fn sign(&self, caller: &Caller, id: ContractId, form: SignForm) -> Result<(), Problem>;
    /// The partner, or the distributor at approval, rejects; final. Partner: `sign`; distributor: `manage`.
    async fn reject(&self, caller: &Caller, id: ContractId, reason: String) -> Result<(), Problem>;
    /// The distributor approves what was signed. `manage`.
    async fn approve(&self, caller: &Caller, id: ContractId) -> Result<(), Problem>;
    /// The distributor sends it back with a note, which is required. `manage`.
    async fn request_changes(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem>;
    /// The distributor takes back what was not signed; its open invitation is revoked with it. `manage`.
    async fn withdraw(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem>;
    /// The distributor ends it, with a note ≤ 100; the contracts under it end with it, and with the last
    /// program or service contract the partner is removed. `manage`.
    async fn terminate(&self, caller: &Caller, id: ContractId, note: String) -> Result<(), Problem>;
    /// The distributor edits the notes; refused as stale when `revision` is not the present one. `manage`.
    async fn save_notes(
        &self,
        caller: &Caller,
        id: ContractId,
        revision: i64,
        to_signee: String,
        internal: String,
    ) -> Result<(), Problem>;
}
