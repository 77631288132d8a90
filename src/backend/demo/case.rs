//! One partner of the demo: who it is, what it was offered, what became of that and when.

use super::{
    agreements::{Agreement, Version},
    company::{Companies, Company},
    dice::{Dice, Ids},
    ledger::Doer,
    plan::{Fate, Plan},
    setting::{Setting, Staff},
};
use crate::clock::{DAY, HOUR, MINUTE};
use entente_domain::{
    agreement::{proposed_description, proposed_title},
    contract::ContractStatus,
    evidence::EvidenceChannel,
    partner::PartnerStatus,
    usecases::Reference,
};
use std::sync::Arc;

/// One partner.
#[derive(Debug)]
pub(super) struct Case {
    pub fate: Fate,
    pub company: Company,
    /// The partner's account.
    pub account: Reference,
    pub external_id: Option<String>,
    pub creator: Staff,
    pub agreement: Arc<Agreement>,
    /// The agreement was made for this partner.
    pub is_own: bool,
    pub version: i64,
    pub contract: String,
    pub invitation: String,
    /// The link was mailed, not copied.
    pub mailed: bool,
    pub expiry_days: i64,
    /// The signatory's user, when there is one.
    pub user: String,
    pub created: i64,
    /// Signed, declined, or in force.
    pub answered: i64,
    /// Taken back, turned down, suspended or ended.
    pub ended: i64,
}

impl Case {
    /// Casts the partner that was planned.
    pub fn cast(
        plan: Plan,
        number: usize,
        setting: &Setting,
        companies: &mut Companies,
        (dice, ids): (&mut Dice, &mut Ids),
        now: i64,
    ) -> Self {
        let company = if plan.is_front_street {
            Companies::front_street()
        } else {
            companies.next(dice)
        };
        let account = Reference {
            id: ids.account(company.kind.role()).into(),
            name: company.name.clone(),
        };
        let is_own = plan.is_front_street || dice.percent(12);
        let agreement = if is_own {
            Arc::new(own(setting, &company, plan.created, (dice, ids)))
        } else {
            let kind = company.kind.main_agreement();
            let fitting: Vec<&Arc<Agreement>> = setting.shared.iter().filter(|shared| shared.kind == kind).collect();
            Arc::clone(dice.pick(&fitting))
        };
        let answered = later(plan.created, 9 * DAY, now, dice);
        let fate = plan.fate;
        Self {
            fate,
            account,
            external_id: dice.percent(60).then(|| format!("ERP-{:06}", 100_001 + number)),
            creator: setting.staff[usize::try_from(dice.below(3)).unwrap_or_default()].clone(),
            is_own,
            version: agreement.version_at(if fate == Fate::AtOnce { plan.created } else { answered }),
            contract: ids.contract(company.kind.main_agreement()).into(),
            invitation: ids.invitation().into(),
            mailed: !plan.is_front_street && dice.percent(55),
            expiry_days: if fate == Fate::Expired { 7 } else { 14 },
            user: ids.user().into(),
            created: plan.created,
            answered,
            ended: later(answered, 200 * DAY, now, dice),
            agreement,
            company,
        }
    }

    /// The partner's status.
    pub fn status(&self) -> PartnerStatus {
        match self.fate {
            Fate::Open | Fate::Expired | Fate::Revoked => PartnerStatus::Invited,
            Fate::Declined => PartnerStatus::Declined,
            Fate::Pending => PartnerStatus::Pending,
            Fate::Rejected => PartnerStatus::Rejected,
            Fate::Active | Fate::AtOnce => PartnerStatus::Active,
            Fate::Suspended => PartnerStatus::Suspended,
            Fate::Removed => PartnerStatus::Removed,
        }
    }

    /// The status of the program or service contract.
    pub fn contract_status(&self) -> ContractStatus {
        match self.fate {
            Fate::Open | Fate::Expired | Fate::Pending => ContractStatus::Pending,
            Fate::Revoked => ContractStatus::Withdrawn,
            Fate::Declined | Fate::Rejected => ContractStatus::Rejected,
            Fate::Active | Fate::AtOnce | Fate::Suspended => ContractStatus::Active,
            Fate::Removed => ContractStatus::Terminated,
        }
    }

    /// Somebody of the partner signed.
    pub fn is_signed(&self) -> bool {
        matches!(
            self.fate,
            Fate::Pending | Fate::Rejected | Fate::Active | Fate::Suspended | Fate::Removed
        )
    }

    /// Somebody of the partner has joined its account.
    pub fn is_joined(&self) -> bool {
        self.is_signed() || self.fate == Fate::AtOnce
    }

    /// The contract was in force at some time.
    pub fn was_in_force(&self) -> bool {
        matches!(self.fate, Fate::Active | Fate::AtOnce | Fate::Suspended | Fate::Removed)
    }

    /// The last thing that happened to the main contract, when it has ended.
    pub fn contract_ended(&self) -> Option<i64> {
        match self.fate {
            Fate::Declined => Some(self.answered),
            Fate::Revoked | Fate::Rejected | Fate::Removed => Some(self.ended),
            _ => None,
        }
    }

    /// The last thing that happened.
    pub fn changed(&self) -> i64 {
        match self.fate {
            Fate::Open | Fate::Expired => self.created,
            Fate::Declined | Fate::Pending | Fate::Active | Fate::AtOnce => self.answered,
            Fate::Revoked | Fate::Rejected | Fate::Suspended | Fate::Removed => self.ended,
        }
    }

    /// One of several reasons, always the same for this partner.
    pub fn reason(&self, reasons: &[&'static str]) -> &'static str {
        let digits: usize = self.account.id.bytes().map(usize::from).sum();
        reasons[digits % reasons.len()]
    }

    /// How the link came: the event's word and the evidence's.
    pub fn channel(&self) -> (&'static str, EvidenceChannel) {
        if self.mailed {
            ("mailed link", EvidenceChannel::MailedLink)
        } else {
            ("copied link", EvidenceChannel::CopiedLink)
        }
    }

    /// The person who answered for the partner.
    pub fn signatory(&self) -> Doer {
        let channel = if self.fate == Fate::AtOnce {
            "mailed link"
        } else {
            self.channel().0
        };
        Doer {
            id: Some(self.user.clone()),
            name: self.company.business.name.clone(),
            channel,
        }
    }
}

/// Some time after `from` and before `now`.
pub(super) fn later(from: i64, within: i64, now: i64, dice: &mut Dice) -> i64 {
    let latest = (from + within).min(now - MINUTE);
    let earliest = from + HOUR / 4;
    if latest <= earliest {
        from + MINUTE
    } else {
        dice.between(earliest, latest)
    }
}

/// An agreement made for one partner, with what the wizard makes under it.
fn own(setting: &Setting, company: &Company, at: i64, (dice, ids): (&mut Dice, &mut Ids)) -> Agreement {
    let mut agreement = Agreement {
        id: ids.agreement(company.kind.main_agreement()).into(),
        kind: company.kind.main_agreement(),
        title: proposed_title(&company.name),
        description: proposed_description(&setting.account.name, &company.name),
        link: "",
        auto_accept: false,
        marketplace: None,
        versions: vec![Version { number: 1, at }],
        dependents: Vec::new(),
    };
    let place = dice.one_of(&setting.marketplaces);
    let dependent = Setting::dependent(ids, &agreement, place, true, at);
    agreement.dependents.push(Arc::new(dependent));
    agreement
}
