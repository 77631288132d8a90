//! German. People are addressed as "Sie".

use super::{Action, ContractWords, Draft, InvitationWords, Offered, Words, action};
use crate::mail::{ContractNews, PartnerNews};
use chrono::{DateTime, Utc};

/// The German dictionary.
pub(super) struct German;

const UNEXPECTED: &str =
    "Sie haben diese E-Mail nicht erwartet? Dann ignorieren Sie sie; ohne Ihr Zutun geschieht nichts.";
const MEMBER: &str = "Sie erhalten diese E-Mail, weil Sie bei Entente für dieses Konto tätig sind.";
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
        let next = match offer {
            Offered::Vendor | Offered::Reseller => {
                "Öffnen Sie die Einladung, um zu lesen, was vereinbart wird. Danach können Sie sie annehmen und \
                 sich registrieren oder sie ablehnen."
            }
            Offered::User => {
                "Öffnen Sie die Einladung, um zu sehen, welche Rechte Sie dort hätten. Danach können Sie sie annehmen \
                 oder ablehnen."
            }
        };
        let (subject, who) = match offer {
            Offered::Vendor => (
                format!("{inviter_account} lädt {account} ein, Anbieter zu werden"),
                format!(
                    "{inviter} von {inviter_account} lädt {account} ein, Anbieter bei {inviter_account} zu werden."
                ),
            ),
            Offered::Reseller => (
                format!("{inviter_account} lädt {account} ein, Wiederverkäufer zu werden"),
                format!(
                    "{inviter} von {inviter_account} lädt {account} ein, Wiederverkäufer bei {inviter_account} zu werden."
                ),
            ),
            Offered::User if inviter_account == account => (
                format!("{inviter} lädt Sie ein, bei {account} mitzuarbeiten"),
                format!("{inviter} lädt Sie ein, auf Entente bei {account} mitzuarbeiten."),
            ),
            Offered::User => (
                format!("{inviter_account} lädt Sie ein, bei {account} mitzuarbeiten"),
                format!("{inviter} von {inviter_account} lädt Sie ein, auf Entente bei {account} mitzuarbeiten."),
            ),
        };
        Draft {
            subject,
            paragraphs: vec![greeting, who, next.to_owned()],
            action: action("Einladung öffnen", url),
            notes: vec![
                format!("Der Link gilt bis {until}. Das Öffnen allein ändert nichts."),
                "Er ist nur für Sie bestimmt; bitte geben Sie ihn nicht weiter.".to_owned(),
            ],
            footer: format!("{inviter_account} hat diese Adresse angegeben. {UNEXPECTED}"),
        }
    }

    fn password_reset(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Neues Passwort festlegen",
            "Jemand hat ein neues Passwort für Ihren Zugang zu Entente angefordert.".to_owned(),
            action("Neues Passwort festlegen", url),
            format!("Der Link ist bis {until} gültig und funktioniert nur einmal."),
            "Das waren nicht Sie? Dann ignorieren Sie diese E-Mail; Ihr Passwort bleibt, wie es ist.",
        )
    }

    fn password_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Ihr Passwort wurde geändert",
            format!(
                "Das Passwort Ihres Zugangs zu Entente wurde am {at} geändert. Alle bisherigen Sitzungen wurden beendet."
            ),
            action("Neues Passwort festlegen", url),
            format!("{NOTHING_TO_DO} Andernfalls legen Sie jetzt ein neues Passwort fest."),
            "Sie erhalten diese Nachricht bei jeder Änderung Ihres Passworts.",
        )
    }

    fn email_confirmation(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Bestätigen Sie Ihre Adresse",
            "Diese Adresse wurde für einen Zugang zu Entente angegeben. Bestätigen Sie, dass E-Mails Sie dort erreichen."
                .to_owned(),
            action("Adresse bestätigen", url),
            format!("Der Link ist bis {until} gültig und funktioniert nur einmal. Das Öffnen allein ändert nichts."),
            "Das waren nicht Sie? Dann ignorieren Sie diese E-Mail; mit Ihrer Adresse geschieht nichts.",
        )
    }

    fn email_changing(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Änderung Ihrer Adresse angefordert",
            format!(
                "Am {at} wurde für Ihren Zugang zu Entente eine andere Adresse angegeben. Sie gilt, sobald sie über \
                 den Link bestätigt wird, den wir dorthin geschickt haben."
            ),
            action("Ihr Profil öffnen", url),
            format!("{NOTHING_TO_DO} Andernfalls ändern Sie jetzt Ihr Passwort: Damit wird die Änderung verhindert."),
            "Sie erhalten diese Nachricht jedes Mal, wenn eine andere Adresse angegeben wird.",
        )
    }

    fn email_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Ihre Adresse wurde geändert",
            format!(
                "Seit {at} melden Sie sich bei Entente mit einer anderen Adresse an. Diese wird nicht mehr verwendet."
            ),
            action("Anmelden", url),
            format!("{NOTHING_TO_DO} Andernfalls wenden Sie sich an die Betreiber dieser Installation."),
            "Sie erhalten diese letzte Nachricht, weil dies Ihre Adresse war.",
        )
    }

    fn second_factor(&self, on: bool, url: &str, at: &str) -> Draft {
        let (subject, paragraph) = if on {
            (
                "Ihr zweiter Faktor ist eingerichtet",
                format!("Seit {at} wird bei der Anmeldung auch ein Code Ihrer Authenticator-App abgefragt."),
            )
        } else {
            (
                "Ihr zweiter Faktor wurde entfernt",
                format!("Seit {at} genügt zur Anmeldung Ihr Passwort."),
            )
        };
        Draft::personal(
            subject,
            paragraph,
            action("Neues Passwort festlegen", url),
            format!("{NOTHING_TO_DO} Andernfalls legen Sie jetzt ein neues Passwort fest."),
            "Sie erhalten diese Nachricht jedes Mal, wenn sich Ihr zweiter Faktor ändert.",
        )
    }

    fn invitation_accepted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} hat die Einladung angenommen"),
            format!("{by} hat die Einladung Ihrer Organisation angenommen."),
            None,
            action("Einzelheiten ansehen", url),
        )
    }

    fn application_received(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} wartet auf Ihre Freigabe"),
            format!(
                "{by} hat die Einladung Ihrer Organisation angenommen. Die Partnerschaft beginnt, sobald Sie sie \
                 freigeben."
            ),
            None,
            action("Freigeben oder ablehnen", url),
        )
    }

    fn invitation_declined(&self, by: &str, reason: &str, url: &str) -> Draft {
        news(
            format!("{by} hat die Einladung abgelehnt"),
            format!("{by} hat die Einladung Ihrer Organisation abgelehnt."),
            quoted("Angegebener Grund", reason),
            action("Einladung ansehen", url),
        )
    }

    fn new_link_wanted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} bittet um einen neuen Link"),
            format!(
                "Der Link für {by} ist abgelaufen, und wer ihn geöffnet hat, bittet um einen neuen. Auf der Seite der \
                 Einladung können Sie sie erneut senden."
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
                 unverändert weiter; lesen Sie die neuere Version und nehmen Sie sie an, wenn Sie einverstanden sind."
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
        let happened = |what: &str| (format!("{contract}: {what}"), format!("{by} hat „{contract}“ {what}."));
        let (subject, done) = match about.what {
            ContractNews::Signed => happened("unterschrieben"),
            ContractNews::Approved => happened("freigegeben"),
            ContractNews::Rejected => happened("abgelehnt"),
            ContractNews::Withdrawn => happened("zurückgezogen"),
            ContractNews::Terminated => happened("beendet"),
            ContractNews::SignedForApproval => (
                format!("{contract}: wartet auf Ihre Freigabe"),
                format!("{by} hat „{contract}“ unterschrieben; der Vertrag wartet auf Ihre Freigabe."),
            ),
            ContractNews::AcceptedVersion(version) => (
                format!("{contract}: Version {version} angenommen"),
                format!("{by} hat Version {version} von „{contract}“ angenommen."),
            ),
            ContractNews::ChangesWanted => (
                format!("{contract}: Änderungen gewünscht"),
                format!("{by} bittet um Änderungen, bevor „{contract}“ freigegeben wird."),
            ),
        };
        news(subject, done, quoted("Anmerkung", note), action("Vertrag öffnen", url))
    }

    fn partner_news(&self, issuer: &str, what: PartnerNews, note: &str, url: &str) -> Draft {
        let (subject, done) = match what {
            PartnerNews::Suspended => (
                format!("{issuer} hat die Partnerschaft ausgesetzt"),
                format!(
                    "{issuer} hat die Partnerschaft ausgesetzt. Ihre Mitarbeitenden können sich weiterhin \
                     anmelden und lesen, aber nichts ändern."
                ),
            ),
            PartnerNews::Resumed => (
                format!("{issuer} hat die Aussetzung aufgehoben"),
                format!(
                    "{issuer} hat die Aussetzung der Partnerschaft aufgehoben. Alles funktioniert wieder wie zuvor."
                ),
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
            footer: "Diesen Test hat jemand angefordert, der diese Installation betreibt.".to_owned(),
        }
    }

    fn on_behalf(&self, account: &str) -> String {
        format!("{account} über Entente")
    }

    fn written_by(&self, host: &str) -> String {
        format!("Geschrieben von Entente auf {host}. Antworten an diese Adresse werden nicht gelesen.")
    }
}
