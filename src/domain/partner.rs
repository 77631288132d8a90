//! Partners: the relationship *distributor ↔ vendor or reseller account* (`domain.md §3`).
//!
//! ```text
//! invited ─accept─▶ active ⇄ suspended        invited ─decline─▶ declined ─invite again─▶ invited
//!    │                 ▲  └─remove─▶ removed ─return─▶ active
//!    └─accept─▶ pending┴─reject─▶ rejected ─invite again─▶ invited
//! ```

use crate::{account::Role, agreement::AgreementType, status::InvalidTransition};

crate::words! {
    /// Which program a partner takes part in.
    PartnerType {
        /// Supplies products: program and distribution agreements.
        Vendor = "vendor", "Vendor";
        /// Sells on: service and syndication agreements.
        Reseller = "reseller", "Reseller";
    }
}

impl PartnerType {
    /// The role of the partner's account.
    pub const fn role(self) -> Role {
        match self {
            Self::Vendor => Role::Vendor,
            Self::Reseller => Role::Reseller,
        }
    }

    /// The agreement that makes the partner: program for vendors, service for resellers.
    pub const fn main_agreement(self) -> AgreementType {
        match self {
            Self::Vendor => AgreementType::Program,
            Self::Reseller => AgreementType::Service,
        }
    }

    /// The agreement below it: distribution for vendors, syndication for resellers.
    pub const fn dependent_agreement(self) -> AgreementType {
        match self {
            Self::Vendor => AgreementType::Distribution,
            Self::Reseller => AgreementType::Syndication,
        }
    }
}

crate::words! {
    /// How far a partner has come.
    PartnerStatus {
        /// Holds an invitation.
        Invited = "invited", "Invited";
        /// Applied, waits for the distributor.
        Pending = "pending", "Pending";
        /// In business.
        Active = "active", "Active";
        /// May read, may change nothing.
        Suspended = "suspended", "Suspended";
        /// Turned the invitation down.
        Declined = "declined", "Declined";
        /// The distributor turned the application down.
        Rejected = "rejected", "Rejected";
        /// Its last program or service contract was terminated.
        Removed = "removed", "Removed";
    }
}

/// What can happen to a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerAction {
    /// The invitee accepted, or the wizard created the account at once; no approval is needed.
    Accept,
    /// The invitee accepted and the distributor approves by hand.
    Apply,
    /// The invitee declined.
    Decline,
    /// The distributor approves an application.
    Approve,
    /// The distributor rejects an application.
    Reject,
    /// The distributor suspends.
    Suspend,
    /// The distributor ends the suspension.
    Resume,
    /// The last program or service contract was terminated.
    Remove,
    /// A new program or service contract became active.
    Return,
    /// A new invitation is made.
    InviteAgain,
}

impl PartnerAction {
    /// Every action, for the transition table.
    pub const ALL: [Self; 10] = [
        Self::Accept,
        Self::Apply,
        Self::Decline,
        Self::Approve,
        Self::Reject,
        Self::Suspend,
        Self::Resume,
        Self::Remove,
        Self::Return,
        Self::InviteAgain,
    ];

    /// The verb in "Cannot …".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Accept | Self::Apply => "accept",
            Self::Decline => "decline",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Remove => "remove",
            Self::Return => "bring back",
            Self::InviteAgain => "invite again",
        }
    }
}

impl PartnerStatus {
    /// What happens to the partner when one of its program or service contracts comes into force: nothing to an
    /// active one; an invited one is in business with it, a removed one is back.
    ///
    /// # Errors
    /// [`InvalidTransition`] when a partner of this status may not sign.
    pub fn when_in_force(self) -> Result<Option<PartnerAction>, InvalidTransition> {
        match self {
            Self::Active => Ok(None),
            Self::Invited => Ok(Some(PartnerAction::Accept)),
            Self::Removed => Ok(Some(PartnerAction::Return)),
            Self::Pending | Self::Suspended | Self::Declined | Self::Rejected => Err(InvalidTransition {
                action: "sign",
                from: self.label(),
            }),
        }
    }

