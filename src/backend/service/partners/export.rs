//! The directory as CSV.

use super::list::{Looked, look_up};
use crate::{
    Backend, Error,
    service::sheet::{self, Batches},
    store::{Connection, partners},
    when,
};
use async_trait::async_trait;
use entente_domain::{
    list::Column,
    permission::Level,
    usecases::{ByteStream, Caller, Query, partners::PARTNERS},
};

/// What is exported.
struct Directory {
    account: String,
    looked: Looked,
    columns: Vec<&'static Column>,
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &Query) -> Result<ByteStream, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.partners_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str().to_owned();
    let looked = look_up(&mut connection, &account, query).await?;
    let columns = PARTNERS.shown(&looked.query);
    let directory = Directory {
        account,
        looked,
        columns,
    };
    Ok(sheet::stream(backend, caller, directory))
}

#[async_trait]
impl Batches for Directory {
    type Row = partners::PartnerRow;

    fn heads(&self) -> Vec<&'static str> {
        self.columns.iter().flat_map(|column| heads(column)).collect()
    }

    async fn after(
        &self,
        connection: &mut Connection,
        last: Option<&Self::Row>,
        limit: i64,
    ) -> Result<Vec<Self::Row>, Error> {
        partners::list::batch(connection, &self.looked.asked(&self.account), last, limit).await
    }

    fn cells(&self, row: &Self::Row) -> Vec<String> {
        self.columns.iter().flat_map(|column| cells(column, row)).collect()
    }
}

/// The heads of a column: the account's id stands beside its name, a contact's address beside the contact's.
fn heads(column: &Column) -> Vec<&'static str> {
    match column.key {
        "name" => vec![column.label, "Id"],
        "technical" => vec![column.label, "Technical contact's address"],
        "business" => vec![column.label, "Business contact's address"],
        _ => vec![column.label],
    }
}

fn cells(column: &Column, row: &partners::PartnerRow) -> Vec<String> {
    let [program, distribution, service, syndication] = row.contracts;
    let form = &row.form;
    match column.key {
        "name" => vec![form.name.clone(), row.partner_id.clone()],
        "type" => vec![row.kind.label().to_owned()],
        "technical" => vec![form.technical_name.clone(), form.technical_email.clone()],
        "business" => vec![form.business_name.clone(), form.business_email.clone()],
        "program" => vec![program.to_string()],
        "distribution" => vec![distribution.to_string()],
        "service" => vec![service.to_string()],
        "syndication" => vec![syndication.to_string()],
        "status" => vec![row.status.label().to_owned()],
        "created" => vec![when::when(row.created_at, row.created_at).iso],
        "changed" => vec![when::when(row.changed_at, row.changed_at).iso],
        "external_id" => vec![form.external_id.clone()],
        _ => vec![String::new()],
    }
}
