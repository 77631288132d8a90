//! Writing a partner: its account, what the wizard made, and its row. Contracts are in `contracts.rs`, invitation and
//! mail in `letters.rs`, what people did in `acts.rs`.

use super::{
    agreements::{self, Agreement},
    case::Case,
    company::Companies,
    dice::{Dice, Ids},
    ledger::{Doer, Event, Ledger},
    plan::{Fate, Plan},
    setting::{self, Setting},
    tables::Tables,
};
use entente_domain::{account::AccountStatus, contract::contract_name};

/// Everything that partners are written with.
pub(super) struct Story {
    pub setting: Setting,
    pub tables: Tables,
    pub ledger: Ledger,
    pub ids: Ids,
    pub dice: Dice,
    pub companies: Companies,
    /// What the starting groups of vendors and resellers may do.
    pub permissions: [String; 3],
    pub password_hash: String,
    pub now: i64,
    /// Partners written so far.
    pub written: usize,
    /// Mails about open invitations so far.
    pub mails: usize,
    /// Contracts enrolled by hand so far.
    pub enrolments: usize,
}

/// What the partner's contract under an agreement is called in the log.
pub(super) fn called(case: &Case, agreement: &Agreement) -> String {
    format!("{} · {}", case.account.name, contract_name(&agreement.title))
}

impl Story {
    /// Writes the partner that was planned.
    pub fn write(&mut self, plan: Plan) {
        self.written += 1;
        let chance = (&mut self.dice, &mut self.ids);
        let case = Case::cast(plan, self.written, &self.setting, &mut self.companies, chance, self.now);
        let administrators = self.account(&case);
        self.added(&case);
        self.invitation(&case, &administrators);
        if case.is_joined() {
            self.join(&case, &administrators);
        }
        self.main_contract(&case);
        if case.was_in_force() {
            for dependent in case.agreement.dependents.clone() {
                self.dependent_contract(&case, &dependent);
            }
        }
        self.end(&case);
        self.partner(&case);
    }

    /// Notes an event of the distributor that concerns the partner.
    pub fn note(
        &mut self,
        case: &Case,
        at: i64,
        object: (&'static str, &str),
        action: (&'static str, &'static str),
        (doer, note): (&Doer, &'static str),
    ) {
        let name = match (object.0, case.fate) {
            ("contract", _) => called(case, &case.agreement),
            ("invitation", Fate::AtOnce) => format!("{} · {}", case.company.business.name, case.account.name),
            _ => case.account.name.clone(),
        };
        self.note_named(case, at, (object.0, object.1, name), action, (doer, note));
    }

    /// The same about an object that is called otherwise than the partner or its main contract.
    pub fn note_named(
        &mut self,
        case: &Case,
        at: i64,
        (kind, id, name): (&'static str, &str, String),
        action: (&'static str, &'static str),
        (doer, note): (&Doer, &'static str),
    ) {
        let event = Event {
            account: self.setting.account.id.clone(),
            partner: Some(case.account.id.clone()),
            object: (kind, id.to_owned(), name),
            action,
            doer: doer.clone(),
            note,
        };
        self.ledger.event(at, event);
    }

    /// The partner's account; returns its administrators' group.
    fn account(&mut self, case: &Case) -> String {
        let status = if case.is_joined() {
            AccountStatus::Active
        } else {
            AccountStatus::Invited
        };
        self.tables.accounts.push([
            case.account.id.as_str().into(),
            case.company.kind.role().as_str().into(),
            case.account.name.as_str().into(),
            status.as_str().into(),
            case.created.into(),
        ]);
        let [administrators, ..] =
            setting::groups(&mut self.tables, &mut self.ids, &case.account.id, &self.permissions);
        administrators
    }

    /// What the wizard made.
    fn added(&mut self, case: &Case) {
        let doer = case.creator.doer();
        let what = if case.fate == Fate::AtOnce {
            "added the partner and created its account"
        } else {
            "added the partner"
        };
        self.note(
            case,
            case.created,
            ("partner", &case.account.id),
            ("created", what),
            (&doer, ""),
        );
        if case.is_own {
            let (main, by) = (&case.agreement, (&case.creator, Some(case.account.id.as_str())));
            let account = &self.setting.account.id;
            agreements::insert_agreement(&mut self.tables, &mut self.ledger, account, main, None, by);
            for dependent in &main.dependents {
                agreements::insert_agreement(
                    &mut self.tables,
                    &mut self.ledger,
                    account,
                    dependent,
                    Some(&main.id),
                    by,
                );
            }
        }
        let made = ("created", "made the contract");
        self.note(case, case.created, ("contract", &case.contract), made, (&doer, ""));
    }

    fn partner(&mut self, case: &Case) {
        self.tables.partners.push([
            self.setting.account.id.as_str().into(),
            case.account.id.as_str().into(),
            case.company.kind.as_str().into(),
            case.status().as_str().into(),
            case.account.name.as_str().into(),
            case.external_id.as_deref().into(),
            case.company.technical.name.as_str().into(),
            case.company.technical.email.as_str().into(),
            case.company.business.name.as_str().into(),
            case.company.business.email.as_str().into(),
            case.created.into(),
            case.changed().into(),
        ]);
    }
}
