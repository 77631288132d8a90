//! The server key, and the tokens in links that are derived from it (`domain.md §5`).
//!
//! A token is never stored: it is an HMAC-SHA-256 over what it is for, so that the same link can be shown again
//! and a leaked database opens nothing. The key is made at first start and lives outside the database.

use crate::{Rng, StartError, store::events::hex};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entente_domain::{id::InvitationId, invitation::Channel};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{fs, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::Path};

/// The secret that all tokens are derived from.
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

/// What a genuine invitation token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The invitation.
    pub invitation: InvitationId,
    /// Counts the links of one invitation; a lower one was replaced.
    pub generation: i64,
    /// How the link travelled.
    pub channel: Channel,
}

impl ServerKey {
    /// Takes the key given, or reads it from the data directory, or makes it there (mode 0600).
    ///
    /// # Errors
    /// [`StartError`] when the key is no 64 hexadecimal digits or the file cannot be used.
    pub fn load(given: Option<&str>, data_dir: &Path, rng: &Rng) -> Result<Self, StartError> {
        if let Some(text) = given {
            return Self::parse(text).ok_or_else(|| {
                StartError("ENTENTE_KEY is not a key: give 64 hexadecimal digits, as in the file `key`.".to_owned())
            });
        }
        let path = data_dir.join("key");
        let failed = |error: std::io::Error| {
            StartError(format!(
                "cannot use the server key {}: {error}. Check --data-dir.",
                path.display()
            ))
        };
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).ok_or_else(|| {
                StartError(format!(
                    "{} is damaged; restore it from a backup. Links depend on it.",
                    path.display()
                ))
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                fs::create_dir_all(data_dir).map_err(failed)?;
                let key = Self(rng.bytes());
                let mut file = fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(&path)
                    .map_err(failed)?;
                writeln!(file, "{}", hex(&key.0))
                    .and_then(|()| file.sync_all())
                    .map_err(failed)?;
                Ok(key)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut key = [0; 32];
        for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(Self(key))
    }

    fn mac(&self, purpose: &str, parts: &[&str]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in std::iter::once(&purpose).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }

    /// 32 bytes for `purpose`, for keys derived from this one.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.mac(purpose, &[]).finalize().into_bytes().into()
    }

    /// 32 bytes for `purpose` that belong to `parts`: the same ones every time, and nobody else's.
    pub fn derive_for(&self, purpose: &str, parts: &[&str]) -> [u8; 32] {
        self.mac(purpose, parts).finalize().into_bytes().into()
    }

    /// A token that proves `id` for `purpose`: "reset", "set-up".
    pub fn token(&self, purpose: &str, id: &str) -> String {
        format!(
            "{id}.{}",
            URL_SAFE_NO_PAD.encode(self.mac(purpose, &[id]).finalize().into_bytes())
        )
    }

    /// The id that a token of [`ServerKey::token`] proves, when it is genuine. Takes the same time for all.
    pub fn verify<'a>(&self, purpose: &str, token: &'a str) -> Option<&'a str> {
        let (id, code) = token.rsplit_once('.')?;
        let code = URL_SAFE_NO_PAD.decode(code).ok()?;
        self.mac(purpose, &[id]).verify_slice(&code).ok()?;
        Some(id)
    }

    /// The token of an invitation's link.
    pub fn invitation_token(&self, token: &Token) -> String {
        let digits: String = token.invitation.as_str().chars().filter(char::is_ascii_digit).collect();
        let channel = match token.channel {
            Channel::Mail => 'm',
            Channel::Link => 'l',
        };
        self.token("invitation", &format!("{digits}{channel}{}", token.generation))
    }

    /// What an invitation's token says, when it is genuine.
    pub fn read_invitation_token(&self, text: &str) -> Option<Token> {
        let id = self.verify("invitation", text)?;
        let (digits, rest) = id.split_at_checked(9)?;
        let (channel, generation) = rest.split_at_checked(1)?;
        let channel = match channel {
            "m" => Channel::Mail,
            "l" => Channel::Link,
            _ => return None,
        };
        let invitation = format!("INV-{}-{}-{}", digits.get(..3)?, digits.get(3..6)?, digits.get(6..)?);
        Some(Token {
            invitation: invitation.parse().ok()?,
            generation: generation.parse().ok()?,
            channel,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rng;
    use proptest::prelude::*;

    fn key() -> ServerKey {
        ServerKey([7; 32])
    }

    fn token(channel: Channel, generation: i64) -> Token {
        Token {
            invitation: "INV-123-456-789".parse().unwrap(),
            generation,
            channel,
        }
    }

    #[test]
    fn channels_and_generations_have_their_own_links() {
        let mut seen = std::collections::BTreeSet::new();
        for channel in [Channel::Mail, Channel::Link] {
            for generation in 1..20 {
                let token = token(channel, generation);
                let text = key().invitation_token(&token);
                assert_eq!(key().read_invitation_token(&text), Some(token));
                assert!(seen.insert(text));
            }
        }
    }

    #[test]
    fn a_changed_link_is_not_genuine() {
        let text = key().invitation_token(&token(Channel::Mail, 1));
        for changed in [
            text.replace('m', "l"),
            text[..text.len() - 1].to_owned(),
            format!("{text}."),
            format!("{text}>"),
            text.replace("123", "124"),
            String::new(),
        ] {
            assert_eq!(key().read_invitation_token(&changed), None, "{changed}");
        }
        assert_eq!(ServerKey([8; 32]).read_invitation_token(&text), None);
        assert_eq!(key().verify("reset", &text), None);
    }

    #[test]
    fn the_key_file_is_made_once_and_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let first = ServerKey::load(None, directory.path(), &Rng::seeded(1)).unwrap();
        let again = ServerKey::load(None, directory.path(), &Rng::seeded(2)).unwrap();
        assert_eq!(first.0, again.0);
        let mode = fs::metadata(directory.path().join("key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(directory.path().join("key"), "short").unwrap();
        assert!(ServerKey::load(None, directory.path(), &Rng::seeded(2)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,80}") {
            prop_assert_eq!(key().read_invitation_token(&text), None);
        }
    }
}
