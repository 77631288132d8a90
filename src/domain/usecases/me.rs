//! My profile: name, language, address, second factor. Sessions and password are in [`super::access`].

use super::{Caller, Problem, When, access::SignedIn};
use crate::Language;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// What the person sees of themself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// The address was proved by a link that was mailed to it.
    pub verified: bool,
    /// Until when a link works that proves it.
    pub proof: Option<When>,
    /// Another address, which waits to be confirmed.
    pub email_change: Option<EmailChange>,
    /// The zone in which times are shown, by its IANA name.
    pub time_zone: String,
    /// Every zone there is.
    pub time_zones: Vec<String>,
    /// The language of letters to this person.
    pub language: Language,
    /// How far the second factor is.
    pub second_factor: FactorState,
    /// A mail server is set; without one no address can be confirmed.
    pub mail_configured: bool,
}

/// A wish for another address, or to prove the present one: both are the same then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailChange {
    /// The present address.
    pub from: String,
    /// The wished one.
    pub to: String,
    /// Until when the mailed link works.
    pub until: When,
}

impl EmailChange {
    /// The address stays, and is proved.
    pub fn is_proof(&self) -> bool {
        self.from == self.to
    }
}

/// How far a second factor is; its secrets are on its own page alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorState {
    /// There is none.
    Off,
    /// The first code is awaited.
    Beginning,
    /// Asked for at sign-in.
    On,
}

/// What else than the password is asked for at sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum SecondFactor {
    /// Nothing.
    Off,
    /// Nothing yet: the first code is awaited.
    Beginning {
        /// The secret as a QR code: an SVG image.
        qr: String,
        /// The secret for typing, in groups of four.
        secret: String,
    },
    /// A code of an authenticator app.
    On {
        /// Since when.
        since: When,
        /// Recovery codes that are not spent.
        codes_left: usize,
        /// The recovery codes, shown for a short while after they were made; empty later.
        codes: Vec<RecoveryCode>,
        /// The names of the person's accounts that open with a second factor only.
        required_by: Vec<String>,
    },
}

/// A code that stands in once for one of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCode {
    /// The code.
    pub code: String,
    /// Spent.
    pub used: bool,
}

/// What a person sets about themself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// Full name, as typed.
    pub name: String,
    /// A zone, by its IANA name.
    pub time_zone: String,
    /// A language, by its tag.
    pub language: String,
}

/// The form for another address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskEmail {
    /// The new address, as typed.
    pub email: String,
    /// The present password.
    pub current_password: String,
}

/// My profile. Everything is for whoever is signed in, but for the mailed link's page.
#[async_trait]
pub trait Me: Send + Sync {
    /// What I see of myself.
    async fn profile(&self, caller: &Caller) -> Result<Profile, Problem>;

    /// Changes my name, time zone and language. What I signed keeps the name it was signed with.
    async fn save(&self, caller: &Caller, form: ProfileForm) -> Result<(), Problem>;

    /// Mails a link to the new address, valid for a day, and a notice to the present one; an earlier wish is
    /// forgotten. Answers the same whether or not the new address has an account.
    async fn ask_email(&self, caller: &Caller, form: AskEmail) -> Result<(), Problem>;

    /// Mails a link that proves the present address, valid for a day; an earlier one is forgotten. Refused while another
    /// address waits to be confirmed.
    async fn ask_proof(&self, caller: &Caller) -> Result<(), Problem>;

    /// Forgets the wish for another address.
    async fn cancel_email(&self, caller: &Caller) -> Result<(), Problem>;

    /// True when the mailed link still works; changes nothing.
    async fn open_email(&self, token: &str) -> Result<bool, Problem>;

    /// The wish whose link this browser opened (`caller.links`); `None` when it is over.
    async fn email_change(&self, caller: &Caller) -> Result<Option<EmailChange>, Problem>;

    /// Changes the address to the one whose link this browser opened, and tells the old one; of the present one notes
    /// that it is proved. Needs no session: the wish was made in one. Returns what was fulfilled.
    async fn confirm_email(&self, caller: &Caller) -> Result<EmailChange, Problem>;

    /// My second factor, with what is needed to set it up.
    async fn second_factor(&self, caller: &Caller) -> Result<SecondFactor, Problem>;

    /// Begins, or begins anew, to set a second factor up.
    async fn begin_second_factor(&self, caller: &Caller, current_password: String) -> Result<(), Problem>;

    /// Sets the second factor up with the app's first code and makes the recovery codes. Every other session ends.
    async fn confirm_second_factor(&self, caller: &Caller, code: String) -> Result<(), Problem>;

    /// Makes new recovery codes; the earlier ones are worth nothing any more.
    async fn renew_codes(&self, caller: &Caller, current_password: String) -> Result<(), Problem>;

    /// Takes the second factor away, or what was begun of it, and tells the person by mail.
    async fn remove_second_factor(&self, caller: &Caller, current_password: String) -> Result<(), Problem>;

    /// True when this browser gave a right password and a code is awaited.
    async fn code_is_awaited(&self, caller: &Caller) -> Result<bool, Problem>;

    /// Signs in with the code of the app or a recovery code; each works once.
    async fn sign_in_with_code(&self, caller: &Caller, code: String) -> Result<SignedIn, Problem>;
}

/// The key in `Caller::links` of an opened link to another address.
pub const EMAIL_LINK: &str = "email";
