//! The page an account opens with.

use super::{Caller, Problem, TimelineEntry};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// Something that waits for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What: "contracts to approve".
    pub label: String,
    /// How many.
    pub count: i64,
    /// The list that shows them, below the account's path: "contracts?status=pending".
    pub path: String,
    /// Calls for attention rather than merely informs.
    pub urgent: bool,
}

/// A step of the funnel invited → applied → active.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// Name.
    pub label: String,
    /// Partners in it now.
    pub count: i64,
    /// The list that shows them, below the account's path.
    pub path: String,
}

/// The page an account opens with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// What waits, urgent things first; empty when nothing does.
    pub waiting: Vec<Waiting>,
    /// The funnel; empty for vendors and resellers.
    pub funnel: Vec<FunnelStep>,
    /// The distributors a vendor or reseller works with; empty without `partners: view`.
    pub distributors: Vec<DistributorRow>,
    /// Partnerships that stand still, for those of a vendor or reseller who may not view `distributors`.
    pub halted: Vec<Halted>,
    /// A distributor that has no marketplace yet is led to it.
    pub needs_marketplace: bool,
    /// The newest events of the account, at most ten; empty without `events: view`.
    pub recent: Vec<TimelineEntry>,
}

/// A partnership that stands still; with whom is not said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halted {
    /// Suspended, rejected or removed.
    pub status: crate::partner::PartnerStatus,
    /// Since when.
    pub since: super::When,
    /// Why, possibly empty.
    pub why: String,
}

/// A distributor that a vendor or reseller works with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistributorRow {
    /// Account id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The partner's status with it.
    pub status: crate::partner::PartnerStatus,
    /// Contracts in force.
    pub active_contracts: i64,
    /// When and why the partnership is suspended, rejected or removed; the reason may be empty.
    pub halted: Option<(super::When, String)>,
}

/// The page an account opens with.
#[async_trait]
pub trait Home: Send + Sync {
    /// What waits for this person in this account; only of modules they may view.
    async fn view(&self, caller: &Caller) -> Result<HomeView, Problem>;

    /// The distributors that this vendor or reseller works with.
    async fn distributors(&self, caller: &Caller) -> Result<Vec<DistributorRow>, Problem>;
}
