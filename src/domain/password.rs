//! What a password must be (`quality.md`, NIST SP 800-63B-4 §3.1.1): long enough, not a common one, not
//! made of what everybody knows about its owner. No composition rules.

/// The least number of characters when the password is the only factor.
pub const MIN_PASSWORD: usize = 15;
/// The least where a second factor is asked for as well.
pub const MIN_BESIDE_FACTOR: usize = 8;
/// The most; longer input is refused before it costs a hash.
pub const MAX_PASSWORD: usize = 256;

/// The least number of characters, by whether a second factor is asked for as well.
pub const fn least(second_factor: bool) -> usize {
    if second_factor { MIN_BESIDE_FACTOR } else { MIN_PASSWORD }
}

/// The sentence for a password that is shorter than `least`, if it is.
///
/// # Errors
/// That sentence.
pub fn check_length(password: &str, least: usize) -> Result<(), String> {
    let length = password.chars().count();
    if length >= least {
        return Ok(());
    }
    Err(format!(
        "Use at least {least} characters, for example four or five words; this has {length}."
    ))
}

/// Checks a new password, of at least `least` characters. `context` holds what an attacker tries
/// first: product, organisation, name, address.
///
/// # Errors
/// The sentence that tells the person what to do.
pub fn check(password: &str, least: usize, context: &[&str], is_common: impl Fn(&str) -> bool) -> Result<(), String> {
    check_length(password, least)?;
    if password.chars().count() > MAX_PASSWORD {
        return Err(format!("Use at most {MAX_PASSWORD} characters."));
    }
    let folded = password.to_lowercase();
    if is_common(&folded) || is_repetition(&folded) {
        return Err("This password is on the list of common ones that are tried first. Choose another.".to_owned());
    }
    let rest = context
        .iter()
        .map(|word| word.trim().to_lowercase())
        .filter(|word| word.chars().count() >= 3)
        .fold(folded, |rest, word| rest.replace(&word, ""));
    if rest.chars().filter(|c| c.is_alphanumeric()).count() < 6 {
        return Err("This is little more than a name that everybody knows. Choose another.".to_owned());
    }
    Ok(())
}

/// True for one short piece repeated: `aaaa…`, `123123…`.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_as_a_table() {
        let common = |text: &str| text == "passwordpassword1";
        for (password, good) in [
            ("short", false),
            ("correct horse battery", true),
            ("пароль из многих слов", true),
            ("🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀", false),
            ("aaaaaaaaaaaaaaaaaaaa", false),
            ("123412341234123412341234", false),
            ("PasswordPassword1", false),
            ("front street inc 1", false),
            ("front street inc sells tapes", true),
        ] {
            assert_eq!(
                check(password, MIN_PASSWORD, &["Front Street Inc", "ann"], common).is_ok(),
                good,
                "{password}"
            );
        }
        assert!(check(&"ab cd".repeat(52), MIN_PASSWORD, &[], |_| false).is_err());
        for (password, good) in [
            ("two owls", true),
            ("7 owls!", false),
            ("front st", false),
            ("12121212", false),
        ] {
            let checked = check(password, least(true), &["front"], common);
            assert_eq!(checked.is_ok(), good, "{password}");
        }
    }
}
