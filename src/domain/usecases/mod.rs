//! Everything the application can do, one trait per resource; the list that a newcomer reads first.
//!
//! A method's doc comment is its specification. It takes a [`Caller`] and plain input, returns a view made
//! for the page that asked, and refuses with a [`Problem`]. The back end implements the traits; pages and
//! server functions know nothing else of it. Here do not belong: SQL, HTML, rules (those are in the objects'
//! own files). To add a use case: a method here, its implementation in `backend/service`, a server function.

pub mod access;
pub mod agreements;
pub mod contracts;
pub mod events;
pub mod groups;
pub mod home;
pub mod hubs;
pub mod invitations;
pub mod marketplaces;
pub mod me;
pub mod onboarding;
pub mod partners;
pub mod security;
pub mod setup;
pub mod users;
pub mod wizard;

use crate::{Language, id::AccountId, id::UserId, list::ListQuery};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, pin::Pin, sync::Arc};

pub use crate::Problem;

/// Who asks: credentials and circumstances, nothing decided yet. Only `backend::auth` turns it into an actor.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// The session cookie's value.
    pub session: Option<String>,
    /// The account named in the path.
    pub account: Option<AccountId>,
    /// Tokens of links that this browser opened, by the id they are for; held in an encrypted cookie.
    pub links: BTreeMap<String, String>,
    /// The client's address, through trusted proxies only.
    pub ip: String,
    /// The language that the browser asks for, among those there are.
    pub language: Language,
    /// The browser's name for itself, cut to 300 characters.
    pub user_agent: String,
    /// Finds this request in the log.
    pub request_id: String,
}

/// All use cases, as the user interface gets them.
#[derive(Clone)]
pub struct UseCases {
    /// Signing in and out, sessions, passwords.
    pub access: Arc<dyn access::Access>,
    /// My profile.
    pub me: Arc<dyn me::Me>,
    /// The first run.
    pub setup: Arc<dyn setup::SetUp>,
    /// The page an account opens with.
    pub home: Arc<dyn home::Home>,
    /// Hubs.
    pub hubs: Arc<dyn hubs::Hubs>,
    /// Marketplaces.
    pub marketplaces: Arc<dyn marketplaces::Marketplaces>,
    /// The wizard *Add partner*.
    pub wizard: Arc<dyn wizard::Wizard>,
    /// The directory and the partner page.
    pub partners: Arc<dyn partners::Partners>,
    /// Invitations, inside and on the public pages.
    pub invitations: Arc<dyn invitations::Invitations>,
    /// Agreements and their versions.
    pub agreements: Arc<dyn agreements::Agreements>,
    /// Contracts.
    pub contracts: Arc<dyn contracts::Contracts>,
    /// Users of an account.
    pub users: Arc<dyn users::Users>,
    /// Groups of users.
    pub groups: Arc<dyn groups::Groups>,
    /// How partners are taken on.
    pub onboarding: Arc<dyn onboarding::Onboarding>,
    /// How an account's people have to sign in.
    pub security: Arc<dyn security::Security>,
    /// The log.
    pub events: Arc<dyn events::Events>,
}

/// An instant, written out on the server so that the browser needs neither clock nor locale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// RFC 3339 in UTC, for `<time datetime>`.
    pub iso: String,
    /// Date, time and zone, for hover and focus: "21 Nov 2026, 09:42 UTC".
    pub exact: String,
    /// From now: "3 days ago", "in 2 weeks".
    pub relative: String,
}

/// A person as others see them; without id when it was the system or the person is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The user, if known.
    pub id: Option<UserId>,
    /// The name to show.
    pub name: String,
}

/// An object as a link: its id in the path, its name on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value in the form.
    pub value: String,
    /// Its name on the screen.
    pub label: String,
    /// A second line, possibly empty.
    pub hint: String,
}

/// One line of an object's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub when: When,
    /// Who; "Entente" for the system.
    pub person: Person,
    /// What, as a sentence part: "accepted the invitation".
    pub what: String,
    /// Through which channel: "web", "mailed link", "copied link", "system".
    pub channel: String,
    /// A reason or note, possibly empty.
    pub note: String,
}

/// A file's bytes, piece by piece.
pub type ByteStream = Pin<Box<dyn futures_core::Stream<Item = Result<Vec<u8>, Problem>> + Send>>;

/// The page of a list that somebody asked for.
pub type Listing<T> = Result<crate::list::Page<T>, Problem>;

/// What every list method takes.
pub type Query = ListQuery;
