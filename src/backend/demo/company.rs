//! Companies and people: names that could be real, addresses that cannot (`.example`).

use super::{
    dice::Dice,
    words::{BEGINNINGS, COUNTRIES, Country, ENDS, MARKS, RESELLER_TRADES, VENDOR_TRADES},
};
use entente_domain::{fields::NAME, partner::PartnerType};
use std::collections::HashSet;

/// Somebody at a company.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    pub name: String,
    pub email: String,
}

/// A company that becomes a partner.
#[derive(Debug, Clone)]
pub(super) struct Company {
    pub name: String,
    pub kind: PartnerType,
    /// Technical contact, possibly the same person as the business contact.
    pub technical: Contact,
    pub business: Contact,
}

/// Makes companies, each name and domain once.
pub(super) struct Companies {
    domains: HashSet<String>,
}

impl Companies {
    /// None made yet, but for the names of the story.
    pub fn new() -> Self {
        Self {
            domains: HashSet::from(["frontstreet".to_owned(), "mightymicks".to_owned()]),
        }
    }

    /// The story's vendor.
    pub fn front_street() -> Company {
        let contact = |name: &str, email: &str| Contact {
            name: name.to_owned(),
            email: email.to_owned(),
        };
        Company {
            name: "Front Street Inc".to_owned(),
            kind: PartnerType::Vendor,
            technical: contact("Adrian Pennino", "adrian@frontstreet.example"),
            business: contact("Paulie Pennino", "paulie@frontstreet.example"),
        }
    }

    /// The next company.
    pub fn next(&mut self, dice: &mut Dice) -> Company {
        let kind = if dice.percent(45) {
            PartnerType::Vendor
        } else {
            PartnerType::Reseller
        };
        let country = dice.one_of(COUNTRIES);
        let (name, domain) = self.name(dice, country, kind);
        let business = person(dice, country, &domain);
        let technical = if dice.percent(30) {
            business.clone()
        } else {
            person(dice, country, &domain)
        };
        Company {
            name,
            kind,
            technical,
            business,
        }
    }

    fn name(&mut self, dice: &mut Dice, country: &Country, kind: PartnerType) -> (String, String) {
        let mut tries = 0;
        loop {
            let mut stem = stem(dice, country, kind);
            tries += 1;
            if tries > 4 {
                stem = format!("{stem} {}", dice.word(country.places));
            }
            if tries > 40 {
                stem = format!("{stem} {}", dice.between(2, 9_999));
            }
            let name = format!("{stem} {}", dice.word(country.legal));
            let domain = ascii(&stem);
            if name.chars().count() <= *NAME.end() && self.domains.insert(domain.clone()) {
                return (name, domain);
            }
        }
    }
}

fn stem(dice: &mut Dice, country: &Country, kind: PartnerType) -> String {
    let trades = match kind {
        PartnerType::Vendor => VENDOR_TRADES,
        PartnerType::Reseller => RESELLER_TRADES,
    };
    let trade = dice.word(trades);
    match dice.below(20) {
        0..=7 => format!("{}{} {trade}", dice.word(BEGINNINGS), dice.word(ENDS)),
        8..=11 => format!("{} {trade}", dice.word(MARKS)),
        12..=14 => format!("{} {trade}", dice.word(country.family)),
        15..=16 => format!("{} & {}", dice.word(country.family), dice.word(country.family)),
        17 => format!("{} {trade}", dice.word(country.places)),
        _ => format!("{} {} {trade}", dice.word(MARKS), dice.word(country.places)),
    }
}

fn person(dice: &mut Dice, country: &Country, domain: &str) -> Contact {
    let (given, family) = (dice.word(country.given), dice.word(country.family));
    let local = if dice.percent(60) {
        format!("{}.{}", ascii(given), ascii(family))
    } else {
        ascii(given)
    };
    Contact {
        name: format!("{given} {family}"),
        email: format!("{local}@{domain}.example"),
    }
}

/// The letters and digits of a text as an address has them.
fn ascii(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|letter| {
            Some(match letter {
                'a'..='z' | '0'..='9' => letter,
                'à' | 'á' | 'â' | 'ä' | 'å' | 'ą' => 'a',
                'ç' | 'ć' => 'c',
                'è' | 'é' | 'ê' | 'ë' | 'ę' => 'e',
                'î' | 'ï' => 'i',
                'ł' => 'l',
                'ń' => 'n',
                'ô' | 'ö' | 'ó' | 'ø' => 'o',
                'ś' => 's',
                'ü' | 'û' => 'u',
                'ź' | 'ż' => 'z',
                _ => return None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::Email;

    #[test]
    fn every_name_fits_and_every_address_is_one() {
        let (mut companies, mut dice) = (Companies::new(), Dice::new());
        let mut names = HashSet::new();
        for _ in 0..5_000 {
            let company = companies.next(&mut dice);
            assert!(company.name.chars().count() <= *NAME.end(), "{}", company.name);
            for contact in [&company.technical, &company.business] {
                let email: Email = contact
                    .email
                    .parse()
                    .unwrap_or_else(|error| panic!("{}: {error}", contact.email));
                assert_eq!(email.as_str(), contact.email);
            }
            assert!(names.insert(company.name));
        }
    }
}
