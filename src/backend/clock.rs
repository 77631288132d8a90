//! Time and chance, injected: the only file that may read the clock or draw random numbers.
//!
//! Tests move the clock and seed the numbers instead of sleeping and hoping.

use rand::{Rng as _, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::{
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

/// A second in the unit that times are kept in.
pub const SECOND: i64 = 1_000;
/// A minute.
pub const MINUTE: i64 = 60 * SECOND;
/// An hour.
pub const HOUR: i64 = 60 * MINUTE;
/// A day of 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// Where the present instant comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A hand that tests move, in Unix milliseconds.
    Test(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::System
    }

    /// A clock that stands still at `now` until it is moved.
    pub fn test(now: i64) -> Self {
        Self::Test(Arc::new(AtomicI64::new(now)))
    }

    /// Unix milliseconds in UTC.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> i64 {
        match self {
            Self::System => chrono::Utc::now().timestamp_millis(),
            Self::Test(hand) => hand.load(Ordering::SeqCst),
        }
    }

    /// Time that passed since some fixed moment; unlike [`Clock::now`] it never goes back when the machine's
    /// clock is set.
    pub fn steady(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        match self {
            Self::System => START.elapsed(),
            Self::Test(hand) => Duration::from_millis(hand.load(Ordering::SeqCst).try_into().unwrap_or(0)),
        }
    }

    /// Moves a test clock by `milliseconds`; the system clock cannot be moved.
    pub fn advance(&self, milliseconds: i64) {
        if let Self::Test(hand) = self {
            hand.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }
}

/// Where random numbers come from: always a cryptographic generator, seeded by the system or by a test.
#[derive(Clone, Debug)]
pub struct Rng(Arc<Mutex<ChaCha20Rng>>);

impl Rng {
    /// Seeded by the operating system.
    #[expect(clippy::disallowed_methods, reason = "the one place that draws a seed")]
    pub fn system() -> Self {
        let mut seed = [0; 32];
        rand::rng().fill_bytes(&mut seed);
        Self(Arc::new(Mutex::new(ChaCha20Rng::from_seed(seed))))
    }

    /// The same numbers in every run.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }

    /// 32 hexadecimal digits that nobody guesses and nothing else is called by.
    pub fn nonce(&self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.bytes()))
    }

    /// A decimal digit, each equally likely.
    pub fn digit(&self) -> u8 {
        loop {
            let [byte] = self.bytes::<1>();
            // 250 is the largest multiple of ten that a byte holds; what lies above would favour small digits.
            if byte < 250 {
                return byte % 10;
            }
        }
    }
}
