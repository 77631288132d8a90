//! What becomes of each partner, and when each was added: every status in shares that a distributor would know,
//! spread over the last 18 months.

use super::dice::Dice;
use crate::clock::{DAY, HOUR};

/// How far back the account goes.
pub(super) const SPAN: i64 = 548 * DAY;
/// What is younger than this may still wait for an answer.
const RECENT: i64 = 13 * DAY;
/// Open invitations at most: an account may have a thousand, and people trying the demo add theirs.
const OPEN: i64 = 150;
/// Expired ones, which count as open, at most.
const EXPIRED: i64 = 100;

/// What became of a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Invited; the link works.
    Open,
    /// Invited; the time has passed.
    Expired,
    /// The invitation was taken back.
    Revoked,
    /// Turned the invitation down.
    Declined,
    /// Signed; the distributor has not decided yet.
    Pending,
    /// Signed; the distributor turned the application down.
    Rejected,
    /// Signed; in business.
    Active,
    /// In business without a signature: the distributor created the account.
    AtOnce,
    /// In business, suspended later.
    Suspended,
    /// In business, ended later.
    Removed,
}

/// When a partner was added and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub created: i64,
    pub fate: Fate,
    /// The story's own vendor.
    pub is_front_street: bool,
}

/// The plans for so many partners, the oldest first.
pub(super) fn plans(count: u32, now: i64, dice: &mut Dice) -> Vec<Plan> {
    let count = i64::from(count);
    let open = (count * 12 / 100).clamp(0, OPEN);
    let recent = (open + open * 2 / 3).min(count - 1);
    let old = count - recent;
    let mut plans = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
    let mut expired = 0;
    for number in 0..old {
        let is_front_street = number + 1 == old;
        let mut fate = if is_front_street {
            Fate::Active
        } else {
            old_fate(number)
        };
        if fate == Fate::Expired {
            if expired < EXPIRED && number * 2 >= old {
                expired += 1;
            } else {
                fate = Fate::Active;
            }
        }
        let created = spread((now - SPAN + 3 * DAY, now - RECENT), (number, old), dice);
        plans.push(Plan {
            created,
            fate,
            is_front_street,
        });
    }
    let mut waiting = 0;
    for number in 0..recent {
        let mut fate = recent_fate(number);
        if fate == Fate::Open {
            waiting += 1;
            if waiting > open {
                fate = Fate::Active;
            }
        }
        let created = spread((now - RECENT, now - 2 * HOUR), (number, recent), dice);
        plans.push(Plan {
            created,
            fate,
            is_front_street: false,
        });
    }
    plans
}

/// An instant in the `number`-th of `count` equal parts of a time.
fn spread((from, to): (i64, i64), (number, count): (i64, i64), dice: &mut Dice) -> i64 {
    let part = (to - from) / count.max(1);
    from + number * part + dice.below(part.max(1))
}

/// Twenty in a row hold every share; seven has no factor in common with twenty, so that equals do not stand together.
fn old_fate(number: i64) -> Fate {
    let round = number / 20;
    match (number * 7 + 3) % 20 {
        13 | 14 => Fate::AtOnce,
        15 => Fate::Declined,
        16 => {
            [Fate::Rejected, Fate::Suspended, Fate::Removed, Fate::Suspended][usize::try_from(round % 4).unwrap_or(0)]
        }
        17 => [Fate::Removed, Fate::Declined, Fate::Active][usize::try_from(round % 3).unwrap_or(0)],
        18 => [Fate::Revoked, Fate::Active][usize::try_from(round % 2).unwrap_or(0)],
        19 => Fate::Expired,
        _ => Fate::Active,
    }
}

fn recent_fate(number: i64) -> Fate {
    match number % 10 {
        2 | 7 => Fate::Active,
        4 => [Fate::Pending, Fate::Declined][usize::try_from(number / 10 % 2).unwrap_or(0)],
        9 => [Fate::AtOnce, Fate::Pending][usize::try_from(number / 10 % 2).unwrap_or(0)],
        _ => Fate::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn few_partners_show_every_fate_and_many_stay_within_limits() {
        let now = 1_800_000_000_000;
        for count in [1, 2, 7, 60, 200, 5_000] {
            let plans = plans(count, now, &mut Dice::new());
            assert_eq!(plans.len(), count as usize);
            assert!(plans.is_sorted_by_key(|plan| plan.created) && plans.iter().all(|plan| plan.created < now));
            assert_eq!(plans.iter().filter(|plan| plan.is_front_street).count(), 1);
            let mut fates = BTreeMap::new();
            for plan in &plans {
                *fates.entry(format!("{:?}", plan.fate)).or_insert(0) += 1;
            }
            if count >= 60 {
                assert_eq!(fates.len(), 10, "{count}: {fates:?}");
            }
            assert!(fates.get("Open").is_none_or(|&open| open <= OPEN));
            assert!(fates.get("Expired").is_none_or(|&expired| expired <= EXPIRED));
        }
    }
}
