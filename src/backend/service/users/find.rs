//! A user's page.

use super::{choices, made};
use crate::{
    Backend, Error,
    auth::Actor,
    service::{
        invitations::backing::{backing, gives},
        partners::find::deliveries,
    },
    store::{
        Connection,
        invitations::{self, InvitationRow, place},
        memberships,
    },
    when::maybe,
};
use entente_domain::{
    Problem,
    id::{InvitationId, UserId},
    invitation::{InvitationKind, InvitationState, InvitationStatus},
    permission::{Level, Module},
    usecases::{
        Caller,
        invitations::MadeInvitations,
        users::{EndedInvitation, UserForm, UserKey, UserStatus, UserView},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, key: &UserKey) -> Result<UserView, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::View).await?;
    match key {
        UserKey::Member(user) => member(backend, &mut connection, &actor, user).await,
        UserKey::Invited(id) => invited(backend, &mut connection, &actor, id).await,
    }
}

async fn member(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    user: &UserId,
) -> Result<UserView, Error> {
    let row = memberships::find(connection, actor.account(), user)
        .await?
        .ok_or_else(Problem::not_found)?;
    let choices = choices(connection, actor, &row.groups).await?;
    let mut made = made::by_members(backend, connection, actor, &[user.as_str()]).await?;
    Ok(UserView {
        made: made.remove(user.as_str()).unwrap_or_default(),
        key: user.to_string(),
        status: UserStatus::Joined,
        form: UserForm {
            name: row.name,
            email: row.email,
            seen: UserForm::state_of(&row.groups),
            groups: row.groups,
            expiry_days: String::new(),
        },
        choices,
        me: user == actor.user(),
        active: maybe(row.seen_at, backend.now()),
        deactivated: maybe(row.deactivated_at, backend.now()),
        added: backend.when(row.joined_at),
        link: None,
        ended: None,
        deliveries: Vec::new(),
        inviter: String::new(),
        inviter_person: None,
        mail_configured: backend.settings().mail.is_configured(),
    })
}

async fn invited(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    id: &InvitationId,
) -> Result<UserView, Error> {
    let row = of_account(connection, actor, id).await?;
    let own = row.account_id == actor.account().as_str();
    let names = place::names(connection, &row).await?;
    let groups = place::groups(connection, &row).await?;
    let manages = actor.permissions().manages(Module::Users);
    let (mut link, mut inviter_person) = (None, None);
    if manages {
        link = backend.activation_link(&row);
        inviter_person = Some((names.inviter, backing(connection, &row, &groups).await?));
    }
    // Whoever opens the link can register, so it is only for those who could invite like that.
    if let Some(link) = link.as_mut().filter(|_| !actor.permissions().covers(&gives(&groups))) {
        link.url.clear();
    }
    let expired = row.state(backend.now()) == InvitationState::Expired;
    Ok(UserView {
        key: row.id.clone(),
        status: if expired {
            UserStatus::Expired
        } else {
            UserStatus::Invited
        },
        choices: choices(connection, actor, &row.group_ids).await?,
        made: MadeInvitations::default(),
        me: false,
        active: None,
        deactivated: None,
        added: backend.when(row.created_at),
        link,
        ended: ended(backend, &row),
        deliveries: deliveries(backend, connection, &row.id).await?,
        inviter: if own { String::new() } else { names.inviter_account },
        inviter_person,
        mail_configured: backend.settings().mail.is_configured(),
        form: UserForm {
            name: row.name,
            email: row.address.unwrap_or_default(),
            seen: UserForm::state_of(&row.group_ids),
            groups: row.group_ids,
            expiry_days: row.expiry_days.to_string(),
        },
    })
}

/// How an invitation ended, and what came of it.
fn ended(backend: &Backend, row: &InvitationRow) -> Option<EndedInvitation> {
    let state = row.state(backend.now());
    let next = match state {
        InvitationState::Open | InvitationState::Expired => return None,
        InvitationState::Accepted => row.ended_by.clone(),
        InvitationState::Superseded => row.superseded_by.clone(),
        InvitationState::Declined | InvitationState::Revoked => None,
    };
    Some(EndedInvitation {
        state,
        at: backend.when(row.ended_at.unwrap_or(row.created_at)),
        reason: row.reason.clone(),
        next,
    })
}

/// A user invitation to the actor's account, whoever made it and whatever became of it.
async fn of_account(connection: &mut Connection, actor: &Actor, id: &InvitationId) -> Result<InvitationRow, Error> {
    let row = invitations::find(connection, id.as_str()).await?;
    let here =
        |row: &InvitationRow| row.kind == InvitationKind::User && row.joins_account_id == actor.account().as_str();
    Ok(row.filter(here).ok_or_else(Problem::not_found)?)
}

/// As [`of_account`], open or expired.
pub(super) async fn open(
    connection: &mut Connection,
    actor: &Actor,
    id: &InvitationId,
) -> Result<InvitationRow, Error> {
    let row = of_account(connection, actor, id).await?;
    if row.status == InvitationStatus::Open {
        Ok(row)
    } else {
        Err(Problem::not_found().into())
    }
}
