//! Agreements: versioned templates that a distributor owns (`domain.md §1`, §4).

use crate::status::InvalidTransition;

crate::words! {
    /// The four kinds of agreement.
    AgreementType {
        /// Distributor and vendor; parent of distribution agreements.
        Program = "program", "Program";
        /// A vendor's products on one marketplace; below a program agreement.
        Distribution = "distribution", "Distribution";
        /// Distributor and reseller; parent of syndication agreements.
        Service = "service", "Service";
        /// What a reseller sells on; below a service agreement.
        Syndication = "syndication", "Syndication";
    }
}

impl AgreementType {
    /// The prefix of its agreement ids.
    pub const fn agreement_prefix(self) -> &'static str {
        match self {
            Self::Program => "AGP",
            Self::Distribution => "AGD",
            Self::Service => "AGS",
            Self::Syndication => "AGY",
        }
    }

    /// The prefix of its contract ids.
    pub const fn contract_prefix(self) -> &'static str {
        match self {
            Self::Program => "CRP",
            Self::Distribution => "CRD",
            Self::Service => "CRS",
            Self::Syndication => "CRY",
        }
    }

    /// The type of the agreement it stands under, if it needs one.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Program | Self::Service => None,
            Self::Distribution => Some(Self::Program),
            Self::Syndication => Some(Self::Service),
        }
    }

    /// The type of the agreements that stand under it, if it has any.
    pub const fn child(self) -> Option<Self> {
        match self {
            Self::Program => Some(Self::Distribution),
            Self::Service => Some(Self::Syndication),
            Self::Distribution | Self::Syndication => None,
        }
    }

    /// The partners it is made with.
    pub const fn partner_type(self) -> crate::partner::PartnerType {
        match self {
            Self::Program | Self::Distribution => crate::partner::PartnerType::Vendor,
            Self::Service | Self::Syndication => crate::partner::PartnerType::Reseller,
        }
    }
}

crate::words! {
    /// Where the text of a version is.
    DocumentSource {
        /// The description says it all.
        None = "none", "None";
        /// At an address elsewhere.
        Link = "link", "Link";
    }
}

crate::words! {
    /// A version of an agreement: `draft → active ⇄ inactive`. Published versions never change.
    VersionStatus {
        /// Not published; may still change.
        Draft = "draft", "Draft";
        /// The one that contracts are made on.
        Active = "active", "Active";
        /// Published earlier or put aside.
        Inactive = "inactive", "Inactive";
    }
}

/// What can happen to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionAction {
    /// Becomes the one that contracts are made on.
    Activate,
    /// Another version was activated.
    Deactivate,
}

impl VersionStatus {
    /// The status after `action`.
    ///
    /// # Errors
    /// [`InvalidTransition`] when the present status does not allow it.
    pub fn after(self, action: VersionAction) -> Result<Self, InvalidTransition> {
        match (self, action) {
            (Self::Draft | Self::Inactive, VersionAction::Activate) => Ok(Self::Active),
            (Self::Active, VersionAction::Deactivate) => Ok(Self::Inactive),
            (Self::Active, VersionAction::Activate) => Err(InvalidTransition {
                action: "activate",
                from: self.label(),
            }),
            (Self::Draft | Self::Inactive, VersionAction::Deactivate) => Err(InvalidTransition {
                action: "deactivate",
                from: self.label(),
            }),
        }
    }
}

/// The title the wizard proposes for a partner's own agreement: `<Partner> Agreement`, cut to the limit.
pub fn proposed_title(partner: &str) -> String {
    fit(partner, " Agreement")
}

/// The title of a generated dependent agreement: `<Agreement> (<Marketplace>)`, cut to the limit.
pub fn dependent_title(agreement: &str, marketplace: &str) -> String {
    let place: String = marketplace.chars().take(40).collect();
    fit(agreement, &format!(" ({place})"))
}

/// The description the wizard proposes.
pub fn proposed_description(distributor: &str, partner: &str) -> String {
    format!("Agreement between {distributor} and {partner}")
}

fn fit(start: &str, end: &str) -> String {
    let room = crate::fields::TITLE.end() - end.chars().count();
    let start: String = start.chars().take(room).collect();
    format!("{}{end}", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{VersionAction as A, VersionStatus as S, *};

    #[test]
    fn version_transition_table() {
        let allowed = [
            (S::Draft, A::Activate, S::Active),
            (S::Inactive, A::Activate, S::Active),
            (S::Active, A::Deactivate, S::Inactive),
        ];
        for &from in S::ALL {
            for action in [A::Activate, A::Deactivate] {
                let expected = allowed
                    .iter()
                    .find(|row| row.0 == from && row.1 == action)
                    .map(|row| row.2);
                assert_eq!(from.after(action).ok(), expected, "{from:?} {action:?}");
            }
        }
    }

    #[test]
    fn parents_and_children_agree() {
        for &kind in AgreementType::ALL {
            if let Some(child) = kind.child() {
                assert_eq!(child.parent(), Some(kind));
                assert_eq!(child.partner_type(), kind.partner_type());
            }
        }
    }

    #[test]
    fn generated_titles_fit() {
        assert_eq!(proposed_title("Front Street Inc"), "Front Street Inc Agreement");
        assert_eq!(
            dependent_title("Front Street Inc Agreement", "EU"),
            "Front Street Inc Agreement (EU)"
        );
        let long = dependent_title(&"x".repeat(100), &"m".repeat(255));
        assert_eq!(long.chars().count(), 100);
    }
}
