//! Slows down guessing (governor, GCRA): per address, per client, and per client at one address; a client is an IPv4
//! address or an IPv6 network of 64 bits, since whoever has one address of it has them all. Nothing here
//! locks anybody out for good: every limit refills, and one client alone cannot use up an address's limit for
//! others, because it refills faster than one client may knock. Kept in memory; a restart forgives.
//!
//! To add a limit: a field, its quota in [`Throttle::new`], a method that names what is attempted.

use crate::{Clock, Error};
use entente_domain::{Code, Problem};
use governor::{Quota, RateLimiter, clock, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

/// The house's clock as governor reads it: never set back, so that a stepped clock shuts nobody out.
#[derive(Debug, Clone)]
struct Steady(Clock);

impl clock::Clock for Steady {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.steady()
    }
}

type Limiter = RateLimiter<String, DashMapStateStore<String>, Steady, NoOpMiddleware<Duration>>;

/// The limits.
#[derive(Debug)]
pub struct Throttle {
    sign_in_pair: Limiter,
    sign_in_address: Limiter,
    sign_in_client: Limiter,
    reset_pair: Limiter,
    reset_address: Limiter,
    reset_client: Limiter,
    code_pair: Limiter,
    code_address: Limiter,
    #[cfg(test)]
    is_open: std::sync::atomic::AtomicBool,
}

impl Throttle {
    /// Full limits.
    pub fn new(clock: &Clock) -> Self {
        let limiter = |burst: u32, refill: Duration| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(refill)
                .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
                .allow_burst(burst);
            Limiter::dashmap_with_clock(quota, Steady(clock.clone()))
        };
        Self {
            sign_in_pair: limiter(10, Duration::from_mins(1)),
            sign_in_address: limiter(40, Duration::from_secs(15)),
            sign_in_client: limiter(60, Duration::from_secs(5)),
            reset_pair: limiter(4, Duration::from_mins(15)),
            reset_address: limiter(5, Duration::from_mins(12)),
            reset_client: limiter(20, Duration::from_mins(2)),
            // Six digits are few: at this pace they stand against somebody who has the password for years.
            code_pair: limiter(10, Duration::from_mins(5)),
            code_address: limiter(30, Duration::from_mins(2)),
            #[cfg(test)]
            is_open: std::sync::atomic::AtomicBool::new(false),
        }
    }

    /// Before a password is checked for `address` (as typed, normalised if it can be).
    ///
    /// # Errors
    /// `too-many`, with when it ends.
    pub fn sign_in(&self, address: &str, client: &str) -> Result<(), Error> {
        let client = network(client);
        self.check(&self.sign_in_pair, &format!("{client} {address}"), "to sign in")?;
        self.check(&self.sign_in_client, &client, "to sign in")?;
        self.check(&self.sign_in_address, address, "to sign in")
    }

    /// Before a second factor's code is checked for `address`; the password was right.
    ///
    /// # Errors
    /// `too-many`, with when it ends.
    pub fn code(&self, address: &str, client: &str) -> Result<(), Error> {
        let pair = format!("{} {address}", network(client));
        self.check(&self.code_pair, &pair, "to enter the code")?;
        self.check(&self.code_address, address, "to enter the code")
    }

    /// Before a link for a new password is mailed, whether or not the address has an account.
    ///
    /// # Errors
    /// `too-many`, with when it ends.
    pub fn reset(&self, address: &str, client: &str) -> Result<(), Error> {
        self.mail(address, client, "for a new password")
    }

    /// Before a link is mailed by which an address is confirmed.
    ///
    /// # Errors
    /// `too-many`, with when it ends.
    pub fn confirmation(&self, address: &str, client: &str) -> Result<(), Error> {
        // Apart from new passwords: whoever gives an address as theirs must not keep its owner from one.
        self.mail(&format!("confirm {address}"), client, "to confirm this address")
    }

    /// Before a test mail is handed over.
    ///
    /// # Errors
    /// `too-many`, with when it ends.
    pub fn test_mail(&self, account: &str, address: &str) -> Result<(), Error> {
        self.mail(
            &format!("test {address}"),
            &format!("test {account}"),
            "to send a test mail",
        )
    }

    fn mail(&self, address: &str, client: &str, what: &str) -> Result<(), Error> {
        let client = network(client);
        self.check(&self.reset_pair, &format!("{client} {address}"), what)?;
        self.check(&self.reset_client, &client, what)?;
        self.check(&self.reset_address, address, what)
    }

    /// Lets everything through from now on, for tests that repeat themselves.
    #[cfg(test)]
    pub fn open(&self) {
        self.is_open.store(true, std::sync::atomic::Ordering::SeqCst);
    }

    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "only tests can open the throttle"))]
    fn check(&self, limiter: &Limiter, key: &str, what: &str) -> Result<(), Error> {
        #[cfg(test)]
        if self.is_open.load(std::sync::atomic::Ordering::SeqCst) {
            return Ok(());
        }
        // Whatever is typed must not fill the memory.
        let key = key.chars().take(400).collect();
        limiter.check_key(&key).map_err(|refused| {
            let wait = in_words(refused.wait_time_from(clock::Clock::now(limiter.clock())));
            Problem::new(
                Code::TooMany,
                format!("Too many attempts {what}. The next one is possible in {wait}."),
            )
            .into()
        })
    }

    /// Forgets who has not knocked for long; the clean-up job calls it.
    pub fn tidy(&self) {
        for limiter in self.all() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    fn all(&self) -> [&Limiter; 8] {
        [
            &self.sign_in_pair,
            &self.sign_in_address,
            &self.sign_in_client,
            &self.reset_pair,
            &self.reset_address,
            &self.reset_client,
            &self.code_pair,
            &self.code_address,
        ]
    }
}