    /// What happens to the partner when it signs a program or service contract, or accepts without one: the
    /// same, but without auto-onboarding an invited one only applies.
    ///
    /// # Errors
    /// [`InvalidTransition`] when a partner of this status may not sign.
    pub fn when_signed(self, auto_onboarding: bool) -> Result<Option<PartnerAction>, InvalidTransition> {
        match self.when_in_force()? {
            Some(PartnerAction::Accept) if !auto_onboarding => Ok(Some(PartnerAction::Apply)),
            action => Ok(action),
        }
    }

    /// The status after `action`.
    ///
    /// # Errors
    /// [`InvalidTransition`] when the present status does not allow it.
    pub fn after(self, action: PartnerAction) -> Result<Self, InvalidTransition> {
        use PartnerAction as A;
        match (self, action) {
            (Self::Invited, A::Accept)
            | (Self::Pending, A::Approve)
            | (Self::Suspended, A::Resume)
            | (Self::Removed, A::Return) => Ok(Self::Active),
            (Self::Invited, A::Apply) => Ok(Self::Pending),
            (Self::Invited, A::Decline) => Ok(Self::Declined),
            (Self::Pending, A::Reject) => Ok(Self::Rejected),
            (Self::Active, A::Suspend) => Ok(Self::Suspended),
            (Self::Active | Self::Suspended, A::Remove) => Ok(Self::Removed),
            (Self::Declined | Self::Rejected | Self::Removed | Self::Invited, A::InviteAgain) => Ok(Self::Invited),
            (Self::Invited, A::Approve | A::Reject | A::Suspend | A::Resume | A::Remove | A::Return)
            | (
                Self::Pending,
                A::Accept | A::Apply | A::Decline | A::Suspend | A::Resume | A::Remove | A::Return | A::InviteAgain,
            )
            | (
                Self::Active,
                A::Accept | A::Apply | A::Decline | A::Approve | A::Reject | A::Resume | A::Return | A::InviteAgain,
            )
            | (
                Self::Suspended,
                A::Accept | A::Apply | A::Decline | A::Approve | A::Reject | A::Suspend | A::Return | A::InviteAgain,
            )
            | (
                Self::Declined | Self::Rejected,
                A::Accept
                | A::Apply
                | A::Decline
                | A::Approve
                | A::Reject
                | A::Suspend
                | A::Resume
                | A::Remove
                | A::Return,
            )
            | (
                Self::Removed,
                A::Accept | A::Apply | A::Decline | A::Approve | A::Reject | A::Suspend | A::Resume | A::Remove,
            ) => Err(InvalidTransition {
                action: action.verb(),
                from: self.label(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PartnerAction as A, PartnerStatus as S};

    #[test]
    fn transition_table() {
        let allowed = [
            (S::Invited, A::Accept, S::Active),
            (S::Invited, A::Apply, S::Pending),
            (S::Invited, A::Decline, S::Declined),
            (S::Invited, A::InviteAgain, S::Invited),
            (S::Pending, A::Approve, S::Active),
            (S::Pending, A::Reject, S::Rejected),
            (S::Active, A::Suspend, S::Suspended),
            (S::Active, A::Remove, S::Removed),
            (S::Suspended, A::Resume, S::Active),
            (S::Suspended, A::Remove, S::Removed),
            (S::Declined, A::InviteAgain, S::Invited),
            (S::Rejected, A::InviteAgain, S::Invited),
            (S::Removed, A::Return, S::Active),
            (S::Removed, A::InviteAgain, S::Invited),
        ];
        for &from in S::ALL {
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
    fn a_contract_in_force_makes_the_partner_active() {
        for &from in S::ALL {
            match from.when_in_force() {
                Ok(Some(action)) => assert_eq!(from.after(action), Ok(S::Active)),
                Ok(None) => assert_eq!(from, S::Active),
                Err(_) => assert!(matches!(from, S::Pending | S::Suspended | S::Declined | S::Rejected)),
            }
        }
    }

    #[test]
    fn without_auto_onboarding_only_the_invited_apply() {
        for from in S::ALL.iter().copied() {
            let (auto, by_hand) = (from.when_signed(true), from.when_signed(false));
            assert_eq!(auto.is_ok(), from.when_in_force().is_ok());
            match from {
                S::Invited => {
                    assert_eq!(auto.ok().flatten(), Some(A::Accept));
                    assert_eq!(by_hand.ok().flatten(), Some(A::Apply));
                }
                _ => assert_eq!(auto.ok(), by_hand.ok()),
            }
        }
    }
}
