//! When and where sessions were last used, and which account each person visited last. Kept in memory and
//! written by the job in `jobs/sessions.rs`, so that reading a page never writes.

use crate::auth::Person;
use entente_domain::{
    id::{AccountId, UserId},
    usecases::Caller,
};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The last use of one session.
#[derive(Debug, Clone)]
pub struct LastUse {
    /// Unix milliseconds.
    pub at: i64,
    /// Where from.
    pub ip: String,
}

/// The account that somebody visited last, and when.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The account.
    pub account: AccountId,
    /// Unix milliseconds.
    pub at: i64,
}

#[derive(Debug, Default)]
struct Notes {
    sessions: HashMap<Vec<u8>, LastUse>,
    accounts: HashMap<UserId, Visit>,
}

/// What is not written yet.
#[derive(Debug, Default)]
pub struct Seen(Mutex<Notes>);

impl Seen {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that `person` uses a session, in `account` if they are in one.
    pub fn note(&self, person: &Person, account: Option<&AccountId>, caller: &Caller, at: i64) {
        let mut notes = self.notes();
        match notes.sessions.get_mut(person.session()) {
            Some(last) if last.ip == caller.ip => last.at = at,
            _ => {
                notes.sessions.insert(
                    person.session().to_vec(),
                    LastUse {
                        at,
                        ip: caller.ip.clone(),
                    },
                );
            }
        }
        let Some(account) = account else {
            return;
        };
        match notes.accounts.get_mut(person.id()) {
            Some(visit) if visit.account == *account => visit.at = at,
            _ => {
                let account = account.clone();
                notes.accounts.insert(person.id().clone(), Visit { account, at });
            }
        }
    }

    /// The last use of a session, if it is not written yet.
    pub fn last_use(&self, session: &[u8]) -> Option<LastUse> {
        self.notes().sessions.get(session).cloned()
    }

    /// The account somebody visited last, if it is not written yet.
    pub fn last_account(&self, user: &UserId) -> Option<AccountId> {
        self.notes().accounts.get(user).map(|visit| visit.account.clone())
    }

    /// Everything that is not written yet, to be written now.
    pub fn take(&self) -> (HashMap<Vec<u8>, LastUse>, HashMap<UserId, Visit>) {
        let notes = std::mem::take(&mut *self.notes());
        (notes.sessions, notes.accounts)
    }

    /// Puts back what could not be written; what was noted meanwhile is newer and stays.
    pub fn put_back(&self, sessions: HashMap<Vec<u8>, LastUse>, accounts: HashMap<UserId, Visit>) {
        let mut notes = self.notes();
        for (session, last) in sessions {
            notes.sessions.entry(session).or_insert(last);
        }
        for (user, account) in accounts {
            notes.accounts.entry(user).or_insert(account);
        }
    }
}
