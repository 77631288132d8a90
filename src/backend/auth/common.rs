//! The passwords that are tried first. `common_passwords.txt` holds the pieces they are made of, one a line;
//! a password is common when it is one of them, or is put together from them, from runs on the keyboard and
//! from short numbers, whichever letters are written as signs. To add one: a line there, in lower case and
//! without spaces.

use std::{collections::HashSet, sync::LazyLock};

static PIECES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("common_passwords.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Rows and columns of keyboards, and the orders everybody knows; read in both directions.
const RUNS: [&str; 9] = [
    "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "aabbccddeeffgghhiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz",
];
/// The fewest characters that count as a run.
const RUN: usize = 3;
/// The longest number that is passed over: a year, a count at the end.
const NUMBER: usize = 4;

/// True for a password that is tried first; `password` is in lower case.
pub fn is_common(password: &str) -> bool {
    let plain: Vec<char> = password.chars().filter(|c| c.is_alphanumeric()).collect();
    let read: Vec<char> = password
        .chars()
        .map(as_letter)
        .filter(|c| c.is_alphanumeric())
        .collect();
    is_put_together(&plain) || is_put_together(&read)
}

/// The letter that a sign or a digit stands for.
fn as_letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    }
}

/// True when the whole text can be split into pieces of the list, runs and short numbers. What has no letters
/// and digits at all is made of signs, and not judged here.
fn is_put_together(text: &[char]) -> bool {
    if text.is_empty() {
        return false;
    }
    let mut reachable = vec![false; text.len() + 1];
    reachable[0] = true;
    for start in 0..text.len() {
        if reachable[start] {
            for end in start + 1..=text.len() {
                reachable[end] = reachable[end] || is_piece(&text[start..end]);
            }
        }
    }
    reachable[text.len()]
}

fn is_piece(text: &[char]) -> bool {
    if text.len() <= NUMBER && text.iter().all(char::is_ascii_digit) {
        return true;
    }
    if text.windows(2).all(|pair| pair[0] == pair[1]) && text.len() >= RUN {
        return true;
    }
    let word: String = text.iter().collect();
    if PIECES.contains(word.as_str()) {
        return true;
    }
    let backwards: String = text.iter().rev().collect();
    text.len() >= RUN && RUNS.iter().any(|run| run.contains(&word) || run.contains(&backwards))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ones_are_known_in_every_disguise() {
        for password in [
            "passwordpassword",
            "p@ssw0rdp@ssw0rd",
            "password123456789",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "123456789012345",
            "abcdefghijklmnop",
            "letmein-letmein-2024",
            "correcthorsebatterystaple",
            "correct horse battery staple",
            "iloveyouiloveyou",
            "administrator2024",
            "changeme changeme",
            "welcome to the jungle",
            "thequickbrownfox",
            "zyxwvutsrqponmlk",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn others_are_let_through() {
        for password in [
            "tapes and old radios",
            "my grandfather's blue boat",
            "пароль из многих слов",
            "kx9-mv2-qq7-zt4-bw1",
            "correct horse sells batteries",
            "mighty mick needs pizza",
            "🦀🐙🦑🦐🦞🐚🐡🐠🐟🐬🐳🐋🦈🐊🐅",
        ] {
            assert!(!is_common(password), "{password}");
        }
    }

    #[test]
    fn the_list_is_written_as_it_is_compared() {
        assert!(PIECES.len() >= 300);
        for piece in PIECES.iter() {
            assert!(
                piece.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase()),
                "{piece}"
            );
            assert!(piece.chars().count() >= 3, "{piece}");
        }
    }
}
