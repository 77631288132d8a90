//! English.

use super::{Action, Draft, InvitationWords, Offered, Words};

/// The English dictionary.
pub(super) struct English;

const UNEXPECTED: &str = "Not expected? Then ignore this mail; nothing happens unless you answer.";
const MEMBER: &str = "You get this because you work in this account on Entente.";

fn action(label: &str, url: &str) -> Action {
    Action {
        label: label.to_owned(),
        url: url.to_owned(),
    }
}

/// A quotation of what somebody gave as reason or note, if anything.
fn quoted(label: &str, text: &str) -> Vec<String> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![format!("{label}: “{text}”")]
    }
}

fn news(subject: String, paragraph: String, note: Vec<String>, action: Action) -> Draft {
    let paragraphs = std::iter::once(paragraph).chain(note).collect();
    Draft {
        subject,
        paragraphs,
        action,
        notes: Vec::new(),
        footer: MEMBER.to_owned(),
    }
}

impl Words for English {
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
        let (subject, who, next) = match offer {
            Offered::Vendor => (
                format!("{inviter_account} invites {account} to become a vendor"),
                format!("{inviter} of {inviter_account} invites {account} to become a vendor of {inviter_account}."),
                "Open the invitation to read what is agreed. You can then accept and register, or decline.",
            ),
            Offered::Reseller => (
                format!("{inviter_account} invites {account} to become a reseller"),
                format!("{inviter} of {inviter_account} invites {account} to become a reseller of {inviter_account}."),
                "Open the invitation to read what is agreed. You can then accept and register, or decline.",
            ),
            Offered::User => (
                format!("{inviter_account} invites you to {account}"),
                format!("{inviter} of {inviter_account} invites you to join {account} on Entente."),
                "Open the invitation to see what you would be able to do. You can then accept or decline.",
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
        Draft {
            subject: "Set a new password".to_owned(),
            paragraphs: vec!["Somebody asked for a new password for your Entente sign-in.".to_owned()],
            action: action("Set a new password", url),
            notes: vec![format!("The link works once, until {until}.")],
            footer: "Not you? Then ignore this mail; your password stays as it is.".to_owned(),
        }
    }

    fn password_changed(&self, url: &str, at: &str) -> Draft {
        Draft {
            subject: "Your password was changed".to_owned(),
            paragraphs: vec![format!(
                "The password of your Entente sign-in was changed on {at}. Every session of before has ended."
            )],
            action: action("Set a new password", url),
            notes: vec!["Was it you? Then there is nothing to do. If not, set a new password now.".to_owned()],
            footer: "You get this notice at every change of your password.".to_owned(),
        }
    }

    fn email_confirmation(&self, url: &str, until: &str) -> Draft {
        Draft {
            subject: "Confirm your address".to_owned(),
            paragraphs: vec!["Somebody wishes to sign in to Entente with this address from now on.".to_owned()],
            action: action("Confirm the address", url),
            notes: vec![format!(
                "The link works once, until {until}. Opening it changes nothing."
            )],
            footer: "Not you? Then ignore this mail; nothing happens to your address.".to_owned(),
        }
    }

    fn email_changing(&self, url: &str, at: &str) -> Draft {
        Draft {
            subject: "Another address was asked for".to_owned(),
            paragraphs: vec![format!(
                "On {at} another address was asked for in place of this one for your Entente sign-in. It counts once \
                 the mail to it is answered."
            )],
            action: action("Open your profile", url),
            notes: vec![
                "Was it you? Then there is nothing to do. If not, change your password now: that stops it.".to_owned(),
            ],
            footer: "You get this notice whenever another address is asked for.".to_owned(),
        }
    }

    fn email_changed(&self, url: &str, at: &str) -> Draft {
        Draft {
            subject: "Your address was changed".to_owned(),
            paragraphs: vec![format!(
                "Since {at} your Entente sign-in has another address. This one is not used any more."
            )],
            action: action("Sign in", url),
            notes: vec![
                "Was it you? Then there is nothing to do. If not, write to the people who run this installation."
                    .to_owned(),
            ],
            footer: "You get this last notice because this was your address.".to_owned(),
        }
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
        Draft {
            subject: subject.to_owned(),
            paragraphs: vec![paragraph],
            action: action("Set a new password", url),
            notes: vec!["Was it you? Then there is nothing to do. If not, set a new password now.".to_owned()],
            footer: "You get this notice whenever your second factor changes.".to_owned(),
        }
    }

    fn invitation_accepted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} accepted your invitation"),
            format!("{by} accepted the invitation that you sent."),
            Vec::new(),
            action("See what happened", url),
        )
    }

    fn application_received(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} waits for your approval"),
            format!("{by} accepted your invitation and signed. The partnership begins once you approve it."),
            Vec::new(),
            action("Approve or reject", url),
        )
    }

    fn invitation_declined(&self, by: &str, reason: &str, url: &str) -> Draft {
        news(
            format!("{by} declined your invitation"),
            format!("{by} declined the invitation that you sent."),
            quoted("The reason given", reason),
            action("See the invitation", url),
        )
    }

    fn new_link_wanted(&self, by: &str, url: &str) -> Draft {
        news(
            format!("{by} asks for a new link"),
            format!("The link for {by} has expired, and somebody who opened it asks for a new one. Resend it there."),
            Vec::new(),
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
            Vec::new(),
            action("Read the newer version", url),
        )
    }

    fn contract_news(&self, contract: &str, by: &str, what: &str, note: &str, url: &str) -> Draft {
        news(
            format!("{contract}: {what}"),
            format!("{by} {what}: “{contract}”."),
            quoted("Note", note),
            action("Open the contract", url),
        )
    }

    fn partner_news(&self, issuer: &str, what: &str, note: &str, url: &str) -> Draft {
        news(
            format!("{issuer} {what}"),
            format!("{issuer} {what}."),
            quoted("The reason given", note),
            action("Open Entente", url),
        )
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
