//! How a distributor takes new partners on. All need `settings`.

use super::{Caller, Problem};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnboardingView {
    /// A partner that accepts its invitation is active at once; else it waits for approval (domain.md §3).
    pub auto_onboarding: bool,
}

/// What a person sets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnboardingForm {
    /// "true", or empty for off.
    pub auto_onboarding: String,
}

/// The settings of onboarding.
#[async_trait]
pub trait Onboarding: Send + Sync {
    /// What is set. `view`.
    async fn find(&self, caller: &Caller) -> Result<OnboardingView, Problem>;
    /// Sets it, for acceptances from now on; partners that wait go on waiting. `manage`.
    async fn save(&self, caller: &Caller, form: OnboardingForm) -> Result<(), Problem>;
}
