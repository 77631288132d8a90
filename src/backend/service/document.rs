//! The document that is offered, accepted and kept: one canonical text, so that its hash says exactly what was
//! shown. Pages lay the same parts out; whoever accepts sends the hash back.
//!
//! The form of the text never changes for the same parts: hashes of pages still open in a browser depend on it.

use crate::{
    Error,
    store::{Connection, agreements, documents},
};
use entente_domain::usecases::{Reference, invitations::OfferedDocument};

/// Everything that is shown of an agreement version to one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// The distributor.
    pub issuer: Reference,
    /// The partner's account.
    pub partner: Reference,
    /// Title of the version.
    pub title: String,
    /// Its number.
    pub version: i64,
    /// Its description.
    pub description: String,
    /// Its address elsewhere, possibly empty.
    pub link: String,
    /// What the distributor adds for this partner, possibly empty.
    pub note: String,
}

/// The exact bytes shown. The parts of one line come first and the description last, so that no description can
/// pose as another part; further lines of the note are indented for the same reason.
pub(crate) fn render(document: &Document) -> String {
    use std::fmt::Write as _;
    let Document {
        issuer,
        partner,
        title,
        version,
        description,
        link,
        note,
    } = document;
    let mut text = format!(
        "Agreement: {title}\nVersion: {version}\nBetween: {} ({})\nAnd: {} ({})\n",
        issuer.name, issuer.id, partner.name, partner.id
    );
    if !link.is_empty() {
        let _ = writeln!(text, "Document: {link}");
    }
    if !note.is_empty() {
        let _ = writeln!(text, "Note: {}", note.replace('\n', "\n  "));
    }
    let _ = write!(text, "\n{description}\n");
    text
}

/// SHA-256 of the exact bytes shown, in hexadecimal.
pub(crate) fn hash(document: &Document) -> String {
    documents::hash(&render(document))
}

/// The active version of an agreement as this partner is offered it; `None` when it has none active.
pub(crate) async fn offered(
    connection: &mut Connection,
    account_id: &str,
    agreement_id: &str,
    partner_id: &str,
    note: &str,
) -> Result<Option<Document>, Error> {
    let shown = agreements::shown(connection, account_id, agreement_id, partner_id).await?;
    Ok(shown.map(|shown| Document {
        issuer: Reference {
            id: account_id.to_owned(),
            name: shown.issuer,
        },
        partner: Reference {
            id: partner_id.to_owned(),
            name: shown.partner,
        },
        title: shown.title,
        version: shown.version,
        description: shown.description,
        link: shown.link,
        note: note.to_owned(),
    }))
}

/// The document as pages lay it out.
pub(crate) fn view(document: &Document) -> OfferedDocument {
    OfferedDocument {
        title: document.title.clone(),
        version: document.version,
        description: document.description.clone(),
        link: document.link.clone(),
        note: document.note.clone(),
        hash: hash(document),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let party = |id: &str, name: &str| Reference {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        Document {
            issuer: party("PA-123-123", "Mighty Mick's LLC"),
            partner: party("VA-392-495", "Front Street Inc"),
            title: "Front Street Inc Agreement".to_owned(),
            version: 1,
            description: "Agreement between Mighty Mick's LLC and Front Street Inc".to_owned(),
            link: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn the_text_is_the_same_for_ever() {
        assert_eq!(
            render(&document()),
            "Agreement: Front Street Inc Agreement\nVersion: 1\nBetween: Mighty Mick's LLC (PA-123-123)\n\
             And: Front Street Inc (VA-392-495)\n\nAgreement between Mighty Mick's LLC and Front Street Inc\n"
        );
        assert_eq!(hash(&document()).len(), 64);
    }

    #[test]
    fn no_part_can_pose_as_another() {
        let mut seen = std::collections::BTreeSet::new();
        for (link, note, description) in [
            ("", "", "x"),
            ("https://example.com", "", "x"),
            ("", "y", "x"),
            ("", "", "Note: y\n\nx"),
            ("", "y\n\nx", ""),
            ("", "y\n\nx", "x"),
            ("https://example.com", "y", "x"),
        ] {
            let document = Document {
                link: link.to_owned(),
                note: note.to_owned(),
                description: description.to_owned(),
                ..document()
            };
            assert!(seen.insert(hash(&document)), "{link} {note} {description}");
        }
    }
}
