//! Who is in a group. A user's other groups stay; what guards a user's groups guards them here too.

use crate::{
    Backend, Error,
    service::users::regroup,
    store::{
        groups::{self, GroupRow},
        memberships,
    },
};
use entente_domain::{
    Problem,
    id::UserId,
    permission::{Level, Module},
    usecases::{Caller, groups::GroupMembers},
};

pub(super) async fn list(backend: &Backend, caller: &Caller, id: &str) -> Result<GroupMembers, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str();
    require(&groups::all(&mut connection, account).await?, id)?;
    let inside = groups::members(&mut connection, account, id, true).await?;
    let outside = if actor.permissions().manages(Module::Users) {
        groups::members(&mut connection, account, id, false).await?
    } else {
        Vec::new()
    };
    Ok(GroupMembers { inside, outside })
}

pub(super) async fn add(backend: &Backend, caller: &Caller, id: &str, users: &[UserId]) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let all = groups::all(&mut tx, actor.account().as_str()).await?;
    require(&all, id)?;
    if users.is_empty() {
        return Err(Problem::field("users", "Choose at least one user.").into());
    }
    for user in users {
        let member = memberships::find(&mut tx, actor.account(), user)
            .await?
            .ok_or_else(Problem::not_found)?;
        let mut new = all.clone();
        new.retain(|group| group.id == id || member.groups.contains(&group.id));
        regroup(backend, &mut tx, &actor, (user, &member), &new).await?;
    }
    tx.commit().await?;
    Ok(())
}

pub(super) async fn remove(backend: &Backend, caller: &Caller, id: &str, user: &UserId) -> Result<String, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let all = groups::all(&mut tx, actor.account().as_str()).await?;
    let group = require(&all, id)?;
    let member = memberships::find(&mut tx, actor.account(), user)
        .await?
        .ok_or_else(Problem::not_found)?;
    if member.groups == [id] {
        return Err(Problem::conflict(format!(
            "“{}” is the only group of “{}”. Give them another one first.",
            group.name, member.name
        ))
        .into());
    }
    let mut new = all.clone();
    new.retain(|group| group.id != id && member.groups.contains(&group.id));
    regroup(backend, &mut tx, &actor, (user, &member), &new).await?;
    tx.commit().await?;
    Ok(member.name)
}

fn require<'a>(all: &'a [GroupRow], id: &str) -> Result<&'a GroupRow, Error> {
    Ok(all.iter().find(|group| group.id == id).ok_or_else(Problem::not_found)?)
}
