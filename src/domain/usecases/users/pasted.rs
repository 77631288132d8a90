//! A pasted list of people to invite, and what becomes of each.

use serde::{Deserialize, Serialize};

/// The most entries that are invited at once.
pub const MOST_AT_ONCE: usize = 500;

/// What a person pastes to invite many at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PastedForm {
    /// Names and addresses, as [`crate::addresses`] reads them.
    pub text: String,
    /// Ids of groups, at least one, for everybody.
    pub groups: Vec<String>,
    /// As in [`super::UserForm`].
    pub expiry_days: String,
}

crate::words! {
    /// What becomes of an entry of a pasted list.
    Fate {
        /// Is invited.
        Invite = "invite", "Will be invited";
        /// Is invited, and has a sign-in already.
        Join = "join", "Will be asked to join";
        /// Belongs to the account.
        Member = "member", "Already a member";
        /// Has an open invitation.
        Invited = "invited", "Already invited";
        /// Would go over a limit, and waits.
        Later = "later", "Over the limit";
        /// Stands further above in the list.
        Twice = "twice", "Twice in the list";
        /// Is no address.
        Unreadable = "unreadable", "Not an address";
    }
}

/// An entry of a pasted list, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedRow {
    /// Full name, possibly empty.
    pub name: String,
    /// Address, or what stands there instead.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, possibly empty.
    pub note: String,
    /// Under which the person's page is found, when there is one.
    pub key: String,
}

/// A pasted list, checked or sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// What is left to do: before sending the list as it was pasted, afterwards the entries that wait and those that
    /// are no addresses.
    pub form: PastedForm,
    /// Every entry, in the list's order.
    pub rows: Vec<PastedRow>,
    /// Which limit makes entries wait, and when it ends; empty when none does.
    pub limit: String,
    /// It was sent: who was to be invited is.
    pub sent: bool,
    /// A mail server is set.
    pub mail_configured: bool,
}

impl Pasted {
    /// How many entries have one of these fates.
    pub fn count(&self, fates: &[Fate]) -> usize {
        self.rows.iter().filter(|row| fates.contains(&row.fate)).count()
    }
}
