//! The words of letters: one typed dictionary per language, so that a sentence that lacks its translation does
//! not compile. Whole sentences only; none is put together from pieces of others.
//!
//! To add a language: a variant of [`Language`], a file beside `en.rs` that implements [`Words`], a line in [`words`].

mod de;
mod en;

use super::{ContractNews, Letter, PartnerNews};
use chrono::{DateTime, Utc};
use entente_domain::Language;

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

fn action(label: &str, url: &str) -> Action {
    Action {
        label: label.to_owned(),
        url: url.to_owned(),
    }
}

impl Draft {
    /// About one's own sign-in: what happened or is offered, and what to do.
    fn personal(subject: &str, paragraph: String, action: Action, note: String, footer: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            paragraphs: vec![paragraph],
            action,
            notes: vec![note],
            footer: footer.to_owned(),
        }
    }

    /// What happened, with the note that somebody gave, if any.
    fn news(subject: String, paragraph: String, note: Option<String>, action: Action, footer: &str) -> Self {
        Self {
            subject,
            paragraphs: std::iter::once(paragraph).chain(note).collect(),
            action,
            notes: Vec::new(),
            footer: footer.to_owned(),
        }
    }
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

/// What a letter about a contract tells; names are clean.
#[derive(Debug, Clone)]
pub struct ContractWords {
    /// The contract's name.
    pub contract: String,
    /// The organisation that did something.
    pub by: String,
    /// What it did.
    pub what: ContractNews,
    /// Its note, possibly empty.
    pub note: String,
    /// The contract's page.
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

/// The dictionary. Instants are written out by [`Words::instant`] before.
pub trait Words: Sync {
    /// An instant, with its zone.
    fn instant(&self, at: DateTime<Utc>) -> String;
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
    /// About a contract, to the other side.
    fn contract_news(&self, about: &ContractWords) -> Draft;
    /// About a partnership, to the partner; `note` may be empty.
    fn partner_news(&self, issuer: &str, what: PartnerNews, note: &str, url: &str) -> Draft;
    /// A test of the mail server.
    fn test(&self, url: &str) -> Draft;
    /// The sender's name for mail on behalf of an organisation.
    fn on_behalf(&self, account: &str) -> String;
    /// The last line of every letter: which installation wrote it.
    fn written_by(&self, host: &str) -> String;
}

/// The words of a language.
pub fn words(language: Language) -> &'static dyn Words {
    match language {
        Language::English => &en::English,
        Language::German => &de::German,
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
