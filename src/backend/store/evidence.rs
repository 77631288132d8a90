//! Evidence: one immutable row per acceptance or decline, chained like the events (`domain.md §6`). Rows are
//! only appended; triggers refuse everything else.

use super::{
    Connection, documents,
    events::{Checked, hash_parts},
    word,
};
use crate::Error;
use entente_domain::evidence::{EvidenceAct, EvidenceChannel, Verification};
use sqlx::{Row, any::AnyRow};

/// A row to append. What nobody said stays an empty text.
#[derive(Debug, Clone)]
pub struct NewEvidence<'a> {
    /// What was done.
    pub act: EvidenceAct,
    /// The issuer.
    pub account_id: &'a str,
    /// The partner's account.
    pub partner_id: &'a str,
    /// The contract.
    pub contract_id: &'a str,
    /// The agreement.
    pub agreement_id: &'a str,
    /// Its version.
    pub version: i64,
    /// SHA-256 of the document shown; the document itself is kept in `documents`.
    pub document_hash: &'a str,
    /// The sentence shown.
    pub statement: &'a str,
    /// Its language.
    pub language: &'a str,
    /// The signatory, if a person acted.
    pub user_id: Option<&'a str>,
    /// Full name, as typed.
    pub signatory: &'a str,
    /// Position, as typed.
    pub title: &'a str,
    /// "I am authorised to sign for …".
    pub authority_statement: &'a str,
    /// The signatory's address.
    pub address: &'a str,
    /// How it was proved.
    pub verified_by: Verification,
    /// How the act came in.
    pub channel: EvidenceChannel,
    /// The invitation, if it came through one.
    pub invitation_id: Option<&'a str>,
    /// The client's address.
    pub ip: &'a str,
    /// The browser's name for itself.
    pub user_agent: &'a str,
    /// Hash of the session, in hexadecimal.
    pub session_hash: &'a str,
}

impl NewEvidence<'_> {
    /// The hash of this row, appended at `at` after a row with hash `previous`.
    pub fn hash(&self, at: i64, previous: &str) -> String {
        let (version, at) = (self.version.to_string(), at.to_string());
        hash_parts(&[
            previous,
            &at,
            self.act.as_str(),
            self.account_id,
            self.partner_id,
            self.contract_id,
            self.agreement_id,
            &version,
            self.document_hash,
            self.statement,
            self.language,
            self.user_id.unwrap_or_default(),
            self.signatory,
            self.title,
            self.authority_statement,
            self.address,
            self.verified_by.as_str(),
            self.channel.as_str(),
            self.invitation_id.unwrap_or_default(),
            self.ip,
            self.user_agent,
            self.session_hash,
        ])
    }
}

