//! The list of users.

use super::made;
use crate::{
    Backend, Error,
    auth::Actor,
    service::listing,
    store::{
        groups::{self, GroupRow},
        paging,
        user_list::{self, Listed},
    },
    when::maybe,
};
use entente_domain::{
    invitation::Channel,
    list::{ListQuery, Page},
    permission::{Level, Module, Permissions},
    usecases::{
        Caller,
        invitations::MadeInvitations,
        users::{USERS, UserRow, UserStatus},
    },
};

/// The query with known words only.
pub(super) fn in_range(query: &ListQuery) -> ListQuery {
    let mut query = listing::in_range(&USERS, query);
    listing::keep_words::<UserStatus>(&mut query, "status");
    query
}

/// A row as the one who looks may see it.
fn row(backend: &Backend, actor: &Actor, groups: &[GroupRow], listed: Listed, made: MadeInvitations) -> UserRow {
    let manages = actor.permissions().manages(Module::Users);
    let held = groups.iter().filter(|group| listed.groups.contains(&group.id));
    UserRow {
        groups: held.map(|group| group.name.clone()).collect(),
        link: manages.then(|| link(backend, actor, groups, &listed)).flatten(),
        removable: manages && listed.invited_by.is_none() && listed.key != actor.user().as_str(),
        made,
        key: listed.key,
        name: listed.name,
        email: listed.email,
        status: listed.status,
        deactivated: listed.deactivated,
        active: maybe(listed.active_at, backend.now()),
        added: backend.when(listed.added_at),
    }
}

/// The link to hand over to somebody who is invited; empty for those who could not invite like that.
fn link(backend: &Backend, actor: &Actor, groups: &[GroupRow], listed: &Listed) -> Option<String> {
    let (_, generation) = listed.invited_by.as_ref()?;
    let held = groups.iter().filter(|group| listed.groups.contains(&group.id));
    if !actor
        .permissions()
        .covers(&Permissions::union_of(held.map(|group| &group.permissions)))
    {
        return Some(String::new());
    }
    backend.link_url(&listed.key, *generation, Channel::Link).ok()
}

pub(super) async fn run(backend: &Backend, caller: &Caller, query: &ListQuery) -> Result<Page<UserRow>, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::View).await?;
    let here = (actor.account().as_str(), backend.now());
    let query = in_range(query);
    let groups = groups::all(&mut connection, here.0).await?;
    let (statuses, chosen) = (query.chosen("status").to_vec(), query.chosen("group").to_vec());
    let by_status = user_list::count_by_status(&mut connection, here, &query.q, &chosen).await?;
    let by_group = user_list::count_by_group(&mut connection, here, &query.q, &statuses).await?;
    let unfiltered = if query.is_narrowed() {
        user_list::count_by_status(&mut connection, here, "", &[]).await?
    } else {
        by_status.clone()
    };
    let of = |status: UserStatus| by_status.iter().find(|have| have.0 == status).map_or(0, |have| have.1);
    let wanted = |status: &UserStatus| statuses.is_empty() || statuses.iter().any(|word| word == status.as_str());
    let total = UserStatus::ALL.iter().copied().filter(wanted).map(of).sum();
    let query = paging::clamped(&query, total);
    let rows = user_list::page(&mut connection, here, &query).await?;
    let members = rows
        .iter()
        .filter(|row| row.invited_by.is_none())
        .map(|row| row.key.as_str());
    let mut made = made::by_members(backend, &mut connection, &actor, &members.collect::<Vec<_>>()).await?;
    let count = |id: &str| by_group.iter().find(|have| have.0 == id).map_or(0, |have| have.1);
    Ok(Page {
        rows: rows
            .into_iter()
            .map(|listed| {
                let made = made.remove(&listed.key).unwrap_or_default();
                row(backend, &actor, &groups, listed, made)
            })
            .collect(),
        total,
        capped: false,
        unfiltered: unfiltered.iter().map(|have| have.1).sum(),
        filters: vec![
            listing::filter(
                "status",
                "Status",
                UserStatus::ALL
                    .iter()
                    .map(|&status| (status.as_str(), status.label(), of(status))),
            ),
            listing::filter(
                "group",
                "Group",
                groups
                    .iter()
                    .map(|group| (group.id.as_str(), group.name.as_str(), count(&group.id))),
            ),
        ],
        query,
    })
}
