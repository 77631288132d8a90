//! Handing a mail to an SMTP server, step by step, because what a failure means depends on the step: before the
//! mail was transmitted it has certainly not been taken; after that, and without an answer, nobody knows.

use super::{Mail, Outcome};
use crate::StartError;
use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, TlsParameters},
    commands,
    extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    response::Response,
};
use std::{error::Error as _, future::Future, time::Duration};
use url::Url;

/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long the server may take for one answer.
const ANSWERING: Duration = Duration::from_secs(30);
/// How long it may take to answer the mail itself; servers scan it first.
const TAKING: Duration = Duration::from_secs(90);
/// The most that is kept of a server's words.
const WORDS: usize = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tls {
    /// From the first byte: `smtps://`.
    Always,
    /// By STARTTLS, and not at all without it: `?tls=required`, and whenever there is a password to protect.
    Required,
    /// By STARTTLS where the server offers it.
    Offered,
    /// Not at all: this machine, or `?tls=off`.
    Off,
}

/// A mail server.
#[derive(Debug)]
pub struct Smtp {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    hello: ClientId,
}

/// What stopped a mail before it was transmitted.
enum Stopped {
    /// It has to do with the server, or will pass.
    Later(String),
    /// It has to do with this mail, for good.
    Never(String),
}

