//! Who is in a group. A user's other groups stay; what guards a user's groups guards them here too.

use crate::{
    Backend, Error,
    service::users::{among, regroup},
    store::{
        groups::{self, GroupRow},
        memberships,
    },
};
use entente_domain::{
    Problem,
    id::UserId,
    permission::{Level, Module},
    usecases::{
        Caller,
        groups::{GroupMembers, MOST_SHOWN},
    },
};

pub(super) async fn list(backend: &Backend, caller: &Caller, id: &str) -> Result<GroupMembers, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::View).await?;
    let account = actor.account().as_str();
    require(&groups::all(&mut connection, account).await?, id)?;
    let mut inside = groups::members(&mut connection, account, id, true).await?;
    let mut outside = if actor.permissions().manages(Module::Users) {
        groups::members(&mut connection, account, id, false).await?
    } else {
        Vec::new()
    };
    let most = usize::from(MOST_SHOWN);
    let capped = inside.len().max(outside.len()) > most;
    inside.truncate(most);
    outside.truncate(most);
    Ok(GroupMembers {
        inside,
        outside,
        capped,
    })
}

pub(super) async fn add(backend: &Backend, caller: &Caller, id: &str, mut users: Vec<UserId>) -> Result<usize, Error> {
    users.sort_unstable();
    users.dedup();
    if users.len() > usize::from(MOST_SHOWN) {
        return Err(Problem::field("users", format!("Choose at most {MOST_SHOWN} users.")).into());
    }
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let all = groups::all(&mut tx, actor.account().as_str()).await?;
    require(&all, id)?;
    if users.is_empty() {
        return Err(Problem::field("users", "Choose at least one user.").into());
    }
    let mut added = 0;
    for user in &users {
        let member = memberships::find(&mut tx, actor.account(), user)
            .await?
            .ok_or_else(Problem::not_found)?;
        let (old, wanted) = (
            among(&all, &member.groups),
            [&member.groups[..], &[id.to_owned()]].concat(),
        );
        let new = among(&all, &wanted);
        added += usize::from(regroup(backend, &mut tx, &actor, (user, &member.name), (&old, &new)).await?);
    }
    tx.commit().await?;
    Ok(added)
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
    let old = among(&all, &member.groups);
    let mut new = old.clone();
    new.retain(|group| group.id != id);
    regroup(backend, &mut tx, &actor, (user, &member.name), (&old, &new)).await?;
    tx.commit().await?;
    Ok(member.name)
}

fn require<'a>(all: &'a [GroupRow], id: &str) -> Result<&'a GroupRow, Error> {
    Ok(all.iter().find(|group| group.id == id).ok_or_else(Problem::not_found)?)
}
