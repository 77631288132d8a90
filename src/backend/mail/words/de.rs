//! German. People are addressed as "Sie".

use super::{Action, ContractWords, Draft, InvitationWords, Offered, Words, action};
use crate::mail::{ContractNews, PartnerNews};
use chrono::{DateTime, Utc};

/// The German dictionary.
pub(super) struct German;

const UNEXPECTED: &str =
    "Nicht erwartet? Dann ignorieren Sie diese E-Mail; es geschieht nichts, solange Sie nicht antworten.";
const MEMBER: &str = "Sie erhalten diese E-Mail, weil Sie in diesem Konto auf Entente arbeiten.";
const NOTHING_TO_DO: &str = "Waren Sie das? Dann ist nichts zu tun.";

/// A quotation of what somebody gave as reason or note, if anything.
fn quoted(label: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{label}: „{text}“"))
}

fn news(subject: String, paragraph: String, note: Option<String>, action: Action) -> Draft {
    Draft::news(subject, paragraph, note, action, MEMBER)
}

impl Words for German {
    fn instant(&self, at: DateTime<Utc>) -> String {
        at.format("%d.%m.%Y, %H:%M Uhr UTC").to_string()
    }

    fn invitation(&self, about: &InvitationWords) -> Draft {
        let InvitationWords {
            inviter,
            inviter_account,
            account,
            name,
            offer,
            until,
            url,
        } = about;
        let greeting = if name.is_empty() {
            "Guten Tag,".to_owned()
        } else {
            format!("Guten Tag {name},")
        };
        let partner = "Öffnen Sie die Einladung, um zu lesen, was vereinbart wird. Danach können Sie annehmen und \
                       sich registrieren oder ablehnen.";
        let (subject, who, next) = match offer {
            Offered::Vendor => (
                format!("{inviter_account} lädt {account} ein, Anbieter zu werden"),
                format!(
                    "{inviter} von {inviter_account} lädt {account} ein, Anbieter bei {inviter_account} zu werden."
                ),
                partner,
            ),
            Offered::Reseller => (
                format!("{inviter_account} lädt {account} ein, Wiederverkäufer zu werden"),
                format!(
                    "{inviter} von {inviter_account} lädt {account} ein, Wiederverkäufer bei {inviter_account} zu werden."
                ),
                partner,
            ),
            Offered::User => (
                format!("{inviter_account} lädt Sie zu {account} ein"),
                format!("{inviter} von {inviter_account} lädt Sie ein, bei {account} auf Entente mitzuarbeiten."),
                "Öffnen Sie die Einladung, um zu sehen, was Sie dort tun könnten. Danach können Sie annehmen oder \
                 ablehnen.",
            ),
        };
        Draft {
            subject,
            paragraphs: vec![greeting, who, next.to_owned()],
            action: action("Einladung öffnen", url),
            notes: vec![
                format!("Der Link gilt bis {until}. Ihn zu öffnen ändert nichts."),
                "Er ist nur für Sie bestimmt; bitte geben Sie ihn nicht weiter.".to_owned(),
            ],
            footer: format!("{inviter_account} hat diese Adresse eingegeben. {UNEXPECTED}"),
        }
    }

