//! A page of the log.

use super::{fields, found::Found, look_up::look_up, size::Size};
use crate::{
    Backend, Error,
    store::{events::list, paging},
};
use entente_domain::{
    list::Page,
    usecases::{
        Caller, Person, Query,
        events::{EventObject, EventRow},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<Page<EventRow>, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.events_actor(&mut connection, caller).await?;
    let account = actor.account().as_str();
    let mut looked = look_up(&mut connection, account, query, backend.now()).await?;
    let searched = Found::look(&mut connection, &looked.asked(account)).await?;
    let Size {
        mut total,
        capped,
        filters,
    } = looked.size(&mut connection, &looked.asked(account), &searched).await?;
    if !capped {
        looked.query = paging::clamped(&looked.query, total);
    }
    let (skip, take) = (looked.query.offset(), i64::from(looked.query.rows));
    // One more than shown tells that another page follows, where the total does not.
    let ahead = i64::from(capped);
    let known = (!capped).then_some(total);
    let mut rows = searched
        .page(&mut connection, &looked.asked(account), known, (skip, take + ahead))
        .await?;
    if capped {
        if !rows.is_empty() {
            total = total.max(skip + i64::try_from(rows.len()).unwrap_or_default());
        }
        rows.truncate(usize::try_from(take).unwrap_or_default());
    }
    Ok(Page {
        rows: rows.into_iter().map(|row| view(backend, row)).collect(),
        unfiltered: looked.all.sum(&[], None),
        query: looked.query,
        total,
        capped,
        filters,
    })
}

fn view(backend: &Backend, row: list::EventRow) -> EventRow {
    EventRow {
        number: row.number,
        when: backend.when(row.at),
        person: Person {
            id: row.user_id.and_then(|id| id.try_into().ok()),
            name: row.user_name,
        },
        what: row.what,
        object: EventObject {
            kind: row.object_type,
            id: row.object_id,
            name: row.object_name,
            exists: row.exists,
        },
        channel: row.channel,
        note: row.note,
        changes: fields::changes(&row.before, &row.after),
    }
}
