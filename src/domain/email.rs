//! Addresses, compared the way people mean them (`domain.md §9`): trimmed, NFC, lower case, the domain in
//! punycode. `ann+x@` and `a.nn@` stay different persons.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// The longest address in characters (RFC 5321 §4.5.3.1.3).
pub const MAX_EMAIL: usize = 254;
const MAX_LOCAL: usize = 64;

/// A normalised e-mail address. Two spellings of one mailbox are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is not an address; the sentence is shown beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidEmail(pub &'static str);

impl fmt::Display for InvalidEmail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidEmail {}

impl Email {
    /// The normalised text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the last `@`, in punycode.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        // Lower case may take composed letters apart, so composing comes last, or reading twice would differ.
        let text: String = text.trim().to_lowercase().nfc().collect();
        let (local, domain) = text
            .rsplit_once('@')
            .ok_or(InvalidEmail("Enter an address such as name@example.com."))?;
        check_local(local)?;
        let domain = idna::domain_to_ascii_strict(domain.trim_end_matches('.'))
            .map_err(|_| InvalidEmail("The part after @ is not a domain name."))?;
        if !domain.contains('.') || domain.split('.').any(str::is_empty) {
            return Err(InvalidEmail("The part after @ needs a dot, as in example.com."));
        }
        let address = format!("{local}@{domain}");
        if address.chars().count() > MAX_EMAIL {
            return Err(InvalidEmail("An address has at most 254 characters."));
        }
        Ok(Self(address))
    }
}

fn check_local(local: &str) -> Result<(), InvalidEmail> {
    if local.is_empty() {
        return Err(InvalidEmail("The part before @ is missing."));
    }
    if local.len() > MAX_LOCAL {
        return Err(InvalidEmail("The part before @ has at most 64 characters."));
    }
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if !local.chars().all(allowed) || local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(InvalidEmail(
            "The part before @ has a character that does not belong there.",
        ));
    }
    Ok(())
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_mailbox_are_equal() {
        let ann: Email = "ann@example.com".parse().unwrap();
        for text in [
            "Ann@EXAMPLE.com",
            " ann@example.com ",
            "ann@example.com.",
            "ANN@Example.Com",
        ] {
            assert_eq!(text.parse::<Email>().as_ref(), Ok(&ann), "{text}");
        }
        assert_eq!("x@münchen.de".parse::<Email>().unwrap().as_str(), "x@xn--mnchen-3ya.de");
        assert_eq!(
            "x@mu\u{308}nchen.de".parse::<Email>().unwrap().domain(),
            "xn--mnchen-3ya.de"
        );
        // In lower case, these two letters have a common form.
        let composed: Email = "J\u{30C}@example.com".parse().unwrap();
        assert_eq!(composed.as_str().parse::<Email>().as_ref(), Ok(&composed));
        assert_ne!("ann+x@example.com".parse::<Email>().unwrap(), ann);
        assert_ne!("a.nn@example.com".parse::<Email>().unwrap(), ann);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ann",
            "@example.com",
            "ann@",
            "ann@localhost",
            "a b@example.com",
            "ann@exa mple.com",
            "ann@.com",
            "ann,bob@example.com",
            "ann@example.com\r\nBcc: x@y.z",
            "\"a\"@example.com",
            ".ann@example.com",
            "a..b@example.com",
            "ann@@example.com",
            "<ann@example.com>",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
        assert!(format!("{}@example.com", "a".repeat(65)).parse::<Email>().is_err());
        assert!(
            format!("{}@{}.com", "a".repeat(64), "b".repeat(190))
                .parse::<Email>()
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(text in "[a-zA-Z0-9.+ÄJĴǰİ\u{30C}\u{308}]{1,20}@[a-zäöü]{1,10}\\.(com|de)") {
            if let Ok(email) = text.parse::<Email>() {
                prop_assert_eq!(email.as_str().parse::<Email>(), Ok(email));
            }
        }

        #[test]
        fn no_text_makes_parsing_panic(text in "\\PC{0,60}") {
            let _ = text.parse::<Email>();
        }
    }
}
