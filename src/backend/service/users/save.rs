//! Editing a user: the groups of a member; name, address and groups of somebody who is invited.

use super::{find::open, ids, invite::read_person, names, present, read_groups, union};
use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        changes::in_groups,
        groups::{require_held, require_manager},
        invitations::supersede::{Successor, supersede},
    },
    store::{
        Connection,
        events::NewEvent,
        groups::GroupRow,
        invitations::{InvitationRow, moves},
        memberships,
    },
};
use entente_domain::{
    Problem,
    fields::Fields,
    id::{GroupId, InvitationId, UserId},
    permission::Level,
    usecases::{
        Caller,
        users::{UserForm, UserKey},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, key: &UserKey, form: &UserForm) -> Result<String, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let key = match key {
        UserKey::Member(user) => member(backend, &mut tx, &actor, user, form).await?,
        UserKey::Invited(id) => invited(backend, &mut tx, &actor, id, form).await?,
    };
    tx.commit().await?;
    Ok(key)
}

fn event<'a>(object: (&'a str, &'a str), what: &'a str, before: &'a str, after: &'a str) -> NewEvent<'a> {
    NewEvent {
        object_type: object.0,
        object_id: object.1,
        action: "changed",
        what,
        before,
        after,
        ..NewEvent::default()
    }
}

/// Refuses a form that was made from other groups than there are now.
async fn require_seen(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    (id, form, groups): (&str, &UserForm, &[String]),
) -> Result<(), Error> {
    if form.seen.is_empty() || form.seen == UserForm::state_of(groups) {
        return Ok(());
    }
    Err(backend.stale(connection, actor, id).await?)
}

async fn member(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    user: &UserId,
    form: &UserForm,
) -> Result<String, Error> {
    let row = memberships::find(connection, actor.account(), user)
        .await?
        .ok_or_else(Problem::not_found)?;
    let mut fields = Fields::new();
    let new = read_groups(connection, actor, &mut fields, &form.groups).await?;
    fields.finish()?;
    require_seen(backend, connection, actor, (user.as_str(), form, &row.groups)).await?;
    let old = present(connection, actor, &row.groups).await?;
    regroup(backend, connection, actor, (user, &row.name), (&old, &new)).await?;
    Ok(user.to_string())
}

/// Gives a member, who has the old groups, the new ones in their place; false when they are the same.
pub(in crate::service) async fn regroup(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    (user, name): (&UserId, &str),
    (old, new): (&[GroupRow], &[GroupRow]),
) -> Result<bool, Error> {
    require_held(actor, &union(new).beyond(&union(old)))?;
    if names(old) == names(new) {
        return Ok(false);
    }
    let group_ids: Vec<GroupId> = ids(new)
        .into_iter()
        .map(GroupId::try_from)
        .collect::<Result<_, _>>()
        .map_err(Error::defect)?;
    memberships::insert(connection, backend.now(), actor.account(), user, &group_ids).await?;
    if !union(new).covers(&union(old)) {
        require_manager(connection, actor.account().as_str()).await?;
    }
    let (before, after) = (in_groups(names(old)), in_groups(names(new)));
    let what = format!("changed the groups of {name}");
    let changed = event(("user", user.as_str()), &what, &before, &after);
    backend.record(connection, actor, changed).await?;
    Ok(true)
}

async fn invited(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    id: &InvitationId,
    form: &UserForm,
) -> Result<String, Error> {
    let row = open(connection, actor, id).await?;
    let mut fields = Fields::new();
    let here = (actor, actor.account().as_str());
    let (name, email) = read_person(backend, connection, here, &mut fields, form, Some(&row)).await?;
    let new = read_groups(connection, actor, &mut fields, &form.groups).await?;
    fields.finish()?;
    require_seen(backend, connection, actor, (&row.id, form, &row.group_ids)).await?;
    let old = present(connection, actor, &row.group_ids).await?;
    if name == row.name && row.address.as_deref() == Some(&*email) {
        require_held(actor, &union(&new).beyond(&union(&old)))?;
        return other_groups(backend, connection, actor, &row, (&old, &new)).await;
    }
    // To somebody else everything is given anew.
    require_held(actor, &union(&new))?;
    let successor = Successor {
        name: &name,
        address: &email,
        group_ids: &ids(&new),
    };
    let id = supersede(backend, connection, actor, &row, &successor).await?;
    record_groups(backend, connection, actor, (&id, &name), (&old, &new)).await?;
    if backend.settings().mail.is_configured() {
        let inviter = (actor.account().as_str(), actor.user().as_str());
        backend.queue_invitation(connection, inviter, &id, &email).await?;
    }
    Ok(id)
}

/// The same person with other groups: the link goes on working.
async fn other_groups(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
    (old, new): (&[GroupRow], &[GroupRow]),
) -> Result<String, Error> {
    if names(old) == names(new) {
        return Ok(row.id.clone());
    }
    if !moves::set_groups(connection, row, &ids(new)).await? {
        return Err(Problem::conflict("The invitation was changed meanwhile. Look at the present state.").into());
    }
    record_groups(backend, connection, actor, (&row.id, &row.name), (old, new)).await?;
    Ok(row.id.clone())
}

/// Notes other groups of an invitation, whose id and name these are.
async fn record_groups(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    (id, name): (&str, &str),
    (old, new): (&[GroupRow], &[GroupRow]),
) -> Result<(), Error> {
    if names(old) == names(new) {
        return Ok(());
    }
    let (before, after) = (in_groups(names(old)), in_groups(names(new)));
    let what = format!("changed the groups that {name} is invited to");
    let changed = event(("invitation", id), &what, &before, &after);
    backend.record(connection, actor, changed).await
}
