//! Who stands behind an invitation that was made some time ago.

use super::held::module;
use crate::{
    Error,
    store::{
        Connection,
        invitations::{InvitationRow, place::Group},
        recipients,
    },
};
use entente_domain::{invitation::Backing, permission::Permissions};

/// Who of the inviting account could make this invitation today; `groups` are those it gives that still exist.
pub(crate) async fn backing(
    connection: &mut Connection,
    row: &InvitationRow,
    groups: &[Group],
) -> Result<Backing, Error> {
    if groups.is_empty() {
        return Ok(Backing::Nobody);
    }
    let gives = groups
        .iter()
        .fold(Permissions::default(), |all, group| all.union(&group.permissions));
    // The first user of a partner's account gets more there than anybody has here.
    let own = row.joins_account_id == row.account_id;
    let mut members = recipients::members(connection, &row.account_id).await?;
    members.retain(|member| {
        let held = &member.permissions;
        held.manages(module(row)) && (!own || held.covers(&gives))
    });
    Ok(if members.iter().any(|member| member.id == row.created_by) {
        Backing::Inviter
    } else if members.is_empty() {
        Backing::Nobody
    } else {
        Backing::Account
    })
}
