//! The people of a partner's account whom the distributor invites: the first of them, and whose name or address was
//! wrong. Once one of them can manage users, they do both themselves.

use super::{
    backing::{require_backed, require_givable, require_unmanaged},
    manage::managed,
    supersede::{Successor, supersede},
};
use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::{groups::of_the_first, users::read_person},
    store::{
        Connection,
        events::NewEvent,
        invitations::{self, NewInvitation},
        partners,
    },
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
    let id = insert(backend, &mut tx, &actor, partner, (&name, &email)).await?;
    if backend.settings().mail.is_configured() {
        let inviter = (account, actor.user().as_str());
        backend.queue_invitation(&mut tx, inviter, id.as_str(), &email).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Makes the invitation, to the administrators of the partner's account; the mail is the caller's.
async fn insert(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    partner: &AccountId,
    (name, email): (&str, &str),
) -> Result<InvitationId, Error> {
    let administrators = of_the_first(connection, partner.as_str()).await?;
    let (id, now) = (InvitationId::draw(|| backend.rng().digit()), backend.now());
    let days = i64::from(DEFAULT_EXPIRY_DAYS);
    let new = NewInvitation {
        account_id: actor.account().as_str(),
        id: id.as_str(),
        kind: InvitationKind::User,
        address: Some(email),
        name,
        partner_id: None,
        contract_id: None,
        joins_account_id: partner.as_str(),
        group_ids: &[administrators],
        expiry_days: days,
        expires_at: now + days * DAY,
        created_at: now,
        created_by: actor.user().as_str(),
    };
    invitations::insert(connection, &new).await?;
    let event = NewEvent {
        partner_id: Some(partner.as_str()),
        object_type: "invitation",
        object_id: id.as_str(),
        action: "created",
        what: &format!("invited {name} as a user"),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    Ok(id)
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
    require_givable(&mut tx, &actor, &row).await?;
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
