//! Links to invitations, and the mail that carries them, with its limits (`domain.md §9`).

use crate::{
    Backend, Error,
    auth::Token,
    clock::{HOUR, MINUTE},
    mail::Letter,
    store::{
        Connection,
        deliveries::{self, NewDelivery},
        invitations::{InvitationRow, limits},
    },
    when::when,
};
use entente_domain::{
    Code, Language, Problem,
    id::InvitationId,
    invitation::{Channel, InvitationState},
    usecases::wizard::ActivationLink,
};

/// The most invitation mails to one recipient within an hour.
const PER_RECIPIENT: i64 = 5;
/// The most invitation mails of one inviter within ten minutes.
const PER_INVITER: i64 = 30;
/// The same in words.
const PER_INVITER_WORDS: &str = "30 invitation mails of one person within ten minutes are the most";
/// The most open invitations of one account.
const OPEN: i64 = 1_000;

impl Backend {
    /// The address that leads to an invitation through `channel`.
    pub(crate) fn invitation_url(&self, invitation: &InvitationRow, channel: Channel) -> Result<String, Error> {
        self.link_url(&invitation.id, invitation.generation, channel)
    }

    /// The same, of an invitation's `generation`.
    pub(crate) fn link_url(&self, invitation: &str, generation: i64, channel: Channel) -> Result<String, Error> {
        let token = Token {
            invitation: InvitationId::try_from(invitation.to_owned()).map_err(Error::defect)?,
            generation,
            channel,
        };
        Ok(self.url(&format!("/invitation/t/{}", self.key().invitation_token(&token))))
    }

    /// The link to hand over by hand, while the invitation is open or can be renewed.
    pub(crate) fn activation_link(&self, invitation: &InvitationRow) -> Option<ActivationLink> {
        matches!(
            invitation.state(self.now()),
            InvitationState::Open | InvitationState::Expired
        )
        .then_some(())?;
        Some(ActivationLink {
            invitation: invitation.id.clone(),
            url: self.invitation_url(invitation, Channel::Link).ok()?,
            expires: self.when(invitation.expires_at),
            mailed_to: invitation.address.clone().unwrap_or_default(),
        })
    }

    /// Queues the mail with an invitation's link, within the limits. `inviter` is the user who made the
    /// invitation.
    ///
    /// # Errors
    /// A refusal that names the limit and when it ends.
    pub(crate) async fn queue_invitation(
        &self,
        connection: &mut Connection,
        (account_id, inviter): (&str, &str),
        invitation_id: &str,
        address: &str,
    ) -> Result<(), Error> {
        let now = self.now();
        if let Some(limit) = self.too_many_to(connection, account_id, address).await? {
            return Err(Problem::new(Code::TooMany, limit).into());
        }
        let recent = limits::nth_mail_of(connection, account_id, inviter, PER_INVITER, now - 10 * MINUTE).await?;
        if let Some(at) = recent {
            let limit = sentence(PER_INVITER_WORDS, at + 10 * MINUTE, now);
            return Err(Problem::new(Code::TooMany, limit).into());
        }
        let delivery = NewDelivery {
            account_id: Some(account_id),
            letter: &Letter::Invitation {
                invitation: invitation_id.to_owned(),
            },
            recipient: address,
            invitation_id: Some(invitation_id),
            language: Language::default(),
        };
        deliveries::queue(connection, now, &delivery).await
    }

    /// Refuses when an account has as many open invitations as it may have; ask before making `more`.
    pub(crate) async fn require_room_for_invitations(
        &self,
        connection: &mut Connection,
        account_id: &str,
        more: i64,
    ) -> Result<(), Error> {
        if limits::count_open(connection, account_id).await? + more <= OPEN {
            return Ok(());
        }
        Err(Problem::new(Code::TooMany, account_is_full()).into())
    }

    /// How many people somebody can invite now, under the same limits as one by one, and what is to be said to the
    /// next: which limit it is, and when it ends.
    pub(crate) async fn room_for_invitations(
        &self,
        connection: &mut Connection,
        (account_id, inviter): (&str, &str),
    ) -> Result<(i64, String), Error> {
        let open = (OPEN - limits::count_open(connection, account_id).await?).max(0);
        if !self.settings().mail.is_configured() {
            return Ok((open, account_is_full()));
        }
        let (now, since) = (self.now(), self.now() - 10 * MINUTE);
        let gone = limits::count_mails_of(connection, account_id, inviter, since).await?;
        let mails = (PER_INVITER - gone).max(0);
        if open <= mails {
            return Ok((open, account_is_full()));
        }
        // After these, the oldest mail that still counts is the one that has to be waited for.
        let oldest = limits::nth_mail_of(connection, account_id, inviter, gone.clamp(1, PER_INVITER), since).await?;
        Ok((
            mails,
            sentence(PER_INVITER_WORDS, oldest.unwrap_or(now) + 10 * MINUTE, now),
        ))
    }

    /// Why `address` cannot get one more invitation mail now; `None` when it can.
    pub(crate) async fn too_many_to(
        &self,
        connection: &mut Connection,
        account_id: &str,
        address: &str,
    ) -> Result<Option<String>, Error> {
        let now = self.now();
        let recent = limits::nth_mail_to(connection, account_id, address, PER_RECIPIENT, now - HOUR).await?;
        let limit = format!("{address} got {PER_RECIPIENT} invitation mails within the last hour, which is the most");
        Ok(recent.map(|at| sentence(&limit, at + HOUR, now)))
    }
}

fn account_is_full() -> String {
    format!(
        "An account can have {OPEN} open invitations. Revoke some that are not needed any more; \
         there is room again as soon as one has ended."
    )
}

fn sentence(limit: &str, ends: i64, now: i64) -> String {
    let ends = when(ends, now);
    format!("{limit}. The next can go {} ({}).", ends.relative, ends.exact)
}
