//! How many events there are, and the numbers beside the filters.
//!
//! Without search, people, objects and days all numbers are kept ones. Else the newest events are counted, as many as [`CAP`];
//! where there are more, the numbers are lower bounds and the page says so.

use super::look_up::Looked;
use crate::{
    Error,
    service::listing,
    store::{
        Connection,
        events::{
            counts::{self, Doer, Tally},
            list::{self, Asked},
        },
        search::CAP,
    },
};
use entente_domain::{
    list::{Filter, FilterKind},
    usecases::events::{EventPeriod, PEOPLE, in_words},
};

/// How many rows there are, and the numbers beside the filters.
pub(super) struct Size {
    /// Rows under search and filters; a lower bound when `capped`.
    pub total: i64,
    /// Counting stopped.
    pub capped: bool,
    /// The filters.
    pub filters: Vec<Filter>,
}

impl Looked {
    /// Counts.
    pub async fn size(&self, connection: &mut Connection, account_id: &str) -> Result<Size, Error> {
        let asked = self.asked(account_id);
        let (types, people) = (asked.types, asked.people);
        let wider = Asked {
            types: &[],
            period: None,
            ..asked.clone()
        };
        let kept = people.is_empty() && wider.is_whole();
        let tally = if kept {
            self.all.clone()
        } else {
            list::tally(connection, &wider, &self.begins).await?
        };
        let all_counted = kept || tally.sum(&[], None) <= CAP;
        let same = types.is_empty() && asked.period.is_none();
        let found = if all_counted || same {
            tally.sum(types, self.period)
        } else {
            list::count(connection, &asked).await?
        };
        let capped = !all_counted && found > CAP;
        let mut filters = vec![
            self.types(&tally),
            listing::filter(
                "period",
                "Period",
                EventPeriod::ALL
                    .iter()
                    .map(|period| (period.as_str(), period.label(), tally.sum(types, Some(*period)))),
            ),
            self.doers(connection, &asked).await?,
            self.objects(),
        ];
        filters.extend(self.days.filters());
        Ok(Size {
            total: if capped { CAP } else { found },
            capped,
            filters,
        })
    }

    fn types(&self, tally: &Tally) -> Filter {
        let labels: Vec<(&str, String)> = self.all.types().map(|kind| (kind, in_words(kind))).collect();
        let options = labels.iter().map(|(kind, label)| {
            let count = tally.sum(&[(*kind).to_owned()], self.period);
            (*kind, label.as_str(), count)
        });
        listing::filter("object", "Object", options)
    }

    fn objects(&self) -> Filter {
        let options = self.objects.iter().map(|(id, name)| {
            let label = if name.is_empty() { id } else { name };
            (id.as_str(), label.as_str(), 0)
        });
        Filter {
            kind: FilterKind::Link,
            ..listing::filter("about", "About", options)
        }
    }

    /// Those who did most under search and the other filters, and those who are chosen.
    async fn doers(&self, connection: &mut Connection, asked: &Asked<'_>) -> Result<Filter, Error> {
        let limit = i64::try_from(PEOPLE).unwrap_or(i64::MAX);
        let whole_log = asked.is_whole();
        let mut doers = if whole_log {
            counts::busiest(connection, asked.account_id, limit).await?
        } else {
            let wider = Asked {
                people: &[],
                ..asked.clone()
            };
            list::doers(connection, &wider, limit).await?
        };
        let left_out: Vec<&Doer> = self
            .people
            .iter()
            .filter(|one| !doers.iter().any(|have| have.user_id == one.user_id))
            .collect();
        if !left_out.is_empty() {
            let users: Vec<String> = left_out.iter().map(|one| one.user_id.clone()).collect();
            let theirs = Asked {
                people: &users,
                ..asked.clone()
            };
            let counted = list::doers(connection, &theirs, limit).await?;
            let n = |one: &Doer| {
                counted
                    .iter()
                    .find(|have| have.user_id == one.user_id)
                    .map_or(0, |have| have.n)
            };
            let chosen: Vec<Doer> = left_out
                .into_iter()
                .map(|one| Doer {
                    n: n(one),
                    ..one.clone()
                })
                .collect();
            doers.extend(chosen);
        }
        let options = doers.iter().map(|one| (one.user_id.as_str(), one.name.as_str(), one.n));
        Ok(listing::filter("person", "Person", options))
    }
}