/// Appends a row; the caller holds the write transaction of the act it proves.
pub async fn append(connection: &mut Connection, at: i64, row: &NewEvidence<'_>) -> Result<(), Error> {
    let previous: String = sqlx::query_scalar("SELECT hash FROM acceptances ORDER BY number DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?
        .unwrap_or_default();
    let hash = row.hash(at, &previous);
    sqlx::query(
        "INSERT INTO acceptances (act, account_id, partner_id, contract_id, agreement_id, version, document_hash,
            statement, language, user_id, signatory, title, authority_statement, address, verified_by, channel,
            invitation_id, at, ip, user_agent, session_hash, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23)",
    )
    .bind(row.act.as_str())
    .bind(row.account_id)
    .bind(row.partner_id)
    .bind(row.contract_id)
    .bind(row.agreement_id)
    .bind(row.version)
    .bind(row.document_hash)
    .bind(row.statement)
    .bind(row.language)
    .bind(row.user_id)
    .bind(row.signatory)
    .bind(row.title)
    .bind(row.authority_statement)
    .bind(row.address)
    .bind(row.verified_by.as_str())
    .bind(row.channel.as_str())
    .bind(row.invitation_id)
    .bind(at)
    .bind(row.ip)
    .bind(row.user_agent)
    .bind(row.session_hash)
    .bind(&previous)
    .bind(&hash)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// A row as the contract page shows it.
#[derive(Debug)]
pub struct Evidence {
    /// What was done.
    pub act: EvidenceAct,
    /// Version.
    pub version: i64,
    /// Hash of the document.
    pub document_hash: String,
    /// Full name, as typed.
    pub signatory: String,
    /// Position, as typed.
    pub title: String,
    /// Address.
    pub address: String,
    /// How it was proved.
    pub verified_by: Verification,
    /// How the act came in.
    pub channel: EvidenceChannel,
    /// Unix milliseconds.
    pub at: i64,
    /// The client's address.
    pub ip: String,
    /// The browser.
    pub user_agent: String,
    /// Hash of the row.
    pub hash: String,
}

/// The evidence of one contract, the newest first. The caller has checked that the contract may be seen.
pub async fn of_contract(connection: &mut Connection, contract_id: &str) -> Result<Vec<Evidence>, Error> {
    sqlx::query(
        "SELECT act, version, document_hash, signatory, title, address, verified_by, channel, at, ip, user_agent, hash
         FROM acceptances WHERE contract_id = $1 ORDER BY number DESC",
    )
    .bind(contract_id)
    .fetch_all(connection)
    .await?
    .iter()
    .map(|row| {
        Ok(Evidence {
            act: word(row.try_get("act")?)?,
            version: row.try_get("version")?,
            document_hash: row.try_get("document_hash")?,
            signatory: row.try_get("signatory")?,
            title: row.try_get("title")?,
            address: row.try_get("address")?,
            verified_by: word(row.try_get("verified_by")?)?,
            channel: word(row.try_get("channel")?)?,
            at: row.try_get("at")?,
            ip: row.try_get("ip")?,
            user_agent: row.try_get("user_agent")?,
            hash: row.try_get("hash")?,
        })
    })
    .collect()
}

/// Recomputes the chain and looks every document up again, up to its end or its first misfit. Removed rows at the
/// end cannot be seen from here alone: compare the last hash with one kept elsewhere.
pub async fn verify_chain(connection: &mut Connection) -> Result<Checked, Error> {
    let (mut checked, mut after) = (Checked::nothing(), i64::MIN);
    loop {
        let rows = sqlx::query(
            "SELECT a.*, d.body FROM acceptances a LEFT JOIN documents d ON d.hash = a.document_hash
             WHERE a.number > $1 ORDER BY a.number LIMIT 500",
        )
        .bind(after)
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else {
            return Ok(checked);
        };
        after = last.try_get("number")?;
        for row in &rows {
            if checked.takes(row, misfit(row, &checked.last)?)? {
                return Ok(checked);
            }
        }
    }
}

/// Why a row does not fit behind one with hash `previous`, if it does not.
fn misfit(row: &AnyRow, previous: &str) -> Result<Option<&'static str>, Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    if text("previous_hash")? != previous {
        return Ok(Some("the row before it was changed, or one is missing"));
    }
    let (act, verified_by, channel) = (
        text("act")?.parse(),
        text("verified_by")?.parse(),
        text("channel")?.parse(),
    );
    let (Ok(act), Ok(verified_by), Ok(channel)) = (act, verified_by, channel) else {
        return Ok(Some("the row was changed"));
    };
    let (user_id, invitation_id) = (
        row.try_get::<Option<String>, _>("user_id")?,
        row.try_get::<Option<String>, _>("invitation_id")?,
    );
    let claimed = NewEvidence {
        act,
        account_id: &text("account_id")?,
        partner_id: &text("partner_id")?,
        contract_id: &text("contract_id")?,
        agreement_id: &text("agreement_id")?,
        version: row.try_get("version")?,
        document_hash: &text("document_hash")?,
        statement: &text("statement")?,
        language: &text("language")?,
        user_id: user_id.as_deref(),
        signatory: &text("signatory")?,
        title: &text("title")?,
        authority_statement: &text("authority_statement")?,
        address: &text("address")?,
        verified_by,
        channel,
        invitation_id: invitation_id.as_deref(),
        ip: &text("ip")?,
        user_agent: &text("user_agent")?,
        session_hash: &text("session_hash")?,
    };
    if claimed.hash(row.try_get("at")?, previous) != text("hash")? {
        return Ok(Some("the row was changed"));
    }
    let body: Option<String> = row.try_get("body")?;
    Ok(match body {
        None => Some("the document is missing"),
        Some(body) if documents::hash(&body) != text("document_hash")? => Some("the document was changed"),
        Some(_) => None,
    })
}
