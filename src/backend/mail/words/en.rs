//! English.

use super::{Action, ContractWords, Draft, InvitationWords, Offered, Words, action};
use crate::mail::{ContractNews, PartnerNews};
use chrono::{DateTime, Utc};

/// The English dictionary.
pub(super) struct English;

const UNEXPECTED: &str = "Not expected? Then ignore this mail; without you nothing happens.";
const MEMBER: &str = "You get this because you work in this account on Entente.";

/// A quotation of what somebody gave as reason or note, if anything.
fn quoted(label: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{label}: “{text}”"))
}

fn news(subject: String, paragraph: String, note: Option<String>, action: Action) -> Draft {
    Draft::news(subject, paragraph, note, action, MEMBER)
}

impl Words for English {
    fn instant(&self, at: DateTime<Utc>) -> String {
        at.format("%-d %b %Y, %H:%M UTC").to_string()
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
            "Hello,".to_owned()
        } else {
            format!("Hello {name},")
        };
        let next = match offer {
            Offered::Vendor | Offered::Reseller => {
                "Open the invitation to read what is agreed. You can then accept and register, or decline."
            }
            Offered::User => "Open the invitation to see what you would be able to do. You can then accept or decline.",
        };
        let (subject, who) = match offer {
            Offered::Vendor => (
                format!("{inviter_account} invites {account} to become a vendor"),
                format!("{inviter} of {inviter_account} invites {account} to become a vendor of {inviter_account}."),
            ),
            Offered::Reseller => (
                format!("{inviter_account} invites {account} to become a reseller"),
                format!("{inviter} of {inviter_account} invites {account} to become a reseller of {inviter_account}."),
            ),
            Offered::User if inviter_account == account => (
                format!("{inviter} invites you to {account}"),
                format!("{inviter} invites you to join {account} on Entente."),
            ),
            Offered::User => (
                format!("{inviter_account} invites you to {account}"),
                format!("{inviter} of {inviter_account} invites you to join {account} on Entente."),
            ),
        };
        Draft {
            subject,
            paragraphs: vec![greeting, who, next.to_owned()],
            action: action("Open the invitation", url),
            notes: vec![
                format!("The link works until {until}. Opening it changes nothing."),
                "It is meant for you alone; please do not pass it on.".to_owned(),
            ],
            footer: format!("{inviter_account} entered this address. {UNEXPECTED}"),
        }
    }

    fn password_reset(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Set a new password",
            "Somebody asked for a new password for your Entente sign-in.".to_owned(),
            action("Set a new password", url),
            format!("The link works once, until {until}."),
            "Not you? Then ignore this mail; your password stays as it is.",
        )
    }

    fn password_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Your password was changed",
            format!("The password of your Entente sign-in was changed on {at}. Every session of before has ended."),
            action("Set a new password", url),
            "Was it you? Then there is nothing to do. If not, set a new password now.".to_owned(),
            "You get this notice at every change of your password.",
        )
    }

    fn email_confirmation(&self, url: &str, until: &str) -> Draft {
        Draft::personal(
            "Confirm your address",
            "This address was given for an Entente sign-in. Confirm that mail to it reaches you.".to_owned(),
            action("Confirm the address", url),
            format!("The link works once, until {until}. Opening it changes nothing."),
            "Not you? Then ignore this mail; nothing happens to your address.",
        )
    }

    fn email_changing(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Another address was asked for",
            format!(
                "On {at} another address was asked for in place of this one for your Entente sign-in. It counts once \
                 it is confirmed by the link that was mailed there."
            ),
            action("Open your profile", url),
            "Was it you? Then there is nothing to do. If not, change your password now: that stops it.".to_owned(),
            "You get this notice whenever another address is asked for.",
        )
    }

    fn email_changed(&self, url: &str, at: &str) -> Draft {
        Draft::personal(
            "Your address was changed",
            format!("Since {at} your Entente sign-in has another address. This one is not used any more."),
            action("Sign in", url),
            "Was it you? Then there is nothing to do. If not, write to the people who run this installation."
                .to_owned(),
            "You get this last notice because this was your address.",
        )
    }

    fn second_factor(&self, on: bool, url: &str, at: &str) -> Draft {
        let (subject, paragraph) = if on {
            (
                "Your second factor is set up",
                format!("Since {at} your Entente sign-in asks for a code of your authenticator app as well."),
            )
        } else {
            (
                "Your second factor was taken away",
                format!("Since {at} your Entente sign-in asks for your password alone."),
            )
        };
        Draft::personal(
            subject,
            paragraph,
            action("Set a new password", url),
            "Was it you? Then there is nothing to do. If not, set a new password now.".to_owned(),
            "You get this notice whenever your second factor changes.",
        )
    }

    fn invitation_accepted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} accepted the invitation"),
            format!("{by} accepted the invitation of your organisation."),
            None,
            action("See what happened", url),
        )
    }

    fn application_received(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} waits for your approval"),
            format!("{by} accepted the invitation of your organisation. The partnership begins once you approve it."),
            None,
            action("Approve or reject", url),
        )
    }

    fn invitation_declined(&self, by: &str, reason: &str, url: &str) -> Draft {
        news(
            format!("{by} declined the invitation"),
            format!("{by} declined the invitation of your organisation."),
            quoted("The reason given", reason),
            action("See the invitation", url),
        )
    }

    fn new_link_wanted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} asks for a new link"),
            format!(
                "The link for {by} has expired, and somebody who opened it asks for a new one. You can \
                 resend it on the invitation's page."
            ),
            None,
            action("Resend the invitation", url),
        )
    }

    fn new_version(&self, issuer: &str, agreement: &str, version: i64, url: &str) -> Draft {
        news(
            format!("A newer version of {agreement}"),
            format!(
                "{issuer} published version {version} of the agreement “{agreement}”. Your contract stays in force \
                 as it is; read the newer version and accept it if you agree."
            ),
            None,
            action("Read the newer version", url),
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
            ContractNews::Signed => (format!("{contract}: signed"), format!("{by} signed “{contract}”.")),
            ContractNews::SignedForApproval => (
                format!("{contract}: waits for your approval"),
                format!("{by} signed “{contract}”, which waits for your approval."),
            ),
            ContractNews::AcceptedVersion(version) => (
                format!("{contract}: version {version} accepted"),
                format!("{by} accepted version {version} of “{contract}”."),
            ),
            ContractNews::Approved => (format!("{contract}: approved"), format!("{by} approved “{contract}”.")),
            ContractNews::ChangesWanted => (
                format!("{contract}: changes wanted"),
                format!("{by} asks for changes before it approves “{contract}”."),
            ),
            ContractNews::Rejected => (format!("{contract}: rejected"), format!("{by} rejected “{contract}”.")),
            ContractNews::Withdrawn => (format!("{contract}: withdrawn"), format!("{by} withdrew “{contract}”.")),
            ContractNews::Terminated => (
                format!("{contract}: terminated"),
                format!("{by} terminated “{contract}”."),
            ),
        };
        news(subject, done, quoted("Note", note), action("Open the contract", url))
    }

    fn partner_news(&self, issuer: &str, what: PartnerNews, note: &str, url: &str) -> Draft {
        let (subject, done) = match what {
            PartnerNews::Suspended => (
                format!("{issuer} suspended the partnership"),
                format!("{issuer} suspended the partnership. Your people can still sign in and read."),
            ),
            PartnerNews::Resumed => (
                format!("{issuer} ended the suspension"),
                format!("{issuer} ended the suspension of the partnership. Everything works as before."),
            ),
            PartnerNews::Approved => (
                format!("{issuer} approved your application"),
                format!("{issuer} approved your application. The partnership is active."),
            ),
            PartnerNews::Rejected => (
                format!("{issuer} turned your application down"),
                format!("{issuer} turned your application down."),
            ),
        };
        let reason = quoted("The reason given", note);
        news(subject, done, reason, action("Open Entente", url))
    }

    fn test(&self, url: &str) -> Draft {
        Draft {
            subject: "Entente can send mail".to_owned(),
            paragraphs: vec!["This is a test. If you read this, mail from Entente arrives.".to_owned()],
            action: action("Go back to Entente", url),
            notes: Vec::new(),
            footer: "Somebody who runs this installation asked for the test.".to_owned(),
        }
    }

    fn on_behalf(&self, account: &str) -> String {
        format!("{account} via Entente")
    }

    fn written_by(&self, host: &str) -> String {
        format!("Written by Entente at {host}. Answers to this address are not read.")
    }
}
