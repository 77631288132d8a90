//! Reading a form: each value is checked, every error is collected, so that the person sees all of them at
//! once. Limits come from `domain.md §1` and §9.

use crate::{Email, FieldError, Problem, Way, invitation::EXPIRY_DAYS};
use std::{ops::RangeInclusive, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// Account and partner names.
pub const NAME: RangeInclusive<usize> = 1..=64;
/// Names of groups.
pub const GROUP_NAME: RangeInclusive<usize> = 1..=32;
/// A person's full name.
pub const PERSON: RangeInclusive<usize> = 1..=100;
/// A partner's key in another system.
pub const EXTERNAL_ID: RangeInclusive<usize> = 0..=100;
/// Hub names.
pub const HUB_NAME: RangeInclusive<usize> = 1..=256;
/// Marketplace names.
pub const MARKETPLACE_NAME: RangeInclusive<usize> = 1..=255;
/// Agreement titles.
pub const TITLE: RangeInclusive<usize> = 1..=100;
/// Descriptions of agreements, shown to the partner.
pub const DESCRIPTION: RangeInclusive<usize> = 1..=4000;
/// Descriptions that may stay empty.
pub const OPTIONAL_DESCRIPTION: RangeInclusive<usize> = 0..=4000;
/// A document's address.
pub const LINK: RangeInclusive<usize> = 1..=200;
/// What the partner reads beside a contract.
pub const NOTE_TO_SIGNEE: RangeInclusive<usize> = 0..=200;
/// What only the issuer reads, and the note of a termination.
pub const INTERNAL_NOTE: RangeInclusive<usize> = 0..=100;
/// Why somebody declined, rejected or revoked.
pub const REASON: RangeInclusive<usize> = 0..=500;
/// A reason that must be given.
pub const REQUIRED_REASON: RangeInclusive<usize> = 1..=500;

/// Collects what is wrong with a form while its values are read.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// Nothing read, nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that `field` is wrong.
    pub fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.push(field, message.into(), None);
    }

    /// As [`Fields::refuse`], with the page on which it can be mended.
    pub fn refuse_with(&mut self, field: &str, message: impl Into<String>, way: Way) {
        self.push(field, message.into(), Some(way));
    }

    fn push(&mut self, field: &str, message: String, way: Option<Way>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message,
            way,
        });
    }

    /// One line of text: trimmed, NFC, control characters refused, its length in characters within `length`.
    /// `label` names the field in the message. Returns an empty text when refused.
    pub fn line(&mut self, field: &str, label: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let text: String = value.trim().nfc().collect();
        if text.chars().any(|c| c.is_control() || is_direction_override(c)) {
            self.refuse(
                field,
                format!("{label}: line breaks and control characters do not belong here."),
            );
            return String::new();
        }
        self.measured(field, label, text, length)
    }

    /// Several lines of text: as [`Fields::line`], with line breaks and tabs allowed; line ends become `\n`.
    pub fn lines(&mut self, field: &str, label: &str, value: &str, length: RangeInclusive<usize>) -> String {
        let text: String = value.trim().replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
        if text
            .chars()
            .any(|c| (c.is_control() && c != '\n' && c != '\t') || is_direction_override(c))
        {
            self.refuse(field, format!("{label}: control characters do not belong here."));
            return String::new();
        }
        self.measured(field, label, text, length)
    }

    fn measured(&mut self, field: &str, label: &str, text: String, length: RangeInclusive<usize>) -> String {
        let count = text.chars().count();
        if count < *length.start() {
            self.refuse(field, format!("{label} is missing."));
            return String::new();
        }
        if count > *length.end() {
            self.refuse(
                field,
                format!("{label} has {count} characters; the most is {}.", length.end()),
            );
            return String::new();
        }
        text
    }

    /// An address that must be given.
    pub fn email(&mut self, field: &str, value: &str) -> Option<Email> {
        match value.parse() {
            Ok(email) => Some(email),
            Err(error) => {
                self.refuse(field, error.to_string());
                None
            }
        }
    }

    /// An address that may be left out.
    pub fn optional_email(&mut self, field: &str, value: &str) -> Option<Email> {
        if value.trim().is_empty() {
            return None;
        }
        self.email(field, value)
    }

    /// For how many days an invitation's link works, `domain.md §5`.
    pub fn expiry_days(&mut self, value: &str) -> Option<u16> {
        let days = value.trim().parse().ok().filter(|days| EXPIRY_DAYS.contains(days));
        if days.is_none() {
            let (least, most) = (EXPIRY_DAYS.start(), EXPIRY_DAYS.end());
            self.refuse(
                "expiry_days",
                format!("Expiry: give a number of days from {least} to {most}."),
            );
        }
        days
    }

    /// An `http` or `https` address of at most 200 characters.
    pub fn link(&mut self, field: &str, label: &str, value: &str) -> String {
        let text = self.line(field, label, value, LINK);
        let after_scheme = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plausible = after_scheme
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace));
        if !text.is_empty() && !plausible {
            self.refuse(
                field,
                format!("{label}: start with https:// and give the whole address."),
            );
            return String::new();
        }
        text
    }

    /// One of an enum's words.
    pub fn choice<T: FromStr>(&mut self, field: &str, label: &str, value: &str) -> Option<T> {
        if let Ok(choice) = value.parse() {
            return Some(choice);
        }
        self.refuse(field, format!("{label}: choose one of the options."));
        None
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// A [`Problem`] with every error found, if there is one.
    pub fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.errors))
        }
    }
}

/// Characters that reorder the text around them (Unicode TR 36 §3.2): they would let a name pose as another.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_collected() {
        let mut fields = Fields::new();
        fields.line("name", "Name", "  ", NAME);
        fields.line("title", "Title", &"x".repeat(101), TITLE);
        fields.email("email", "nobody");
        let problem = fields.finish().unwrap_err();
        assert_eq!(problem.of_field("name"), Some("Name is missing."));
        assert_eq!(
            problem.of_field("title"),
            Some("Title has 101 characters; the most is 100.")
        );
        assert!(problem.of_field("email").is_some());
    }

    #[test]
    fn text_is_trimmed_and_composed() {
        let mut fields = Fields::new();
        assert_eq!(fields.line("n", "N", " Mu\u{308}ller ", NAME), "Müller");
        assert_eq!(fields.lines("d", "D", "a\r\nb", DESCRIPTION), "a\nb");
        assert!(fields.finish().is_ok());
    }

    #[test]
    fn hidden_characters_are_refused() {
        for text in ["a\nb", "a\0b", "a\u{202E}b"] {
            let mut fields = Fields::new();
            fields.line("n", "N", text, NAME);
            assert!(fields.finish().is_err(), "{text:?}");
        }
    }

    #[test]
    fn links_need_scheme_and_host() {
        for (text, good) in [
            ("https://example.com/a.pdf", true),
            ("http://intranet/a", true),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https:///x", false),
            ("example.com", false),
            ("https://exa mple.com", false),
        ] {
            let mut fields = Fields::new();
            fields.link("link", "Link", text);
            assert_eq!(fields.finish().is_ok(), good, "{text}");
        }
    }
}
