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
    store::{Connection, accounts, bulk, installation},
};
use company::Companies;
use dice::{Dice, Ids};
use entente_domain::id::AccountId;
use ledger::Ledger;
use setting::Setting;
use story::Story;
use tables::{FILLED, Tables};

/// The password of everybody in the demo; it is no secret.
const PASSWORD: &str = "train like a champion";
/// Under this name the installation remembers that its account is the demo's.
const REMEMBERED: &str = "demo";
/// Pages in memory while loading: negative for kibibytes.
const CACHE: i64 = -160_000;
/// Partners written at once.
const BATCH: usize = 1_000;

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
    let mut tx = backend.store().write().await?;
    if let Some(account) = present(&mut tx).await? {
        return Ok(account);
    }
    let usual = bulk::cache(&mut tx, CACHE).await?;
    let aside = bulk::set_aside(&mut tx, if fast { FILLED } else { &[] }).await?;
    let account = fill(&mut tx, partners.max(1), &password_hash, backend.now()).await?;
    if fast {
        bulk::recount(&mut tx).await?;
    }
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

/// Writes everything; returns the distributor's id.
async fn fill(connection: &mut Connection, partners: u32, password_hash: &str, now: i64) -> Result<String, Error> {
    let (mut tables, mut ledger, mut ids, mut dice) = (Tables::new(), Ledger::new(), Ids::default(), Dice::new());
    let setting = Setting::insert(connection, (&mut tables, &mut ledger, &mut ids), password_hash, now).await?;
    tables.flush(connection).await?;
    let plans = plan::plans(partners, now, &mut dice);
    let mut story = Story {
        setting: &setting,
        tables: &mut tables,
        ledger: &mut ledger,
        ids: &mut ids,
        dice: &mut dice,
        companies: Companies::new(),
        permissions: setting::permissions()?,
        password_hash,
        now,
        written: 0,
        mails: 0,
        enrolments: 0,
    };
    for batch in plans.chunks(BATCH) {
        if let Some(first) = batch.first() {
            story.ledger.flush(connection, first.created - 1).await?;
        }
        for plan in batch {
            story.write(*plan);
        }
        story.tables.flush(connection).await?;
    }
    story.ledger.flush(connection, i64::MAX).await?;
    Ok(setting.account.id)
}
