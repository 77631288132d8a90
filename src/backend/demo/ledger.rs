//! Events and evidence in the order in which they happened, chained like the real ones. Partners are made one
//! after the other, but what happens to them interleaves: entries wait here until everything before them is known.

use crate::{
    service::document::{self, Document},
    store::{bulk::Rows, events::NewEvent, evidence::NewEvidence},
};
use entente_domain::evidence::{EvidenceAct, EvidenceChannel, LANGUAGE, Verification};
use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

/// Who did something.
#[derive(Debug, Clone)]
pub(super) struct Doer {
    pub id: Option<String>,
    pub name: String,
    pub channel: &'static str,
}

/// Something that happened.
#[derive(Debug)]
pub(super) struct Event {
    pub account: String,
    pub partner: Option<String>,
    /// Type, id and name.
    pub object: (&'static str, String, String),
    /// The one word and the sentence part.
    pub action: (&'static str, &'static str),
    pub doer: Doer,
    pub note: &'static str,
}

/// How somebody accepted or declined; the issuer's own act has no signatory.
#[derive(Debug)]
pub(super) struct Evidence {
    pub act: EvidenceAct,
    pub contract: String,
    pub agreement: String,
    pub document: Document,
    pub statement: String,
    pub authority: String,
    pub user: Option<String>,
    pub signatory: String,
    pub title: &'static str,
    pub address: String,
    pub verified_by: Verification,
    pub channel: EvidenceChannel,
    pub invitation: Option<String>,
    pub ip: String,
    pub browser: &'static str,
    pub session: String,
}

#[derive(Debug)]
enum Item {
    Event(Box<Event>),
    Evidence(Box<Evidence>),
}

#[derive(Debug)]
struct Entry {
    at: i64,
    turn: u64,
    item: Item,
}

impl Entry {
    fn order(&self) -> (i64, u64) {
        (self.at, self.turn)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// The log and the evidence.
#[derive(Debug)]
pub(super) struct Ledger {
    waiting: BinaryHeap<Reverse<Entry>>,
    turn: u64,
    last_event: String,
    last_evidence: String,
    events: Rows,
    evidence: Rows,
    documents: Rows,
}

impl Ledger {
    pub fn new() -> Self {
        Self {
            waiting: BinaryHeap::new(),
            turn: 0,
            last_event: String::new(),
            last_evidence: String::new(),
            events: Rows::into(
                "events",
                "account_id, partner_id, object_type, object_id, action, what, user_id, user_name, channel, note, before,
                 after, at, previous_hash, hash, object_name",
            ),
            evidence: Rows::into(
                "acceptances",
                "act, account_id, partner_id, contract_id, agreement_id, version, document_hash, statement, language,
                 user_id, signatory, title, authority_statement, address, verified_by, channel, invitation_id, at, ip,
                 user_agent, session_hash, previous_hash, hash",
            ),
            documents: Rows::into("documents", "hash, body, created_at"),
        }
    }

    /// Notes an event.
    pub fn event(&mut self, at: i64, event: Event) {
        self.add(at, Item::Event(Box::new(event)));
    }

    /// Notes evidence.
    pub fn evidence(&mut self, at: i64, evidence: Evidence) {
        self.add(at, Item::Evidence(Box::new(evidence)));
    }

    fn add(&mut self, at: i64, item: Item) {
        self.turn += 1;
        self.waiting.push(Reverse(Entry {
            at,
            turn: self.turn,
            item,
        }));
    }

    /// The rows of what happened up to `until`, in the order to write them; nothing older may be noted afterwards.
    pub fn take(&mut self, until: i64) -> [Rows; 3] {
        while self.waiting.peek().is_some_and(|Reverse(entry)| entry.at <= until) {
            let Some(Reverse(entry)) = self.waiting.pop() else {
                break;
            };
            match entry.item {
                Item::Event(event) => self.chain_event(entry.at, &event),
                Item::Evidence(evidence) => self.chain_evidence(entry.at, &evidence),
            }
        }
        [self.events.take(), self.documents.take(), self.evidence.take()]
    }

    fn chain_event(&mut self, at: i64, event: &Event) {
        let row = NewEvent {
            account_id: &event.account,
            partner_id: event.partner.as_deref(),
            object_type: event.object.0,
            object_id: &event.object.1,
            object_name: &event.object.2,
            action: event.action.0,
            what: event.action.1,
            user_id: event.doer.id.as_deref(),
            user_name: &event.doer.name,
            channel: event.doer.channel,
            note: event.note,
            before: "",
            after: "",
        };
        let hash = row.hash(at, &self.last_event);
        let previous = std::mem::replace(&mut self.last_event, hash.clone());
        self.events.push([
            row.account_id.into(),
            row.partner_id.into(),
            row.object_type.into(),
            row.object_id.into(),
            row.action.into(),
            row.what.into(),
            row.user_id.into(),
            row.user_name.into(),
            row.channel.into(),
            row.note.into(),
            row.before.into(),
            row.after.into(),
            at.into(),
            previous.into(),
            hash.into(),
            row.object_name.into(),
        ]);
    }

    fn chain_evidence(&mut self, at: i64, evidence: &Evidence) {
        let body = document::render(&evidence.document);
        let document_hash = crate::store::documents::hash(&body);
        let row = NewEvidence {
            act: evidence.act,
            account_id: &evidence.document.issuer.id,
            partner_id: &evidence.document.partner.id,
            contract_id: &evidence.contract,
            agreement_id: &evidence.agreement,
            version: evidence.document.version,
            document_hash: &document_hash,
            statement: &evidence.statement,
            language: LANGUAGE,
            user_id: evidence.user.as_deref(),
            signatory: &evidence.signatory,
            title: evidence.title,
            authority_statement: &evidence.authority,
            address: &evidence.address,
            verified_by: evidence.verified_by,
            channel: evidence.channel,
            invitation_id: evidence.invitation.as_deref(),
            ip: &evidence.ip,
            user_agent: evidence.browser,
            session_hash: &evidence.session,
        };
        let hash = row.hash(at, &self.last_evidence);
        let previous = std::mem::replace(&mut self.last_evidence, hash.clone());
        self.evidence.push([
            row.act.as_str().into(),
            row.account_id.into(),
            row.partner_id.into(),
            row.contract_id.into(),
            row.agreement_id.into(),
            row.version.into(),
            row.document_hash.into(),
            row.statement.into(),
            row.language.into(),
            row.user_id.into(),
            row.signatory.into(),
            row.title.into(),
            row.authority_statement.into(),
            row.address.into(),
            row.verified_by.as_str().into(),
            row.channel.as_str().into(),
            row.invitation_id.into(),
            at.into(),
            row.ip.into(),
            row.user_agent.into(),
            row.session_hash.into(),
            previous.into(),
            hash.into(),
        ]);
        self.documents.push([document_hash.into(), body.into(), at.into()]);
    }
}
