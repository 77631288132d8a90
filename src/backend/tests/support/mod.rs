//! What every test of the back end starts from: an installation that has been set up, on a database file of its
//! own, with a clock and random numbers in the test's hand and mail kept in memory.

pub mod faults;
mod sheet;
pub mod smtp;
mod world;

pub use sheet::records;
use world::password_hash;
pub use world::{anonymous, at_once, open, open_in};

use crate::{
    Backend, Clock, MailTransport,
    clock::DAY,
    mail::Mail,
    store::{accounts, groups, memberships, users},
};
use entente_domain::{
    Language,
    account::{AccountStatus, Role},
    id::{AccountId, UserId},
    usecases::{
        Caller,
        setup::{NewInstallation, SETUP_LINK},
    },
};
use sqlx::AssertSqlSafe;
use std::path::Path;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The password of everybody in these tests.
pub const PASSWORD: &str = "tapes and old radios";
/// The first person's address.
pub const EMAIL: &str = "mick@mightymick.example";
/// When tests begin: 15 January 2027, 08:00 UTC.
pub const START: i64 = 1_800_000_000_000;

/// An installation.
pub struct TestApp {
    /// What is tested.
    pub backend: Backend,
    /// Moves only by hand.
    pub clock: Clock,
    /// The distributor that was set up: "Mighty Mick's LLC".
    pub account: AccountId,
    /// Its first person.
    pub user: UserId,
    session: String,
    directory: TempDir,
}

impl TestApp {
    /// A distributor, set up, with its first person signed in.
    pub async fn new() -> Self {
        Self::with_mail(MailTransport::Memory).await
    }

    /// As [`TestApp::new`], with mail leaving this way.
    pub async fn with_mail(mail: MailTransport) -> Self {
        let (backend, clock, directory) = open(mail).await;
        let token = backend.set_up_token().await.unwrap().unwrap();
        let form = NewInstallation {
            account_name: "Mighty Mick's LLC".to_owned(),
            name: "Mick Goldmill".to_owned(),
            email: EMAIL.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let mut caller = anonymous();
        caller.links.insert(SETUP_LINK.to_owned(), token);
        let signed_in = backend.begin_installation(&caller, &form).await.unwrap();
        let mut connection = backend.store().reader().await.unwrap();
        let user = users::find_by_email(&mut connection, &EMAIL.parse().unwrap())
            .await
            .unwrap()
            .unwrap()
            .id;
        drop(connection);
        let account = signed_in.account.unwrap();
        Self {
            backend,
            clock,
            account,
            user,
            session: signed_in.session,
            directory,
        }
    }

    /// The first person, an administrator, in the first account.
    pub fn admin(&self) -> Caller {
        self.caller(&self.session, &self.account)
    }

    /// Somebody with this session in this account.
    #[expect(clippy::unused_self, reason = "tests ask the app for everybody")]
    pub fn caller(&self, session: &str, account: &AccountId) -> Caller {
        Caller {
            session: Some(session.to_owned()),
            account: Some(account.clone()),
            ..anonymous()
        }
    }

    /// A manager of the first account.
    pub async fn manager(&self) -> Caller {
        self.member(&self.account, "managers", "Marie Manager", "marie@mightymick.example")
            .await
    }

    /// A viewer of the first account.
    pub async fn viewer(&self) -> Caller {
        self.member(&self.account, "viewers", "Victor Viewer", "victor@mightymick.example")
            .await
    }

    /// The administrator of another distributor, in that account.
    pub async fn stranger(&self) -> Caller {
        let account = self.account(Role::Distributor, "Rival Ltd").await;
        self.member(&account, "administrators", "Rita Rival", "rita@rival.example")
            .await
    }

    /// Makes an active account with its three groups and nobody in it.
    pub async fn account(&self, role: Role, name: &str) -> AccountId {
        let id = AccountId::draw(role, || self.backend.rng().digit());
        let mut tx = self.backend.store().write().await.unwrap();
        let row = accounts::NewAccount {
            id: &id,
            role,
            name,
            status: AccountStatus::Active,
        };
        accounts::insert(&mut tx, self.clock.now(), &row).await.unwrap();
        groups::insert_starting_groups(&mut tx, (&id, role), self.backend.rng())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Makes a person (unless the address is known), puts them into `account` with the group `word`
    /// ("administrators", "managers", "viewers"), signs them in.
    pub async fn member(&self, account: &AccountId, word: &str, name: &str, email: &str) -> Caller {
        let user = self.person(name, email).await;
        let mut tx = self.backend.store().write().await.unwrap();
        let group = groups::by_word(&mut tx, account, word).await.unwrap().unwrap();
        memberships::insert(&mut tx, self.clock.now(), account, &user, &[group])
            .await
            .unwrap();
        let session = self.backend.start_session(&mut tx, &user, &anonymous()).await.unwrap();
        tx.commit().await.unwrap();
        self.caller(&session, account)
    }

    /// Makes a person without any account, unless the address is known.
    pub async fn person(&self, name: &str, email: &str) -> UserId {
        let hash = password_hash(&self.backend).await;
        let email = email.parse().unwrap();
        let mut tx = self.backend.store().write().await.unwrap();
        if let Some(known) = users::find_by_email(&mut tx, &email).await.unwrap() {
            return known.id;
        }
        let id = UserId::draw(|| self.backend.rng().digit());
        let user = users::NewUser {
            language: Language::English,
            id: &id,
            email: &email,
            name,
            password_hash: &hash,
        };
        users::insert(&mut tx, self.clock.now(), &user).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Signs somebody in who exists, outside accounts.
    pub async fn session_of(&self, email: &str) -> Caller {
        let mut tx = self.backend.store().write().await.unwrap();
        let user = users::find_by_email(&mut tx, &email.parse().unwrap())
            .await
            .unwrap()
            .unwrap();
        let session = self
            .backend
            .start_session(&mut tx, &user.id, &anonymous())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Caller {
            session: Some(session),
            ..anonymous()
        }
    }

    /// Moves the clock by days; everybody stays signed in.
    pub async fn days(&self, days: i64) {
        self.clock.advance(days * DAY);
        let now = self.clock.now();
        self.execute(&format!("UPDATE sessions SET seen_at = {now}, created_at = {now}"))
            .await;
    }

    /// Sends the mail that is due and returns all that was kept so far, the oldest first.
    pub async fn send_mail(&self) -> Vec<Mail> {
        self.backend.send_due(&CancellationToken::new()).await.unwrap();
        self.backend.kept_mail()
    }

    /// Runs an SQL statement that changes something, committed.
    pub async fn execute(&self, sql: &str) {
        let mut tx = self.backend.store().write().await.unwrap();
        sqlx::query(AssertSqlSafe(sql.to_owned()))
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The texts that an SQL query returns in its only column.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let mut connection = self.backend.store().reader().await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_all(&mut *connection)
            .await
            .unwrap()
    }

    /// The number that an SQL query returns, for example `SELECT count(*) FROM contracts`.
    pub async fn number(&self, sql: &str) -> i64 {
        let mut connection = self.backend.store().reader().await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_one(&mut *connection)
            .await
            .unwrap()
    }

    /// The whole database as text, table by table; two equal dumps mean that nothing was changed.
    pub async fn dump(&self) -> String {
        faults::dump(&self.backend).await
    }

    /// Where the database and the key are.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}

impl AsRef<Backend> for TestApp {
    fn as_ref(&self) -> &Backend {
        &self.backend
    }
}

impl AsRef<Backend> for Backend {
    fn as_ref(&self) -> &Backend {
        self
    }
}
