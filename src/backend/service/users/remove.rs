//! Ending a membership: removed by somebody else, or left by oneself.

use super::{names, present};
use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        changes::in_groups,
        groups::{NOBODY_MANAGES, is_only_manager, require_manager},
    },
    store::{
        Connection,
        events::NewEvent,
        memberships::{self, MemberRow},
    },
};
use entente_domain::{
    Problem,
    id::{AccountId, UserId},
    permission::Level,
    usecases::Caller,
};

/// What events keep of the groups that a member loses.
async fn held(connection: &mut Connection, actor: &Actor, member: &MemberRow) -> Result<String, Error> {
    Ok(in_groups(names(&present(connection, actor, &member.groups).await?)))
}

pub(super) async fn run(backend: &Backend, caller: &Caller, user: &UserId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let row = memberships::find(&mut tx, actor.account(), user)
        .await?
        .ok_or_else(Problem::not_found)?;
    if user == actor.user() {
        let message = "This is you. To leave the account, use your own page.";
        return Err(Problem::conflict(message).into());
    }
    let before = held(&mut tx, &actor, &row).await?;
    memberships::remove(&mut tx, backend.now(), actor.account(), user).await?;
    require_manager(&mut tx, actor.account().as_str()).await?;
    let what = format!("removed {} from the account", row.name);
    let event = NewEvent {
        object_type: "user",
        object_id: user.as_str(),
        action: "removed",
        what: &what,
        before: &before,
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn leave(backend: &Backend, caller: &Caller, account: AccountId) -> Result<(), Error> {
    let caller = Caller {
        account: Some(account),
        ..caller.clone()
    };
    let mut tx = backend.store().write().await?;
    let actor = backend.actor(&mut tx, &caller).await?;
    if is_only_manager(&mut tx, actor.account().as_str(), actor.user()).await? {
        return Err(Problem::conflict(NOBODY_MANAGES).into());
    }
    let row = memberships::find(&mut tx, actor.account(), actor.user())
        .await?
        .ok_or_else(Problem::not_found)?;
    let before = held(&mut tx, &actor, &row).await?;
    memberships::remove(&mut tx, backend.now(), actor.account(), actor.user()).await?;
    let event = NewEvent {
        object_type: "user",
        object_id: actor.user().as_str(),
        action: "left",
        what: "left the account",
        before: &before,
        ..NewEvent::default()
    };
    backend.record(&mut tx, &actor, event).await?;
    tx.commit().await?;
    Ok(())
}
