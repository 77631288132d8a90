//! Invitations in every state, and the mail that carried them.

use super::{
    case::Case,
    plan::Fate,
    story::Story,
    words::{DECLINED, ENDED, LATER, REFUSED},
};
use crate::{
    clock::{DAY, HOUR, MINUTE},
    mail::Letter,
};

/// How an invitation came to its end.
struct Ending<'a> {
    status: &'static str,
    at: Option<i64>,
    by: Option<&'a str>,
    reason: &'static str,
    superseded_by: Option<&'a str>,
}

impl Story {
    /// The partner's invitation; with *Create account*, its first user's.
    pub(super) fn invitation(&mut self, case: &Case, administrators: &str) {
        let user = case.user.as_str();
        let ending = |status, at, by, reason| Ending {
            status,
            at,
            by,
            reason,
            superseded_by: None,
        };
        let ending = match case.fate {
            Fate::Open | Fate::Expired => ending("open", None, None, ""),
            Fate::Revoked => ending("revoked", Some(case.ended), Some(case.creator.id.as_str()), ENDED[0]),
            Fate::Declined => ending("declined", Some(case.answered), None, case.reason(DECLINED)),
            _ => ending("accepted", Some(case.answered), Some(user), ""),
        };
        let (kind, what) = if case.fate == Fate::AtOnce {
            ("user", "invited the first user")
        } else {
            ("partner", "made the activation link")
        };
        let mut created = case.created;
        if case.fate == Fate::Open && case.mailed && self.written.is_multiple_of(6) {
            created += HOUR;
            self.misdirected(case, kind, created, administrators);
        }
        let address = (case.mailed || kind == "user").then(|| case.company.business.email.clone());
        let about = (address.as_deref(), created);
        self.insert_invitation(case, (&case.invitation, kind), about, administrators, &ending);
        let made = ("created", what);
        self.note(
            case,
            created,
            ("invitation", &case.invitation),
            made,
            (&case.creator.doer(), ""),
        );
        if let Some(address) = address {
            let state = self.delivery_state(case.fate);
            self.delivery(&case.invitation, &address, created, state);
        }
    }

    /// The first invitation, which went to a wrong address and was superseded at `created`.
    fn misdirected(&mut self, case: &Case, kind: &str, created: i64, administrators: &str) {
        let first = String::from(self.ids.invitation());
        let wrong = format!(
            "info@{}",
            case.company.business.email.split('@').next_back().unwrap_or_default()
        );
        let superseded = Ending {
            superseded_by: Some(&case.invitation),
            ..Ending {
                status: "superseded",
                at: Some(created),
                by: Some(&case.creator.id),
                reason: "",
                superseded_by: None,
            }
        };
        self.insert_invitation(
            case,
            (&first, kind),
            (Some(&wrong), case.created),
            administrators,
            &superseded,
        );
        self.delivery(&first, &wrong, case.created, ("handed_over", ""));
        let sent = (
            "superseded",
            "sent the invitation to another address; the old link is dead",
        );
        self.note(case, created, ("invitation", &first), sent, (&case.creator.doer(), ""));
    }

    fn insert_invitation(
        &mut self,
        case: &Case,
        (id, kind): (&str, &str),
        (address, created): (Option<&str>, i64),
        administrators: &str,
        ending: &Ending<'_>,
    ) {
        let is_partner = kind == "partner";
        let asked = case.fate == Fate::Expired && self.written.is_multiple_of(3);
        let expires = created + case.expiry_days * DAY;
        self.tables.invitations.push([
            self.setting.account.id.as_str().into(),
            id.into(),
            kind.into(),
            ending.status.into(),
            address.into(),
            case.company.business.name.as_str().into(),
            is_partner.then_some(case.account.id.as_str()).into(),
            is_partner.then_some(case.contract.as_str()).into(),
            case.account.id.as_str().into(),
            format!("[\"{administrators}\"]").into(),
            case.expiry_days.into(),
            expires.into(),
            asked.then_some((expires + DAY).min(self.now - MINUTE)).into(),
            ending.reason.into(),
            ending.superseded_by.into(),
            created.into(),
            case.creator.id.as_str().into(),
            ending.at.into(),
            ending.by.into(),
        ]);
    }

    /// Mail that waits for an answer shows every state; mail that was answered had arrived.
    fn delivery_state(&mut self, fate: Fate) -> (&'static str, &'static str) {
        if fate != Fate::Open {
            return ("handed_over", "");
        }
        self.mails += 1;
        match self.mails % 5 {
            2 => ("failed", self.dice.pick(REFUSED)),
            4 => ("deferred", self.dice.pick(LATER)),
            _ => ("handed_over", ""),
        }
    }

    fn delivery(&mut self, invitation: &str, address: &str, at: i64, (state, detail): (&str, &str)) {
        let letter = Letter::Invitation {
            invitation: invitation.to_owned(),
        };
        let deferred = state == "deferred";
        self.tables.deliveries.push([
            self.setting.account.id.as_str().into(),
            "invitation".into(),
            serde_json::to_string(&letter).unwrap_or_default().into(),
            address.into(),
            invitation.into(),
            state.into(),
            if deferred { 3_i64 } else { 1 }.into(),
            // Never due while the demo runs: nothing is sent.
            if deferred { self.now + 365 * DAY } else { at }.into(),
            detail.into(),
            at.into(),
            (at + MINUTE).into(),
        ]);
    }
}
