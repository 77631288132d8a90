//! Names that others chose, made fit for a mail: one line, short, and nothing in them becomes a link.

/// The most characters of a name in a mail.
const LONGEST: usize = 80;

/// A name on one line, without control and direction characters, without links, cut to 80 characters.
pub fn name(text: &str) -> String {
    let words = text
        .split_whitespace()
        .filter(|word| !is_link(word))
        .map(readable)
        .filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Text of several sentences that somebody else typed: its lines joined, as [`name`] otherwise, cut later.
pub fn text(text: &str) -> String {
    let words = text
        .split_whitespace()
        .filter(|word| !is_link(word))
        .map(readable)
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(600).collect()
}

fn is_link(word: &str) -> bool {
    let word = word.to_lowercase();
    word.contains("://") || word.contains("www.") || word.contains("mailto:")
}

/// Without characters that hide or reorder; a dot inside a word is followed by a non-joiner, so that programs
/// which make links of `evil.example` do not.
fn readable(word: &str) -> String {
    let mut readable = String::with_capacity(word.len());
    let mut rest = word.chars().filter(|&c| !c.is_control() && !is_hidden(c)).peekable();
    while let Some(c) = rest.next() {
        readable.push(c);
        if matches!(c, '.' | '@' | '/') && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            readable.push('\u{200C}');
        }
    }
    readable
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_harmless() {
        for (typed, expected) in [
            ("Front Street Inc.", "Front Street Inc."),
            ("Front\r\nBcc: x@y.example", "Front Bcc: x@\u{200C}y.\u{200C}example"),
            ("http://evil.example free money", "free money"),
            ("see www.evil.example", "see"),
            ("Booking.com", "Booking.\u{200C}com"),
            ("a\u{202E}b\u{200B}c", "abc"),
            ("  Ann   Bo ", "Ann Bo"),
            ("🍕 Pizza & Söhne", "🍕 Pizza & Söhne"),
        ] {
            assert_eq!(name(typed), expected, "{typed:?}");
        }
        let long = name(&"abcd ".repeat(2_000));
        assert_eq!(long.chars().count(), 80);
        assert!(long.ends_with('…'));
    }
}
