//! Marketplaces, implemented.

use crate::{
    Backend, Error,
    service::{
        changes::{changed, named},
        listing,
        places::{countries, currencies},
    },
    store::{Connection, events::NewEvent, hubs, marketplaces, paging},
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    fields::{self, Fields},
    id::MarketplaceId,
    permission::Level,
    usecases::{
        Caller, Choice, Listing, Query, Reference,
        marketplaces::{
            MARKETPLACES, MarketplaceChoices, MarketplaceForm, MarketplaceRow, MarketplaceView, Marketplaces,
        },
    },
};
use std::collections::BTreeSet;

pub(crate) use super::places::{read_countries, read_currency};

/// So many agreements are listed on a marketplace's page.
const AGREEMENTS_SHOWN: i64 = 200;

async fn checked(connection: &mut Connection, account: &str, form: &MarketplaceForm) -> Result<MarketplaceForm, Error> {
    let known: BTreeSet<String> = hubs::all(connection, account)
        .await?
        .into_iter()
        .map(|hub| hub.id)
        .collect();
    let mut fields = Fields::new();
    let hubs: BTreeSet<String> = form.hubs.iter().filter(|hub| !hub.is_empty()).cloned().collect();
    if hubs.is_empty() && known.is_empty() {
        fields.refuse("hubs", "There is no hub yet. Add one first.");
    } else if hubs.is_empty() {
        fields.refuse("hubs", "Choose at least one hub.");
    } else if !hubs.is_subset(&known) {
        fields.refuse(
            "hubs",
            "Choose hubs from the list; one of them may have been deleted meanwhile.",
        );
    }
    let form = MarketplaceForm {
        name: fields.line("name", "Name", &form.name, fields::MARKETPLACE_NAME),
        description: fields.lines(
            "description",
            "Description",
            &form.description,
            fields::OPTIONAL_DESCRIPTION,
        ),
        countries: read_countries(&mut fields, "countries", &form.countries),
        currency: read_currency(&mut fields, "currency", &form.currency),
        hubs: hubs.into_iter().collect(),
    };
    fields.finish()?;
    Ok(form)
}

fn event<'a>(id: &'a str, action: &'a str, what: &'a str) -> NewEvent<'a> {
    NewEvent {
        object_type: "marketplace",
        object_id: id,
        action,
        what,
        ..NewEvent::default()
    }
}

#[async_trait]
impl Marketplaces for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<MarketplaceRow> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.marketplaces_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let query = listing::in_range(&MARKETPLACES, &query);
            let total = marketplaces::count(&mut connection, account, &query.q).await?;
            let unfiltered = if query.q.is_empty() {
                total
            } else {
                marketplaces::count(&mut connection, account, "").await?
            };
            let query = paging::clamped(&query, total);
            let rows = marketplaces::list(&mut connection, account, &query).await?;
            let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
            let mut hubs = marketplaces::hubs_of(&mut connection, account, &ids).await?;
            let rows = rows
                .into_iter()
                .map(|row| {
                    let hubs = hubs.remove(&row.id).unwrap_or_default();
                    self.marketplace_row(row, hubs)
                })
                .collect::<Result<_, _>>()?;
            Ok(listing::plain(query, rows, total, unfiltered))
        })
        .await
    }

    async fn find(&self, caller: &Caller, id: MarketplaceId) -> Result<MarketplaceView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.marketplaces_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let row = marketplaces::find(&mut connection, account, id.as_str())
                .await?
                .ok_or_else(Problem::not_found)?;
            let agreements = marketplaces::agreements(&mut connection, account, id.as_str(), AGREEMENTS_SHOWN).await?;
            Ok(MarketplaceView {
                id,
                revision: row.revision,
                form: row.form,
                agreements,
            })
        })
        .await
    }

    async fn choices(&self, caller: &Caller) -> Result<MarketplaceChoices, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.marketplaces_actor(&mut connection, caller, Level::View).await?;
            let hubs = hubs::all(&mut connection, actor.account().as_str()).await?;
            let hubs = hubs
                .into_iter()
                .map(|hub| Choice {
                    hint: hub.id.clone(),
                    value: hub.id,
                    label: hub.name,
                })
                .collect();
            Ok(MarketplaceChoices {
                countries: countries(),
                currencies: currencies(),
                hubs,
            })
        })
        .await
    }

    async fn create(&self, caller: &Caller, form: MarketplaceForm) -> Result<MarketplaceId, Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let account = actor.account().as_str();
            let form = checked(&mut tx, account, &form).await?;
            let id = marketplaces::free_id(&mut tx, self.rng()).await?;
            marketplaces::insert(&mut tx, account, id.as_str(), &form, self.now()).await?;
            let after = serde_json::to_string(&form).map_err(Error::defect)?;
            let added = NewEvent {
                after: &after,
                ..event(id.as_str(), "created", "added the marketplace")
            };
            self.record(&mut tx, &actor, added).await?;
            tx.commit().await?;
            Ok(id)
        })
        .await
    }

    async fn save(
        &self,
        caller: &Caller,
        id: MarketplaceId,
        revision: i64,
        form: MarketplaceForm,
    ) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let (account, id) = (actor.account().as_str(), id.as_str());
            let mut row = marketplaces::find(&mut tx, account, id)
                .await?
                .ok_or_else(Problem::not_found)?;
            row.form.hubs.sort();
            let form = checked(&mut tx, account, &form).await?;
            if row.revision != revision {
                return Err(self.stale(&mut tx, &actor, id).await?);
            }
            let Some((before, after)) = changed(&row.form, &form)? else {
                return Ok(());
            };
            if !marketplaces::update(&mut tx, account, id, revision, &form).await? {
                return Err(self.stale(&mut tx, &actor, id).await?);
            }
            let saved = NewEvent {
                before: &before,
                after: &after,
                ..event(id, "changed", "changed the marketplace")
            };
            self.record(&mut tx, &actor, saved).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }

    async fn delete(&self, caller: &Caller, id: MarketplaceId) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let (account, id) = (actor.account().as_str(), id.as_str());
            let row = marketplaces::find(&mut tx, account, id)
                .await?
                .ok_or_else(Problem::not_found)?;
            let users = marketplaces::agreements(&mut tx, account, id, AGREEMENTS_SHOWN).await?;
            if !users.is_empty() {
                let names: Vec<String> = users.into_iter().map(|user| user.name).collect();
                let names = named(&names, 5);
                let message = format!(
                    "“{}” is used by the distribution agreements {names}. Agreements are kept, so it stays too.",
                    row.form.name
                );
                return Err(Problem::conflict(message).into());
            }
            marketplaces::delete(&mut tx, account, id).await?;
            let before = serde_json::to_string(&row.form).map_err(Error::defect)?;
            let deleted = NewEvent {
                object_name: &row.form.name,
                before: &before,
                ..event(id, "deleted", "deleted the marketplace")
            };
            self.record(&mut tx, &actor, deleted).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }
}

impl Backend {
    fn marketplace_row(
        &self,
        row: marketplaces::MarketplaceRow,
        hubs: Vec<Reference>,
    ) -> Result<MarketplaceRow, Error> {
        Ok(MarketplaceRow {
            id: row.id.try_into().map_err(Error::defect)?,
            name: row.form.name,
            description: row.form.description,
            countries: row.form.countries,
            currency: row.form.currency,
            hubs,
            agreements: row.agreements,
            created: self.when(row.created_at),
        })
    }
}
