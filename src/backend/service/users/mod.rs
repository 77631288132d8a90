//! The users of an account, one file per verb. A user is a member or somebody with an open invitation; what they
//! may do is decided by groups, whose guards are in [`super::groups`].

mod export;
mod find;
mod here;
mod invite;
mod list;
mod made;
mod pasted;
mod remove;
mod save;

pub(super) use invite::{NewUser, insert, read_person};
pub(super) use save::regroup;

use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Connection,
        groups::{self, GroupRow},
    },
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    fields::Fields,
    id::{AccountId, InvitationId, UserId},
    permission::{Level, Permissions},
    usecases::{
        ByteStream, Caller, Listing, Query,
        users::{GroupChoice, Pasted, PastedForm, UserForm, UserKey, UserRow, UserView, Users},
    },
};

#[async_trait]
impl Users for Backend {
    async fn list(&self, caller: &Caller, query: Query) -> Listing<UserRow> {
        self.answer(caller, list::run(self, caller, &query)).await
    }

    async fn export(&self, caller: &Caller, query: Query) -> Result<ByteStream, Problem> {
        self.answer(caller, export::run(self, caller, &query)).await
    }

    async fn choices(&self, caller: &Caller) -> Result<Vec<GroupChoice>, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.users_actor(&mut connection, caller, Level::View).await?;
            choices(&mut connection, &actor, &[]).await
        })
        .await
    }

    async fn find(&self, caller: &Caller, key: UserKey) -> Result<UserView, Problem> {
        self.answer(caller, find::run(self, caller, &key)).await
    }

    async fn check(&self, caller: &Caller, form: UserForm) -> Result<(), Problem> {
        self.answer(caller, invite::check(self, caller, &form)).await
    }

    async fn invite(&self, caller: &Caller, form: UserForm) -> Result<InvitationId, Problem> {
        self.answer(caller, invite::run(self, caller, &form)).await
    }

    async fn check_pasted(&self, caller: &Caller, form: PastedForm) -> Result<Pasted, Problem> {
        self.answer(caller, pasted::check(self, caller, &form)).await
    }

    async fn invite_pasted(&self, caller: &Caller, form: PastedForm) -> Result<Pasted, Problem> {
        self.answer(caller, pasted::send(self, caller, &form)).await
    }

    async fn save(&self, caller: &Caller, key: UserKey, form: UserForm) -> Result<String, Problem> {
        self.answer(caller, save::run(self, caller, &key, &form)).await
    }

    async fn remove(&self, caller: &Caller, user: UserId) -> Result<(), Problem> {
        self.answer(caller, remove::run(self, caller, &user)).await
    }

    async fn leave(&self, caller: &Caller, account: AccountId) -> Result<(), Problem> {
        self.answer(caller, remove::leave(self, caller, account)).await
    }
}

/// Every group of the account, with what it may do, for somebody who is in those that are `held`: what they have
/// already may be given to them in another way too.
async fn choices(connection: &mut Connection, actor: &Actor, held: &[String]) -> Result<Vec<GroupChoice>, Error> {
    let groups = groups::all(connection, actor.account().as_str()).await?;
    let givable = actor.permissions().clone().union(&union(&among(&groups, held)));
    let choice = |group: GroupRow| GroupChoice {
        permissions: group.permissions.summary(actor.role()),
        givable: givable.covers(&group.permissions),
        id: group.id,
        name: group.name,
    };
    Ok(groups.into_iter().map(choice).collect())
}

/// Those of the groups that have one of these ids.
pub(super) fn among(groups: &[GroupRow], ids: &[String]) -> Vec<GroupRow> {
    let has = |group: &&GroupRow| ids.contains(&group.id);
    groups.iter().filter(has).cloned().collect()
}

/// The account's groups with these ids, of those that still are.
async fn present(connection: &mut Connection, actor: &Actor, ids: &[String]) -> Result<Vec<GroupRow>, Error> {
    Ok(among(&groups::all(connection, actor.account().as_str()).await?, ids))
}

/// The chosen groups as they are, by name; unknown ones are left out, and none at all is refused.
async fn read_groups(
    connection: &mut Connection,
    actor: &Actor,
    fields: &mut Fields,
    chosen: &[String],
) -> Result<Vec<GroupRow>, Error> {
    let groups = present(connection, actor, chosen).await?;
    if groups.is_empty() {
        fields.refuse("groups", "Choose at least one group.");
    }
    Ok(groups)
}

fn ids(groups: &[GroupRow]) -> Vec<String> {
    groups.iter().map(|group| group.id.clone()).collect()
}

fn names(groups: &[GroupRow]) -> Vec<&str> {
    groups.iter().map(|group| group.name.as_str()).collect()
}

/// What all of them together may do.
fn union(groups: &[GroupRow]) -> Permissions {
    Permissions::union_of(groups.iter().map(|group| &group.permissions))
}
