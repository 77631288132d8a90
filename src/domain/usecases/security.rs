//! How an account's people have to sign in. All need `settings`.

use super::{Caller, Problem};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityView {
    /// Nobody opens the account without a second factor.
    pub second_factor_required: bool,
    /// People of the account.
    pub people: i64,
    /// Those of them who have set up no second factor.
    pub without: i64,
    /// Whoever asks has one.
    pub has_own: bool,
}

/// What a person sets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecurityForm {
    /// "true", or empty for off.
    pub second_factor_required: String,
}

/// The settings of signing in.
#[async_trait]
pub trait Security: Send + Sync {
    /// What is set. `view`.
    async fn find(&self, caller: &Caller) -> Result<SecurityView, Problem>;
    /// Sets it, from the next request on. Who requires a second factor of others has one. `manage`.
    async fn save(&self, caller: &Caller, form: SecurityForm) -> Result<(), Problem>;
}
