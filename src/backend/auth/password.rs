//! Passwords: hashed with Argon2id, checked in the same time whether or not there is a hash to check, never on
//! the threads that serve requests. What a password must be is in `entente_domain::password`; the list of
//! common ones is in [`super::common`].

use super::common;
use crate::{Error, Rng};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use entente_domain::password;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
#[cfg(target_os = "linux")]
use thread_priority::{
    NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
};
use tokio::sync::{Semaphore, oneshot};
use unicode_normalization::UnicodeNormalization;

/// Memory per hash in KiB, passes, lanes (`quality.md`).
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Hashes that are worked out at the same time, at most. One core is always left to other requests.
const AT_ONCE: usize = 2;
/// A hash takes a twentieth of that; one that takes longer found no processor.
const STARVED: Duration = Duration::from_millis(500);
/// So long hashing takes its share then.
const HURRY: Duration = Duration::from_secs(10);
/// Stands in for the hash of an unknown address, so that the refusal takes as long as for a wrong password. It
/// is the hash of nothing anybody knows.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$\
    q7t2mV0YkXo3Zr1nW8uC5sJ9dLhF6gTqEwAyBzNxRUI";

/// Works out and checks hashes.
#[derive(Debug, Clone)]
pub struct Passwords {
    gate: Arc<Semaphore>,
    rng: Rng,
}

impl Passwords {
    /// With salts from `rng`.
    pub fn new(rng: Rng) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let permits = AT_ONCE.min(cores.saturating_sub(1)).max(1);
        Self {
            gate: Arc::new(Semaphore::new(permits)),
            rng,
        }
    }

    /// The hash to store, in PHC form.
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = composed(password);
        let salt = self.rng.bytes::<16>();
        self.work(move || {
            let hash: PasswordHash = hasher()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map_err(Error::defect)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// True when `password` is the one behind `hash`. Without a hash it is false, after the same time.
    pub async fn verify(&self, hash: Option<&str>, password: &str) -> Result<bool, Error> {
        // Nobody's password is longer; cut, it costs what any other costs.
        let password: String = composed(password).chars().take(password::MAX_PASSWORD + 1).collect();
        let known = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        let matches = self
            .work(move || {
                let hash = PasswordHash::new(&hash).map_err(Error::defect)?;
                Ok(hasher()?.verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(known && matches)
    }

    /// On a thread of its own, which gives way to those that answer requests, as long as it gets on at all.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let permit = Arc::clone(&self.gate).acquire_owned().await.map_err(Error::defect)?;
        let (done, result) = oneshot::channel();
        let thread = move || {
            // Held by the work and not by the request: one that is given up must not let another in early.
            let _permit = permit;
            // An error means that the request was given up meanwhile.
            drop(done.send(PACE.keep(work)));
        };
        std::thread::Builder::new()
            .name("passwords".to_owned())
            .spawn(thread)
            .map_err(Error::defect)?;
        result.await.map_err(Error::defect)?
    }
}

/// Whether hashing gives way: not for a while after that left it without a processor, or a machine that is busy with
/// something else would let nobody in.
#[derive(Debug, Default)]
struct Pace {
    hurries_until: Mutex<Option<Instant>>,
}

/// How busy the machine is concerns every hash of the process.
static PACE: Pace = Pace {
    hurries_until: Mutex::new(None),
};

impl Pace {
    fn keep<T>(&self, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        if self.until().is_some_and(|until| begun < until) {
            return work();
        }
        give_way();
        let done = work();
        let now = Instant::now();
        if now - begun > STARVED {
            *self.until() = Some(now + HURRY);
        }
        done
    }

    fn until(&self) -> MutexGuard<'_, Option<Instant>> {
        self.hurries_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets this thread run only where no other wants to, so that lists stay fast while people sign in. Elsewhere than on
/// Linux it shares as every thread does.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = set_thread_priority_and_policy(
        thread_native_id(),
        ThreadPriority::Min,
        ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle),
    ) {
        tracing::debug!(?error, "hashing passwords keeps its priority");
    }
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(Error::defect)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same characters, whichever way the keyboard composes them.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// Checks a new password of at least `least` characters against the rules, for a person with these
/// circumstances: account, name, address.
///
/// # Errors
/// The sentence for the field.
pub fn check_rules(password: &str, least: usize, email: &str, circumstances: &[&str]) -> Result<(), String> {
    let mut context = vec!["entente", email];
    for text in circumstances.iter().copied().chain(email.split('@')) {
        context.push(text);
        context.extend(text.split(|c: char| !c.is_alphanumeric()));
    }
    // The longest first: "front street" before "front", or the pieces would hide the whole.
    context.sort_by_key(|word| std::cmp::Reverse(word.len()));
    password::check(&composed(password), least, &context, common::is_common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_stored_form_says_how_it_was_made() {
        let passwords = Passwords::new(Rng::seeded(1));
        let hash = passwords.hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.verify(Some(&hash), "correct horse battery").await.unwrap());
        assert!(!passwords.verify(Some(&hash), "correct horse batteries").await.unwrap());
        assert_ne!(hash, passwords.hash("correct horse battery").await.unwrap());
    }

    #[tokio::test]
    async fn composed_and_decomposed_are_one_password() {
        let passwords = Passwords::new(Rng::seeded(1));
        let hash = passwords.hash("M\u{fc}ller und S\u{f6}hne 12").await.unwrap();
        assert!(
            passwords
                .verify(Some(&hash), "Mu\u{308}ller und So\u{308}hne 12")
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn nobody_costs_the_same_and_never_matches() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let params = Params::try_from(&nobody).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), COST);
        let passwords = Passwords::new(Rng::seeded(1));
        assert!(!passwords.verify(None, "correct horse battery").await.unwrap());
        assert!(!passwords.verify(None, &"long".repeat(100_000)).await.unwrap());
    }

    #[test]
    fn what_starved_hurries_for_a_while() {
        let pace = Pace::default();
        pace.keep(|| ());
        assert!(pace.until().is_none());
        pace.keep(|| std::thread::sleep(STARVED + Duration::from_millis(1)));
        let until = *pace.until();
        assert!(until.is_some_and(|until| until > Instant::now()));
        pace.keep(|| std::thread::sleep(STARVED + Duration::from_millis(1)));
        assert_eq!(*pace.until(), until, "what does not give way cannot starve by it");
    }

    #[test]
    fn names_everybody_knows_do_not_count() {
        let circumstances = ["Front Street Inc", "Ann Mc Adams"];
        for (password, good) in [
            ("Front Street Inc 2026", false),
            ("annmcadams-entente", false),
            ("ann.marvel@example.com", false),
            ("ann sells old tapes", true),
        ] {
            let checked = check_rules(
                password,
                password::MIN_PASSWORD,
                "ann.marvel@example.com",
                &circumstances,
            );
            assert_eq!(checked.is_ok(), good, "{password}");
        }
    }
}
