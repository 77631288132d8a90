//! Statuses as text, icon and colour together. To add one: its arm in an `impl Status`.

use super::Icon;
use entente_domain::{
    agreement::VersionStatus,
    contract::ContractStatus,
    invitation::InvitationState,
    partner::PartnerStatus,
    usecases::{partners::DeliveryState, users::UserStatus},
};
use leptos::prelude::*;

/// How a status is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Neutral,
    /// Under way.
    Info,
    /// Good.
    Success,
    /// Wants attention.
    Warning,
    /// Bad.
    Danger,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A status that can be shown as a badge.
pub trait Status: Copy {
    /// Colour, icon, word.
    fn badge(self) -> (Tone, &'static str, &'static str);
}

impl Status for PartnerStatus {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Invited => (Tone::Info, "mail"),
            Self::Pending => (Tone::Warning, "clock"),
            Self::Active => (Tone::Success, "check-circle"),
            Self::Suspended => (Tone::Warning, "pause"),
            Self::Declined | Self::Rejected => (Tone::Danger, "cross-circle"),
            Self::Removed => (Tone::Neutral, "ban"),
        };
        (tone, icon, self.label())
    }
}

impl Status for UserStatus {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Invited => (Tone::Info, "mail"),
            Self::Expired => (Tone::Warning, "clock"),
            Self::Joined => (Tone::Success, "check-circle"),
        };
        (tone, icon, self.label())
    }
}

impl Status for ContractStatus {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Enrolling => (Tone::Info, "circle-dot"),
            Self::Pending => (Tone::Warning, "clock"),
            Self::Active => (Tone::Success, "check-circle"),
            Self::Rejected => (Tone::Danger, "cross-circle"),
            Self::Withdrawn | Self::Terminated => (Tone::Neutral, "ban"),
        };
        (tone, icon, self.label())
    }
}

impl Status for InvitationState {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Open => (Tone::Info, "mail"),
            Self::Expired => (Tone::Neutral, "clock"),
            Self::Accepted => (Tone::Success, "check-circle"),
            Self::Declined => (Tone::Danger, "cross-circle"),
            Self::Revoked | Self::Superseded => (Tone::Neutral, "ban"),
        };
        (tone, icon, self.label())
    }
}

impl Status for VersionStatus {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Draft => (Tone::Neutral, "edit"),
            Self::Active => (Tone::Success, "check-circle"),
            Self::Inactive => (Tone::Neutral, "circle"),
        };
        (tone, icon, self.label())
    }
}

impl Status for DeliveryState {
    fn badge(self) -> (Tone, &'static str, &'static str) {
        let (tone, icon) = match self {
            Self::Queued => (Tone::Warning, "clock"),
            Self::HandedOver => (Tone::Success, "check-circle"),
            Self::Deferred => (Tone::Warning, "history"),
            Self::Failed => (Tone::Danger, "cross-circle"),
        };
        (tone, icon, self.label())
    }
}

/// The badge of a status.
#[component]
pub fn StatusBadge<S: Status + 'static>(
    /// The status.
    status: S,
) -> impl IntoView {
    let (tone, icon, label) = status.badge();
    view! { <Badge tone=tone icon=icon label=label/> }
}

/// A badge with words of its own, for what is no status enum.
#[component]
pub fn Badge(
    /// Colour.
    tone: Tone,
    /// Icon.
    icon: &'static str,
    /// The word.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class=format!("badge {}", tone.class())><Icon name=icon size="small"/>{label}</span> }
}