    fn password_reset(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Neues Passwort festlegen",
            "Jemand hat für Ihre Anmeldung bei Entente um ein neues Passwort gebeten.".to_owned(),
            action("Neues Passwort festlegen", url),
            format!("Der Link gilt einmal, bis {until}."),
            "Das waren nicht Sie? Dann ignorieren Sie diese E-Mail; Ihr Passwort bleibt, wie es ist.",
        )
    }

    fn password_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Ihr Passwort wurde geändert",
            format!(
                "Das Passwort Ihrer Anmeldung bei Entente wurde geändert: {at}. Alle früheren Sitzungen sind beendet."
            ),
            action("Neues Passwort festlegen", url),
            format!("{NOTHING_TO_DO} Wenn nicht, legen Sie jetzt ein neues Passwort fest."),
            "Sie erhalten diese Nachricht bei jeder Änderung Ihres Passworts.",
        )
    }

    fn email_confirmation(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Bestätigen Sie Ihre Adresse",
            "Jemand möchte sich künftig mit dieser Adresse bei Entente anmelden.".to_owned(),
            action("Adresse bestätigen", url),
            format!("Der Link gilt einmal, bis {until}. Ihn zu öffnen ändert nichts."),
            "Das waren nicht Sie? Dann ignorieren Sie diese E-Mail; mit Ihrer Adresse geschieht nichts.",
        )
    }

    fn email_changing(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Eine andere Adresse wurde gewünscht",
            format!(
                "Für Ihre Anmeldung bei Entente wurde statt dieser eine andere Adresse gewünscht: {at}. Sie gilt, \
                 sobald die E-Mail dorthin beantwortet ist."
            ),
            action("Ihr Profil öffnen", url),
            format!("{NOTHING_TO_DO} Wenn nicht, ändern Sie jetzt Ihr Passwort: das hält es auf."),
            "Sie erhalten diese Nachricht, wann immer eine andere Adresse gewünscht wird.",
        )
    }

    fn email_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Ihre Adresse wurde geändert",
            format!(
                "Ihre Anmeldung bei Entente hat eine andere Adresse, seit {at}. Diese hier wird nicht mehr benutzt."
            ),
            action("Anmelden", url),
            format!("{NOTHING_TO_DO} Wenn nicht, schreiben Sie denen, die diese Installation betreiben."),
            "Sie erhalten diese letzte Nachricht, weil dies Ihre Adresse war.",
        )
    }

    fn second_factor(&self, on: bool, url: &str, at: &str) -> Draft {
        let (subject, paragraph) = if on {
            (
                "Ihr zweiter Faktor ist eingerichtet",
                format!(
                    "Ihre Anmeldung bei Entente fragt nun auch nach einem Code Ihrer Authenticator-App, seit {at}."
                ),
            )
        } else {
            (
                "Ihr zweiter Faktor wurde entfernt",
                format!("Ihre Anmeldung bei Entente fragt nur noch nach Ihrem Passwort, seit {at}."),
            )
        };
        Draft::personal(
            subject,
            paragraph,
            action("Neues Passwort festlegen", url),
            format!("{NOTHING_TO_DO} Wenn nicht, legen Sie jetzt ein neues Passwort fest."),
            "Sie erhalten diese Nachricht, wann immer sich Ihr zweiter Faktor ändert.",
        )
    }

    fn invitation_accepted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} hat Ihre Einladung angenommen"),
            format!("{by} hat die Einladung angenommen, die von Ihnen kam."),
            None,
            action("Ansehen, was geschah", url),
        )
    }

    fn application_received(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} wartet auf Ihre Freigabe"),
            format!(
                "{by} hat Ihre Einladung angenommen und unterschrieben. Die Partnerschaft beginnt, sobald Sie sie \
                 freigeben."
            ),
            None,
            action("Freigeben oder ablehnen", url),
        )
    }

    fn invitation_declined(&self, by: &str, reason: &str, url: &str) -> Draft {
        news(
            format!("{by} hat Ihre Einladung abgelehnt"),
            format!("{by} hat die Einladung abgelehnt, die von Ihnen kam."),
            quoted("Angegebener Grund", reason),
            action("Einladung ansehen", url),
        )
    }

    fn new_link_wanted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} bittet um einen neuen Link"),
            format!(
                "Der Link für {by} ist abgelaufen, und wer ihn geöffnet hat, bittet um einen neuen. Dort können Sie \
                 ihn erneut senden."
            ),
            None,
            action("Einladung erneut senden", url),
        )
    }

    fn new_version(&self, issuer: &str, agreement: &str, version: i64, url: &str) -> Draft {
        news(
            format!("Eine neuere Version von {agreement}"),
            format!(
                "{issuer} hat Version {version} der Vereinbarung „{agreement}“ veröffentlicht. Ihr Vertrag gilt \
                 weiter, wie er ist; lesen Sie die neuere Version und nehmen Sie sie an, wenn Sie einverstanden sind."
            ),
            None,
            action("Neuere Version lesen", url),
        )
    }

    fn contract_news(&self, about: &ContractWords) -> Draft {
        let ContractWords {
            contract,
            by,
            note,
            url,
            ..
        } = about;
        let (subject, done) = match about.what {
            ContractNews::Signed => (
                format!("{contract}: unterschrieben"),
                format!("{by} hat „{contract}“ unterschrieben."),
            ),
            ContractNews::SignedForApproval => (
                format!("{contract}: wartet auf Ihre Freigabe"),
                format!("{by} hat „{contract}“ unterschrieben; der Vertrag wartet auf Ihre Freigabe."),
            ),
            ContractNews::AcceptedVersion(version) => (
                format!("{contract}: Version {version} angenommen"),
                format!("{by} hat Version {version} von „{contract}“ angenommen."),
            ),
            ContractNews::Approved => (
                format!("{contract}: freigegeben"),
                format!("{by} hat „{contract}“ freigegeben."),
            ),
            ContractNews::ChangesWanted => (
                format!("{contract}: Änderungen gewünscht"),
                format!("{by} bittet um Änderungen, bevor „{contract}“ freigegeben wird."),
            ),
            ContractNews::Rejected => (
                format!("{contract}: abgelehnt"),
                format!("{by} hat „{contract}“ abgelehnt."),
            ),
            ContractNews::Withdrawn => (
                format!("{contract}: zurückgezogen"),
                format!("{by} hat „{contract}“ zurückgezogen."),
            ),
            ContractNews::Terminated => (
                format!("{contract}: beendet"),
                format!("{by} hat „{contract}“ beendet."),
            ),
        };
        news(subject, done, quoted("Anmerkung", note), action("Vertrag öffnen", url))
    }

    fn partner_news(&self, issuer: &str, what: PartnerNews, note: &str, url: &str) -> Draft {
        let (subject, done) = match what {
            PartnerNews::Suspended => (
                format!("{issuer} hat die Partnerschaft ausgesetzt"),
                format!("{issuer} hat die Partnerschaft ausgesetzt. Ihre Leute können sich weiter anmelden und lesen."),
            ),
            PartnerNews::Resumed => (
                format!("{issuer} hat die Aussetzung beendet"),
                format!("{issuer} hat die Aussetzung der Partnerschaft beendet. Alles geht wieder wie zuvor."),
            ),
            PartnerNews::Approved => (
                format!("{issuer} hat Ihren Antrag angenommen"),
                format!("{issuer} hat Ihren Antrag angenommen. Die Partnerschaft ist aktiv."),
            ),
            PartnerNews::Rejected => (
                format!("{issuer} hat Ihren Antrag abgelehnt"),
                format!("{issuer} hat Ihren Antrag abgelehnt."),
            ),
        };
        let reason = quoted("Angegebener Grund", note);
        news(subject, done, reason, action("Entente öffnen", url))
    }

    fn test(&self, url: &str) -> Draft {
        Draft {
            subject: "Entente kann E-Mails senden".to_owned(),
            paragraphs: vec!["Dies ist ein Test. Wenn Sie das lesen, kommen E-Mails von Entente an.".to_owned()],
            action: action("Zurück zu Entente", url),
            notes: Vec::new(),
            footer: "Um den Test hat jemand gebeten, der diese Installation betreibt.".to_owned(),
        }
    }

    fn on_behalf(&self, account: &str) -> String {
        format!("{account} über Entente")
    }

    fn written_by(&self, host: &str) -> String {
        format!("Geschrieben von Entente auf {host}. Antworten an diese Adresse werden nicht gelesen.")
    }
}
