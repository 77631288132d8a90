//! What people did: the partner's people joined, signed or declined; the distributor ended things.

use super::{
    case::Case,
    ledger::{Doer, Event, Evidence},
    plan::Fate,
    story::Story,
    words::{BROWSERS, DECLINED, ENDED, POSITIONS},
};
use crate::service::document::Document;
use entente_domain::{
    evidence::{
        ACTIVATED_AT_ONCE, EvidenceAct, EvidenceChannel, Verification, authority_statement, auto_accept_statement,
        decline_statement, statement,
    },
    usecases::Reference,
};

impl Story {
    /// The partner's first person registers and joins its account.
    pub(super) fn join(&mut self, case: &Case, administrators: &str) {
        let (user, person, account) = (case.user.as_str(), &case.company.business, case.account.id.as_str());
        let proved = case.mailed || case.fate == Fate::AtOnce;
        self.tables.users.push([
            user.into(),
            person.email.as_str().into(),
            person.name.as_str().into(),
            self.password_hash.as_str().into(),
            proved.then_some(case.answered).into(),
            account.into(),
            case.answered.into(),
        ]);
        self.tables
            .memberships
            .push([account.into(), user.into(), "joined".into(), case.answered.into()]);
        self.tables
            .membership_groups
            .push([account.into(), user.into(), administrators.into()]);
        let doer = case.signatory();
        let accepted = ("accepted", "accepted the invitation");
        self.note(
            case,
            case.answered,
            ("invitation", &case.invitation),
            accepted,
            (&doer, ""),
        );
        let joined = Event {
            account: account.to_owned(),
            partner: None,
            object: ("user", user.to_owned(), person.name.clone()),
            action: ("joined", "registered and joined the account"),
            doer,
            note: "",
        };
        self.ledger.event(case.answered, joined);
    }

    /// What happened to the program or service contract.
    pub(super) fn answer(&mut self, case: &Case) {
        let (at, contract) = (case.answered, ("contract", case.contract.as_str()));
        let partner = ("partner", case.account.id.as_str());
        let active = ("active", "is an active partner now");
        let doer = case.signatory();
        match case.fate {
            Fate::Open | Fate::Expired | Fate::Revoked => {}
            Fate::Declined => {
                let (channel, reason) = (case.channel().0, case.reason(DECLINED));
                let nobody = Doer {
                    id: None,
                    name: "The invited person".to_owned(),
                    channel,
                };
                let declined = ("declined", "declined the invitation");
                self.note(case, at, ("invitation", &case.invitation), declined, (&nobody, reason));
                self.note(
                    case,
                    at,
                    contract,
                    ("rejected", "rejected the contract with the invitation"),
                    (&nobody, reason),
                );
                self.note(
                    case,
                    at,
                    partner,
                    ("declined", "declined to become a partner"),
                    (&nobody, ""),
                );
                self.signed(case, EvidenceAct::Declined);
            }
            Fate::AtOnce => {
                let doer = case.creator.doer();
                let forced = ("activated", "brought the contract into force without a signature");
                self.note(case, case.created, contract, forced, (&doer, ""));
                let user = Some(case.creator.id.clone());
                self.activated(
                    case,
                    (&case.contract, &case.agreement.id),
                    (ACTIVATED_AT_ONCE.to_owned(), user),
                );
            }
            Fate::Pending | Fate::Rejected => {
                self.note(case, at, contract, ("signed", "signed the contract"), (&doer, ""));
                self.note(
                    case,
                    at,
                    partner,
                    ("pending", "applied and waits for approval"),
                    (&doer, ""),
                );
                self.signed(case, EvidenceAct::Accepted);
            }
            Fate::Active | Fate::Suspended | Fate::Removed => {
                self.note(case, at, contract, ("signed", "signed the contract"), (&doer, ""));
                self.note(case, at, partner, active, (&doer, ""));
                self.signed(case, EvidenceAct::Accepted);
            }
        }
    }

