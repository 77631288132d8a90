//! The use cases, implemented: `actor → require → transaction → rule → store → event and outbox → commit`.
//!
//! One file (or folder, one file per verb) per resource, each an `impl usecases::… for Backend`. Every method
//! runs inside `Backend::answer`, which turns an [`Error`] into the `Problem` that the outside may see. What
//! does not belong here: SQL (store), rules (domain), HTML.

mod access;
mod agreements;
pub(crate) mod cascade;
pub(crate) mod changes;
mod contracts;
pub(crate) mod document;
mod events;
mod groups;
mod home;
pub(crate) mod hubs;
mod invitations;
pub(crate) mod listing;
pub(crate) mod marketplaces;
mod me;
pub(crate) mod news;
mod onboarding;
mod operator;
mod partners;
mod places;
pub(crate) mod proof;
mod security;
mod setup;
pub(crate) mod sheet;
mod signature;
mod switches;
mod users;
mod wizard;

pub(crate) use access::RESET_PURPOSE;
pub(crate) use invitations::backing::is_backed;
pub(crate) use me::EMAIL_PURPOSE;

use crate::{
    Clock, Error, Rng, Settings, StartError,
    auth::{Actor, Passwords, Person, Seen, ServerKey, Throttle},
    mail::{Letter, Mail, Transport, render::Sender},
    store::{
        Connection, Store, deliveries,
        events::{self as log, NewEvent},
    },
    when::{in_zone, set_zone},
};
use entente_domain::{
    Language, Problem,
    usecases::{Caller, UseCases, When},
};
use std::{future::Future, sync::Arc};

/// The back end: everything the use cases need, cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    clock: Clock,
    rng: Rng,
    key: ServerKey,
    settings: Settings,
    passwords: Passwords,
    throttle: Throttle,
    seen: Seen,
    transport: Transport,
    sender: Sender,
}

impl Backend {
    /// Opens the database and the server key.
    ///
    /// # Errors
    /// [`StartError`], whose text says what to change.
    pub async fn open(settings: Settings, clock: Clock, rng: Rng) -> Result<Self, StartError> {
        let transport = Transport::new(&settings.mail)?;
        let sender = Sender::new(&settings)?;
        let key = ServerKey::load(settings.key.as_deref(), &settings.data_dir, &rng)?;
        let store = Store::open(&settings.database).await?;
        let passwords = Passwords::new(rng.clone());
        let throttle = Throttle::new(&clock);
        let seen = Seen::default();
        let parts = Parts {
            store,
            clock,
            rng,
            key,
            settings,
            passwords,
            throttle,
            seen,
            transport,
            sender,
        };
        Ok(Self(Arc::new(parts)))
    }

    /// Everything the application can do, for the user interface.
    pub fn use_cases(&self) -> UseCases {
        let shared = Arc::new(self.clone());
        UseCases {
            access: shared.clone(),
            me: shared.clone(),
            setup: shared.clone(),
            home: shared.clone(),
            hubs: shared.clone(),
            marketplaces: shared.clone(),
            wizard: shared.clone(),
            partners: shared.clone(),
            invitations: shared.clone(),
            agreements: shared.clone(),
            contracts: shared.clone(),
            groups: shared.clone(),
            users: shared.clone(),
            onboarding: shared.clone(),
            security: shared.clone(),
            events: shared,
        }
    }

    /// The pools.
    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// Random numbers.
    pub(crate) fn rng(&self) -> &Rng {
        &self.0.rng
    }

    /// The server key.
    pub(crate) fn key(&self) -> &ServerKey {
        &self.0.key
    }

