//! Invitations: one offer to one address, or to whoever holds the link (`domain.md §5`).
//!
//! ```text
//! open ─accept─▶ accepted     open, expired ─resend─▶ open (same link)
//!   ├─decline─▶ declined      open, expired ─replace link─▶ open (next generation)
//!   └─expires_at passes─▶ expired (derived, never stored)
//! open, expired ─revoke─▶ revoked      open, expired ─change address─▶ superseded
//! ```

use crate::status::InvalidTransition;

/// How long a link works unless somebody says otherwise, in days.
pub const DEFAULT_EXPIRY_DAYS: u16 = 14;
/// The shortest and longest time a link may work, in days.
pub const EXPIRY_DAYS: std::ops::RangeInclusive<u16> = 1..=90;

crate::words! {
    /// What an invitation leads to.
    InvitationKind {
        /// A partner account, with or without a contract.
        Partner = "partner", "Partner";
        /// A user of an existing account.
        User = "user", "User";
    }
}

crate::words! {
    /// Who could make an open invitation today. Nobody gives what they lack (`domain.md §7`), not even by an
    /// invitation of before; so the account stands in for an inviter who lost the right.
    #[derive(Default)]
    Backing {
        /// The person who made it.
        #[default]
        Inviter = "inviter", "Inviter";
        /// They not any more, but others of the inviting account.
        Account = "account", "Account";
        /// Nobody: it is not accepted.
        Nobody = "nobody", "Nobody";
    }
}

crate::words! {
    /// What is stored. Whether an open invitation has expired is decided by the clock.
    InvitationStatus {
        /// Waits for the invitee.
        Open = "open", "Open";
        /// Taken.
        Accepted = "accepted", "Accepted";
        /// Turned down by the invitee.
        Declined = "declined", "Declined";
        /// Taken back by the inviter.
        Revoked = "revoked", "Revoked";
        /// Replaced by one to another address.
        Superseded = "superseded", "Replaced";
    }
}

crate::words! {
    /// What an invitation is at a given instant: the stored status, with expiry worked out.
    InvitationState {
        /// Can be accepted.
        Open = "open", "Open";
        /// Its time has passed; can be resent.
        Expired = "expired", "Expired";
        /// Taken.
        Accepted = "accepted", "Accepted";
        /// Turned down by the invitee.
        Declined = "declined", "Declined";
        /// Taken back by the inviter.
        Revoked = "revoked", "Revoked";
        /// Replaced by one to another address.
        Superseded = "superseded", "Replaced";
    }
}

crate::words! {
    /// How a link travelled. Only the mailed one proves the mailbox.
    Channel {
        /// In a mail to the invited address.
        Mail = "mail", "Mailed link";
        /// Copied by the inviter and handed over some other way.
        Link = "link", "Copied link";
    }
}

/// What can happen to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationAction {
    /// The invitee accepts.
    Accept,
    /// The invitee declines.
    Decline,
    /// The same link is mailed again and its time renewed.
    Resend,
    /// A new link is made; the old one says so.
    ReplaceLink,
    /// The inviter corrects address or name: a new row takes over.
    ChangeAddress,
    /// The inviter takes it back.
    Revoke,
    /// The invitee asks for a new link on the expired page.
    AskForNewLink,
}

impl InvitationAction {
    /// Every action, for the transition table.
    pub const ALL: [Self; 7] = [
        Self::Accept,
        Self::Decline,
        Self::Resend,
        Self::ReplaceLink,
        Self::ChangeAddress,
        Self::Revoke,
        Self::AskForNewLink,
    ];

    /// The verb in "Cannot …".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Resend => "resend",
            Self::ReplaceLink => "replace the link",
            Self::ChangeAddress => "change the address",
            Self::Revoke => "revoke",
            Self::AskForNewLink => "ask for a new link",
        }
    }
}

impl InvitationStatus {
    /// What it is at `now`, when its time ends at `expires_at` (both Unix milliseconds). At the very
    /// millisecond of `expires_at` it has expired.
    pub const fn at(self, now: i64, expires_at: i64) -> InvitationState {
        match self {
            Self::Open if now >= expires_at => InvitationState::Expired,
            Self::Open => InvitationState::Open,
            Self::Accepted => InvitationState::Accepted,
            Self::Declined => InvitationState::Declined,
            Self::Revoked => InvitationState::Revoked,
            Self::Superseded => InvitationState::Superseded,
        }
    }
}

impl InvitationState {
    /// The status to store after `action`.
    ///
    /// # Errors
    /// [`InvalidTransition`] when the present state does not allow it.
    pub fn after(self, action: InvitationAction) -> Result<InvitationStatus, InvalidTransition> {
        use InvitationAction as A;
        use InvitationStatus as S;
        match (self, action) {
            (Self::Open, A::Accept) => Ok(S::Accepted),
            (Self::Open, A::Decline) => Ok(S::Declined),
            (Self::Open | Self::Expired, A::Resend | A::ReplaceLink) | (Self::Expired, A::AskForNewLink) => Ok(S::Open),
            (Self::Open | Self::Expired, A::ChangeAddress) => Ok(S::Superseded),
            (Self::Open | Self::Expired, A::Revoke) => Ok(S::Revoked),
            (Self::Open, A::AskForNewLink)
            | (Self::Expired, A::Accept | A::Decline)
            | (
                Self::Accepted | Self::Declined | Self::Revoked | Self::Superseded,
                A::Accept | A::Decline | A::Resend | A::ReplaceLink | A::ChangeAddress | A::Revoke | A::AskForNewLink,
            ) => Err(InvalidTransition {
                action: action.verb(),
                from: self.label(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{InvitationAction as A, InvitationState as St, InvitationStatus as S};

    #[test]
    fn transition_table() {
        let allowed = [
            (St::Open, A::Accept, S::Accepted),
            (St::Open, A::Decline, S::Declined),
            (St::Open, A::Resend, S::Open),
            (St::Open, A::ReplaceLink, S::Open),
            (St::Open, A::ChangeAddress, S::Superseded),
            (St::Open, A::Revoke, S::Revoked),
            (St::Expired, A::Resend, S::Open),
            (St::Expired, A::ReplaceLink, S::Open),
            (St::Expired, A::ChangeAddress, S::Superseded),
            (St::Expired, A::Revoke, S::Revoked),
            (St::Expired, A::AskForNewLink, S::Open),
        ];
        for &from in St::ALL {
            for action in A::ALL {
                let expected = allowed
                    .iter()
                    .find(|row| row.0 == from && row.1 == action)
                    .map(|row| row.2);
                assert_eq!(from.after(action).ok(), expected, "{from:?} {action:?}");
            }
        }
    }

    #[test]
    fn the_clock_decides_about_expiry() {
        assert_eq!(S::Open.at(999, 1000), St::Open);
        assert_eq!(S::Open.at(1000, 1000), St::Expired);
        assert_eq!(S::Accepted.at(2000, 1000), St::Accepted);
        assert_eq!(S::Revoked.at(2000, 1000), St::Revoked);
    }
}
