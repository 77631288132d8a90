//! Reading a pasted list of people, as mail programs and spreadsheets write them: `Ann Lee <ann@x.com>; bob@y.com`.
//!
//! Entries stand between semicolons, commas and line breaks. A separator inside quotation marks belongs to the
//! name; a quotation mark without its fellow on the same line is a character like any other, so that it cannot
//! swallow the rest of the list. What is no address is kept as it stands: nothing that was pasted gets lost.

use crate::{
    Email,
    fields::{Fields, PERSON},
};
use std::fmt;

/// An entry of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Somebody with an address; the name may be empty.
    Person {
        /// Full name, in the order in which it was written.
        name: String,
        /// Address.
        email: Email,
    },
    /// Anything else.
    Unreadable {
        /// What stands there.
        text: String,
        /// What is wrong with it, as a sentence.
        why: String,
    },
}

impl Entry {
    /// The address, if there is one.
    pub const fn email(&self) -> Option<&Email> {
        match self {
            Self::Person { email, .. } => Some(email),
            Self::Unreadable { .. } => None,
        }
    }
}

/// As a mail program writes it; read again, it is the same entry.
impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { name, email } if name.is_empty() => write!(f, "{email}"),
            Self::Person { name, email } if is_plain(name) => write!(f, "{name} <{email}>"),
            Self::Person { name, email } => {
                let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "\"{escaped}\" <{email}>")
            }
            Self::Unreadable { text, .. } => f.write_str(text),
        }
    }
}

/// Reads a list, in its order.
pub fn read(text: &str) -> Vec<Entry> {
    let visible: String = text.chars().filter(|&c| !is_invisible(c)).collect();
    visible
        .split(['\n', '\r'])
        .flat_map(pieces)
        .map(|piece| entry(&piece))
        .collect()
}

/// Writes a list that [`read`] reads, an entry per line.
pub fn write<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let lines: Vec<String> = entries.into_iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Byte-order marks and the marks of direction that address books put around what is copied from them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// True for a name that needs no quotation marks.
fn is_plain(name: &str) -> bool {
    !name.contains(['"', '\\', ',', ';', '<', '>', '@'])
}

/// The entries of a line, trimmed, without the empty ones.
fn pieces(line: &str) -> Vec<String> {
    let semicolons = split(line, ';');
    semicolons.iter().flat_map(|chunk| at_commas(chunk)).collect()
}

/// The entries between commas. `Lee, Ann <ann@x.com>` alone between stronger separators is one: mail programs
/// write the family name first without quoting it.
fn at_commas(chunk: &str) -> Vec<String> {
    let parts = split(chunk, ',');
    match parts.as_slice() {
        [family, rest] if !family.contains('@') && rest.ends_with('>') && rest.contains('<') => {
            vec![format!("{family}, {rest}")]
        }
        _ => parts,
    }
}

/// Cuts `text` at every `separator` that does not stand in quotation marks; the parts are trimmed and not empty.
fn split(text: &str, separator: char) -> Vec<String> {
    let quoted = quotation_closes(text);
    let (mut parts, mut part) = (Vec::new(), String::new());
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        if c == separator && !inside {
            parts.push(std::mem::take(&mut part));
            continue;
        }
        if c == '"' && quoted && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
        part.push(c);
    }
    parts.push(part);
    let trimmed = parts.into_iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// True when every quotation mark has its fellow.
fn quotation_closes(text: &str) -> bool {
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
    }
    !inside
}

fn entry(piece: &str) -> Entry {
    let (name, address) = parted(piece);
    let unreadable = |why: String| Entry::Unreadable {
        text: piece.to_owned(),
        why,
    };
    let address = address.trim();
    let email: Email = match address.strip_prefix("mailto:").unwrap_or(address).parse() {
        Ok(email) => email,
        Err(error) => return unreadable(error.to_string()),
    };
    let name = name_of(name);
    if name.is_empty() || name.parse().as_ref() == Ok(&email) {
        return Entry::Person {
            name: String::new(),
            email,
        };
    }
    let mut fields = Fields::new();
    let name = fields.line("name", "Name", &name, PERSON);
    match fields.finish() {
        Ok(()) => Entry::Person { name, email },
        Err(problem) => unreadable(problem.of_field("name").unwrap_or_default().to_owned()),
    }
}

/// What stands before the address, and the address: in angle brackets, or the last word of which alone has an @.
fn parted(piece: &str) -> (&str, &str) {
    if let Some((name, address)) = piece.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        return (name, address);
    }
    match piece.rsplit_once(char::is_whitespace) {
        Some((name, address)) if address.contains('@') && !name.contains('@') => (name, address),
        _ => ("", piece),
    }
}

/// A name without the marks around it, its words one space apart.
fn name_of(text: &str) -> String {
    let text = text.trim();
    let name = match inner(text, '"').filter(|_| quotation_closes(text)) {
        Some(quoted) => unescaped(quoted),
        None => text.replace('"', ""),
    };
    let mut plain = name.trim();
    // Some mail programs put apostrophes around what they show.
    while let Some(inside) = inner(plain, '\'') {
        plain = inside.trim();
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two marks at the very ends.
fn inner(text: &str, mark: char) -> Option<&str> {
    text.strip_prefix(mark)?.strip_suffix(mark)
}

fn unescaped(quoted: &str) -> String {
    let (mut text, mut escaped) = (String::new(), false);
    for c in quoted.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            text.push(c);
            escaped = false;
        }
    }
    text
}

#[cfg(test)]
mod tests;
