//! The first run: a link printed once by the server leads to the first account and the first person.

use super::{Caller, Problem, access::SignedIn};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The key in `Caller::links` of the opened set-up link.
pub const SETUP_LINK: &str = "setup";

/// The first account and person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewInstallation {
    /// The distributor's name.
    pub account_name: String,
    /// The person's full name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// The second, optional step: somewhere to sell.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstMarketplace {
    /// The hub's name.
    pub hub_name: String,
    /// The marketplace's name.
    pub marketplace_name: String,
    /// ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    /// ISO 4217 code.
    pub currency: String,
}

/// How mail leaves this installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailState {
    /// A transport is set.
    pub configured: bool,
    /// Which: "smtp.example.com:587", "files", "none".
    pub transport: String,
}

/// What the last step of the set-up shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpState {
    /// A hub and a marketplace exist.
    pub has_marketplace: bool,
    /// Mail.
    pub mail: MailState,
    /// The address that a test mail would go to.
    pub email: String,
}

/// The first run.
#[async_trait]
pub trait SetUp: Send + Sync {
    /// True while the installation has no account.
    async fn is_needed(&self) -> Result<bool, Problem>;

    /// The token of the one-time link, while it is needed; the server prints it at start.
    async fn link_token(&self) -> Result<Option<String>, Problem>;

    /// True when `token` is the present set-up link and set-up is still needed. Changes nothing.
    async fn is_link_valid(&self, token: &str) -> Result<bool, Problem>;

    /// Makes the first account (distributor, active) with its three groups, the first person as its
    /// administrator, and signs them in. One transaction; the link is dead afterwards. Refused when the link
    /// was not opened in this browser or somebody was first.
    async fn begin(&self, caller: &Caller, form: NewInstallation) -> Result<SignedIn, Problem>;

    /// Makes a hub and a marketplace on it, in one transaction. `settings: manage`.
    async fn add_marketplace(&self, caller: &Caller, form: FirstMarketplace) -> Result<(), Problem>;

    /// What is there so far. `settings: view`.
    async fn state(&self, caller: &Caller) -> Result<SetUpState, Problem>;

    /// Hands a test mail to the mail server at once and returns the server's answer, as a sentence.
    /// `settings: manage`. A refusal of the server is a [`Problem`] with its words.
    async fn test_mail(&self, caller: &Caller, email: String) -> Result<String, Problem>;
}
