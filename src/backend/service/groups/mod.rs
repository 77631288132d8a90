//! Groups, implemented, and the two guards that hold wherever permissions move: nobody gives what they lack, and
//! somebody can always manage users. Who is in a group is in `members`.

mod members;

use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        changes::{changed, named},
        invitations::backing::is_managed,
        listing,
    },
    store::{
        Connection,
        events::NewEvent,
        groups::{self, GroupRow as Stored},
        paging, recipients,
    },
};
use async_trait::async_trait;
use entente_domain::{
    Code, Problem,
    account::Role,
    fields::{self, Fields},
    id::{GroupId, UserId},
    permission::{Level, Module, Permissions},
    usecases::{
        Caller, Listing, Query,
        groups::{GROUPS, GroupForm, GroupMembers, GroupRow, GroupView, Groups, MOST_SHOWN},
    },
};

impl Backend {
    /// The actor, when they may use the users of their account at this level.
    pub(super) async fn users_actor(
        &self,
        connection: &mut Connection,
        caller: &Caller,
        level: Level,
    ) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require(Module::Users, level)?;
        Ok(actor)
    }
}

/// The refusal of what would leave an account without anybody who manages its users.
pub(crate) const NOBODY_MANAGES: &str =
    "Nobody could manage users any more. Give somebody else a group that manages users first.";

/// Refuses to give what the actor does not hold.
pub(crate) fn require_held(actor: &Actor, given: &Permissions) -> Result<(), Error> {
    if actor.permissions().covers(given) {
        return Ok(());
    }
    let lacks = given.beyond(actor.permissions()).summary(actor.role()).to_lowercase();
    let message = format!("You cannot give what you may not do yourself: {lacks}.");
    Err(Problem::new(Code::Forbidden, message).into())
}

/// True when somebody can manage an account's users, and nobody else can.
pub(crate) async fn is_only_manager(
    connection: &mut Connection,
    account_id: &str,
    user: &UserId,
) -> Result<bool, Error> {
    let mut managers = recipients::members(connection, account_id).await?;
    managers.retain(|member| member.permissions.manages(Module::Users));
    Ok(matches!(&managers[..], [only] if only.id == user.as_str()))
}

/// The group of whoever comes first into an account: *Administrators*, or one that can manage users all the same.
pub(super) async fn of_the_first(connection: &mut Connection, account_id: &str) -> Result<Stored, Error> {
    let mut heads = groups::all(connection, account_id).await?;
    heads.retain(|group| group.permissions.manages(Module::Users));
    heads.sort_by_key(|group| (group.name != "Administrators", !group.permissions.sign));
    let first = heads.into_iter().next();
    Ok(first.ok_or_else(|| Problem::conflict("No group of the partner's account can manage its users any more."))?)
}

/// Refuses a change after which nobody of the account could manage users. Asked after the change, in its
/// transaction.
pub(super) async fn require_manager(connection: &mut Connection, account_id: &str) -> Result<(), Error> {
    if is_managed(connection, account_id).await? {
        return Ok(());
    }
    Err(Problem::conflict(NOBODY_MANAGES).into())
}

/// What events keep of a group.
fn form_of(row: &Stored) -> GroupForm {
    GroupForm {
        name: row.name.clone(),
        modules: row.permissions.modules.clone(),
        sign: row.permissions.sign.to_string(),
    }
}

/// What events keep of a group that is deleted: its users, who lose it, as well.
async fn with_members(connection: &mut Connection, account_id: &str, row: &Stored) -> Result<String, Error> {
    let members = groups::members(connection, account_id, &row.id, true).await?;
    let mut names: Vec<String> = members.into_iter().map(|member| member.name).collect();
    names.truncate(usize::from(MOST_SHOWN));
    let unnamed = usize::try_from(row.members)
        .unwrap_or_default()
        .saturating_sub(names.len());
    if unnamed > 0 {
        names.push(format!("{unnamed} more"));
    }
    let mut before = serde_json::to_value(form_of(row)).map_err(Error::defect)?;
    before["users"] = names.into();
    Ok(before.to_string())
}

/// Checks what was typed; modules that the account does not have are left out.
async fn checked(connection: &mut Connection, actor: &Actor, id: &str, form: &GroupForm) -> Result<GroupForm, Error> {
    let mut fields = Fields::new();
    let name = fields.line("name", "Name", &form.name, fields::GROUP_NAME);
    if !name.is_empty() && groups::name_is_taken(connection, actor.account().as_str(), id, &name).await? {
        fields.refuse("name", format!("There is a group “{name}” already."));
    }
    fields.finish()?;
    let Permissions { modules, sign } = form.permissions().within(actor.role());
    Ok(GroupForm {
        name,
        modules,
        sign: sign.to_string(),
    })
}

fn event<'a>(id: &'a str, action: &'a str, what: &'a str) -> NewEvent<'a> {
    NewEvent {
        object_type: "group",
        object_id: id,
        action,
        what,
        ..NewEvent::default()
    }
}

