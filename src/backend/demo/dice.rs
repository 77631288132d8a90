//! Chance and ids of the demo: the same in every run.

use entente_domain::{
    account::Role,
    agreement::AgreementType,
    id::{AccountId, AgreementId, ContractId, GroupId, HubId, InvitationId, MarketplaceId, UserId},
};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

/// Seeded random numbers.
pub(super) struct Dice(ChaCha20Rng);

impl Dice {
    /// The same numbers in every run.
    pub fn new() -> Self {
        Self(ChaCha20Rng::seed_from_u64(1_976))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: i64) -> i64 {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        i64::try_from(self.0.next_u64() % end).unwrap_or_default()
    }

    /// A number from `from` to just below `to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.below(100) < chance
    }

    /// One of several; there is at least one.
    pub fn pick<T: Copy>(&mut self, several: &[T]) -> T {
        *self.one_of(several)
    }

    /// One of the words of a text, which are separated by commas.
    pub fn word(&mut self, text: &'static str) -> &'static str {
        let count = i64::try_from(text.split(", ").count()).unwrap_or(1);
        let at = usize::try_from(self.below(count)).unwrap_or_default();
        text.split(", ").nth(at).unwrap_or_default()
    }

    /// As [`Dice::pick`], for what is not copied.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(i64::try_from(several.len()).unwrap_or(1))).unwrap_or_default();
        &several[at]
    }

    /// A hash of nothing in particular, in hexadecimal.
    pub fn hash(&mut self) -> String {
        let mut bytes = [0; 32];
        self.0.fill_bytes(&mut bytes);
        crate::store::events::hex(&bytes)
    }
}

/// Ids, each once.
#[derive(Default)]
pub(super) struct Ids(u64);

impl Ids {
    /// The digits of the next id. Multiplying by a number that shares no factor with a power of ten permutes all
    /// numbers of that many digits: no two are equal, and they are in no visible order.
    fn digits(&mut self, count: u32) -> impl FnMut() -> u8 + use<> {
        const MULTIPLIER: u128 = 618_033_988_749_897;
        self.0 += 1;
        let range = 10_u128.pow(count);
        let mut rest = (u128::from(self.0) * (MULTIPLIER % range) + 31_415_926) % range;
        move || {
            let digit = u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            digit
        }
    }

    pub fn account(&mut self, role: Role) -> AccountId {
        AccountId::draw(role, self.digits(6))
    }

    pub fn user(&mut self) -> UserId {
        UserId::draw(self.digits(9))
    }

    pub fn group(&mut self) -> GroupId {
        GroupId::draw(self.digits(9))
    }

    pub fn hub(&mut self) -> HubId {
        HubId::draw(self.digits(8))
    }

    pub fn marketplace(&mut self) -> MarketplaceId {
        MarketplaceId::draw(self.digits(5))
    }

    pub fn agreement(&mut self, kind: AgreementType) -> AgreementId {
        AgreementId::draw(kind, self.digits(9))
    }

    pub fn contract(&mut self, kind: AgreementType) -> ContractId {
        ContractId::draw(kind, self.digits(15))
    }

    pub fn invitation(&mut self) -> InvitationId {
        InvitationId::draw(self.digits(9))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_id_comes_twice() {
        let mut ids = Ids::default();
        let drawn: BTreeSet<String> = (0..20_000).map(|_| ids.account(Role::Vendor).into()).collect();
        assert_eq!(drawn.len(), 20_000);
    }
}
