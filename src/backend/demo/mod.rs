//! The demo: a distributor that looks as if it had been at work for a year and a half, with as many partners as
//! asked for, the same in every run but for the dates, which end today.
//!
//! What is loaded is indistinguishable from what use cases write: the log and the evidence are chained, counts and
//! search indexes are what the triggers would have made of it. It is only written faster, many rows at once.
//!
//! - `plan`: when each partner was added and what became of it; `case`: who it is and what it was offered.
//! - `setting`: the distributor, its people and marketplaces; `agreements`: what partners are offered.
//! - `story`, `contracts`, `letters`, `acts`: the rows of a partner; `ledger`: log and evidence in order of time.
//! - `company`, `words`, `dice`: names and chance. `tables`: rows on their way.
//!
//! To show something new here: a fate in `plan`, its rows where the others are.

mod acts;
mod agreements;
mod case;
mod company;
mod contracts;
mod dice;
mod ledger;
mod letters;
mod plan;
mod setting;
mod story;
mod tables;
mod words;

use crate::{
    Backend, Error, StartError,
    store::{
        Connection, accounts,
        bulk::{self, Rows},
        installation,
    },
};
use company::Companies;
use dice::{Dice, Ids};
use entente_domain::{account::Role, id::AccountId};
use ledger::Ledger;
use setting::Setting;
use story::Story;
use tables::{FILLED, Tables};
use tokio::sync::mpsc;

/// The password of everybody in the demo; it is no secret.
const PASSWORD: &str = "train like a champion";
/// Under this name the installation remembers that its account is the demo's.
const REMEMBERED: &str = "demo";
/// Pages in memory while loading: negative for kibibytes.
const CACHE: i64 = -160_000;
/// Partners written at once.
const BATCH: usize = 1_000;
/// Batches that may wait to be written.
const AHEAD: usize = 2;

/// How to sign in to the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The distributor.
    pub account: AccountId,
    /// Its administrator's address.
    pub email: String,
    /// The administrator's password.
    pub password: String,
}

/// Loads the demo with so many partners, unless it is there already.
///
/// # Errors
/// [`StartError`] when the installation holds accounts that are not the demo's, or the database refuses.
pub async fn load(backend: &Backend, partners: u32) -> Result<DemoAccount, StartError> {
    run(backend, partners, true).await.map_err(|error| match error {
        Error::Refused(problem) => StartError(problem.message),
        error => StartError(format!("cannot load the demo account: {error}")),
    })
}

/// Loads the demo; unless `fast`, with indexes and triggers in place, for comparison.
pub(crate) async fn run(backend: &Backend, partners: u32, fast: bool) -> Result<DemoAccount, Error> {
    if let Some(account) = present(&mut *backend.store().reader().await?).await? {
        return Ok(account);
    }
    let password_hash = backend.hash_password(PASSWORD).await?;
    // What is loaded refers to itself only, and a test says that it does so rightly.
    bulk::check_references(backend.store(), !fast).await?;
    let loaded = write(backend, partners, &password_hash, fast).await;
    bulk::check_references(backend.store(), true).await?;
    loaded
}

/// Everything, or nothing.
async fn write(backend: &Backend, partners: u32, password_hash: &str, fast: bool) -> Result<DemoAccount, Error> {
    let mut tx = backend.store().write().await?;
    if let Some(account) = present(&mut tx).await? {
        return Ok(account);
    }
    let usual = bulk::cache(&mut tx, CACHE).await?;
    let aside = bulk::set_aside(&mut tx, if fast { FILLED } else { &[] }).await?;
    let account = fill(&mut tx, partners.max(1), password_hash, backend.now()).await?;
    bulk::put_back(&mut tx, aside).await?;
    installation::delete(&mut tx, installation::SET_UP_NONCE).await?;
    installation::insert(&mut tx, REMEMBERED, &account).await?;
    tx.commit().await?;
    bulk::cache(&mut *backend.store().write().await?, usual).await?;
    sign_in(account)
}

/// The demo that is there already; refuses when something else is.
async fn present(connection: &mut Connection) -> Result<Option<DemoAccount>, Error> {
    if let Some(account) = installation::find(connection, REMEMBERED).await? {
        return sign_in(account).map(Some);
    }
    if accounts::exist(connection).await? {
        let message =
            "This installation is in use; the demo is loaded into an empty one only. Choose another --data-dir.";
        return Err(entente_domain::Problem::conflict(message).into());
    }
    Ok(None)
}

fn sign_in(account: String) -> Result<DemoAccount, Error> {
    Ok(DemoAccount {
        account: account.try_into().map_err(Error::defect)?,
        email: setting::EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
    })
}

/// Writes everything; returns the distributor's id. Rows are made on another thread than they are written on.
async fn fill(connection: &mut Connection, partners: u32, password_hash: &str, now: i64) -> Result<String, Error> {
    let (mut tables, mut ledger, mut ids) = (Tables::new(), Ledger::new(), Ids::default());
    let setting = Setting::insert(connection, (&mut tables, &mut ledger, &mut ids), password_hash, now).await?;
    tables.flush(connection).await?;
    let account = setting.account.id.clone();
    let story = Story {
        setting,
        tables,
        ledger,
        ids,
        dice: Dice::new(),
        companies: Companies::new(),
        permissions: setting::permissions(Role::Vendor)?,
        password_hash: password_hash.to_owned(),
        now,
        written: 0,
        mails: 0,
        enrolments: 0,
    };
    let (batches, mut made) = mpsc::channel(AHEAD);
    let telling = tokio::task::spawn_blocking(move || tell(story, partners, &batches));
    while let Some(batch) = made.recv().await {
        for mut rows in batch {
            rows.flush(connection).await?;
        }
    }
    telling.await.map_err(Error::defect)?;
    Ok(account)
}

/// Makes the rows of all partners, batch by batch, as long as somebody takes them.
fn tell(mut story: Story, partners: u32, batches: &mpsc::Sender<Vec<Rows>>) {
    let plans = plan::plans(partners, story.now, &mut story.dice);
    let mut plans = plans.chunks(BATCH).peekable();
    while let Some(batch) = plans.next() {
        for plan in batch {
            story.write(*plan);
        }
        // Nothing of the partners to come is older than the first of them.
        let known = plans
            .peek()
            .and_then(|next| next.first())
            .map_or(i64::MAX, |next| next.created - 1);
        let mut rows = story.tables.take();
        rows.extend(story.ledger.take(known));
        if batches.blocking_send(rows).is_err() {
            break;
        }
    }
}
