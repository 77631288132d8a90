//! Identifiers: a typed prefix and random decimal digits in groups (`domain.md §1`).
//!
//! Each object has a type of its own, so that a hub's id cannot be passed where a contract's is expected.
//! To add one: a line in `ids!`. Ids are drawn by the caller's source of digits; this crate has none.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A text that is not an id of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId {
    /// The kind that was expected, for example `ContractId`.
    pub kind: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a valid {}", self.kind)
    }
}

impl std::error::Error for InvalidId {}

/// Writes `PREFIX-ddd-ddd` with one group of digits per entry of `groups`.
fn draw(prefix: &str, groups: &[usize], mut digit: impl FnMut() -> u8) -> String {
    let mut text = String::from(prefix);
    for &length in groups {
        text.push('-');
        for _ in 0..length {
            text.push(char::from(b'0' + digit() % 10));
        }
    }
    text
}

/// True when `text` is one of `prefixes` followed by exactly the digit groups given.
fn matches(text: &str, prefixes: &[&str], groups: &[usize]) -> bool {
    let mut parts = text.split('-');
    let Some(prefix) = parts.next() else {
        return false;
    };
    prefixes.contains(&prefix)
        && groups.iter().all(|&length| {
            parts
                .next()
                .is_some_and(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
        })
        && parts.next().is_none()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident [$($prefix:literal),+] [$($group:literal),+];)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            const PREFIXES: &'static [&'static str] = &[$($prefix),+];
            const GROUPS: &'static [usize] = &[$($group),+];

            /// The text form, for example in a path or a column.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                if matches(&text, Self::PREFIXES, Self::GROUPS) {
                    Ok(Self(text))
                } else {
                    Err(InvalidId { kind: stringify!($name) })
                }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

/// Ids with a single prefix can be drawn without naming it.
macro_rules! draws {
    ($($name:ident),+) => {$(
        impl $name {
            /// A new id from the caller's random digits.
            pub fn draw(digit: impl FnMut() -> u8) -> Self {
                Self(draw(Self::PREFIXES[0], Self::GROUPS, digit))
            }
        }
    )+};
}

ids! {
    /// An organisation on this installation: `PA-` distributor and reseller, `VA-` vendor.
    AccountId ["PA", "VA"] [3, 3];
    /// One person.
    UserId ["UR"] [3, 3, 3];
    /// A named set of permissions in one account.
    GroupId ["UG"] [3, 3, 3];
    /// Where a distributor's marketplaces are served from.
    HubId ["HB"] [4, 4];
    /// A place where products are sold.
    MarketplaceId ["MP"] [5];
    /// An agreement: `AGP-` program, `AGD-` distribution, `AGS-` service, `AGY-` syndication.
    AgreementId ["AGP", "AGD", "AGS", "AGY"] [3, 3, 3];
    /// A contract: `CRP-`, `CRD-`, `CRS-`, `CRY-`, as its agreement.
    ContractId ["CRP", "CRD", "CRS", "CRY"] [5, 5, 5];
    /// One offer to one address, or to whoever holds the link.
    InvitationId ["INV"] [3, 3, 3];
    /// A wizard's unfinished work.
    DraftId ["DR"] [3, 3, 3];
}

draws!(UserId, GroupId, HubId, MarketplaceId, InvitationId, DraftId);

impl AccountId {
    /// A new account id; its prefix follows the account's role.
    pub fn draw(role: crate::account::Role, digit: impl FnMut() -> u8) -> Self {
        let prefix = match role {
            crate::account::Role::Vendor => "VA",
            crate::account::Role::Distributor | crate::account::Role::Reseller => "PA",
        };
        Self(draw(prefix, Self::GROUPS, digit))
    }
}

impl AgreementId {
    /// A new agreement id; its prefix follows the type.
    pub fn draw(kind: crate::agreement::AgreementType, digit: impl FnMut() -> u8) -> Self {
        Self(draw(kind.agreement_prefix(), Self::GROUPS, digit))
    }
}

impl ContractId {
    /// A new contract id; its prefix follows the agreement's type.
    pub fn draw(kind: crate::agreement::AgreementType, digit: impl FnMut() -> u8) -> Self {
        Self(draw(kind.contract_prefix(), Self::GROUPS, digit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::Role, agreement::AgreementType};
    use proptest::prelude::*;

    #[test]
    fn each_role_and_type_has_its_prefix() {
        assert_eq!(AccountId::draw(Role::Vendor, || 7).as_str(), "VA-777-777");
        assert_eq!(AccountId::draw(Role::Reseller, || 0).as_str(), "PA-000-000");
        assert_eq!(
            AgreementId::draw(AgreementType::Syndication, || 1).as_str(),
            "AGY-111-111-111"
        );
        assert_eq!(
            ContractId::draw(AgreementType::Program, || 2).as_str(),
            "CRP-22222-22222-22222"
        );
        assert_eq!(MarketplaceId::draw(|| 9).as_str(), "MP-99999");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "PA",
            "PA-123",
            "PA-123-12a",
            "PA-123-123-1",
            "HB-123-123",
            "pa-123-123",
            "PA-١٢٣-123",
        ] {
            assert!(text.parse::<AccountId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_parsed(digits in proptest::collection::vec(0u8..10, 15)) {
            let mut next = digits.iter().copied().cycle();
            let id = ContractId::draw(AgreementType::Service, || next.next().unwrap_or(0));
            prop_assert_eq!(id.as_str().parse::<ContractId>(), Ok(id));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".{0,40}") {
            let _ = text.parse::<InvitationId>();
        }
    }
}
