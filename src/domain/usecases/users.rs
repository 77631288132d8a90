//! The users of an account: its members, and those who are invited. All need `users`, apart from leaving.

mod pasted;

pub use pasted::{Fate, MOST_AT_ONCE, Pasted, PastedForm, PastedRow};

use super::{
    ByteStream, Caller, Listing, Problem, Query, When, invitations::MadeInvitations, partners::DeliveryRow,
    wizard::ActivationLink,
};
use crate::{
    id::{AccountId, InvitationId, UserId},
    invitation::{Backing, InvitationState},
    list::{Column, ListSpec},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The list of users.
pub const USERS: ListSpec = ListSpec {
    name: "users",
    columns: &[
        Column {
            key: "name",
            label: "User",
            shown: true,
            sorts: true,
        },
        Column {
            key: "groups",
            label: "Groups",
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
            key: "active",
            label: "Last active",
            shown: true,
            sorts: true,
        },
        Column {
            key: "added",
            label: "Joined or invited",
            shown: false,
            sorts: true,
        },
    ],
    filters: &["status", "group"],
    sort: "name",
    descending: false,
};

crate::words! {
    /// How far somebody is.
    UserStatus {
        /// Has an open invitation.
        Invited = "invited", "Invited";
        /// The time of the invitation has passed.
        Expired = "expired", "Expired";
        /// Works in the account.
        Joined = "joined", "Joined";
    }
}

/// A member by their user id, or an invited person by the invitation's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserKey {
    /// Has joined.
    Member(UserId),
    /// Is invited.
    Invited(InvitationId),
}

impl std::str::FromStr for UserKey {
    type Err = crate::id::InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse()
            .map(Self::Member)
            .or_else(|_| text.parse().map(Self::Invited))
    }
}

/// A group to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupChoice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it allows, in words.
    pub permissions: String,
    /// The one who chooses holds all of it, so that they may give it.
    pub givable: bool,
}

/// A user in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// The user's id, or the invitation's while invited.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Names of their groups.
    pub groups: Vec<String>,
    /// How far they are.
    pub status: UserStatus,
    /// Their sign-in was ended by those who run the installation.
    pub deactivated: bool,
    /// Last active in this account.
    pub active: Option<When>,
    /// Joined, or invited.
    pub added: When,
    /// The link to hand over, while the person is invited by this account and the one who looks may manage users;
    /// empty when its groups may more than the one who looks.
    pub link: Option<String>,
    /// The one who looks may remove them.
    pub removable: bool,
    /// What removing them touches; empty for those who may not.
    pub made: MadeInvitations,
}

/// A user's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    /// The user's id, or the invitation's while invited.
    pub key: String,
    /// How far they are.
    pub status: UserStatus,
    /// The values.
    pub form: UserForm,
    /// Every group of the account.
    pub choices: Vec<GroupChoice>,
    /// It is the person who looks.
    pub me: bool,
    /// Last active in this account.
    pub active: Option<When>,
    /// Since when they cannot sign in, by the will of those who run the installation.
    pub deactivated: Option<When>,
    /// Joined, or invited.
    pub added: When,
    /// The link, while the person is invited by this account and the one who looks may manage users; without its
    /// address when its groups may more than the one who looks.
    pub link: Option<ActivationLink>,
    /// Mail so far, the newest first.
    pub deliveries: Vec<DeliveryRow>,
    /// The organisation that invites, when it is another one.
    pub inviter: String,
    /// The person who made the invitation, and who could make it today; for those who may manage it.
    pub inviter_person: Option<(String, Backing)>,
    /// What removing a member touches; empty for those who may not.
    pub made: MadeInvitations,
    /// How the invitation ended, if it did.
    pub ended: Option<EndedInvitation>,
    /// A mail server is set.
    pub mail_configured: bool,
}

/// An invitation of the past; it stays for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedInvitation {
    /// How it ended.
    pub state: InvitationState,
    /// When.
    pub at: When,
    /// Why, in the words of whoever ended it; possibly empty.
    pub reason: String,
    /// What came of it: the user who took it, or the invitation that took its place; by its page's id.
    pub next: Option<String>,
}

/// What a person enters about a user; name and address count while they are invited, the expiry when they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Ids of groups, at least one.
    pub groups: Vec<String>,
    /// The groups that were shown, by [`UserForm::state_of`]; empty when nothing was.
    pub seen: String,
    /// The invitation's link works for so many days, 1–90; empty for
    /// [`crate::invitation::DEFAULT_EXPIRY_DAYS`].
    pub expiry_days: String,
}

impl UserForm {
    /// Groups as a form carries them along, so that it is told from one that was made from an older state.
    pub fn state_of(groups: &[String]) -> String {
        let mut groups = groups.to_vec();
        groups.sort();
        groups.join(" ")
    }
}

/// Users.
#[async_trait]
pub trait Users: Send + Sync {
    /// A page of the list; searched by name and address. `view`.
    async fn list(&self, caller: &Caller, query: Query) -> Listing<UserRow>;
    /// The whole list under the same query as CSV, with the chosen columns. `view`.
    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem>;
    /// Every group, to choose from. `view`.
    async fn choices(&self, caller: &Caller) -> Result<Vec<GroupChoice>, Problem>;
    /// One user. `view`.
    async fn find(&self, caller: &Caller, key: UserKey) -> Result<UserView, Problem>;
    /// Checks name and address, as the first step of *Add user*; nothing is written. `manage`.
    async fn check(&self, caller: &Caller, form: UserForm) -> Result<(), Problem>;
    /// Invites, and mails the link where a mail server is set; nobody gives a permission that they lack. `manage`.
    async fn invite(&self, caller: &Caller, form: UserForm) -> Result<InvitationId, Problem>;
    /// Says what would become of every entry of a pasted list; nothing is written. Who is called known belongs to a
    /// partner, or belonged to this account: nobody learns here of people whom they could not see. `manage`.
    async fn check_pasted(&self, caller: &Caller, form: PastedForm) -> Result<Pasted, Problem>;
    /// Invites everybody in a pasted list who can be invited, all or nobody, and says what became of every entry.
    /// Sent again, it invites nobody twice. `manage`.
    async fn invite_pasted(&self, caller: &Caller, form: PastedForm) -> Result<Pasted, Problem>;
    /// Saves a member's groups, or name, address and groups of somebody who is invited. Another name or address
    /// makes a new invitation, and the old link dies. Returns the key under which the user is found now. `manage`.
    async fn save(&self, caller: &Caller, key: UserKey, form: UserForm) -> Result<String, Problem>;
    /// Ends a member's access to this account at once; the other accounts stay theirs. Refused for the last one
    /// who can manage users. `manage`.
    async fn remove(&self, caller: &Caller, user: UserId) -> Result<(), Problem>;
    /// Leaves an account; refused for the last one who can manage its users. Everybody, for themselves.
    async fn leave(&self, caller: &Caller, account: AccountId) -> Result<(), Problem>;
}
