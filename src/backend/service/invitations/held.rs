//! An invitation in the hands of whoever opened its link: the row, what the link says, and the refusals that
//! follow from both.

use super::backing::{backing, is_managed};
use crate::{
    Backend, Error,
    auth::{Person, Token},
    service::document::{self, Document},
    store::{
        Connection,
        contracts::{self, ContractRow},
        invitations::{
            self, InvitationRow,
            place::{self, Group, Names},
        },
        memberships, partnership,
    },
};
use entente_domain::{
    Problem,
    evidence::EvidenceChannel,
    id::{AccountId, InvitationId, UserId},
    invitation::{Backing, Channel, InvitationKind, InvitationState},
    permission::Module,
    usecases::Caller,
};

/// An invitation and the link it was opened by.
pub(super) struct Held {
    pub row: InvitationRow,
    pub token: Token,
    pub names: Names,
}

impl Held {
    /// The invitation that this browser opened a genuine link of; `None` when it did not.
    pub async fn find(
        backend: &Backend,
        connection: &mut Connection,
        caller: &Caller,
        id: &InvitationId,
    ) -> Result<Option<Self>, Error> {
        let token = caller
            .links
            .get(id.as_str())
            .and_then(|token| backend.key().read_invitation_token(token));
        let Some(token) = token.filter(|token| token.invitation == *id) else {
            return Ok(None);
        };
        let Some(row) = invitations::find(connection, id.as_str()).await? else {
            return Ok(None);
        };
        if token.generation > row.generation {
            return Ok(None);
        }
        let names = place::names(connection, &row).await?;
        Ok(Some(Self { row, token, names }))
    }

    /// As [`Held::find`]; an unknown link is refused as not found.
    pub async fn need(
        backend: &Backend,
        connection: &mut Connection,
        caller: &Caller,
        id: &InvitationId,
    ) -> Result<Self, Error> {
        Self::find(backend, connection, caller, id)
            .await?
            .ok_or_else(|| Problem::not_found().into())
    }

    /// True when a newer link was made since.
    pub fn is_replaced(&self) -> bool {
        self.token.generation < self.row.generation
    }

    /// Refuses, with the reason, unless the invitation can be answered through this link now.
    pub fn require_open(&self, backend: &Backend) -> Result<(), Error> {
        let (row, inviter) = (&self.row, &self.names.inviter_account);
        let since = |at: Option<i64>| at.map_or_else(String::new, |at| format!(" ({})", backend.when(at).relative));
        let message = match row.state(backend.now()) {
            InvitationState::Accepted => format!("This invitation was accepted already{}.", since(row.ended_at)),
            InvitationState::Declined => format!("This invitation was declined{}.", since(row.ended_at)),
            InvitationState::Revoked => format!("{inviter} has taken this invitation back."),
            InvitationState::Superseded => "A newer invitation took the place of this one.".to_owned(),
            _ if self.is_replaced() => "This link was replaced. Use the newer one.".to_owned(),
            InvitationState::Expired => {
                format!(
                    "This invitation expired{}. Ask {inviter} for a new link.",
                    since(Some(row.expires_at))
                )
            }
            InvitationState::Open => return Ok(()),
        };
        Err(Problem::conflict(message).into())
    }

    /// Whether `person` may answer: the one invited, or, without an address, anybody but the inviting
    /// organisation's own people, who may open the link only to look at it.
    pub async fn is_right_person(&self, connection: &mut Connection, person: &Person) -> Result<bool, Error> {
        self.is_right(connection, person.id(), person.email()).await
    }

    /// As [`Held::is_right_person`], by user and address.
    pub async fn is_right(&self, connection: &mut Connection, user_id: &UserId, email: &str) -> Result<bool, Error> {
        match &self.row.address {
            Some(address) => Ok(address == email),
            None if self.row.kind == InvitationKind::Partner => {
                Ok(!memberships::exists(connection, &account(&self.row.account_id)?, user_id).await?)
            }
            None => Ok(true),
        }
    }

    /// Refuses a person who is not the one invited; nothing is consumed.
    pub async fn require_right_person(
        &self,
        connection: &mut Connection,
        user_id: &UserId,
        email: &str,
    ) -> Result<(), Error> {
        if self.is_right(connection, user_id, email).await? {
            return Ok(());
        }
        let message = "This invitation is for somebody else. Sign out, then open the link again.";
        Err(Problem::conflict(message).into())
    }

