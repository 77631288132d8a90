//! Marketplaces: where products are sold. All need `marketplaces`.

use super::{Caller, Choice, Listing, Problem, Query, Reference, When};
use crate::{
    id::MarketplaceId,
    list::{Column, ListSpec},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of marketplaces.
pub const MARKETPLACES: ListSpec = ListSpec {
    name: "marketplaces",
    columns: &[
        Column {
            key: "name",
            label: "Marketplace",
            shown: true,
            sorts: true,
        },
        Column {
            key: "description",
            label: "Description",
            shown: false,
            sorts: false,
        },
        Column {
            key: "countries",
            label: "Countries",
            shown: true,
            sorts: false,
        },
        Column {
            key: "currency",
            label: "Currency",
            shown: true,
            sorts: true,
        },
        Column {
            key: "hubs",
            label: "Hubs",
            shown: true,
            sorts: false,
        },
        Column {
            key: "agreements",
            label: "Distribution agreements",
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

/// A marketplace in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketplaceRow {
    /// Id.
    pub id: MarketplaceId,
    /// Name.
    pub name: String,
    /// Description, possibly empty.
    pub description: String,
    /// ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Hubs that serve it.
    pub hubs: Vec<Reference>,
    /// Distribution agreements on it.
    pub agreements: i64,
    /// Created.
    pub created: When,
}

/// A marketplace's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketplaceView {
    /// Id.
    pub id: MarketplaceId,
    /// Counts changes; a save names the one it was made from.
    pub revision: i64,
    /// The values.
    pub form: MarketplaceForm,
    /// Distribution agreements on it.
    pub agreements: Vec<Reference>,
}

/// What a person enters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarketplaceForm {
    /// 1–255 characters, unique in the account.
    pub name: String,
    /// At most 4000 characters.
    pub description: String,
    /// ISO 3166-1 alpha-2 codes, at least one.
    pub countries: Vec<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Ids of hubs, at least one.
    pub hubs: Vec<String>,
}

/// What the form offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarketplaceChoices {
    /// Every country, by name.
    pub countries: Vec<Choice>,
    /// Every currency, by code.
    pub currencies: Vec<Choice>,
    /// The account's hubs.
    pub hubs: Vec<Choice>,
}

/// Marketplaces.
#[async_trait]
pub trait Marketplaces: Send + Sync {
    /// A page of the list; searched by name, id and description. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<MarketplaceRow>;
    /// One marketplace. `view`.
    async fn find(&self, caller: &Caller, id: MarketplaceId) -> Result<MarketplaceView, Problem>;
    /// What the form offers. `view`.
    async fn choices(&self, caller: &Caller) -> Result<MarketplaceChoices, Problem>;
    /// Makes a marketplace. A name that is taken is refused at its field. `manage`.
    async fn create(&self, caller: &Caller, form: MarketplaceForm) -> Result<MarketplaceId, Problem>;
    /// Saves a marketplace; refused as stale when `revision` is not the present one. `manage`.
    async fn save(
        &self,
        caller: &Caller,
        id: MarketplaceId,
        revision: i64,
        form: MarketplaceForm,
    ) -> Result<(), Problem>;
    /// Deletes a marketplace; refused while agreements use it, and the message names them. `manage`.
    async fn delete(&self, caller: &Caller, id: MarketplaceId) -> Result<(), Problem>;
}
