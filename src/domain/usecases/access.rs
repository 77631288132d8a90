//! Getting in: sign in and out, sessions, passwords.

use super::{Caller, Problem, When};
use crate::{account::Role, id::AccountId, id::UserId, permission::Permissions};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// The signed-in person and, when the path names an account, their place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The person.
    pub user: UserId,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Every account the person belongs to, the last used first.
    pub accounts: Vec<AccountChoice>,
    /// The account in the path; `None` outside accounts.
    pub account: Option<Place>,
}

/// An account in the switcher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub role: Role,
}

/// The account in the path, and what the person may do in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// What the person may do in it.
    pub permissions: Permissions,
    /// Its partnerships are suspended: its people read and change nothing.
    pub suspended: bool,
    /// A mail server is set; without one the screens say that links must be copied.
    pub mail_configured: bool,
}

/// The sign-in form.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignIn {
    /// Address, as typed.
    pub email: String,
    /// Password, as typed.
    pub password: String,
}

/// A new session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The cookie's value; never stored as it is.
    pub session: String,
    /// The account to open first, if the person has one.
    pub account: Option<AccountId>,
    /// Nobody is signed in yet: the second factor's code is awaited, for ten minutes.
    pub needs_code: bool,
}

/// One of my sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Names the session in forms; says nothing about the cookie.
    pub id: String,
    /// The one that asks.
    pub current: bool,
    /// Browser and system, as far as they can be told.
    pub device: String,
    /// Where it was last used from.
    pub ip: String,
    /// Signed in.
    pub created: When,
    /// Last used.
    pub seen: When,
}

/// The form for a new password.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    /// The present password. Its name says so, because forms never give a field called password back.
    pub current_password: String,
    /// The new one.
    pub password: String,
}

/// Getting in.
#[async_trait]
pub trait Access: Send + Sync {
    /// Who is signed in; `None` when nobody is, or the session has ended. In an account that the person does
    /// not belong to: refused as not found.
    async fn viewer(&self, caller: &Caller) -> Result<Option<Viewer>, Problem>;

    /// Checks address and password and starts a session with a new id; an earlier session of this browser
    /// ends. Of somebody with a second factor only the code is awaited then (`SignedIn::needs_code`). The answer for an unknown address and for a wrong password is the same in words, status and time.
    /// Throttled per address and per client, never locked for good.
    async fn sign_in(&self, caller: &Caller, form: SignIn) -> Result<SignedIn, Problem>;

    /// Ends the session; nothing happens when there is none.
    async fn sign_out(&self, caller: &Caller) -> Result<(), Problem>;

    /// My live sessions, the present one first.
    async fn sessions(&self, caller: &Caller) -> Result<Vec<SessionRow>, Problem>;

    /// Ends one of my sessions.
    async fn end_session(&self, caller: &Caller, id: String) -> Result<(), Problem>;

    /// Ends all of my sessions but the present one; returns how many.
    async fn end_other_sessions(&self, caller: &Caller) -> Result<u32, Problem>;

    /// Sets a new password after checking the present one, ends every session, starts a new one and mails
    /// a notice.
    async fn change_password(&self, caller: &Caller, form: ChangePassword) -> Result<SignedIn, Problem>;

    /// Mails a link for a new password, valid for an hour, when the address has an account; answers the same,
    /// in words and time, when it has none.
    async fn ask_reset(&self, caller: &Caller, email: String) -> Result<(), Problem>;

    /// True when a reset link still works; changes nothing.
    async fn open_reset(&self, token: &str) -> Result<bool, Problem>;

    /// Sets a new password by a reset link that this browser opened (`caller.links`). The link is spent,
    /// every session ends, a new one starts, a notice is mailed.
    async fn reset_password(&self, caller: &Caller, password: String) -> Result<SignedIn, Problem>;
}

/// The key in `Caller::links` of an opened reset link.
pub const RESET_LINK: &str = "reset";
