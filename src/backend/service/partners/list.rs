//! The directory: a page of it, with totals and the counts beside the filters.

use crate::{
    Backend, Error,
    service::listing,
    store::{
        Connection,
        paging::{self, Counts},
        partner_counts,
        partners::{
            self,
            list::{Asked, Size},
        },
        search::{self, Search},
    },
};
use entente_domain::{
    list::{Filter, ListQuery, Page},
    partner::{PartnerStatus, PartnerType},
    permission::Level,
    usecases::{
        Caller, Query,
        partners::{Contact, PARTNERS, PartnerRow},
    },
};

/// A query brought into range, with what was found under its search.
#[derive(Debug)]
pub(super) struct Looked {
    /// The query; its filters hold known words only.
    pub query: ListQuery,
    /// The search, if there is one, with the partners under it by status and type; lower bounds when it is dense.
    pub found: Option<(Search, Counts)>,
    /// All partners of the account by status and type.
    pub all: Counts,
}

impl Looked {
    /// What the store is asked.
    pub fn asked<'a>(&'a self, account_id: &'a str) -> Asked<'a> {
        Asked {
            account_id,
            search: self.found.as_ref().map(|(search, _)| search),
            statuses: self.query.chosen("status"),
            types: self.query.chosen("type"),
            sort: &self.query.sort,
            descending: self.query.descending,
        }
    }

    fn is_dense(&self) -> bool {
        self.found.as_ref().is_some_and(|(search, _)| search.dense)
    }

    /// Partners under the search by status and type.
    fn counts(&self) -> &Counts {
        self.found.as_ref().map_or(&self.all, |(_, counts)| counts)
    }

    /// Rows under search and filters.
    fn total(&self) -> i64 {
        self.counts()
            .sum(self.query.chosen("status"), self.query.chosen("type"))
    }

    fn size(&self) -> Size {
        Size {
            all: self.all.sum(&[], &[]),
            statuses: self.all.sum(self.query.chosen("status"), &[]),
            matching: self.total(),
        }
    }

    /// Every filter with the counts under the search and the other filter.
    fn filters(&self) -> Vec<Filter> {
        let (statuses, types) = (self.query.chosen("status"), self.query.chosen("type"));
        let status = |status: &PartnerStatus| {
            let count = self.counts().sum(&[status.as_str().to_owned()], types);
            (status.as_str(), status.label(), count)
        };
        let kind = |kind: &PartnerType| {
            let count = self.counts().sum(statuses, &[kind.as_str().to_owned()]);
            (kind.as_str(), kind.label(), count)
        };
        vec![
            listing::filter("status", "Status", PartnerStatus::ALL.iter().map(status)),
            listing::filter("type", "Type", PartnerType::ALL.iter().map(kind)),
        ]
    }
}

/// Brings a query into range and looks its search up.
pub(super) async fn look_up(connection: &mut Connection, account_id: &str, query: &Query) -> Result<Looked, Error> {
    let mut query = listing::in_range(&PARTNERS, query);
    listing::keep_words::<PartnerStatus>(&mut query, "status");
    listing::keep_words::<PartnerType>(&mut query, "type");
    let all = partner_counts::of_account(connection, account_id).await?;
    let found = if query.q.is_empty() {
        None
    } else {
        Some(search::look_up(connection, account_id, &query.q, all.sum(&[], &[])).await?)
    };
    Ok(Looked { query, found, all })
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<Page<PartnerRow>, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.partners_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str();
    let mut looked = look_up(&mut connection, account, query).await?;
    let capped = looked.is_dense();
    let mut total = looked.total();
    if !capped {
        looked.query = paging::clamped(&looked.query, total);
    }
    let (skip, take) = (looked.query.offset(), i64::from(looked.query.rows));
    // One more than shown tells that another page follows, where the total does not.
    let ahead = i64::from(capped);
    let asked = looked.asked(account);
    let mut rows = partners::list::page(&mut connection, &asked, looked.size(), (skip, take + ahead)).await?;
    if capped {
        if !rows.is_empty() {
            total = total.max(skip + i64::try_from(rows.len()).unwrap_or_default());
        }
        rows.truncate(usize::try_from(take).unwrap_or_default());
    }
    let rows = rows
        .into_iter()
        .map(|row| view(backend, row))
        .collect::<Result<_, _>>()?;
    let filters = looked.filters();
    let unfiltered = looked.all.sum(&[], &[]);
    Ok(Page {
        query: looked.query,
        rows,
        total,
        capped,
        unfiltered,
        filters,
    })
}

fn view(backend: &Backend, row: partners::PartnerRow) -> Result<PartnerRow, Error> {
    Ok(PartnerRow {
        id: row.partner_id.try_into().map_err(Error::defect)?,
        name: row.form.name,
        kind: row.kind,
        technical: Contact {
            name: row.form.technical_name,
            email: row.form.technical_email,
        },
        business: Contact {
            name: row.form.business_name,
            email: row.form.business_email,
        },
        contracts: row.contracts,
        status: row.status,
        external_id: row.form.external_id,
        created: backend.when(row.created_at),
        changed: backend.when(row.changed_at),
    })
}
