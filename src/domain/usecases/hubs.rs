//! Hubs: where a distributor's marketplaces are served from. All need `marketplaces`.

use super::{Caller, Listing, Problem, Query, Reference, When};
use crate::{
    id::HubId,
    list::{Column, ListSpec},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of hubs.
pub const HUBS: ListSpec = ListSpec {
    name: "hubs",
    columns: &[
        Column {
            key: "name",
            label: "Hub",
            shown: true,
            sorts: true,
        },
        Column {
            key: "description",
            label: "Description",
            shown: true,
            sorts: false,
        },
        Column {
            key: "instance",
            label: "Instance",
            shown: true,
            sorts: false,
        },
        Column {
            key: "marketplaces",
            label: "Marketplaces",
            shown: true,
            sorts: false,
        },
        Column {
            key: "created",
            label: "Created",
            shown: true,
            sorts: true,
        },
    ],
    filters: &[],
    sort: "name",
    descending: false,
};

/// A hub in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubRow {
    /// Id.
    pub id: HubId,
    /// Name.
    pub name: String,
    /// Description, possibly empty.
    pub description: String,
    /// Type and id of the instance, possibly empty.
    pub instance: String,
    /// Marketplaces served from it.
    pub marketplaces: i64,
    /// Created.
    pub created: When,
}

/// A hub's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubView {
    /// Id.
    pub id: HubId,
    /// Counts changes; a save names the one it was made from.
    pub revision: i64,
    /// The values.
    pub form: HubForm,
    /// Marketplaces served from it.
    pub marketplaces: Vec<Reference>,
}

/// What a person enters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HubForm {
    /// 1–256 characters.
    pub name: String,
    /// At most 4000 characters.
    pub description: String,
    /// Which system the hub is, at most 100 characters.
    pub instance_type: String,
    /// Its id there, at most 100 characters.
    pub instance_id: String,
}

/// Hubs.
#[async_trait]
pub trait Hubs: Send + Sync {
    /// A page of the list; searched by name, id and description. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<HubRow>;
    /// One hub. `view`.
    async fn find(&self, caller: &Caller, id: HubId) -> Result<HubView, Problem>;
    /// Makes a hub. `manage`.
    async fn create(&self, caller: &Caller, form: HubForm) -> Result<HubId, Problem>;
    /// Saves a hub; refused as stale when `revision` is not the present one. `manage`.
    async fn save(&self, caller: &Caller, id: HubId, revision: i64, form: HubForm) -> Result<(), Problem>;
    /// Deletes a hub; refused while marketplaces use it, and the message names them. `manage`.
    async fn delete(&self, caller: &Caller, id: HubId) -> Result<(), Problem>;
}
