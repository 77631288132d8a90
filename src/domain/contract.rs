//! Contracts: one agreement version between the distributor and one partner account (`domain.md §4`).
//!
//! ```text
//! program, service:  pending ─sign─▶ active ─terminate─▶ terminated
//!                       ├─reject─▶ rejected        (with approval: sign ─▶ signed ─countersign─▶ active)
//!                       └─withdraw─▶ withdrawn
//! distribution:      enrolling ─sign─▶ pending ─approve─▶ active ─terminate─▶ terminated
//!                       ▲─request changes─┘ └─reject─▶ rejected
//! syndication:       pending ─approve─▶ active ─terminate─▶ terminated,  pending ─reject─▶ rejected
//! ```
//!
//! A contract that was signed and waits for the distributor is `pending` too; that it was signed is said by
//! `signed_at`.

use crate::{agreement::AgreementType, status::InvalidTransition};

crate::words! {
    /// How far a contract has come.
    ContractStatus {
        /// The vendor fills it in (distribution only).
        Enrolling = "enrolling", "Enrolling";
        /// Waits for a signature, or, signed, for approval.
        Pending = "pending", "Pending";
        /// In force.
        Active = "active", "Active";
        /// Turned down; final.
        Rejected = "rejected", "Rejected";
        /// Taken back by the distributor before it was signed; final.
        Withdrawn = "withdrawn", "Withdrawn";
        /// Ended; final.
        Terminated = "terminated", "Terminated";
    }
}

impl ContractStatus {
    /// True for the statuses that nothing follows.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Rejected | Self::Withdrawn | Self::Terminated)
    }
}

/// What can happen to a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractAction {
    /// The partner signs and nobody has to approve.
    Sign,
    /// The partner signs; the distributor approves afterwards.
    SignForApproval,
    /// The distributor approves (countersigns) what was signed.
    Approve,
    /// The partner, or the distributor at approval, turns it down.
    Reject,
    /// The distributor asks the partner to change what was enrolled.
    RequestChanges,
    /// The distributor takes an unsigned contract back.
    Withdraw,
    /// The distributor ends it.
    Terminate,
}

impl ContractAction {
    /// Every action, for the transition table.
    pub const ALL: [Self; 7] = [
        Self::Sign,
        Self::SignForApproval,
        Self::Approve,
        Self::Reject,
        Self::RequestChanges,
        Self::Withdraw,
        Self::Terminate,
    ];

    /// The verb in "Cannot …".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Sign | Self::SignForApproval => "sign",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::RequestChanges => "request changes",
            Self::Withdraw => "withdraw",
            Self::Terminate => "terminate",
        }
    }
}

/// The facts a transition depends on besides the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The agreement's type.
    pub kind: AgreementType,
    /// Present status.
    pub status: ContractStatus,
    /// True when the partner has signed.
    pub signed: bool,
}

impl Standing {
    /// The status after `action`.
    ///
    /// # Errors
    /// [`InvalidTransition`] when type, status or signature do not allow it.
    pub fn after(self, action: ContractAction) -> Result<ContractStatus, InvalidTransition> {
        use AgreementType as T;
        use ContractAction as A;
        use ContractStatus as S;
        let refused = Err(InvalidTransition {
            action: action.verb(),
            from: self.status.label(),
        });
        match (self.status, action) {
            (S::Enrolling, A::SignForApproval) if self.kind == T::Distribution => Ok(S::Pending),
            (S::Enrolling, A::Sign) if self.kind == T::Distribution => Ok(S::Active),
            (S::Pending, A::Sign) if !self.signed => Ok(S::Active),
            (S::Pending, A::SignForApproval) if !self.signed => Ok(S::Pending),
            (S::Pending, A::Approve) if self.signed => Ok(S::Active),
            (S::Pending, A::Reject) => Ok(S::Rejected),
            (S::Pending, A::RequestChanges) if self.signed && self.kind == T::Distribution => Ok(S::Enrolling),
            (S::Pending, A::Withdraw) if !self.signed && self.kind.parent().is_none() => Ok(S::Withdrawn),
            (S::Active, A::Terminate) => Ok(S::Terminated),
            (S::Enrolling | S::Pending | S::Active | S::Rejected | S::Withdrawn | S::Terminated, _) => refused,
        }
    }
}

/// The name of a contract: `Contract of <agreement>`.
pub fn contract_name(agreement: &str) -> String {
    format!("Contract of {agreement}")
}

#[cfg(test)]
mod tests {
    use super::{AgreementType as T, ContractAction as A, ContractStatus as S, *};

    /// (types, from, signed, action, to); everything else is refused.
    const ALLOWED: &[(&[T], S, bool, A, S)] = &[
        (&[T::Distribution], S::Enrolling, false, A::Sign, S::Active),
        (&[T::Distribution], S::Enrolling, true, A::Sign, S::Active),
        (&[T::Distribution], S::Enrolling, false, A::SignForApproval, S::Pending),
        (&[T::Distribution], S::Enrolling, true, A::SignForApproval, S::Pending),
        (T::ALL, S::Pending, false, A::Sign, S::Active),
        (T::ALL, S::Pending, false, A::SignForApproval, S::Pending),
        (T::ALL, S::Pending, true, A::Approve, S::Active),
        (T::ALL, S::Pending, false, A::Reject, S::Rejected),
        (T::ALL, S::Pending, true, A::Reject, S::Rejected),
        (&[T::Distribution], S::Pending, true, A::RequestChanges, S::Enrolling),
        (&[T::Program, T::Service], S::Pending, false, A::Withdraw, S::Withdrawn),
        (T::ALL, S::Active, false, A::Terminate, S::Terminated),
        (T::ALL, S::Active, true, A::Terminate, S::Terminated),
    ];

    #[test]
    fn transition_table() {
        for &kind in T::ALL {
            for &status in S::ALL {
                for signed in [false, true] {
                    for action in A::ALL {
                        let expected = ALLOWED
                            .iter()
                            .find(|row| row.0.contains(&kind) && row.1 == status && row.2 == signed && row.3 == action)
                            .map(|row| row.4);
                        let standing = Standing { kind, status, signed };
                        assert_eq!(standing.after(action).ok(), expected, "{standing:?} {action:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn final_statuses_allow_nothing() {
        for status in S::ALL.iter().copied().filter(|status| status.is_final()) {
            for action in A::ALL {
                assert!(
                    Standing {
                        kind: T::Program,
                        status,
                        signed: true
                    }
                    .after(action)
                    .is_err()
                );
            }
        }
    }
}
