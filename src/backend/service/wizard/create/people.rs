//! Whom the wizard invites: whoever holds the activation link, or the named users of a new account.

use super::Maker;
use crate::{
    Error,
    clock::DAY,
    service::{
        changes::of_invitation,
        users::{NewUser, among, insert},
    },
    store::{
        Connection, groups,
        invitations::{self, NewInvitation},
    },
};
use entente_domain::{
    id::InvitationId,
    invitation::{DEFAULT_EXPIRY_DAYS, InvitationKind},
};

impl Maker<'_> {
    /// The invitation that the activation link belongs to; its holder becomes the account's administrator.
    pub(super) async fn invite(&self, connection: &mut Connection, contract_id: &str) -> Result<String, Error> {
        let (action, details) = (&self.forms.action, &self.forms.details);
        self.backend
            .require_room_for_invitations(connection, self.account_id(), 1)
            .await?;
        let id = InvitationId::draw(|| self.backend.rng().digit());
        let now = self.backend.now();
        let days = action.expiry_days.parse().unwrap_or(i64::from(DEFAULT_EXPIRY_DAYS));
        let address = Some(action.mail_to.as_str()).filter(|address| !address.is_empty());
        let contact = [
            (&details.business_email, &details.business_name),
            (&details.technical_email, &details.technical_name),
        ];
        let groups = [self.groups.administrators.to_string()];
        let contact = contact.into_iter().find(|(email, _)| Some(email.as_str()) == address);
        let invitation = NewInvitation {
            account_id: self.account_id(),
            id: id.as_str(),
            kind: InvitationKind::Partner,
            address,
            name: contact.map_or("", |(_, name)| name.as_str()),
            partner_id: Some(self.partner.as_str()),
            contract_id: Some(contract_id),
            joins_account_id: self.partner.as_str(),
            group_ids: &groups,
            expiry_days: days,
            expires_at: now + days * DAY,
            created_at: now,
            created_by: self.actor.user().as_str(),
        };
        invitations::insert(connection, &invitation).await?;
        let what = "made the activation link";
        let after = of_invitation(invitation.name, &["Administrators"]);
        self.record(connection, "invitation", id.as_str(), ("created", what, &after))
            .await?;
        if let Some(address) = address {
            let sender = (self.account_id(), self.actor.user().as_str());
            self.backend
                .queue_invitation(connection, sender, id.as_str(), address)
                .await?;
        }
        Ok(id.into())
    }

    /// Invites the users of *Create account now*; returns them as the result names them.
    pub(super) async fn invite_users(&self, connection: &mut Connection) -> Result<Vec<String>, Error> {
        let action = &self.forms.action;
        let more = i64::try_from(action.user_emails.len()).unwrap_or(i64::MAX);
        self.backend
            .require_room_for_invitations(connection, self.account_id(), more)
            .await?;
        let there = groups::all(connection, self.partner.as_str()).await?;
        let mut invited = Vec::new();
        for ((name, email), group) in action
            .user_names
            .iter()
            .zip(&action.user_emails)
            .zip(&action.user_groups)
        {
            let group = match group.as_str() {
                "administrators" => &self.groups.administrators,
                "managers" => &self.groups.managers,
                _ => &self.groups.viewers,
            };
            let new = NewUser {
                joins: self.partner.as_str(),
                name,
                email,
                groups: &among(&there, &[group.to_string()]),
                days: DEFAULT_EXPIRY_DAYS,
            };
            insert(self.backend, connection, self.actor, &new).await?;
            invited.push(format!("{name} ({email})"));
        }
        Ok(invited)
    }
}
