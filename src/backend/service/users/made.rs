//! The open invitations that members made: what removing them touches.

use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Connection,
        invitations::made::{self, MadeRow},
    },
};
use entente_domain::{invitation::InvitationKind, permission::Module, usecases::invitations::MadeInvitations};
use std::collections::HashMap;

/// So many are named.
const NAMED: usize = 5;

/// The invitations of these members, by user id; of those to partners only for whoever may see partners. Nothing for
/// those who may not remove anybody.
pub(super) async fn by_members(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    members: &[&str],
) -> Result<HashMap<String, MadeInvitations>, Error> {
    let mut made: HashMap<String, MadeInvitations> = HashMap::new();
    if members.is_empty() || !actor.permissions().manages(Module::Users) {
        return Ok(made);
    }
    let account = actor.account().as_str();
    let with_partners = actor.permissions().views(Module::Partners);
    for row in made::open_by(connection, (account, backend.now()), members).await? {
        let own = row.kind == InvitationKind::User && row.joins_account_id == account;
        if !own && !with_partners {
            continue;
        }
        let of = made.entry(row.created_by.clone()).or_default();
        of.count += 1;
        if of.some.len() < NAMED {
            of.some.push(page(row, own));
        }
    }
    Ok(made)
}

/// Where an invitation is shown, and whom it invites.
fn page(row: MadeRow, own: bool) -> (String, String) {
    let path = if own {
        format!("users/{}", row.id)
    } else {
        format!("partners/{}", row.joins_account_id)
    };
    (path, if row.whom.is_empty() { row.id } else { row.whom })
}
