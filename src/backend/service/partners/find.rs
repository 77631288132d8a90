//! The partner page.

use crate::{
    Backend, Error,
    service::timeline,
    store::{
        Connection, events,
        invitations::{self, InvitationRow},
        partners::{self, page},
    },
};
use entente_domain::{
    Problem,
    id::AccountId,
    invitation::InvitationState,
    permission::{Level, Module},
    usecases::{
        Caller,
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
        users: users(backend, connection, account, id.as_str(), manages).await?,
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
    let view = |delivery: page::DeliveryRow| DeliveryRow {
        address: delivery.address,
        state: delivery.state,
        detail: delivery.detail,
        when: backend.when(delivery.at),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Who has joined the partner's account, and whom this distributor has invited to it.
async fn users(
    backend: &Backend,
    connection: &mut Connection,
    account_id: &str,
    partner_id: &str,
    manages: bool,
) -> Result<Vec<PartnerUser>, Error> {
    let mut users: Vec<PartnerUser> = page::people(connection, partner_id)
        .await?
        .into_iter()
        .map(|(name, email)| PartnerUser {
            name,
            email,
            state: "Joined".to_owned(),
            link: None,
        })
        .collect();
    for invitation in invitations::of_users(connection, partner_id).await? {
        let state = invitation.state(backend.now());
        let ended = matches!(state, InvitationState::Accepted | InvitationState::Superseded);
        if invitation.account_id == account_id && !ended {
            users.push(PartnerUser {
                link: if manages {
                    backend.activation_link(&invitation)
                } else {
                    None
                },
                name: invitation.name,
                email: invitation.address.unwrap_or_default(),
                state: if state == InvitationState::Open {
                    "Invited"
                } else {
                    state.label()
                }
                .to_owned(),
            });
        }
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
