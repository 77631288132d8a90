//! The people of a partner's account whom the distributor invites: the first of them, and whose name or address was
//! wrong. Once one of them can manage users, they do both themselves.

use super::{
    backing::{require_backed, require_keeper, require_unmanaged},
    manage::managed,
    supersede::{Successor, supersede},
};
use crate::{
    Backend, Error,
    service::{
        groups::of_the_first,
        users::{NewUser, insert, read_person},
    },
    store::partners,
};
use entente_domain::{
    Problem,
    fields::Fields,
    id::{AccountId, InvitationId},
    invitation::{DEFAULT_EXPIRY_DAYS, InvitationAction, InvitationKind},
    partner::PartnerStatus,
    permission::Level,
    usecases::{Caller, users::UserForm},
};

pub(super) async fn invite(
    backend: &Backend,
    caller: &Caller,
    partner: &AccountId,
    form: &UserForm,
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let account = actor.account().as_str();
    let row = partners::find(&mut tx, account, partner.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    if row.status != PartnerStatus::Active {
        let status = row.status.label().to_lowercase();
        let message = format!("The partner is {status}. Users are invited to an active one.");
        return Err(Problem::conflict(message).into());
    }
    require_unmanaged(&mut tx, partner.as_str()).await?;
    let mut fields = Fields::new();
    let (name, email) = read_person(backend, &mut tx, (&actor, partner.as_str()), &mut fields, form, None).await?;
    fields.finish()?;
    backend.require_room_for_invitations(&mut tx, account, 1).await?;
    let administrators = of_the_first(&mut tx, partner.as_str()).await?;
    let new = NewUser {
        joins: partner.as_str(),
        name: &name,
        email: &email,
        groups: &[administrators],
        days: DEFAULT_EXPIRY_DAYS,
    };
    insert(backend, &mut tx, &actor, &new).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn correct(
    backend: &Backend,
    caller: &Caller,
    id: &InvitationId,
    form: &UserForm,
) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let row = managed(&mut tx, &actor, id).await?;
    if row.kind != InvitationKind::User || row.joins_account_id == row.account_id {
        return Err(Problem::not_found().into());
    }
    row.state(backend.now()).after(InvitationAction::ChangeAddress)?;
    require_keeper(&mut tx, &actor, &row).await?;
    require_backed(&mut tx, &row).await?;
    let mut fields = Fields::new();
    let there = (&actor, row.joins_account_id.as_str());
    let (name, email) = read_person(backend, &mut tx, there, &mut fields, form, Some(&row)).await?;
    fields.finish()?;
    if name == row.name && row.address.as_deref() == Some(&*email) {
        return Ok(());
    }
    let successor = Successor {
        name: &name,
        address: &email,
        group_ids: &row.group_ids,
    };
    let id = supersede(backend, &mut tx, &actor, &row, &successor).await?;
    if backend.settings().mail.is_configured() {
        let inviter = (row.account_id.as_str(), actor.user().as_str());
        backend.queue_invitation(&mut tx, inviter, &id, &email).await?;
    }
    tx.commit().await?;
    Ok(())
}