    /// What the back end was told at start.
    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Password hashes.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// What slows down guessing.
    pub(crate) fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }

    /// Last uses that are not written yet.
    pub(crate) fn seen(&self) -> &Seen {
        &self.0.seen
    }

    /// How mail leaves.
    pub(crate) fn transport(&self) -> &Transport {
        &self.0.transport
    }

    /// Where mail comes from.
    pub(crate) fn sender(&self) -> &Sender {
        &self.0.sender
    }

    /// The mail that [`crate::MailTransport::Memory`] has kept, the oldest first.
    pub fn kept_mail(&self) -> Vec<Mail> {
        self.transport().kept()
    }

    /// Unix milliseconds.
    pub(crate) fn now(&self) -> i64 {
        self.0.clock.now()
    }

    /// Writes out an instant, seen from now.
    pub(crate) fn when(&self, at: i64) -> When {
        crate::when::when(at, self.now())
    }

    /// A whole address below the public one; `path` begins with `/`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.settings.public_url.as_str().trim_end_matches('/'))
    }

    /// A 64-byte key for the edge's encrypted cookies, derived from the server key.
    pub fn cookie_key(&self) -> [u8; 64] {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&self.key().derive("cookie 1"));
        key[32..].copy_from_slice(&self.key().derive("cookie 2"));
        key
    }

    /// True when the database answers.
    pub async fn is_ready(&self) -> bool {
        let Ok(mut connection) = self.store().reader().await else {
            return false;
        };
        sqlx::query("SELECT 1").execute(&mut *connection).await.is_ok()
    }

    /// Moves everything into the database file and closes it.
    pub async fn close(&self) {
        self.store().close().await;
    }

    /// Runs a use case and makes its error fit for the outside.
    pub(crate) async fn answer<T>(
        &self,
        caller: &Caller,
        work: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<T, Problem> {
        // On the heap: the larger ones would fill the stack of whoever awaits them.
        in_zone(Box::pin(work))
            .await
            .map_err(|error| error.expose(&caller.request_id))
    }

    /// The caller as an actor; every use case inside an account begins with it.
    pub(crate) async fn actor(&self, connection: &mut Connection, caller: &Caller) -> Result<Actor, Error> {
        let actor = Actor::find(connection, caller, self.now()).await?;
        self.seen()
            .note(actor.person(), Some(actor.account()), caller, self.now());
        set_zone(actor.person().time_zone());
        Ok(actor)
    }

    /// The caller as a signed-in person.
    pub(crate) async fn person(&self, connection: &mut Connection, caller: &Caller) -> Result<Person, Error> {
        let person = Person::need(connection, caller, self.now()).await?;
        self.seen().note(&person, None, caller, self.now());
        set_zone(person.time_zone());
        Ok(person)
    }

    /// Appends an event for what `actor` did. Account, person and channel are filled in; `event` says the rest.
    pub(crate) async fn record(
        &self,
        connection: &mut Connection,
        actor: &Actor,
        event: NewEvent<'_>,
    ) -> Result<(), Error> {
        let event = NewEvent {
            account_id: if event.account_id.is_empty() {
                actor.account().as_str()
            } else {
                event.account_id
            },
            user_id: Some(actor.user().as_str()),
            user_name: actor.person().name(),
            channel: "web",
            ..event
        };
        log::append(connection, self.now(), &event).await
    }

    /// Queues a letter in the outbox.
    pub(crate) async fn queue(
        &self,
        connection: &mut Connection,
        account: Option<&str>,
        recipient: &str,
        letter: &Letter,
    ) -> Result<(), Error> {
        let delivery = deliveries::NewDelivery {
            account_id: account,
            letter,
            recipient,
            invitation_id: None,
            language: Language::default(),
        };
        deliveries::queue(connection, self.now(), &delivery).await
    }
}

/// Events as timelines show them.
pub(crate) fn timeline(rows: Vec<log::EventRow>, now: i64) -> Vec<entente_domain::usecases::TimelineEntry> {
    rows.into_iter()
        .map(|row| entente_domain::usecases::TimelineEntry {
            when: crate::when::when(row.at, now),
            person: entente_domain::usecases::Person {
                id: row.user_id.and_then(|id| id.try_into().ok()),
                name: row.user_name,
            },
            what: row.what,
            channel: row.channel,
            note: row.note,
        })
        .collect()
}
