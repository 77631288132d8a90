//! Every letter Entente writes, with what it needs to be rendered later. No tokens in here: the rows are stored.

use serde::{Deserialize, Serialize};

/// A letter. To add one: a variant, a template pair (text and HTML) and an arm where it is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// To an invited partner or user; the rest is read from the invitation when it is sent, and it is not sent
    /// once the invitation has ended.
    Invitation {
        /// The invitation.
        invitation: String,
    },
    /// A link for a new password.
    PasswordReset {
        /// The reset's id.
        reset: String,
    },
    /// A notice that the password was changed.
    PasswordChanged,
    /// The link that confirms an address, to that address.
    EmailConfirmation {
        /// The wish's id.
        change: String,
    },
    /// A notice to the present address: another one is wished for.
    EmailChanging,
    /// A notice to the former address.
    EmailChanged,
    /// A notice about the second factor: "was set up", "was taken away".
    SecondFactor {
        /// It is on now.
        on: bool,
    },
    /// To the inviter.
    InvitationAccepted {
        /// The account that accepted, or the user's name.
        by: String,
        /// Path of the page that shows it, from the root.
        path: String,
    },
    /// To the inviter: a partner accepted and waits for approval.
    ApplicationReceived {
        /// The account that accepted.
        by: String,
        /// Path of the page that decides it, from the root.
        path: String,
    },
    /// To the inviter.
    InvitationDeclined {
        /// The account that declined, or the invited address.
        by: String,
        /// The reason given, possibly empty.
        reason: String,
        /// Path of the page that shows it, from the root.
        path: String,
    },
    /// To the inviter: the invitee stands before an expired link.
    NewLinkWanted {
        /// The account, or the invited address.
        by: String,
        /// Path of the page where the link can be renewed, from the root.
        path: String,
    },
    /// To a partner's signee: the agreement has a newer version.
    NewVersion {
        /// The distributor.
        issuer: String,
        /// The agreement's title.
        agreement: String,
        /// The new version's number.
        version: i64,
        /// Path of the contract, from the root.
        path: String,
    },
    /// About a contract, to the other side.
    ContractNews {
        /// The contract's name.
        contract: String,
        /// Who did it: an organisation.
        by: String,
        /// What was done.
        what: ContractNews,
        /// A note or reason, possibly empty.
        note: String,
        /// Path of the contract, from the root.
        path: String,
    },
    /// About the partnership itself, to the partner.
    PartnerNews {
        /// The distributor.
        issuer: String,
        /// What was done.
        what: PartnerNews,
        /// A reason, possibly empty.
        note: String,
        /// Path to go on at, from the root.
        path: String,
    },
}

/// What one side did with a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractNews {
    /// The partner signed, and it is in force.
    Signed,
    /// The partner signed, and the distributor has to approve.
    SignedForApproval,
    /// The partner accepted a newer version, by its number.
    AcceptedVersion(i64),
    /// The distributor approved.
    Approved,
    /// The distributor wants changes before it approves.
    ChangesWanted,
    /// Either side rejected it.
    Rejected,
    /// The distributor withdrew it.
    Withdrawn,
    /// The distributor terminated it.
    Terminated,
}

/// What a distributor did with a partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerNews {
    /// Suspended: the partner's people read and change nothing.
    Suspended,
    /// The suspension ended.
    Resumed,
    /// The application was approved.
    Approved,
    /// The application was turned down.
    Rejected,
}
