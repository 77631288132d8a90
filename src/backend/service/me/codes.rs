//! Codes: those of an authenticator app (RFC 6238) and recovery codes. Both are derived from the server key, so that
//! a leaked database holds none, and each works once.

use crate::{
    Backend, Error,
    store::{Connection, second_factors, second_factors::FactorRow},
};
use entente_domain::id::UserId;
use qrcode::{EcLevel, QrCode, render::svg};
use totp_rs::{Builder, Totp};

/// Recovery codes per person.
pub(super) const RECOVERY_CODES: usize = 10;
/// Bytes of the app's secret (RFC 4226 §4).
const SECRET: usize = 20;
/// Letters of recovery codes: five bits each, none that is read as another (Crockford).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters per recovery code.
const LENGTH: usize = 10;

impl Backend {
    /// The app's code generator; `email` is what the app shows beside it.
    pub(super) fn totp(&self, user: &UserId, seed: &str, email: &str) -> Result<Totp, Error> {
        let secret = self.key().derive_for("second factor", &[user.as_str(), seed]);
        Builder::new()
            .with_secret(secret[..SECRET].to_vec())
            .with_issuer(Some("Entente"))
            .with_account_name(email.replace(':', ""))
            .build()
            .map_err(Error::defect)
    }

    /// The recovery codes, as people write them.
    pub(super) fn recovery_codes(&self, user: &UserId, seed: &str) -> [String; RECOVERY_CODES] {
        std::array::from_fn(|number| {
            let bytes = self
                .key()
                .derive_for("recovery code", &[user.as_str(), seed, &number.to_string()]);
            let mut code: String = bytes
                .iter()
                .take(LENGTH)
                .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
                .collect();
            code.insert(LENGTH / 2, '-');
            code
        })
    }

    /// Spends a code; false when it is wrong or spent. Which of the two kinds it is shows by its length.
    pub(super) async fn spend_code(
        &self,
        connection: &mut Connection,
        (user, factor): (&UserId, &FactorRow),
        code: &str,
    ) -> Result<bool, Error> {
        let code = normal(code);
        if code.len() != LENGTH {
            let Some(step) = self.step_of(&self.totp(user, &factor.seed, "")?, &code) else {
                return Ok(false);
            };
            return second_factors::update_step(connection, user, step).await;
        }
        let codes = self.recovery_codes(user, &factor.codes_seed);
        let Some(number) = codes.iter().position(|known| normal(known) == code) else {
            return Ok(false);
        };
        second_factors::update_code_used(connection, user, &factor.codes_seed, 1 << number).await
    }

    /// The time step that the app's code is for, if it is right: the present one or one beside it.
    pub(super) fn step_of(&self, totp: &Totp, code: &str) -> Option<i64> {
        let seconds = u64::try_from(self.now() / 1_000).ok()?;
        i64::try_from(totp.check(code, seconds)?).ok()
    }
}

/// A code as it is compared: without what people put between, and with the letter that was meant.
pub(super) fn normal(code: &str) -> String {
    code.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            letter => letter,
        })
        .collect()
}

/// The picture that the app reads.
pub(super) fn picture(totp: &Totp) -> Result<String, Error> {
    let url = totp.to_url().map_err(Error::defect)?;
    let code = QrCode::with_error_correction_level(url, EcLevel::M).map_err(Error::defect)?;
    let svg = code.render::<svg::Color>().min_dimensions(220, 220).build();
    // What stands in a page has no declaration of its own.
    Ok(svg.split_once("?>").map_or(svg.clone(), |(_, image)| image.to_owned()))
}

/// The secret for typing, in groups of four.
pub(super) fn secret_words(totp: &Totp) -> String {
    let letters: Vec<char> = totp.secret().to_base32().chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, normal};
    use std::collections::BTreeSet;

    #[test]
    fn no_letter_is_read_as_another() {
        let letters: BTreeSet<String> = LETTERS
            .iter()
            .map(|letter| normal(&char::from(*letter).to_string()))
            .collect();
        assert_eq!(letters.len(), LETTERS.len());
        assert_eq!(normal(" O1iL-abc 23 "), "0111abc23");
    }
}
