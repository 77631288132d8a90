//! Agreements and their versions. All need `agreements`. Distributors own them; vendors and resellers see the
//! ones that are open to them.

use super::{Caller, Choice, Listing, Person, Problem, Query, Reference, TimelineEntry, When};
use crate::{
    agreement::{AgreementType, DocumentSource, VersionStatus},
    id::AgreementId,
    list::{Column, ListSpec},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of agreements.
pub const AGREEMENTS: ListSpec = ListSpec {
    name: "agreements",
    columns: &[
        Column {
            key: "title",
            label: "Agreement",
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
            key: "owner",
            label: "Owner",
            shown: false,
            sorts: false,
        },
        Column {
            key: "parent",
            label: "Parent agreement",
            shown: true,
            sorts: false,
        },
        Column {
            key: "marketplace",
            label: "Marketplace",
            shown: true,
            sorts: false,
        },
        Column {
            key: "version",
            label: "Active version",
            shown: true,
            sorts: false,
        },
        Column {
            key: "auto_accept",
            label: "Auto accept",
            shown: true,
            sorts: false,
        },
        Column {
            key: "contracts",
            label: "Active contracts",
            shown: true,
            sorts: true,
        },
        Column {
            key: "created",
            label: "Created",
            shown: true,
            sorts: true,
        },
    ],
    filters: &["type"],
    sort: "created",
    descending: true,
};

/// An agreement in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementRow {
    /// Id.
    pub id: AgreementId,
    /// Title.
    pub title: String,
    /// Type.
    pub kind: AgreementType,
    /// The distributor.
    pub owner: Reference,
    /// The agreement it stands under.
    pub parent: Option<Reference>,
    /// The marketplace, for distribution.
    pub marketplace: Option<Reference>,
    /// Number of the active version.
    pub version: Option<i64>,
    /// For distribution and syndication.
    pub auto_accept: Option<bool>,
    /// Contracts in force.
    pub contracts: i64,
    /// Created.
    pub created: When,
    /// For vendors and resellers: no contract yet, *Enrol* is offered.
    pub can_enrol: bool,
}

/// A version on the agreement page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// Number, from 1.
    pub number: i64,
    /// Status.
    pub status: VersionStatus,
    /// Where the document is.
    pub source: DocumentSource,
    /// Its address, for `link`.
    pub link: String,
    /// What changed, possibly empty.
    pub change_note: String,
    /// Published.
    pub published: When,
    /// By whom.
    pub author: Person,
    /// Contracts in force on it.
    pub active_contracts: i64,
    /// Contracts ever made on it; with any, it cannot be deleted.
    pub contracts: i64,
}

/// A dependent agreement on the agreement page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DependentRow {
    /// The agreement.
    pub agreement: Reference,
    /// The marketplace, for distribution.
    pub marketplace: Option<Reference>,
    /// Auto accept.
    pub auto_accept: bool,
    /// Contracts in force.
    pub contracts: i64,
}

/// The agreement page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    /// Id.
    pub id: AgreementId,
    /// Counts changes; a save names the one it was made from.
    pub revision: i64,
    /// Type.
    pub kind: AgreementType,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// The distributor.
    pub owner: Reference,
    /// The agreement it stands under.
    pub parent: Option<Reference>,
    /// The marketplace, for distribution.
    pub marketplace: Option<Reference>,
    /// For distribution and syndication.
    pub auto_accept: Option<bool>,
    /// Status of the newest relevant version: active, or none active.
    pub active_version: Option<i64>,
    /// Versions, the newest first.
    pub versions: Vec<VersionRow>,
    /// Contracts in force, and all.
    pub contracts: (i64, i64),
    /// Agreements under it.
    pub dependents: Vec<DependentRow>,
    /// The viewer's account owns it and the person may manage agreements.
    pub can_manage: bool,
    /// For vendors and resellers: no contract yet, *Enrol* is offered.
    pub can_enrol: bool,
    /// For vendors and resellers: their contract on it.
    pub contract: Option<Reference>,
    /// What happened, the newest first, at most 100; for the owner.
    pub timeline: Vec<TimelineEntry>,
    /// For the owner, when title or description were edited since the active version was published: the text that
    /// contracts are made on until a further version is activated. Partners are shown that text as
    /// `title` and `description`.
    pub published: Option<PublishedText>,
}

/// The text of a published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedText {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
}

/// A new agreement, with its first version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewAgreement {
    /// The type.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// The agreement it stands under, for distribution and syndication.
    pub parent: String,
    /// The marketplace, for distribution.
    pub marketplace: String,
    /// "true" or empty, for distribution and syndication.
    pub auto_accept: String,
    /// `none` or `link`.
    pub source: String,
    /// The document's address, for `link`.
    pub link: String,
}

/// What can be changed about an agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementEdit {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// `enabled` or `disabled`, for distribution and syndication.
    pub auto_accept: String,
}

/// A further version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewVersion {
    /// `none` or `link`.
    pub source: String,
    /// The document's address, for `link`.
    pub link: String,
    /// What changed, at most 500 characters.
    pub change_note: String,
    /// "true": contracts are made on it from now on.
    pub activate: String,
}

/// What the form for a new agreement offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementChoices {
    /// Agreements it can stand under.
    pub parents: Vec<Choice>,
    /// Marketplaces.
    pub marketplaces: Vec<Choice>,
}

/// Agreements and their versions.
#[async_trait]
pub trait Agreements: Send + Sync {
    /// A page of the list; searched by title, id and description. Distributors: their own. Vendors and
    /// resellers: the ones they have a contract on, and the dependent ones under those. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<AgreementRow>;
    /// One agreement. `view`.
    async fn find(&self, caller: &Caller, id: AgreementId) -> Result<AgreementView, Problem>;
    /// What the form for a new agreement of this type offers. `manage`.
    async fn choices(&self, caller: &Caller, kind: AgreementType) -> Result<AgreementChoices, Problem>;
    /// Makes an agreement with version 1 active. `manage`.
    async fn create(&self, caller: &Caller, form: NewAgreement) -> Result<AgreementId, Problem>;
    /// Saves title, description, auto accept; refused as stale when `revision` is not the present one. `manage`.
    async fn save(&self, caller: &Caller, id: AgreementId, revision: i64, form: AgreementEdit) -> Result<(), Problem>;
    /// Adds a version and returns its number; with `activate` it takes over and partners with contracts are
    /// told. `manage`.
    async fn add_version(&self, caller: &Caller, id: AgreementId, form: NewVersion) -> Result<i64, Problem>;
    /// Makes a version the one that contracts are made on; the other is put aside in the same transaction and
    /// partners with contracts are told. `manage`.
    async fn activate_version(&self, caller: &Caller, id: AgreementId, number: i64) -> Result<(), Problem>;
    /// Deletes a version; refused for the last one and while contracts were ever made on it. `manage`.
    async fn delete_version(&self, caller: &Caller, id: AgreementId, number: i64) -> Result<(), Problem>;
}
