//! The outbox sender. A mail is taken up under a lease, written, handed over, and what became of it is kept.
//!
//! ```text
//! queued ──take──▶ (leased) ──250──▶ handed_over
//!   ▲                 │ ├──4xx, no server──▶ deferred ──back-off──▶ taken up again, for three days
//!   │                 │ ├──5xx, reason gone──▶ failed
//!   └──lease ends─────┘ └──no answer──▶ deferred once, then failed
//! ```
//!
//! Whoever dies between sending and keeping leaves an attempt whose outcome nobody knows. One such attempt is
//! repeated, a second is not: a mail leaves at most twice.

use super::compose::Composed;
use crate::{
    Backend, Error,
    clock::{DAY, HOUR, MINUTE},
    mail::{
        Outcome,
        render::{self, Envelope},
    },
    store::{
        deliveries::{self, DeliveryOutcome, Taken},
        events::hash_parts,
    },
};
use tokio_util::sync::CancellationToken;

/// Longer than any hand-over takes.
const LEASE: i64 = 10 * MINUTE;
/// Waits between attempts; the last is repeated.
const BACK_OFF: [i64; 7] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
/// So long after it was queued a mail is given up.
const GIVEN_UP: i64 = 3 * DAY;
/// A mail leaves at most so often.
const AT_MOST: i64 = 2;

impl Backend {
    /// Sends what is due, one after the other, until nothing is due or `stop` is called; returns how many were
    /// taken up.
    pub(crate) async fn send_due(&self, stop: &CancellationToken) -> Result<usize, Error> {
        let mut taken_up = 0;
        while !stop.is_cancelled() {
            if !deliveries::any_due(&mut *self.store().reader().await?, self.now()).await? {
                break;
            }
            let mut tx = self.store().write().await?;
            let taken = deliveries::take(&mut tx, self.now(), self.now() + LEASE).await?;
            tx.commit().await?;
            let Some(taken) = taken else {
                break;
            };
            taken_up += 1;
            let outcome = if taken.unconfirmed > AT_MOST {
                Outcome::Refused("sent twice without an answer from the mail server; not tried again".to_owned())
            } else {
                self.hand_over(&taken).await
            };
            self.keep(&taken, outcome).await?;
        }
        Ok(taken_up)
    }

    async fn hand_over(&self, taken: &Taken) -> Outcome {
        let mail = match self.written(taken).await {
            Ok(Ok(mail)) => mail,
            Ok(Err(reason)) => return Outcome::Refused(reason),
            Err(Error::Database(error)) => return Outcome::Deferred(format!("the database was busy: {error}")),
            Err(error) => {
                tracing::error!(delivery = taken.id, %error, "a letter could not be written");
                return Outcome::Refused("not sent: the letter could not be written; the log says why".to_owned());
            }
        };
        self.transport().hand_over(&mail).await
    }

    /// The mail, or why there is none.
    async fn written(&self, taken: &Taken) -> Result<Result<crate::mail::Mail, String>, Error> {
        let letter = serde_json::from_str(&taken.params).map_err(Error::defect)?;
        let mut connection = self.store().reader().await?;
        let draft = match self
            .compose(&mut connection, (&letter, taken.language), taken.created_at)
            .await?
        {
            Composed::Written(draft) => draft,
            Composed::Dropped(reason) => return Ok(Err(reason)),
        };
        // The same for every attempt at this mail, so that a second copy can be recognised as one.
        let number = hash_parts(&["delivery", &taken.id.to_string(), &taken.created_at.to_string()]);
        let envelope = Envelope {
            id: &number[..32],
            to: &taken.recipient,
            account: if letter.is_personal() { "" } else { &taken.account_name },
            at: self.now(),
        };
        render::render(&draft, self.sender(), &envelope, taken.language).map(Ok)
    }

    async fn keep(&self, taken: &Taken, outcome: Outcome) -> Result<(), Error> {
        let now = self.now();
        let steps = usize::try_from(taken.attempts - 1).unwrap_or(0).min(BACK_OFF.len() - 1);
        let again = now + BACK_OFF[steps];
        let is_over = again > taken.created_at + GIVEN_UP;
        let (state, detail, confirmed) = match outcome {
            Outcome::HandedOver(words) => ("handed_over", words, true),
            Outcome::Refused(words) => ("failed", words, true),
            Outcome::Deferred(words) if is_over => ("failed", format!("given up after three days: {words}"), true),
            Outcome::Deferred(words) => ("deferred", words, true),
            Outcome::Unconfirmed(words) if taken.unconfirmed >= AT_MOST => {
                ("failed", format!("sent twice without an answer: {words}"), false)
            }
            Outcome::Unconfirmed(words) => ("deferred", format!("sent, but not answered: {words}"), false),
        };
        if state == "failed" {
            // The server's other words name the address; they stand on the page.
            let code = detail
                .split_whitespace()
                .find(|word| word.len() == 3 && word.parse::<u16>().is_ok());
            tracing::warn!(delivery = taken.id, code, "a mail was not delivered");
        }
        let mut tx = self.store().write().await?;
        let outcome = DeliveryOutcome {
            state,
            detail: &detail,
            next_at: again,
            confirmed,
        };
        deliveries::update_outcome(&mut tx, now, taken, &outcome).await?;
        Ok(tx.commit().await?)
    }
}
