//! Who stands behind an invitation that was made some time ago.

use super::held::module;
use crate::{
    Error,
    auth::Actor,
    service::groups::require_held,
    store::{
        Connection,
        invitations::{
            InvitationRow,
            place::{self, Group},
        },
        recipients::{self, Member},
    },
};
use entente_domain::{
    Problem,
    invitation::{Backing, InvitationKind},
    permission::{Module, Permissions},
};

/// What somebody with all of these groups may do.
pub(crate) fn gives(groups: &[Group]) -> Permissions {
    Permissions::union_of(groups.iter().map(|group| &group.permissions))
}

/// Who could make this invitation today; `groups` are those it gives that still exist. Of the inviting account, or of
/// the account that it is to, once that has people who manage its users.
pub(crate) async fn backing(
    connection: &mut Connection,
    row: &InvitationRow,
    groups: &[Group],
) -> Result<Backing, Error> {
    if groups.is_empty() {
        return Ok(Backing::Nobody);
    }
    let gives = gives(groups);
    let mut members = Vec::new();
    if row.joins_account_id == row.account_id || row.kind == InvitationKind::User {
        members = recipients::members(connection, &row.joins_account_id).await?;
    }
    let own = row.joins_account_id == row.account_id || somebody_manages(&members);
    if !own {
        members = recipients::members(connection, &row.account_id).await?;
    }
    let keeps = if own { Module::Users } else { module(row) };
    // The first users of a partner's account get more there than anybody of the distributor has.
    members.retain(|member| {
        let held = &member.permissions;
        held.manages(keeps) && (!own || held.covers(&gives))
    });
    Ok(if members.iter().any(|member| member.id == row.created_by) {
        Backing::Inviter
    } else if members.is_empty() {
        Backing::Nobody
    } else {
        Backing::Account
    })
}

/// Somebody of the inviting account could make this invitation today; otherwise its link leads nowhere.
pub(crate) async fn is_backed(connection: &mut Connection, row: &InvitationRow) -> Result<bool, Error> {
    let groups = place::groups(connection, row).await?;
    Ok(backing(connection, row, &groups).await? != Backing::Nobody)
}

/// Refuses to send an invitation out that nobody could make any more.
pub(super) async fn require_backed(connection: &mut Connection, row: &InvitationRow) -> Result<(), Error> {
    if is_backed(connection, row).await? {
        return Ok(());
    }
    let message = "Nobody could make this invitation any more, so its link would be refused. Choose groups that \
        somebody may give, or revoke it.";
    Err(Problem::conflict(message).into())
}

/// Refuses whoever may not give what the invitation gives: to send it to another address is to give it. What goes to
/// users of another account nobody here holds; see [`require_keeper`].
pub(super) async fn require_givable(
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
) -> Result<(), Error> {
    if row.kind != InvitationKind::User || row.joins_account_id != actor.account().as_str() {
        return Ok(());
    }
    require_held(actor, &gives(&place::groups(connection, row).await?))
}

/// Refuses to send an invitation out to users of another account, once that has people who manage its users.
pub(super) async fn require_keeper(
    connection: &mut Connection,
    actor: &Actor,
    row: &InvitationRow,
) -> Result<(), Error> {
    if row.kind == InvitationKind::User && row.joins_account_id != actor.account().as_str() {
        return require_unmanaged(connection, &row.joins_account_id).await;
    }
    Ok(())
}

/// Somebody of an account can manage its users.
pub(in crate::service) async fn is_managed(connection: &mut Connection, account_id: &str) -> Result<bool, Error> {
    Ok(somebody_manages(&recipients::members(connection, account_id).await?))
}

fn somebody_manages(members: &[Member]) -> bool {
    members.iter().any(|member| member.permissions.manages(Module::Users))
}

/// Refuses what a partner's own people do once one of them can manage its users.
pub(super) async fn require_unmanaged(connection: &mut Connection, partner: &str) -> Result<(), Error> {
    if !is_managed(connection, partner).await? {
        return Ok(());
    }
    let message = "The partner's own people manage its users by now. Ask them to invite whoever is missing.";
    Err(Problem::conflict(message).into())
}
