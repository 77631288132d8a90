//! The outbox: one row per mail. The functions that the sender job uses stand here too.

use super::{Connection, exactly_one, word};
use crate::{Error, mail::Letter};
use entente_domain::{
    Language,
    account::Role,
    id::InvitationId,
    invitation::{InvitationKind, InvitationStatus},
};
use sqlx::Row;

/// A mail to queue.
#[derive(Debug, Clone)]
pub struct NewDelivery<'a> {
    /// The account on whose behalf; `None` for mail about a person's own sign-in.
    pub account_id: Option<&'a str>,
    /// What is written.
    pub letter: &'a Letter,
    /// To whom, normalised.
    pub recipient: &'a str,
    /// The invitation it is about, for its delivery history.
    pub invitation_id: Option<&'a str>,
    /// The language, where the recipient is not known and no invitation tells.
    pub language: Language,
}

/// Queues a mail; the caller holds the write transaction of what causes it. It is written in the recipient's
/// language; in that of the inviter
/// when the recipient is not known yet, and in `language` where no invitation tells.
pub async fn queue(connection: &mut Connection, at: i64, delivery: &NewDelivery<'_>) -> Result<(), Error> {
    let params = serde_json::to_string(delivery.letter).map_err(Error::defect)?;
    let template = serde_json::to_value(delivery.letter)
        .ok()
        .and_then(|value| value.get("letter").and_then(|name| name.as_str().map(str::to_owned)))
        .unwrap_or_default();
    sqlx::query(
        "INSERT INTO deliveries (account_id, template, params, recipient, invitation_id, state, next_at, created_at,
            changed_at, language)
         VALUES ($1, $2, $3, $4, $5, 'queued', $6, $6, $6,
            coalesce((SELECT language FROM users WHERE email = $4),
                (SELECT u.language FROM invitations i JOIN users u ON u.id = i.created_by WHERE i.id = $5), $7))",
    )
    .bind(delivery.account_id)
    .bind(template)
    .bind(params)
    .bind(delivery.recipient)
    .bind(delivery.invitation_id)
    .bind(at)
    .bind(delivery.language.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// A mail that a sender has taken up; nobody else takes it up until its lease ends.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The row.
    pub id: i64,
    /// What is written, as JSON of [`Letter`].
    pub params: String,
    /// To whom.
    pub recipient: String,
    /// In which language.
    pub language: Language,
    /// The organisation on whose behalf, empty for the installation itself.
    pub account_name: String,
    /// Attempts so far, this one included; also tells this taking from a later one.
    pub attempts: i64,
    /// Attempts whose outcome is not known, this one included.
    pub unconfirmed: i64,
    /// When it was queued.
    pub created_at: i64,
}

/// True when a mail is due; asked on a reader, so that an idle outbox writes nothing.
pub async fn any_due(connection: &mut Connection, now: i64) -> Result<bool, Error> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM deliveries WHERE state IN ('queued', 'deferred') AND next_at <= $1 AND leased_until <= $1
         LIMIT 1",
    )
    .bind(now)
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

/// Takes up the mail that has been due longest. It counts as unconfirmed until [`update_outcome`] says better:
/// who dies in between has perhaps sent it.
pub async fn take(connection: &mut Connection, now: i64, leased_until: i64) -> Result<Option<Taken>, Error> {
    let row = sqlx::query(
        "UPDATE deliveries SET attempts = attempts + 1, unconfirmed = unconfirmed + 1, leased_until = $2,
            changed_at = $1
         WHERE id = (SELECT id FROM deliveries
                     WHERE state IN ('queued', 'deferred') AND next_at <= $1 AND leased_until <= $1
                     ORDER BY next_at, id LIMIT 1)
         RETURNING id, params, recipient, language, attempts, unconfirmed, created_at,
            coalesce((SELECT name FROM accounts a WHERE a.id = deliveries.account_id), '') AS account_name",
    )
    .bind(now)
    .bind(leased_until)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Taken {
            id: row.try_get("id")?,
            params: row.try_get("params")?,
            recipient: row.try_get("recipient")?,
            language: word(row.try_get("language")?)?,
            account_name: row.try_get("account_name")?,
            attempts: row.try_get("attempts")?,
            unconfirmed: row.try_get("unconfirmed")?,
            created_at: row.try_get("created_at")?,
        })
    })
    .transpose()
}

/// What became of a mail that was taken up.
#[derive(Debug, Clone)]
pub struct DeliveryOutcome<'a> {
    /// `handed_over`, `deferred`, `failed`.
    pub state: &'a str,
    /// The server's words, or why it was not sent.
    pub detail: &'a str,
    /// When to try again, for deferred.
    pub next_at: i64,
    /// Whether the server took it or not is known.
    pub confirmed: bool,
}

/// Keeps what became of a mail; false when somebody else has taken it up since.
pub async fn update_outcome(
    connection: &mut Connection,
    now: i64,
    taken: &Taken,
    outcome: &DeliveryOutcome<'_>,
) -> Result<bool, Error> {
    let result = sqlx::query(
        "UPDATE deliveries SET state = $1, detail = $2, next_at = $3, unconfirmed = unconfirmed - $4,
            leased_until = 0, changed_at = $5
         WHERE id = $6 AND attempts = $7 AND state IN ('queued', 'deferred')",
    )
    .bind(outcome.state)
    .bind(outcome.detail)
    .bind(outcome.next_at)
    .bind(i64::from(outcome.confirmed))
    .bind(now)
    .bind(taken.id)
    .bind(taken.attempts)
    .execute(connection)
    .await?;
    Ok(exactly_one(&result))
}

/// What an invitation's letter needs to know.
#[derive(Debug, Clone)]
pub struct InvitationFacts {
    /// Counts the links.
    pub generation: i64,
    /// As stored; whether it has expired tells the clock.
    pub status: InvitationStatus,
    /// Until when.
    pub expires_at: i64,
    /// Partner or user.
    pub kind: InvitationKind,
    /// The invited person's name, possibly empty.
    pub name: String,
    /// The person who invites.
    pub inviter_name: String,
    /// Their organisation.
    pub inviter_account_name: String,
    /// The organisation that is invited, or would be joined.
    pub joins_account_name: String,
    /// What that organisation is.
    pub joins_account_role: Role,
}

/// An invitation as its letter tells of it, read when the letter is sent.
pub async fn invitation_facts(
    connection: &mut Connection,
    id: &InvitationId,
) -> Result<Option<InvitationFacts>, Error> {
    let row = sqlx::query(
        "SELECT i.generation, i.status, i.expires_at, i.kind, i.name, u.name AS inviter_name,
            a.name AS inviter_account_name, j.name AS joins_account_name, j.role AS joins_account_role
         FROM invitations i
         JOIN accounts a ON a.id = i.account_id
         JOIN accounts j ON j.id = i.joins_account_id
         JOIN users u ON u.id = i.created_by
         WHERE i.id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(InvitationFacts {
            generation: row.try_get("generation")?,
            status: word(row.try_get("status")?)?,
            expires_at: row.try_get("expires_at")?,
            kind: word(row.try_get("kind")?)?,
            name: row.try_get("name")?,
            inviter_name: row.try_get("inviter_name")?,
            inviter_account_name: row.try_get("inviter_account_name")?,
            joins_account_name: row.try_get("joins_account_name")?,
            joins_account_role: word(row.try_get("joins_account_role")?)?,
        })
    })
    .transpose()
}
