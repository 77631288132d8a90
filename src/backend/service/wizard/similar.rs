//! Partners that resemble the one being entered: same external id, a name that is equal or begins alike apart
//! from case, marks and legal form, a contact at the same domain.

use crate::{
    Error,
    store::{
        Connection,
        partners::{self, PartnerRow},
    },
};
use entente_domain::{
    Email,
    usecases::{
        Reference,
        wizard::{DetailsForm, SimilarPartner},
    },
};

/// Shown at most.
const SHOWN: usize = 5;

/// Words that say in which form a company is registered, not which company it is.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ag",
    "aps",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "doo",
    "eood",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "ltd",
    "ltda",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "sp",
    "spa",
    "srl",
    "sro",
    "the",
    "ug",
    "z",
    "zoo",
];

/// Domains where everybody has an address, so that sharing one says nothing.
const FREE_MAIL: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailbox.org",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "seznam.cz",
    "t-online.de",
    "tutanota.com",
    "web.de",
    "wp.pl",
    "yahoo.com",
    "yahoo.co.uk",
    "yandex.com",
    "yandex.ru",
    "zoho.com",
    "163.com",
];

/// The words of a name that tell it from others, in lower case.
fn telling_words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // "B.V." and "S.p.A." fall apart into letters; together they are the legal form at the end.
    let letters = words.iter().rev().take_while(|word| word.chars().count() == 1).count();
    let (words, tail) = words.split_at(words.len() - letters);
    let mut telling: Vec<String> = words
        .iter()
        .filter(|word| !LEGAL_FORMS.contains(word))
        .map(|&word| word.to_owned())
        .collect();
    if !LEGAL_FORMS.contains(&tail.concat().as_str()) {
        telling.extend(tail.iter().map(|&word| word.to_owned()));
    }
    telling
}

/// Equal, or the first two telling words are the same.
fn alike(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && (a == b || (a.len() > 1 && b.len() > 1 && a[..2] == b[..2]))
}

/// The domain of an address, unless everybody has addresses there.
fn telling_domain(address: &str) -> Option<String> {
    let email: Email = address.parse().ok()?;
    (!FREE_MAIL.contains(&email.domain())).then(|| email.domain().to_owned())
}

/// The partners of the account that resemble these details, the surest first.
pub(super) async fn find(
    connection: &mut Connection,
    account_id: &str,
    details: &DetailsForm,
) -> Result<Vec<SimilarPartner>, Error> {
    let mut found: Vec<SimilarPartner> = Vec::new();
    let mut add = |id: String, name: String, reason: String| {
        if found.len() < SHOWN && !found.iter().any(|have| have.partner.id == id) {
            found.push(SimilarPartner {
                partner: Reference { id, name },
                reason,
            });
        }
    };
    let external_id = details.external_id.trim();
    if !external_id.is_empty()
        && let Some((id, name)) = partners::with_external_id(connection, account_id, external_id).await?
    {
        add(id, name, format!("same external id {external_id}"));
    }
    let words = telling_words(&details.name);
    if !words.is_empty() {
        let candidates = partners::similar::named(connection, account_id, &words[..words.len().min(2)]).await?;
        let (same, others): (Vec<PartnerRow>, Vec<PartnerRow>) = candidates
            .into_iter()
            .filter(|row| alike(&telling_words(&row.form.name), &words))
            .partition(|row| telling_words(&row.form.name) == words);
        for row in same.into_iter().chain(others) {
            add(row.partner_id, row.form.name, "similar name".to_owned());
        }
    }
    let mut domains: Vec<String> = [&details.technical_email, &details.business_email]
        .into_iter()
        .filter_map(|at| telling_domain(at))
        .collect();
    domains.dedup();
    for domain in domains {
        for row in partners::similar::with_domain(connection, account_id, &domain).await? {
            let there = |address: &str| telling_domain(address).as_deref() == Some(&domain);
            if there(&row.form.technical_email) || there(&row.form.business_email) {
                add(
                    row.partner_id,
                    row.form.name,
                    format!("contact at the same domain {domain}"),
                );
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_alike(a: &str, b: &str) -> bool {
        alike(&telling_words(a), &telling_words(b))
    }

    #[test]
    fn case_marks_and_legal_forms_do_not_tell() {
        for (a, b) in [
            ("Front Street Inc", "FRONT-STREET, L.L.C."),
            ("Front Street Inc", "Front Street Trading GmbH"),
            ("Müller & Söhne AG", "müller söhne"),
            ("Atlas B.V.", "Atlas"),
            ("The Atlas Company", "Atlas S.p.A."),
        ] {
            assert!(are_alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Front Street Inc", "Front Lane Inc"),
            ("Front Street Inc", "Street Front Inc"),
            ("Atlas", "Atlas Software"),
            ("Inc", "LLC"),
            ("", ""),
        ] {
            assert!(!are_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn free_mail_says_nothing() {
        assert_eq!(telling_domain("ann@Front.Example").as_deref(), Some("front.example"));
        assert_eq!(telling_domain("ann@gmail.com"), None);
        assert_eq!(telling_domain("no address"), None);
    }
}
