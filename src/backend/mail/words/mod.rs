//! The words of letters: one typed dictionary per language, so that a sentence that lacks its translation does
//! not compile. Whole sentences only; none is put together from pieces of others.
//!
//! To add a language: a file beside `en.rs` that implements [`Words`], and a variant of [`Language`].

mod en;

use super::Letter;

/// What stands in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The subject.
    pub subject: String,
    /// What is said before the link.
    pub paragraphs: Vec<String>,
    /// The one link.
    pub action: Action,
    /// What is said after it.
    pub notes: Vec<String>,
    /// Why this came and what to do when it was not expected; smaller, at the end.
    pub footer: String,
}

/// A letter's link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// A verb with its object.
    pub label: String,
    /// The whole address.
    pub url: String,
}

/// What an invitation's letter tells; names are clean.
#[derive(Debug, Clone)]
pub struct InvitationWords {
    /// The person who invites.
    pub inviter: String,
    /// Their organisation.
    pub inviter_account: String,
    /// The organisation that is invited or would be joined.
    pub account: String,
    /// The invited person's name, possibly empty.
    pub name: String,
    /// What is offered.
    pub offer: Offered,
    /// Until when the link works, with its zone.
    pub until: String,
    /// The link.
    pub url: String,
}

/// What an invitation offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// The organisation becomes a vendor.
    Vendor,
    /// The organisation becomes a reseller.
    Reseller,
    /// The person joins the organisation's users.
    User,
}

/// The dictionary.
pub trait Words: Sync {
    /// To an invited partner or user.
    fn invitation(&self, about: &InvitationWords) -> Draft;
    /// A link for a new password; `until` names its zone.
    fn password_reset(&self, url: &str, until: &str) -> Draft;
    /// A notice that the password was changed at `at`; `url` leads to asking for a new one.
    fn password_changed(&self, url: &str, at: &str) -> Draft;
    /// The link that confirms a new address; `until` names its zone.
    fn email_confirmation(&self, url: &str, until: &str) -> Draft;
    /// A notice to the present address, at `at`, that another one is wished for; `url` leads to the profile.
    fn email_changing(&self, url: &str, at: &str) -> Draft;
    /// A notice to the former address that it was replaced at `at`; `url` leads to the sign-in.
    fn email_changed(&self, url: &str, at: &str) -> Draft;
    /// A notice that the second factor was set up, or taken away, at `at`; `url` leads to asking for a new password.
    fn second_factor(&self, on: bool, url: &str, at: &str) -> Draft;
    /// To the inviter.
    fn invitation_accepted(&self, by: &str, url: &str) -> Draft;
    /// A partner accepted and waits for approval; to the inviter.
    fn application_received(&self, by: &str, url: &str) -> Draft;
    /// To the inviter; `reason` may be empty.
    fn invitation_declined(&self, by: &str, reason: &str, url: &str) -> Draft;
    /// To the inviter: the invitee stands before an expired link.
    fn new_link_wanted(&self, by: &str, url: &str) -> Draft;
    /// To a signee: the agreement has a newer version.
    fn new_version(&self, issuer: &str, agreement: &str, version: i64, url: &str) -> Draft;
    /// About a contract; `what` is a sentence part, `note` may be empty.
    fn contract_news(&self, contract: &str, by: &str, what: &str, note: &str, url: &str) -> Draft;
    /// About a partnership; `what` is a sentence part, `note` may be empty.
    fn partner_news(&self, issuer: &str, what: &str, note: &str, url: &str) -> Draft;
    /// A test of the mail server.
    fn test(&self, url: &str) -> Draft;
    /// The sender's name for mail on behalf of an organisation.
    fn on_behalf(&self, account: &str) -> String;
    /// The last line of every letter: which installation wrote it.
    fn written_by(&self, host: &str) -> String;
}

/// A language that letters are written in. People's own are not known yet, so every letter is in the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// Its words.
    pub fn words(self) -> &'static dyn Words {
        match self {
            Self::English => &en::English,
        }
    }

    /// Its tag, for the `lang` of the HTML part.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }
}

impl Letter {
    /// True for letters about one's own sign-in, which come from the installation and not from an organisation.
    pub fn is_personal(&self) -> bool {
        matches!(
            self,
            Self::PasswordReset { .. }
                | Self::PasswordChanged
                | Self::EmailConfirmation { .. }
                | Self::EmailChanging
                | Self::EmailChanged
                | Self::SecondFactor { .. }
        )
    }
}
