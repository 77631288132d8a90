//! Contracts: the program or service contract as the case has it, and those under it.

use super::{
    agreements::Agreement,
    case::{Case, later},
    plan::Fate,
    story::{Story, called},
    words::{DECLINED, ENDED},
};
use crate::clock::DAY;
use entente_domain::{
    agreement::AgreementType,
    contract::{ContractStatus, contract_name},
};

/// What a contract's row says besides its agreement.
struct State<'a> {
    id: &'a str,
    status: ContractStatus,
    version: i64,
    parent: Option<&'a str>,
    created: i64,
    created_by: Option<&'a str>,
    signed: Option<i64>,
    approved: Option<i64>,
    ended: Option<i64>,
    ended_by: Option<&'a str>,
    note: &'static str,
}

/// How far a dependent contract has come by itself.
#[derive(Clone, Copy)]
enum Enrolled {
    Begun,
    Signed,
    Approved,
}

impl Story {
    /// The program or service contract, with what happened to it.
    pub(super) fn main_contract(&mut self, case: &Case) {
        let (ended_by, note) = match case.fate {
            Fate::Declined => (None, case.reason(DECLINED)),
            Fate::Revoked => (Some(case.creator.id.as_str()), ENDED[0]),
            Fate::Rejected | Fate::Removed => (Some(case.creator.id.as_str()), case.reason(ENDED)),
            _ => (None, ""),
        };
        let state = State {
            id: &case.contract,
            status: case.contract_status(),
            version: case.version,
            parent: None,
            created: case.created,
            created_by: Some(&case.creator.id),
            signed: case.is_signed().then_some(case.answered),
            approved: None,
            ended: case.contract_ended(),
            ended_by,
            note,
        };
        self.contract(case, &case.agreement.clone(), &state);
        self.answer(case);
    }

    /// A contract under the main one: in force with it by auto accept, or enrolled by hand later, or not at all.
    pub(super) fn dependent_contract(&mut self, case: &Case, agreement: &Agreement) {
        let removed = case.fate == Fate::Removed;
        let begun = if case.fate == Fate::AtOnce {
            case.created
        } else {
            case.answered
        };
        let id = String::from(self.ids.contract(agreement.kind));
        if agreement.auto_accept {
            let state = State {
                id: &id,
                status: if removed {
                    ContractStatus::Terminated
                } else {
                    ContractStatus::Active
                },
                version: 1,
                parent: Some(&case.contract),
                created: begun,
                created_by: None,
                signed: None,
                approved: None,
                ended: removed.then_some(case.ended),
                ended_by: removed.then_some(case.creator.id.as_str()),
                note: if removed {
                    "Ended with the contract above it"
                } else {
                    ""
                },
            };
            self.contract(case, agreement, &state);
            let doer = if case.fate == Fate::AtOnce {
                case.creator.doer()
            } else {
                case.signatory()
            };
            let forced = ("activated", "brought the contract into force by auto accept");
            let object = ("contract", &*id, called(case, agreement));
            self.note_named(case, begun, object.clone(), forced, (&doer, ""));
            self.followed(case, &id, agreement, begun);
            if removed {
                let ended = ("terminated", "ended the contract together with the one above it");
                self.note_named(case, case.ended, object, ended, (&case.creator.doer(), ""));
            }
        } else if !removed && case.changed() == case.answered && self.dice.percent(60) {
            let enrolled = [Enrolled::Begun, Enrolled::Signed, Enrolled::Approved][self.enrolments % 3];
            self.enrolments += 1;
            self.enrolled(case, agreement, (&id, begun), enrolled);
        }
    }

    fn enrolled(&mut self, case: &Case, agreement: &Agreement, (id, begun): (&str, i64), how: Enrolled) {
        let created = later(begun, 10 * DAY, self.now, &mut self.dice);
        let signed = later(created, 5 * DAY, self.now, &mut self.dice);
        let approved = later(signed, 5 * DAY, self.now, &mut self.dice);
        // Syndication contracts are enrolled and signed in one.
        let signs = !matches!(how, Enrolled::Begun) || agreement.kind == AgreementType::Syndication;
        let countersigns = matches!(how, Enrolled::Approved);
        let state = State {
            id,
            status: match (signs, countersigns) {
                (_, true) => ContractStatus::Active,
                (true, false) => ContractStatus::Pending,
                (false, false) => ContractStatus::Enrolling,
            },
            version: 1,
            parent: Some(&case.contract),
            created,
            created_by: Some(&case.user),
            signed: signs.then_some(signed),
            approved: countersigns.then_some(approved),
            ended: None,
            ended_by: None,
            note: "",
        };
        self.contract(case, agreement, &state);
        let mut person = case.signatory();
        person.channel = "web";
        let object = ("contract", id, called(case, agreement));
        self.note_named(
            case,
            created,
            object.clone(),
            ("enrolled", "enrolled in the agreement"),
            (&person, ""),
        );
        if signs {
            let how = ("signed", "signed the contract");
            self.note_named(case, signed, object.clone(), how, (&person, ""));
        }
        if countersigns {
            let doer = case.creator.doer();
            let how = ("approved", "approved the contract");
            self.note_named(case, approved, object, how, (&doer, ""));
        }
    }

    fn contract(&mut self, case: &Case, agreement: &Agreement, state: &State<'_>) {
        let by_user = |at: Option<i64>| at.map(|_| case.user.as_str());
        let by_staff = |at: Option<i64>| at.map(|_| case.creator.id.as_str());
        self.tables.contracts.push([
            self.setting.account.id.as_str().into(),
            state.id.into(),
            agreement.kind.as_str().into(),
            state.status.as_str().into(),
            contract_name(&agreement.title).into(),
            agreement.id.as_str().into(),
            state.version.into(),
            case.account.id.as_str().into(),
            state.parent.into(),
            if state.signed.is_some() {
                case.company.business.name.as_str()
            } else {
                ""
            }
            .into(),
            "".into(),
            state.note.into(),
            state.created.into(),
            state.created_by.into(),
            state.signed.into(),
            by_user(state.signed).into(),
            state.approved.into(),
            by_staff(state.approved).into(),
            state.ended.into(),
            state.ended_by.into(),
        ]);
    }
}
