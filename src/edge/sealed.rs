//! Texts that go through an address for nobody else to read: encrypted like the cookies, with their key.

use cookie::{Cookie, CookieJar, Key};

/// Encrypts `text`; the same text twice gives two.
pub fn seal(key: &Key, purpose: &str, text: String) -> String {
    let mut jar = CookieJar::new();
    jar.private_mut(key).add(Cookie::new(purpose.to_owned(), text));
    let sealed = jar.get(purpose).map_or("", Cookie::value);
    letters(sealed, [('+', '-'), ('/', '_')])
}

/// Reads it again; `None` when it was sealed with another key, for another purpose, or not at all.
pub fn unseal(key: &Key, purpose: &str, sealed: &str) -> Option<String> {
    let value = letters(sealed, [('-', '+'), ('_', '/')]);
    let cookie = Cookie::new(purpose.to_owned(), value);
    let opened = CookieJar::new().private(key).decrypt(cookie)?;
    Some(opened.value().to_owned())
}

/// From Base64 to the kind that addresses take as it is (RFC 4648 §5), and back.
fn letters(text: &str, pairs: [(char, char); 2]) -> String {
    let letter = |c| pairs.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_opens_with_its_key_for_its_purpose_and_shows_nothing() {
        let (key, other) = (Key::from(&[7; 64]), Key::from(&[8; 64]));
        let text = "ann@front.example, Ärzte & Söhne";
        let one = seal(&key, "add-user PA-1", text.to_owned());
        assert!(
            one.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte))
        );
        assert_ne!(one, seal(&key, "add-user PA-1", text.to_owned()));
        assert_eq!(unseal(&key, "add-user PA-1", &one).as_deref(), Some(text));
        assert_eq!(unseal(&key, "add-user PA-2", &one), None);
        assert_eq!(unseal(&other, "add-user PA-1", &one), None);
        for broken in ["", "x", "ä", &one[1..], &format!("{one}A")] {
            assert_eq!(unseal(&key, "add-user PA-1", broken), None, "{broken}");
        }
    }
}
