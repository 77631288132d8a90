//! Makes a mail of a draft: both parts, the headers, the bytes that are handed over.

use super::words::{self, Draft};
use crate::{Error, MailTransport, Settings, StartError};
use askama::Template;
use entente_domain::Language;
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart,
        header::{ContentTransferEncoding, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};

/// The longest line that SMTP carries, less a margin (RFC 5322 §2.1.1: 998).
const LONGEST_LINE: usize = 900;

/// A mail, ready to be handed over.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Names the mail; the same at every attempt, so that a second copy can be told from a second mail.
    pub id: String,
    /// The sender's address.
    pub from: Address,
    /// The recipient's address.
    pub to: Address,
    /// The subject, as people read it.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The whole message, as it is transmitted.
    pub raw: Vec<u8>,
}

/// Around a draft: to whom, from whom, when.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    /// Names the mail, for its Message-ID: letters and digits.
    pub id: &'a str,
    /// The recipient, normalised.
    pub to: &'a str,
    /// The organisation on whose behalf; empty for the installation itself.
    pub account: &'a str,
    /// Unix milliseconds.
    pub at: i64,
}

/// Where mail comes from on this installation.
#[derive(Debug, Clone)]
pub struct Sender {
    address: Address,
    host: String,
}

impl Sender {
    /// From `?from=` of the SMTP address, else its user if that is an address, else `entente@` the public host.
    ///
    /// # Errors
    /// [`StartError`] when `?from=` is no address.
    pub fn new(settings: &Settings) -> Result<Self, StartError> {
        let host = settings.public_url.host_str().unwrap_or("localhost").to_owned();
        let local = |_| Address::new("entente", "localhost").map_err(|error| StartError(error.to_string()));
        let own = Address::new("entente", &host).or_else(local)?;
        let MailTransport::Smtp(url) = &settings.mail else {
            return Ok(Self { address: own, host });
        };
        let address = match url.query_pairs().find(|(name, _)| name == "from") {
            Some((_, from)) => from.parse().map_err(|_| {
                StartError(format!(
                    "--smtp: from={from} is no address; write ?from=partners@example.com"
                ))
            })?,
            None => super::smtp::decoded(url.username()).parse().unwrap_or(own),
        };
        Ok(Self { address, host })
    }
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct TextPart<'a> {
    draft: &'a Draft,
    written_by: &'a str,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct HtmlPart<'a> {
    draft: &'a Draft,
    language: &'a str,
    written_by: &'a str,
}

/// Renders a draft.
pub fn render(draft: &Draft, sender: &Sender, envelope: &Envelope<'_>, language: Language) -> Result<Mail, Error> {
    let words = words::words(language);
    let written_by = words.written_by(&sender.host);
    let text = TextPart {
        draft,
        written_by: &written_by,
    }
    .render()
    .map_err(Error::defect)?;
    let html = HtmlPart {
        draft,
        language: language.as_str(),
        written_by: &written_by,
    }
    .render()
    .map_err(Error::defect)?;
    let to: Address = envelope.to.parse().map_err(Error::defect)?;
    let account = super::clean::name(envelope.account);
    let name = if account.is_empty() {
        "Entente".to_owned()
    } else {
        words.on_behalf(&account)
    };
    let date = SystemTime::UNIX_EPOCH + Duration::from_millis(envelope.at.try_into().unwrap_or(0));
    // The sender's domain, and not this machine's name, which is nobody's business.
    let id = format!("<{}@{}>", envelope.id, sender.address.domain());
    let message = Message::builder()
        .from(Mailbox::new(Some(name), sender.address.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(super::clean::text(&draft.subject))
        .date(date)
        .message_id(Some(id.clone()))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"))
        .multipart(MultiPart::alternative_plain_html(body(&text), body(&html)))
        .map_err(Error::defect)?;
    Ok(Mail {
        id,
        from: sender.address.clone(),
        to,
        subject: draft.subject.clone(),
        text,
        html,
        raw: message.formatted(),
    })
}

/// Plain ASCII travels as it is, so that the link stays in one piece even where mail is read undecoded; the
/// usual choice would break every line at 76 characters.
fn body(part: &str) -> Body {
    if part.is_ascii() && part.lines().all(|line| line.len() <= LONGEST_LINE) {
        return Body::dangerous_pre_encoded(
            part.replace('\n', "\r\n").into_bytes(),
            ContentTransferEncoding::SevenBit,
        );
    }
    Body::new(part.to_owned())
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
