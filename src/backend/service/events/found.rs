//! The newest events under a search, from which the page's numbers are counted: looked for once, and narrowed by the
//! filters here, as long as all of them are known. Where there are more than [`CAP`], each filter looks for its own.

use crate::{
    Error,
    store::{
        Connection,
        events::{
            list::{self, Asked, EventRow},
            newest::{self, Match},
        },
        search::CAP,
    },
};
use std::borrow::Cow;

/// Whether these are all there are.
pub(super) fn is_all(matches: &[Match]) -> bool {
    i64::try_from(matches.len()).is_ok_and(|n| n <= CAP)
}

/// What was found, the newest first; nothing was looked for in a log that only types, people and a period narrow, as
/// each of these has an index of its own.
pub(super) struct Found(Option<Vec<Match>>);

impl Found {
    /// Looks for what `asked` asks, its filters by type, person and period left aside.
    pub async fn look(connection: &mut Connection, asked: &Asked<'_>) -> Result<Self, Error> {
        let widest = asked.widest();
        if widest.is_whole() {
            return Ok(Self(None));
        }
        Ok(Self(Some(newest::list(connection, &widest).await?)))
    }

    /// The newest under other filters of the same search, one more than [`CAP`] at most.
    pub async fn under(&self, connection: &mut Connection, asked: &Asked<'_>) -> Result<Cow<'_, [Match]>, Error> {
        match &self.0 {
            Some(all) if asked.is_widest() => Ok(all.into()),
            Some(all) if is_all(all) => Ok(all.iter().filter(|one| asked.takes(one)).cloned().collect()),
            _ => Ok(newest::list(connection, asked).await?.into()),
        }
    }

    /// `take` rows after `skip` rows; `total`, if it is known how many there are.
    pub async fn page(
        &self,
        connection: &mut Connection,
        asked: &Asked<'_>,
        total: Option<i64>,
        (skip, take): (i64, i64),
    ) -> Result<Vec<EventRow>, Error> {
        match self.numbers(asked, (skip, take)) {
            Some(numbers) => list::numbered(connection, asked, &numbers).await,
            None => list::page(connection, asked, total, (skip, take)).await,
        }
    }

    /// The numbers of the page, if it is among what was found.
    fn numbers(&self, asked: &Asked<'_>, (skip, take): (i64, i64)) -> Option<Vec<i64>> {
        let (all, skip, take) = (
            self.0.as_ref()?,
            usize::try_from(skip).ok()?,
            usize::try_from(take).ok()?,
        );
        let among = asked.is_widest() && asked.descending && skip + take <= all.len();
        if !is_all(all) && !among {
            return None;
        }
        let mut numbers: Vec<i64> = all
            .iter()
            .filter(|one| asked.takes(one))
            .map(|one| one.number)
            .collect();
        if !asked.descending {
            numbers.reverse();
        }
        Some(numbers.into_iter().skip(skip).take(take).collect())
    }
}