/// Whom a client's address counts as.
fn network(client: &str) -> String {
    match client.parse() {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        _ => client.to_owned(),
    }
}

/// Rounded up, so that who waits as long gets through.
fn in_words(wait: Duration) -> String {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let (count, unit) = if seconds <= 90 {
        (seconds.max(1), "second")
    } else {
        (seconds.div_ceil(60), "minute")
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{DAY, MINUTE, SECOND};

    fn refusal(result: Result<(), Error>) -> Option<String> {
        match result {
            Ok(()) => None,
            Err(Error::Refused(problem)) => {
                assert_eq!(problem.code, Code::TooMany);
                Some(problem.message)
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn guessing_is_slowed_and_the_end_is_named() {
        let clock = Clock::test(1_000);
        let throttle = Throttle::new(&clock);
        for _ in 0..10 {
            assert_eq!(refusal(throttle.sign_in("ann@example.com", "192.0.2.1")), None);
        }
        let message = refusal(throttle.sign_in("ann@example.com", "192.0.2.1")).unwrap();
        assert_eq!(
            message,
            "Too many attempts to sign in. The next one is possible in 60 seconds."
        );
        // From elsewhere the owner still gets in.
        assert_eq!(refusal(throttle.sign_in("ann@example.com", "192.0.2.2")), None);
        clock.advance(59 * SECOND);
        assert!(refusal(throttle.sign_in("ann@example.com", "192.0.2.1")).is_some());
        clock.advance(SECOND);
        assert_eq!(refusal(throttle.sign_in("ann@example.com", "192.0.2.1")), None);
    }

    #[test]
    fn one_client_cannot_shut_an_address() {
        let clock = Clock::test(1_000);
        let throttle = Throttle::new(&clock);
        for _ in 0..24 * 60 * 4 {
            let _ = throttle.sign_in("ann@example.com", "192.0.2.1");
            clock.advance(15 * SECOND);
        }
        assert_eq!(refusal(throttle.sign_in("ann@example.com", "192.0.2.2")), None);
    }

    #[test]
    fn one_client_cannot_keep_an_address_from_a_new_password() {
        let clock = Clock::test(1_000);
        let throttle = Throttle::new(&clock);
        for _ in 0..24 * 60 {
            let _ = throttle.reset("ann@example.com", "192.0.2.1");
            let _ = throttle.confirmation("ann@example.com", "192.0.2.3");
            clock.advance(MINUTE);
        }
        assert_eq!(refusal(throttle.reset("ann@example.com", "192.0.2.2")), None);
    }

    #[test]
    fn the_addresses_of_one_network_are_one_client() {
        let throttle = Throttle::new(&Clock::test(1_000));
        let attempt = |client: &str| refusal(throttle.sign_in("ann@example.com", client));
        for n in 1..=10 {
            assert_eq!(attempt(&format!("2001:db8:1:2:{n:x}::{n:x}")), None);
        }
        assert!(attempt("2001:db8:1:2:ffff::1").is_some());
        assert_eq!(attempt("2001:db8:1:3::1"), None, "of another network");
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn many_addresses_from_one_client_are_slowed_too() {
        let clock = Clock::test(1_000);
        let throttle = Throttle::new(&clock);
        let refused = (0..100)
            .filter(|n| throttle.sign_in(&format!("{n}@example.com"), "192.0.2.1").is_err())
            .count();
        assert_eq!(refused, 40);
        clock.advance(10 * MINUTE);
        assert_eq!(refusal(throttle.sign_in("1@example.com", "192.0.2.1")), None);
    }

    #[test]
    fn a_clock_set_back_shuts_nobody_out() {
        let clock = Clock::test(400 * DAY);
        let throttle = Throttle::new(&clock);
        assert_eq!(refusal(throttle.reset("ann@example.com", "192.0.2.1")), None);
        clock.advance(-300 * DAY);
        for n in 2..6 {
            assert_eq!(
                refusal(throttle.reset("ann@example.com", &format!("192.0.2.{n}"))),
                None
            );
        }
        throttle.tidy();
    }
}
