//! Hubs, implemented.

use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        changes::{changed, named},
        listing,
    },
    store::{Connection, events::NewEvent, hubs, paging},
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    account::Role,
    fields::{self, Fields},
    id::HubId,
    permission::{Level, Module},
    usecases::{
        Caller, Listing, Query,
        hubs::{HUBS, HubForm, HubRow, HubView, Hubs},
    },
};

/// Type and id of an instance.
const INSTANCE: std::ops::RangeInclusive<usize> = 0..=100;

impl Backend {
    /// The actor, when they may use marketplaces and hubs of a distributor at this level.
    pub(super) async fn marketplaces_actor(
        &self,
        connection: &mut Connection,
        caller: &Caller,
        level: Level,
    ) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require_role(Role::Distributor)?;
        actor.require(Module::Marketplaces, level)?;
        Ok(actor)
    }
}

/// Checks what was typed.
pub(crate) fn checked(form: &HubForm) -> Result<HubForm, Problem> {
    let mut fields = Fields::new();
    let form = HubForm {
        name: fields.line("name", "Name", &form.name, fields::HUB_NAME),
        description: fields.lines(
            "description",
            "Description",
            &form.description,
            fields::OPTIONAL_DESCRIPTION,
        ),
        instance_type: fields.line("instance_type", "Instance type", &form.instance_type, INSTANCE),
        instance_id: fields.line("instance_id", "Instance id", &form.instance_id, INSTANCE),
    };
    fields.finish()?;
    Ok(form)
}

fn event<'a>(id: &'a str, action: &'a str, what: &'a str) -> NewEvent<'a> {
    NewEvent {
        object_type: "hub",
        object_id: id,
        action,
        what,
        ..NewEvent::default()
    }
}

#[async_trait]
impl Hubs for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<HubRow> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.marketplaces_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let query = listing::in_range(&HUBS, &query);
            let total = hubs::count(&mut connection, account, &query.q).await?;
            let unfiltered = if query.q.is_empty() {
                total
            } else {
                hubs::count(&mut connection, account, "").await?
            };
            let query = paging::clamped(&query, total);
            let rows = hubs::list(&mut connection, account, &query).await?;
            let rows = rows
                .into_iter()
                .map(|row| self.hub_row(row))
                .collect::<Result<_, _>>()?;
            Ok(listing::plain(query, rows, total, unfiltered))
        })
        .await
    }

    async fn find(&self, caller: &Caller, id: HubId) -> Result<HubView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.marketplaces_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let row = hubs::find(&mut connection, account, id.as_str())
                .await?
                .ok_or_else(Problem::not_found)?;
            let marketplaces = hubs::marketplaces(&mut connection, account, id.as_str()).await?;
            Ok(HubView {
                id,
                revision: row.revision,
                form: row.form,
                marketplaces,
            })
        })
        .await
    }

    async fn create(&self, caller: &Caller, form: HubForm) -> Result<HubId, Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let form = checked(&form)?;
            let id = HubId::draw(|| self.rng().digit());
            hubs::insert(&mut tx, actor.account().as_str(), id.as_str(), &form, self.now()).await?;
            let after = serde_json::to_string(&form).map_err(Error::defect)?;
            let added = NewEvent {
                after: &after,
                ..event(id.as_str(), "created", "added the hub")
            };
            self.record(&mut tx, &actor, added).await?;
            tx.commit().await?;
            Ok(id)
        })
        .await
    }

    async fn save(&self, caller: &Caller, id: HubId, revision: i64, form: HubForm) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let (account, id) = (actor.account().as_str(), id.as_str());
            let row = hubs::find(&mut tx, account, id).await?.ok_or_else(Problem::not_found)?;
            let form = checked(&form)?;
            if row.revision != revision {
                return Err(self.stale(&mut tx, &actor, id).await?);
            }
            let Some((before, after)) = changed(&row.form, &form)? else {
                return Ok(());
            };
            if !hubs::update(&mut tx, account, id, revision, &form).await? {
                return Err(self.stale(&mut tx, &actor, id).await?);
            }
            let saved = NewEvent {
                before: &before,
                after: &after,
                ..event(id, "changed", "changed the hub")
            };
            self.record(&mut tx, &actor, saved).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }

    async fn delete(&self, caller: &Caller, id: HubId) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.marketplaces_actor(&mut tx, caller, Level::Manage).await?;
            let (account, id) = (actor.account().as_str(), id.as_str());
            let row = hubs::find(&mut tx, account, id).await?.ok_or_else(Problem::not_found)?;
            let users = hubs::marketplaces(&mut tx, account, id).await?;
            if !users.is_empty() {
                let names: Vec<String> = users.into_iter().map(|user| user.name).collect();
                let names = named(&names, 5);
                return Err(Problem::conflict(format!(
                    "“{}” is used by the marketplaces {names}. Remove it there first.",
                    row.form.name
                ))
                .into());
            }
            hubs::delete(&mut tx, account, id).await?;
            let before = serde_json::to_string(&row.form).map_err(Error::defect)?;
            let deleted = NewEvent {
                object_name: &row.form.name,
                before: &before,
                ..event(id, "deleted", "deleted the hub")
            };
            self.record(&mut tx, &actor, deleted).await?;
            tx.commit().await?;
            Ok(())
        })
        .await
    }
}

impl Backend {
    fn hub_row(&self, row: hubs::HubRow) -> Result<HubRow, Error> {
        let HubForm {
            name,
            description,
            instance_type,
            instance_id,
        } = row.form;
        let instance = [instance_type, instance_id]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        Ok(HubRow {
            id: row.id.try_into().map_err(Error::defect)?,
            name,
            description,
            instance: instance.join(" "),
            marketplaces: row.marketplaces,
            created: self.when(row.created_at),
        })
    }
}
