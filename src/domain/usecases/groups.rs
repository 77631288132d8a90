//! Groups: named sets of permissions in an account (`domain.md §7`). All need `users`.

use super::{Caller, Listing, Problem, Query};
use crate::{
    id::{GroupId, UserId},
    list::{Column, ListSpec},
    permission::{Level, Module, Permissions},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The list of groups.
pub const GROUPS: ListSpec = ListSpec {
    name: "groups",
    columns: &[
        Column {
            key: "name",
            label: "Group",
            shown: true,
            sorts: true,
        },
        Column {
            key: "permissions",
            label: "Permissions",
            shown: true,
            sorts: false,
        },
        Column {
            key: "members",
            label: "Users",
            shown: true,
            sorts: true,
        },
    ],
    filters: &[],
    sort: "name",
    descending: false,
};

/// A group in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Id.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// Its permissions in words.
    pub permissions: String,
    /// Users in it.
    pub members: i64,
}

/// A group's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    /// Id.
    pub id: GroupId,
    /// Counts changes; a save names the one it was made from.
    pub revision: i64,
    /// Name.
    pub name: String,
    /// What its users may do.
    pub permissions: Permissions,
}

/// Who is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMembers {
    /// Its users, by name; at most [`MOST_SHOWN`].
    pub inside: Vec<GroupMember>,
    /// Everybody else of the account, for those who may add them; at most [`MOST_SHOWN`].
    pub outside: Vec<GroupMember>,
    /// There are more than these.
    pub capped: bool,
}

/// So many users are shown on a group's page.
pub const MOST_SHOWN: u16 = 500;

/// A user of the account, in a group or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMember {
    /// Their user id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// What a person enters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    /// 1–32 characters, one of its name in the account.
    pub name: String,
    /// "none", "view" or "manage" by module; what is missing is none.
    pub modules: BTreeMap<Module, Level>,
    /// "true" to let its users sign.
    pub sign: String,
}

impl GroupForm {
    /// The permissions that were chosen.
    pub fn permissions(&self) -> Permissions {
        let chosen = self.modules.iter().filter(|&(_, &level)| level > Level::None);
        Permissions {
            modules: chosen.map(|(&module, &level)| (module, level)).collect(),
            sign: self.sign == "true",
        }
    }
}

/// Groups.
#[async_trait]
pub trait Groups: Send + Sync {
    /// A page of the list; searched by name. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<GroupRow>;
    /// One group. `view`.
    async fn find(&self, caller: &Caller, id: GroupId) -> Result<GroupView, Problem>;
    /// Makes a group; nobody gives a permission that they lack. `manage`.
    async fn create(&self, caller: &Caller, form: GroupForm) -> Result<GroupId, Problem>;
    /// Saves a group; refused as stale when `revision` is not the present one, and when nobody could manage users
    /// any more. Counts for its users from their next request on. `manage`.
    async fn save(&self, caller: &Caller, id: GroupId, revision: i64, form: GroupForm) -> Result<(), Problem>;
    /// Deletes a group; refused while it is somebody's only one, and when nobody could manage users any more; the
    /// message names who. `manage`.
    async fn delete(&self, caller: &Caller, id: GroupId) -> Result<(), Problem>;
    /// Who is in the group. `view`.
    async fn members(&self, caller: &Caller, id: GroupId) -> Result<GroupMembers, Problem>;
    /// Adds users of the account, all or nobody, and returns how many were not in it; at most [`MOST_SHOWN`] at
    /// once. Nobody gives a permission that they lack. Counts from their next request on. `manage`.
    async fn add_members(&self, caller: &Caller, id: GroupId, users: Vec<UserId>) -> Result<usize, Problem>;
    /// Takes a user out of the group, and returns their name; who is not in it stays as they are. Refused when it is
    /// their only group, and when nobody could manage users any more. `manage`.
    async fn remove_member(&self, caller: &Caller, id: GroupId, user: UserId) -> Result<String, Problem>;
}
