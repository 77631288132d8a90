//! The directory and the partner page. All need `partners`.

use super::{
    ByteStream, Caller, Listing, Problem, Query, Reference, TimelineEntry, When, invitations::UserInvitation,
    wizard::ActivationLink,
};
use crate::{
    agreement::AgreementType,
    contract::ContractStatus,
    id::{AccountId, ContractId},
    invitation::{InvitationState, InvitationStatus},
    list::{Column, ListSpec},
    partner::{PartnerStatus, PartnerType},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The directory.
pub const PARTNERS: ListSpec = ListSpec {
    name: "partners",
    columns: &[
        Column {
            key: "name",
            label: "Account",
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
            key: "technical",
            label: "Technical contact",
            shown: true,
            sorts: true,
        },
        Column {
            key: "business",
            label: "Business contact",
            shown: true,
            sorts: true,
        },
        Column {
            key: "program",
            label: "Program",
            shown: true,
            sorts: true,
        },
        Column {
            key: "distribution",
            label: "Distribution",
            shown: true,
            sorts: true,
        },
        Column {
            key: "service",
            label: "Service",
            shown: true,
            sorts: true,
        },
        Column {
            key: "syndication",
            label: "Syndication",
            shown: true,
            sorts: true,
        },
        Column {
            key: "status",
            label: "Status",
            shown: true,
            sorts: true,
        },
        Column {
            key: "created",
            label: "Created",
            shown: true,
            sorts: true,
        },
        Column {
            key: "external_id",
            label: "External id",
            shown: false,
            sorts: true,
        },
        Column {
            key: "changed",
            label: "Last event",
            shown: false,
            sorts: true,
        },
    ],
    filters: &["status", "type"],
    sort: "created",
    descending: true,
};

/// A person to talk to at a partner; both texts may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// A partner in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRow {
    /// The partner's account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Vendor or reseller.
    pub kind: PartnerType,
    /// Technical contact.
    pub technical: Contact,
    /// Business contact.
    pub business: Contact,
    /// Active program, distribution, service, syndication contracts, in this order.
    pub contracts: [i64; 4],
    /// Status.
    pub status: PartnerStatus,
    /// Its key in another system, possibly empty.
    pub external_id: String,
    /// Added.
    pub created: When,
    /// Last event.
    pub changed: When,
}

/// A contract on the partner page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerContract {
    /// Id.
    pub id: ContractId,
    /// Type.
    pub kind: AgreementType,
    /// The agreement.
    pub agreement: Reference,
    /// Version it was made or last accepted on.
    pub version: i64,
    /// Status.
    pub status: ContractStatus,
    /// The partner has signed and the distributor has not decided yet.
    pub awaits_approval: bool,
}

/// An agreement on the partner page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerAgreement {
    /// The agreement.
    pub agreement: Reference,
    /// Type.
    pub kind: AgreementType,
}

/// The partner's invitation, the newest one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerInvitation {
    /// What is stored.
    pub status: InvitationStatus,
    /// What it is now.
    pub state: InvitationState,
    /// The link, while the invitation is open or expired and the person may manage partners.
    pub link: Option<ActivationLink>,
    /// Reason of a decline or revocation, possibly empty.
    pub reason: String,
    /// The invited address, possibly empty.
    pub address: String,
    /// Until when the link works, or worked.
    pub expires: When,
    /// Mail so far, the newest first.
    pub deliveries: Vec<DeliveryRow>,
}

/// One attempt to mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRow {
    /// Where to.
    pub address: String,
    /// State.
    pub state: DeliveryState,
    /// The server's words, for deferred and failed.
    pub detail: String,
    /// Queued or last tried.
    pub when: When,
}

crate::words! {
    /// How far a mail has come. Never "sent" before a server took it.
    DeliveryState {
        /// Waits for the sender job.
        Queued = "queued", "Queued";
        /// A server took it.
        HandedOver = "handed_over", "Handed over";
        /// A server said "later"; it is tried again.
        Deferred = "deferred", "Deferred";
        /// A server refused it, or it was given up.
        Failed = "failed", "Failed";
    }
}

/// The partner page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerView {
    /// The partner's account.
    pub id: AccountId,
    /// Counts changes; a save names the one it was made from.
    pub revision: i64,
    /// Vendor or reseller.
    pub kind: PartnerType,
    /// Status.
    pub status: PartnerStatus,
    /// The values.
    pub form: PartnerForm,
    /// Added.
    pub created: When,
    /// Agreements that this partner has contracts on, and the ones under them.
    pub agreements: Vec<PartnerAgreement>,
    /// Contracts, the newest first.
    pub contracts: Vec<PartnerContract>,
    /// The newest partner invitation.
    pub invitation: Option<PartnerInvitation>,
    /// Users of the partner's account, and those whom this account has invited to it.
    pub users: Vec<PartnerUser>,
    /// The person may invite a user: nobody of the partner can.
    pub invites_users: bool,
    /// What happened, the newest first, at most 100.
    pub timeline: Vec<TimelineEntry>,
    /// A mail server is set.
    pub mail_configured: bool,
}

/// A user of the partner's account, as the distributor sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerUser {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// How they are invited; `None` when they have joined.
    pub invitation: Option<UserInvitation>,
}

/// What a person may change about a partner.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerForm {
    /// Name; can only be changed until the partner's people have registered.
    pub name: String,
    /// External id.
    pub external_id: String,
    /// Technical contact's name.
    pub technical_name: String,
    /// Technical contact's address.
    pub technical_email: String,
    /// Business contact's name.
    pub business_name: String,
    /// Business contact's address.
    pub business_email: String,
}

/// The directory and the partner page.
#[async_trait]
pub trait Partners: Send + Sync {
    /// A page of the directory. Search: words and word beginnings in name, id, external id and contacts.
    /// `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<PartnerRow>;
    /// The directory under this query as CSV: chosen columns, every row, cells safe for spreadsheets. `view`.
    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem>;
    /// The partner page. `view`.
    async fn find(&self, caller: &Caller, id: AccountId) -> Result<PartnerView, Problem>;
    /// Saves details and contacts; refused as stale when `revision` is not the present one. `manage`.
    async fn save(&self, caller: &Caller, id: AccountId, revision: i64, form: PartnerForm) -> Result<(), Problem>;
    /// Approves a partner that applied: it and the contract it signed are active. `manage`.
    async fn approve(&self, caller: &Caller, id: AccountId) -> Result<(), Problem>;
    /// Turns an application down, and the contract with it; final, a new invitation may follow. `manage`.
    async fn reject(&self, caller: &Caller, id: AccountId, reason: String) -> Result<(), Problem>;
    /// Suspends: the partner's people read and change nothing. `manage`.
    async fn suspend(&self, caller: &Caller, id: AccountId, reason: String) -> Result<(), Problem>;
    /// Ends the suspension. `manage`.
    async fn resume(&self, caller: &Caller, id: AccountId) -> Result<(), Problem>;
    /// Makes a new open invitation for a partner that declined, or whose invitation was revoked, on a new
    /// contract of the same agreement; returns nothing, the partner page shows the link. `manage`.
    async fn invite_again(&self, caller: &Caller, id: AccountId) -> Result<(), Problem>;
}