impl Smtp {
    /// The server at `url`.
    ///
    /// # Errors
    /// [`StartError`] for settings in the address that are not known.
    pub fn new(url: &Url) -> Result<Self, StartError> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let is_here = matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let credentials = (!url.username().is_empty())
            .then(|| Credentials::new(decoded(url.username()), decoded(url.password().unwrap_or_default())));
        let mut tls = match url.scheme() {
            "smtps" => Tls::Always,
            _ if is_here => Tls::Off,
            _ if credentials.is_some() => Tls::Required,
            _ => Tls::Offered,
        };
        for (name, value) in url.query_pairs() {
            match (&*name, &*value) {
                ("tls", "required") if tls != Tls::Always => tls = Tls::Required,
                ("tls", "off") if tls != Tls::Always && credentials.is_none() => tls = Tls::Off,
                ("from", _) | ("tls", "required") => {}
                _ => {
                    return Err(StartError(format!(
                        "--smtp: {name}={value} is not understood; there are ?tls=required, ?tls=off (smtp:// \
                         without a password) and ?from=ADDRESS"
                    )));
                }
            }
        }
        let usual = match (tls, &credentials) {
            (Tls::Always, _) => 465,
            (_, Some(_)) => 587,
            (_, None) => 25,
        };
        Ok(Self {
            port: url.port().unwrap_or(usual),
            host,
            tls,
            credentials,
            hello: ClientId::default(),
        })
    }

    /// Hands a mail over; one connection per mail.
    pub async fn hand_over(&self, mail: &Mail) -> Outcome {
        let mut connection = match self.connect().await {
            Ok(connection) => connection,
            Err(words) => return Outcome::Deferred(words),
        };
        match announce(&mut connection, mail).await {
            Ok(()) => {}
            Err(Stopped::Later(words)) => return Outcome::Deferred(words),
            Err(Stopped::Never(words)) => return Outcome::Refused(words),
        }
        let outcome = match tokio::time::timeout(TAKING, connection.message(&mail.raw)).await {
            Ok(Ok(response)) => Outcome::HandedOver(answer(&response)),
            Ok(Err(error)) if error.is_permanent() => Outcome::Refused(words(&error)),
            Ok(Err(error)) if error.is_transient() => Outcome::Deferred(words(&error)),
            Ok(Err(error)) => Outcome::Unconfirmed(words(&error)),
            Err(_) => Outcome::Unconfirmed("the mail server did not answer in time".to_owned()),
        };
        // Only good manners: the answer to the mail is known.
        let _ = tokio::time::timeout(Duration::from_secs(1), connection.quit()).await;
        outcome
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, String> {
        let parameters = || TlsParameters::new_rustls(self.host.clone()).map_err(|error| words(&error));
        let implicit = if self.tls == Tls::Always {
            Some(parameters()?)
        } else {
            None
        };
        let address = (self.host.as_str(), self.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(CONNECTING), &self.hello, implicit, None);
        let mut connection = in_time(connecting).await?;
        let upgrade = match self.tls {
            Tls::Always | Tls::Off => false,
            Tls::Required => true,
            Tls::Offered => connection.can_starttls(),
        };
        if upgrade {
            in_time(connection.starttls(parameters()?, &self.hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            in_time(connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials)).await?;
        }
        Ok(connection)
    }
}

/// Sender, recipient, and the question whether a mail may follow.
async fn announce(connection: &mut AsyncSmtpConnection, mail: &Mail) -> Result<(), Stopped> {
    let mut parameters = Vec::new();
    let ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
    if !ascii(&mail.to) || !ascii(&mail.from) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let message = "the mail server takes no addresses with letters beyond ASCII (SMTPUTF8)";
            return Err(Stopped::Never(message.to_owned()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    step(connection.command(commands::Mail::new(Some(mail.from.clone()), parameters))).await?;
    step(connection.command(commands::Rcpt::new(mail.to.clone(), Vec::new()))).await?;
    step(connection.command(commands::Data)).await
}

async fn step(command: impl Future<Output = Result<Response, lettre::transport::smtp::Error>>) -> Result<(), Stopped> {
    match tokio::time::timeout(ANSWERING, command).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.is_permanent() => Err(Stopped::Never(words(&error))),
        Ok(Err(error)) => Err(Stopped::Later(words(&error))),
        Err(_) => Err(Stopped::Later("the mail server did not answer in time".to_owned())),
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, lettre::transport::smtp::Error>>) -> Result<T, String> {
    match tokio::time::timeout(ANSWERING, work).await {
        Ok(done) => done.map_err(|error| words(&error)),
        Err(_) => Err("the mail server did not answer in time".to_owned()),
    }
}

/// The server's words, or what went wrong on the way to it.
fn words(error: &lettre::transport::smtp::Error) -> String {
    let mut cause = error.source();
    let mut said = cause.map_or_else(|| error.to_string(), ToString::to_string);
    while let Some(deeper) = cause.and_then(std::error::Error::source) {
        said = deeper.to_string();
        cause = Some(deeper);
    }
    match error.status() {
        Some(code) => line(&format!("{code} {said}")),
        None if error.is_tls() => line(&format!("no secure connection to the mail server: {said}")),
        None => line(&format!("no connection to the mail server: {said}")),
    }
}

fn answer(response: &Response) -> String {
    let said = response.message().collect::<Vec<_>>().join(" ");
    line(&format!("{} {said}", response.code()))
}

/// On one line, without control characters, cut.
fn line(text: &str) -> String {
    let line = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty());
    line.collect::<Vec<_>>().join(" ").chars().take(WORDS).collect()
}

/// Undoes the percent-encoding of a URL's user or password.
pub(super) fn decoded(text: &str) -> String {
    let query = format!("x={}", text.replace('&', "%26").replace('+', "%2B"));
    url::form_urlencoded::parse(query.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str) -> Result<Smtp, StartError> {
        Smtp::new(&url.parse().unwrap())
    }

    #[test]
    fn passwords_never_travel_in_clear() {
        for (url, tls, port) in [
            ("smtp://localhost:2525", Tls::Off, 2525),
            ("smtp://ann:pass@localhost", Tls::Off, 587),
            ("smtp://mail.example.com", Tls::Offered, 25),
            ("smtp://mail.example.com?tls=required", Tls::Required, 25),
            ("smtp://mail.example.com?tls=off", Tls::Off, 25),
            ("smtp://ann:pass@mail.example.com", Tls::Required, 587),
            ("smtps://ann:pass@mail.example.com", Tls::Always, 465),
        ] {
            let smtp = smtp(url).unwrap();
            assert_eq!((smtp.tls, smtp.port), (tls, port), "{url}");
        }
        assert!(smtp("smtp://ann:pass@mail.example.com?tls=off").is_err());
        assert!(smtp("smtp://mail.example.com?tls=maybe").is_err());
        assert!(smtp("smtp://mail.example.com?tsl=required").is_err());
    }

    #[test]
    fn users_and_passwords_are_decoded() {
        assert_eq!(decoded("ann%40example.com"), "ann@example.com");
        assert_eq!(decoded("a+b&c=d%20e"), "a+b&c=d e");
    }
}
