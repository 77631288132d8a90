//! What the back end is told at start.

use crate::StartError;
use std::{path::PathBuf, str::FromStr};

/// What the back end is told at start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Path of the database file, or a `sqlite:` address.
    pub database: String,
    /// Where the server key lives.
    pub data_dir: PathBuf,
    /// The address that links in mails start with.
    pub public_url: url::Url,
    /// How mail leaves.
    pub mail: MailTransport,
    /// The server key, when it is not to be kept in the data directory: several processes on one database.
    pub key: Option<String>,
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailTransport {
    /// It does not; links are copied.
    None,
    /// An SMTP server: `smtp://`, `smtps://`, with user and password where needed.
    Smtp(url::Url),
    /// One file per mail in a directory.
    Files(PathBuf),
    /// Kept in memory, for tests.
    Memory,
}

impl MailTransport {
    /// For screens: where mail goes, without credentials.
    pub fn description(&self) -> String {
        match self {
            Self::None => "none".to_owned(),
            Self::Smtp(url) => {
                let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
                format!("{}{port}", url.host_str().unwrap_or_default())
            }
            Self::Files(directory) => format!("files in {}", directory.display()),
            Self::Memory => "memory".to_owned(),
        }
    }

    /// True when mail leaves.
    pub fn is_configured(&self) -> bool {
        *self != Self::None
    }
}

impl FromStr for MailTransport {
    type Err = StartError;

    fn from_str(text: &str) -> Result<Self, StartError> {
        if text.is_empty() || text == "none" {
            return Ok(Self::None);
        }
        if let Some(directory) = text.strip_prefix("file:") {
            return Ok(Self::Files(PathBuf::from(directory)));
        }
        let wanted = "write smtp://user:password@host:587, smtps://host, file:DIRECTORY, or none";
        let url = url::Url::parse(text).map_err(|error| StartError(format!("--smtp {error}; {wanted}")))?;
        if !matches!(url.scheme(), "smtp" | "smtps") || url.host_str().is_none() {
            return Err(StartError(format!("--smtp has no mail server; {wanted}")));
        }
        Ok(Self::Smtp(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_understood() {
        assert_eq!("none".parse::<MailTransport>().unwrap(), MailTransport::None);
        assert!(matches!("smtp://localhost:25".parse(), Ok(MailTransport::Smtp(_))));
        assert_eq!(
            "file:/tmp/x".parse::<MailTransport>().unwrap(),
            MailTransport::Files("/tmp/x".into())
        );
        assert!("http://localhost".parse::<MailTransport>().is_err());
        let secret: MailTransport = "smtps://ann:pass@mail.example.com".parse().unwrap();
        assert_eq!(secret.description(), "mail.example.com");
    }
}