#[async_trait]
impl Groups for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<GroupRow> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.users_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let query = listing::in_range(&GROUPS, &query);
            let total = groups::count(&mut connection, account, &query.q).await?;
            let unfiltered = if query.q.is_empty() {
                total
            } else {
                groups::count(&mut connection, account, "").await?
            };
            let query = paging::clamped(&query, total);
            let rows = groups::list(&mut connection, account, &query).await?;
            let rows = rows
                .into_iter()
                .map(|row| group_row(row, actor.role()))
                .collect::<Result<_, _>>()?;
            Ok(listing::plain(query, rows, total, unfiltered))
        })
        .await
    }

    async fn find(&self, caller: &Caller, id: GroupId) -> Result<GroupView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.users_actor(&mut connection, caller, Level::View).await?;
            let account = actor.account().as_str();
            let row = groups::find(&mut connection, account, id.as_str())
                .await?
                .ok_or_else(Problem::not_found)?;
            Ok(GroupView {
                id,
                revision: row.revision,
                name: row.name,
                permissions: row.permissions,
            })
        })
        .await
    }

    async fn create(&self, caller: &Caller, form: GroupForm) -> Result<GroupId, Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.users_actor(&mut tx, caller, Level::Manage).await?;
            let form = checked(&mut tx, &actor, "", &form).await?;
            require_held(&actor, &form.permissions())?;
            let id = GroupId::draw(|| self.rng().digit());
            groups::insert(&mut tx, actor.account(), &id, &form.name, &form.permissions()).await?;
            let after = serde_json::to_string(&form).map_err(Error::defect)?;
            let added = NewEvent {
                after: &after,
                ..event(id.as_str(), "created", "added the group")
            };
            self.record(&mut tx, &actor, added).await?;
            tx.commit().await?;
            Ok(id)
        })
        .await
    }

    async fn save(&self, caller: &Caller, id: GroupId, revision: i64, form: GroupForm) -> Result<(), Problem> {
        self.answer(caller, self.save_group(caller, id.as_str(), revision, &form))
            .await
    }

    async fn delete(&self, caller: &Caller, id: GroupId) -> Result<(), Problem> {
        self.answer(caller, self.delete_group(caller, id.as_str())).await
    }

    async fn members(&self, caller: &Caller, id: GroupId) -> Result<GroupMembers, Problem> {
        self.answer(caller, members::list(self, caller, id.as_str())).await
    }

    async fn add_members(&self, caller: &Caller, id: GroupId, users: Vec<UserId>) -> Result<usize, Problem> {
        self.answer(caller, members::add(self, caller, id.as_str(), users))
            .await
    }

    async fn remove_member(&self, caller: &Caller, id: GroupId, user: UserId) -> Result<String, Problem> {
        self.answer(caller, members::remove(self, caller, id.as_str(), &user))
            .await
    }
}

impl Backend {
    async fn save_group(&self, caller: &Caller, id: &str, revision: i64, form: &GroupForm) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let actor = self.users_actor(&mut tx, caller, Level::Manage).await?;
        let account = actor.account().as_str();
        let row = groups::find(&mut tx, account, id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let form = checked(&mut tx, &actor, id, form).await?;
        if row.revision != revision {
            return Err(self.stale(&mut tx, &actor, id).await?);
        }
        let permissions = form.permissions();
        require_held(&actor, &permissions.beyond(&row.permissions))?;
        let Some((before, after)) = changed(&form_of(&row), &form)? else {
            return Ok(());
        };
        if !groups::update(&mut tx, (account, id), revision, &form.name, &permissions).await? {
            return Err(self.stale(&mut tx, &actor, id).await?);
        }
        require_manager(&mut tx, account).await?;
        let saved = NewEvent {
            before: &before,
            after: &after,
            ..event(id, "changed", "changed the group")
        };
        self.record(&mut tx, &actor, saved).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn delete_group(&self, caller: &Caller, id: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let actor = self.users_actor(&mut tx, caller, Level::Manage).await?;
        let account = actor.account().as_str();
        let row = groups::find(&mut tx, account, id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let alone = groups::only_group_of(&mut tx, account, id).await?;
        if !alone.is_empty() {
            let names = named(&alone, 5);
            return Err(Problem::conflict(format!(
                "“{}” is the only group of {names}. Give them another one first.",
                row.name
            ))
            .into());
        }
        let before = with_members(&mut tx, account, &row).await?;
        groups::delete(&mut tx, account, id).await?;
        require_manager(&mut tx, account).await?;
        let deleted = NewEvent {
            object_name: &row.name,
            before: &before,
            ..event(id, "deleted", "deleted the group")
        };
        self.record(&mut tx, &actor, deleted).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn group_row(row: Stored, role: Role) -> Result<GroupRow, Error> {
    Ok(GroupRow {
        id: row.id.try_into().map_err(Error::defect)?,
        permissions: row.permissions.summary(role),
        name: row.name,
        members: row.members,
    })
}
