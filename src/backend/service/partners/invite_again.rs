//! A new invitation for a partner that declined, was rejected or removed, or whose invitation was revoked: on a new
//! contract of the same agreement, to the same address.

use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::{
        changes::{of_contract, of_invitation},
        groups::of_the_first,
    },
    store::{
        Connection, agreements,
        contracts::{self, NewContract},
        events::NewEvent,
        invitations::{self, NewInvitation},
        partners::{self, PartnerRow, page},
        partnership,
    },
};
use entente_domain::{
    Problem,
    contract::{ContractStatus, contract_name},
    id::{AccountId, ContractId, InvitationId},
    invitation::{DEFAULT_EXPIRY_DAYS, InvitationKind, InvitationStatus},
    partner::{PartnerAction, PartnerStatus},
    permission::Level,
    usecases::Caller,
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &AccountId) -> Result<(), Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let account = actor.account().as_str();
    let row = partners::find(&mut tx, account, id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    let before = invitations::newest_of_partner(&mut tx, account, id.as_str()).await?;
    begin(&mut tx, backend, (account, &row), before.as_ref()).await?;
    let contract = contract(&mut tx, backend, &actor, &row).await?;
    backend.require_room_for_invitations(&mut tx, account, 1).await?;
    let administrators = of_the_first(&mut tx, id.as_str()).await?;
    let invitation = InvitationId::draw(|| backend.rng().digit());
    let (now, days) = (
        backend.now(),
        before
            .as_ref()
            .map_or(i64::from(DEFAULT_EXPIRY_DAYS), |before| before.expiry_days),
    );
    let address = before.as_ref().and_then(|before| before.address.as_deref());
    let new = NewInvitation {
        account_id: account,
        id: invitation.as_str(),
        kind: InvitationKind::Partner,
        address,
        name: before.as_ref().map_or("", |before| &before.name),
        partner_id: Some(id.as_str()),
        contract_id: contract.as_deref(),
        joins_account_id: id.as_str(),
        group_ids: std::slice::from_ref(&administrators.id),
        expiry_days: days,
        expires_at: now + days * DAY,
        created_at: now,
        created_by: actor.user().as_str(),
    };
    invitations::insert(&mut tx, &new).await?;
    record(
        &mut tx,
        backend,
        &actor,
        id,
        "invitation",
        invitation.as_str(),
        (
            "invited the partner again",
            &of_invitation(new.name, &[&administrators.name]),
        ),
    )
    .await?;
    if let Some(address) = address.filter(|_| backend.settings().mail.is_configured()) {
        let inviter = (account, actor.user().as_str());
        backend
            .queue_invitation(&mut tx, inviter, invitation.as_str(), address)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Moves the partner to *Invited*, unless it is there and holds an open invitation.
async fn begin(
    connection: &mut Connection,
    backend: &Backend,
    (account, row): (&str, &PartnerRow),
    before: Option<&invitations::InvitationRow>,
) -> Result<(), Error> {
    let to = row.status.after(PartnerAction::InviteAgain)?;
    if before.is_some_and(|before| before.status == InvitationStatus::Open) {
        return Err(
            Problem::conflict("This partner holds an open invitation. Renew that one, or revoke it first.").into(),
        );
    }
    if row.status != PartnerStatus::Invited
        && !partnership::update_status(connection, (account, &row.partner_id), (row.status, to), backend.now()).await?
    {
        return Err(Problem::conflict("The partner's status changed in the meantime. Look at it again.").into());
    }
    Ok(())
}

/// A pending contract on the active version of the agreement that the partner was offered last; `None` when it was
/// offered none, or that has no active version any more.
async fn contract(
    connection: &mut Connection,
    backend: &Backend,
    actor: &Actor,
    row: &PartnerRow,
) -> Result<Option<String>, Error> {
    let (account, partner) = (actor.account().as_str(), row.partner_id.as_str());
    let Some((agreement, note)) = page::newest_main_agreement(connection, account, partner).await? else {
        return Ok(None);
    };
    if let Some((living, _)) = contracts::living(connection, account, &agreement, partner).await? {
        return Ok(Some(living));
    }
    let Some(shown) = agreements::shown(connection, account, &agreement, partner).await? else {
        return Ok(None);
    };
    let kind = row.kind.main_agreement();
    let id = ContractId::draw(kind, || backend.rng().digit());
    let contract = NewContract {
        account_id: account,
        id: id.as_str(),
        kind,
        status: ContractStatus::Pending,
        name: &contract_name(&shown.title),
        agreement_id: &agreement,
        version: shown.version,
        partner_id: partner,
        parent_id: None,
        note_to_signee: &note,
        internal_note: "",
        expires_at: None,
        created_at: backend.now(),
        created_by: Some(actor.user().as_str()),
    };
    contracts::insert(connection, &contract).await?;
    let partner = AccountId::try_from(row.partner_id.clone()).map_err(Error::defect)?;
    record(
        connection,
        backend,
        actor,
        &partner,
        "contract",
        id.as_str(),
        ("made the contract", &of_contract(contract.status, contract.version)),
    )
    .await?;
    Ok(Some(id.into()))
}

async fn record(
    connection: &mut Connection,
    backend: &Backend,
    actor: &Actor,
    partner: &AccountId,
    object_type: &str,
    object_id: &str,
    (what, after): (&str, &str),
) -> Result<(), Error> {
    let event = NewEvent {
        partner_id: Some(partner.as_str()),
        object_type,
        object_id,
        action: "created",
        what,
        after,
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await
}
