//! How a mail leaves, and what is known afterwards. To add a way: a variant of [`Transport`], its setting in
//! `settings.rs`.

use super::{Mail, smtp::Smtp};
use crate::{MailTransport, StartError};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// What is known after a mail was handed over, or was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it, in its words.
    HandedOver(String),
    /// It was not taken; trying again may help. The server's words, or what went wrong.
    Deferred(String),
    /// It was refused for good, in the server's words.
    Refused(String),
    /// It was transmitted and not answered: it may have been taken.
    Unconfirmed(String),
}

/// How mail leaves.
#[derive(Debug)]
pub enum Transport {
    /// It does not.
    None,
    /// To a mail server.
    Smtp(Smtp),
    /// One file per mail.
    Files(PathBuf),
    /// Kept here.
    Memory(Mutex<Vec<Mail>>),
}

impl Transport {
    /// As the settings say.
    ///
    /// # Errors
    /// [`StartError`] when an SMTP address has a setting that is not known.
    pub fn new(settings: &MailTransport) -> Result<Self, StartError> {
        Ok(match settings {
            MailTransport::None => Self::None,
            MailTransport::Smtp(url) => Self::Smtp(Smtp::new(url)?),
            MailTransport::Files(directory) => Self::Files(directory.clone()),
            MailTransport::Memory => Self::Memory(Mutex::default()),
        })
    }

    /// Hands a mail over. Takes as long as the server does: never inside a transaction.
    pub async fn hand_over(&self, mail: &Mail) -> Outcome {
        match self {
            Self::None => Outcome::Refused("no mail server is set; nothing was sent".to_owned()),
            Self::Smtp(smtp) => smtp.hand_over(mail).await,
            Self::Files(directory) => {
                let (directory, mail) = (directory.clone(), mail.clone());
                let written = tokio::task::spawn_blocking(move || write(&directory, &mail)).await;
                match written {
                    Ok(Ok(path)) => Outcome::HandedOver(format!("written to {}", path.display())),
                    Ok(Err(error)) => Outcome::Deferred(format!("cannot write the file: {error}")),
                    Err(error) => Outcome::Deferred(format!("cannot write the file: {error}")),
                }
            }
            Self::Memory(mails) => {
                mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Outcome::HandedOver("kept in memory".to_owned())
            }
        }
    }

    /// What [`Transport::Memory`] has kept, the oldest first; empty for the other ways.
    pub fn kept(&self) -> Vec<Mail> {
        match self {
            Self::Memory(mails) => mails.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::None | Self::Smtp(_) | Self::Files(_) => Vec::new(),
        }
    }
}

/// Writes under another name first, so that whoever reads the directory sees whole mails only.
fn write(directory: &Path, mail: &Mail) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(directory)?;
    let name: String = mail
        .id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        .collect();
    let path = directory.join(format!("{name}.eml"));
    let unfinished = directory.join(format!(".{name}.part"));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(&mail.raw)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, &path)?;
    Ok(path)
}
