//! The partner page.

use crate::{
    Backend, Error,
    service::{invitations::backing::is_managed, timeline},
    store::{
        Connection, events,
        invitations::{self, InvitationRow},
        partners::{self, page},
    },
};
use entente_domain::{
    Problem,
    id::AccountId,
    invitation::InvitationStatus,
    partner::PartnerStatus,
    permission::{Level, Module},
    usecases::{
        Caller,
        invitations::UserInvitation,
        partners::{DeliveryRow, PartnerContract, PartnerInvitation, PartnerUser, PartnerView},
    },
};

/// Events shown at most.
const TIMELINE: i64 = 100;

pub(super) async fn run(backend: &Backend, caller: &Caller, id: AccountId) -> Result<PartnerView, Error> {
    let mut connection = backend.store().reader().await?;
    let connection = &mut *connection;
    let actor = backend.partners_actor(connection, caller, Level::View).await?;
    let account = actor.account().as_str();
    let row = partners::find(connection, account, id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    let newest = invitations::newest_of_partner(connection, account, id.as_str()).await?;
    let manages = actor.permissions().manages(Module::Partners);
    let invitation = match newest {
        Some(newest) => Some(invitation_view(backend, connection, newest, manages).await?),
        None => None,
    };
    let keeps_users = manages && !is_managed(connection, id.as_str()).await?;
    let invites_users = keeps_users && row.status == PartnerStatus::Active;
    let events = events::of_partner(connection, account, id.as_str(), TIMELINE).await?;
    Ok(PartnerView {
        revision: row.revision,
        kind: row.kind,
        status: row.status,
        form: row.form,
        created: backend.when(row.created_at),
        agreements: page::agreements(connection, account, id.as_str()).await?,
        contracts: contracts(connection, account, id.as_str()).await?,
        invitation,
        users: users(backend, connection, account, id.as_str(), keeps_users).await?,
        invites_users,
        timeline: timeline(events, backend.now()),
        mail_configured: backend.settings().mail.is_configured(),
        id,
    })
}

async fn invitation_view(
    backend: &Backend,
    connection: &mut Connection,
    row: InvitationRow,
    manages: bool,
) -> Result<PartnerInvitation, Error> {
    let deliveries = deliveries(backend, connection, &row.id).await?;
    Ok(PartnerInvitation {
        status: row.status,
        state: row.state(backend.now()),
        link: if manages { backend.activation_link(&row) } else { None },
        expires: backend.when(row.expires_at),
        reason: row.reason,
        address: row.address.unwrap_or_default(),
        deliveries,
    })
}

/// What became of an invitation's mails, the newest first.
pub(in crate::service) async fn deliveries(
    backend: &Backend,
    connection: &mut Connection,
    invitation: &str,
) -> Result<Vec<DeliveryRow>, Error> {
    let rows = page::deliveries(connection, invitation).await?;
    Ok(delivery_rows(backend, rows))
}

fn delivery_rows(backend: &Backend, rows: Vec<page::DeliveryRow>) -> Vec<DeliveryRow> {
    let view = |delivery: page::DeliveryRow| DeliveryRow {
        address: delivery.address,
        state: delivery.state,
        detail: delivery.detail,
        when: backend.when(delivery.at),
    };
    rows.into_iter().map(view).collect()
}

/// Who has joined the partner's account, and whom this distributor has invited to it, with links while it `keeps` them:
/// as long as nobody there can manage users.
async fn users(
    backend: &Backend,
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
    keeps: bool,
) -> Result<Vec<PartnerUser>, Error> {
    let mut users: Vec<PartnerUser> = page::people(connection, partner_id)
        .await?
        .into_iter()
        .map(|(name, email)| PartnerUser {
            name,
            email,
            invitation: None,
        })
        .collect();
    let mut mails = page::deliveries_to_users(connection, account_id, partner_id).await?;
    for row in invitations::of_users(connection, partner_id).await? {
        // Who took one has joined; that they have left again is the partner's own affair.
        if row.account_id != account_id || row.status == InvitationStatus::Accepted {
            continue;
        }
        users.push(PartnerUser {
            invitation: Some(UserInvitation {
                state: row.state(backend.now()),
                at: backend.when(row.ended_at.unwrap_or(row.expires_at)),
                link: keeps.then(|| backend.activation_link(&row)).flatten(),
                deliveries: delivery_rows(backend, mails.remove(&row.id).unwrap_or_default()),
                id: row.id,
                reason: row.reason,
            }),
            name: row.name,
            email: row.address.unwrap_or_default(),
        });
    }
    Ok(users)
}

async fn contracts(
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
) -> Result<Vec<PartnerContract>, Error> {
    page::contracts(connection, account_id, partner_id)
        .await?
        .into_iter()
        .map(|row| {
            Ok(PartnerContract {
                id: row.id.try_into().map_err(Error::defect)?,
                kind: row.kind,
                agreement: row.agreement,
                version: row.version,
                status: row.status,
                awaits_approval: row.signed && row.status == entente_domain::contract::ContractStatus::Pending,
            })
        })
        .collect()
}