    /// What the distributor did in the end.
    pub(super) fn end(&mut self, case: &Case) {
        let (at, contract) = (case.ended, ("contract", case.contract.as_str()));
        let partner = ("partner", case.account.id.as_str());
        let (doer, reason) = (case.creator.doer(), case.reason(ENDED));
        match case.fate {
            Fate::Revoked => {
                let revoked = ("revoked", "revoked the invitation");
                self.note(case, at, ("invitation", &case.invitation), revoked, (&doer, ENDED[0]));
                let withdrawn = ("withdrawn", "withdrew the contract together with the invitation");
                self.note(case, at, contract, withdrawn, (&doer, ENDED[0]));
            }
            Fate::Rejected => {
                self.note(
                    case,
                    at,
                    contract,
                    ("rejected", "rejected the contract"),
                    (&doer, reason),
                );
                self.note(
                    case,
                    at,
                    partner,
                    ("rejected", "rejected the application"),
                    (&doer, reason),
                );
            }
            Fate::Suspended => {
                self.note(
                    case,
                    at,
                    partner,
                    ("suspended", "suspended the partner"),
                    (&doer, reason),
                );
            }
            Fate::Removed => {
                self.note(
                    case,
                    at,
                    contract,
                    ("terminated", "terminated the contract"),
                    (&doer, reason),
                );
                let removed = ("removed", "was removed with the last program or service contract");
                self.note(case, at, partner, removed, (&doer, ""));
            }
            _ => {}
        }
    }

    fn document(&self, case: &Case) -> Document {
        Document {
            issuer: self.setting.account.clone(),
            partner: case.account.clone(),
            title: case.agreement.title.clone(),
            version: case.version,
            description: case.agreement.description.clone(),
            link: case.agreement.link.to_owned(),
            note: String::new(),
        }
    }

    /// Evidence that the signatory accepted or declined the main contract.
    fn signed(&mut self, case: &Case, act: EvidenceAct) {
        let (document, person) = (self.document(case), &case.company.business);
        let accepted = act == EvidenceAct::Accepted;
        let words = if accepted { statement } else { decline_statement };
        let evidence = Evidence {
            act,
            contract: case.contract.clone(),
            agreement: case.agreement.id.clone(),
            statement: words(&document.title, document.version),
            authority: if accepted {
                authority_statement(&case.account.name)
            } else {
                String::new()
            },
            user: accepted.then(|| case.user.clone()),
            signatory: if accepted { person.name.clone() } else { String::new() },
            title: if accepted { self.dice.pick(POSITIONS) } else { "" },
            address: if accepted || case.mailed {
                person.email.clone()
            } else {
                String::new()
            },
            verified_by: if case.mailed {
                Verification::MailedLink
            } else {
                Verification::NotVerified
            },
            channel: case.channel().1,
            invitation: Some(case.invitation.clone()),
            ip: format!("203.0.113.{}", self.dice.between(1, 255)),
            browser: self.dice.pick(BROWSERS),
            session: if accepted { self.dice.hash() } else { String::new() },
            document,
        };
        self.ledger.evidence(case.answered, evidence);
    }

    /// Evidence that the main contract came into force without a signature.
    fn activated(&mut self, case: &Case, about: (&str, &str), (statement, user): (String, Option<String>)) {
        let document = self.document(case);
        self.keep_activation(case.created, document, about, (statement, user));
    }

    /// Evidence that a dependent contract came into force with the main one.
    pub(super) fn followed(&mut self, case: &Case, contract: &str, agreement: &super::agreements::Agreement, at: i64) {
        let document = Document {
            issuer: self.setting.account.clone(),
            partner: case.account.clone(),
            title: agreement.title.clone(),
            version: 1,
            description: agreement.description.clone(),
            link: String::new(),
            note: String::new(),
        };
        let words = auto_accept_statement(&case.contract);
        self.keep_activation(at, document, (contract, &agreement.id), (words, None));
    }

    fn keep_activation(
        &mut self,
        at: i64,
        document: Document,
        (contract, agreement): (&str, &str),
        (statement, user): (String, Option<String>),
    ) {
        let Reference { name, .. } = &document.issuer;
        let evidence = Evidence {
            act: EvidenceAct::Activated,
            contract: contract.to_owned(),
            agreement: agreement.to_owned(),
            statement,
            authority: String::new(),
            user,
            signatory: name.clone(),
            title: "",
            address: String::new(),
            verified_by: Verification::Issuer,
            channel: EvidenceChannel::Issuer,
            invitation: None,
            ip: String::new(),
            browser: "",
            session: String::new(),
            document,
        };
        self.ledger.evidence(at, evidence);
    }
}
