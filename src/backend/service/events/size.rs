//! How many events there are, and the numbers beside the filters.
//!
//! Without search, people, objects and days all numbers are kept ones. Else the newest events are counted, as many as
//! [`CAP`]; where there are more, the numbers are lower bounds and the page says so.

use super::{
    found::{Found, is_all},
    look_up::Looked,
};
use crate::{
    Error,
    service::listing,
    store::{
        Connection,
        events::{
            counts::{self, Doer, Tally},
            list::Asked,
            newest::Match,
        },
        search::CAP,
    },
};
use entente_domain::{
    list::{Filter, FilterKind},
    usecases::events::{EventPeriod, PEOPLE, in_words},
};
use std::{cmp::Reverse, collections::HashMap};

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
    pub async fn size(&self, connection: &mut Connection, asked: &Asked<'_>, searched: &Found) -> Result<Size, Error> {
        let types = asked.types;
        let wider = Asked {
            people: asked.people,
            ..asked.widest()
        };
        let kept = asked.people.is_empty() && wider.is_whole();
        let (tally, all_counted) = if kept {
            (self.all.clone(), true)
        } else {
            let newest = searched.under(connection, &wider).await?;
            (Tally::of(&newest, &self.begins), is_all(&newest))
        };
        let same = types.is_empty() && asked.period.is_none();
        let narrowed = if all_counted || same {
            None
        } else {
            Some(searched.under(connection, asked).await?)
        };
        let found = match &narrowed {
            Some(newest) => i64::try_from(newest.len()).unwrap_or(i64::MAX),
            None => tally.sum(types, self.period),
        };
        let anybodys = narrowed.filter(|_| asked.people.is_empty());
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
            self.doers(connection, asked, searched, anybodys.as_deref()).await?,
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

    /// Those who did most under search and the other filters, and those who are chosen. `anybodys` is what there is
    /// under the other filters, if it has been looked for already.
    async fn doers(
        &self,
        connection: &mut Connection,
        asked: &Asked<'_>,
        searched: &Found,
        anybodys: Option<&[Match]>,
    ) -> Result<Filter, Error> {
        let mut doers = if asked.is_whole() {
            let limit = i64::try_from(PEOPLE).unwrap_or(i64::MAX);
            counts::busiest(connection, asked.account_id, limit).await?
        } else {
            let others = Asked {
                people: &[],
                ..asked.clone()
            };
            let newest = match anybodys {
                Some(newest) => newest.into(),
                None => searched.under(connection, &others).await?,
            };
            named(connection, asked.account_id, &busiest(&newest)).await?
        };
        let shown = |user: &String| doers.iter().any(|have| have.user_id == *user);
        let left_out: Vec<String> = asked.people.iter().filter(|user| !shown(user)).cloned().collect();
        if !left_out.is_empty() {
            let theirs = Asked {
                people: &left_out,
                ..asked.clone()
            };
            let newest = searched.under(connection, &theirs).await?;
            let n = |user: &String| newest.iter().filter(|one| one.user_id.as_ref() == Some(user)).count();
            let mut counted: Vec<(&str, usize)> = left_out.iter().map(|user| (user.as_str(), n(user))).collect();
            counted.sort_unstable_by_key(|&(user, n)| Reverse((n, user)));
            doers.extend(named(connection, asked.account_id, &counted).await?);
        }
        let options = doers.iter().map(|one| (one.user_id.as_str(), one.name.as_str(), one.n));
        Ok(listing::filter("person", "Person", options))
    }
}

/// Who did most of these, and how much: [`PEOPLE`] at most, in an order that does not change from page to page.
fn busiest(events: &[Match]) -> Vec<(&str, usize)> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for user in events.iter().filter_map(|one| one.user_id.as_deref()) {
        *numbers.entry(user).or_default() += 1;
    }
    let mut doers: Vec<(&str, usize)> = numbers.into_iter().collect();
    doers.sort_unstable_by_key(|&(user, n)| Reverse((n, user)));
    doers.truncate(PEOPLE);
    doers
}

/// The same with their names.
async fn named(connection: &mut Connection, account_id: &str, counted: &[(&str, usize)]) -> Result<Vec<Doer>, Error> {
    let users: Vec<String> = counted.iter().map(|&(user, _)| user.to_owned()).collect();
    let known = counts::known(connection, account_id, &users).await?;
    let doer = |&(user, n): &(&str, usize)| {
        let found = known.iter().find(|one| one.user_id == user)?;
        Some(Doer {
            n: i64::try_from(n).unwrap_or(i64::MAX),
            ..found.clone()
        })
    };
    Ok(counted.iter().filter_map(doer).collect())
}