    /// Refuses unless somebody in the inviting organisation could make this invitation today; says who.
    pub async fn require_backing(&self, connection: &mut Connection, groups: &[Group]) -> Result<Backing, Error> {
        let backing = backing(connection, &self.row, groups).await?;
        if backing != Backing::Nobody {
            return Ok(backing);
        }
        let inviter = &self.names.inviter_account;
        let message =
            format!("This invitation is no longer backed by anybody at {inviter}. Ask {inviter} for a new one.");
        Err(Problem::conflict(message).into())
    }

    /// Whether it has to wait: a suspended account changes nothing, so nobody joins it. A partner's own invitation
    /// looks at its partnership instead.
    pub async fn waits(&self, connection: &mut Connection) -> Result<bool, Error> {
        Ok(self.row.kind == InvitationKind::User
            && partnership::is_suspended(connection, &self.row.joins_account_id).await?)
    }

    /// Refuses while it has to wait.
    pub async fn require_resumed(&self, connection: &mut Connection) -> Result<(), Error> {
        if !self.waits(connection).await? {
            return Ok(());
        }
        let account = &self.names.account;
        let message = format!(
            "The partnership of {account} is suspended, so nobody can join at present. The invitation stays open: \
             accept it once the partnership is resumed."
        );
        Err(Problem::conflict(message).into())
    }

    /// Refuses a partner invitation to newcomers, once the partner's account has people who manage its users: one of
    /// these accepts it, who may sign.
    pub async fn require_vacant(&self, connection: &mut Connection) -> Result<(), Error> {
        if self.row.kind == InvitationKind::User || !is_managed(connection, &self.row.joins_account_id).await? {
            return Ok(());
        }
        let account = &self.names.account;
        let message =
            format!("{account} has people here already. Sign in as one of them who may sign for it, and accept then.");
        Err(Problem::conflict(message).into())
    }

    /// The contract that is offered, with its document; `None` when the invitation brings none.
    pub async fn offered(&self, connection: &mut Connection) -> Result<Option<(ContractRow, Document)>, Error> {
        let Some(id) = &self.row.contract_id else {
            return Ok(None);
        };
        let contract = contracts::find(connection, &self.row.account_id, id)
            .await?
            .ok_or_else(|| Error::defect(format!("invitation {} offers no contract", self.row.id)))?;
        let document = document::offered(
            connection,
            &contract.account_id,
            &contract.agreement_id,
            &contract.partner_id,
            &contract.note_to_signee,
        )
        .await?
        .ok_or_else(|| {
            let inviter = &self.names.inviter_account;
            Problem::conflict(format!("The agreement is not on offer at present. Ask {inviter}."))
        })?;
        Ok(Some((contract, document)))
    }

    /// The account that the invitee joins.
    pub fn joins(&self) -> Result<AccountId, Error> {
        account(&self.row.joins_account_id)
    }

    /// The channel in events.
    pub fn channel(&self) -> &'static str {
        self.evidence_channel().as_str()
    }

    /// The channel in evidence.
    pub fn evidence_channel(&self) -> EvidenceChannel {
        match self.token.channel {
            Channel::Mail => EvidenceChannel::MailedLink,
            Channel::Link => EvidenceChannel::CopiedLink,
        }
    }

    /// True when this link proves the mailbox of `email`: it was mailed there.
    pub fn proves(&self, email: &str) -> bool {
        self.token.channel == Channel::Mail && self.row.address.as_deref() == Some(email)
    }

    /// Path of the page on which the inviter sees what became of it.
    pub fn path(&self) -> String {
        let InvitationRow {
            account_id,
            joins_account_id,
            id,
            ..
        } = &self.row;
        if self.row.kind == InvitationKind::User && joins_account_id == account_id {
            format!("/{account_id}/users/{id}")
        } else {
            format!("/{account_id}/partners/{joins_account_id}")
        }
    }

    /// What the inviter calls the invitee: the partner, or the invited name or address.
    pub fn invitee(&self) -> String {
        match (self.row.kind, self.row.name.as_str(), &self.row.address) {
            (InvitationKind::Partner, _, _) => self.names.account.clone(),
            (InvitationKind::User, "", Some(address)) => address.clone(),
            (InvitationKind::User, "", None) => "The invited person".to_owned(),
            (InvitationKind::User, name, _) => name.to_owned(),
        }
    }
}

fn account(id: &str) -> Result<AccountId, Error> {
    id.parse().map_err(Error::defect)
}

/// The module that managing an invitation needs: users of one's own account, else partners.
pub(super) fn module(row: &InvitationRow) -> Module {
    if row.kind == InvitationKind::User && row.joins_account_id == row.account_id {
        Module::Users
    } else {
        Module::Partners
    }
}
