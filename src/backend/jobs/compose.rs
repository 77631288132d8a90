//! Writes a letter at the moment it is sent: what it says is read from the database, links are made from the
//! server key. A letter whose reason is gone is not written.

use crate::{
    Backend, Error,
    auth::Token,
    mail::{
        Letter, clean,
        words::{self, ContractWords, Draft, InvitationWords, Offered, Words},
    },
    service::{EMAIL_PURPOSE, RESET_PURPOSE, is_backed},
    store::{
        Connection,
        deliveries::{self, InvitationFacts},
        email_changes, invitations, resets, users,
    },
};
use chrono::DateTime;
use entente_domain::{
    Language,
    account::Role,
    id::InvitationId,
    invitation::{Channel, InvitationKind, InvitationState},
};

/// What became of a letter.
pub(super) enum Composed {
    /// It can be sent.
    Written(Draft),
    /// It is not sent, and why.
    Dropped(String),
}

impl Backend {
    /// Writes the letter in a language; `at` is when it was queued.
    pub(super) async fn compose(
        &self,
        connection: &mut Connection,
        (letter, language): (&Letter, Language),
        at: i64,
    ) -> Result<Composed, Error> {
        let words = words::words(language);
        let at = instant(words, at);
        let draft = match letter {
            Letter::Invitation { invitation } => return self.compose_invitation(connection, words, invitation).await,
            Letter::PasswordReset { reset } => return self.compose_reset(connection, words, reset).await,
            Letter::PasswordChanged => words.password_changed(&self.url("/reset-password"), &at),
            Letter::EmailConfirmation { change } => return self.compose_confirmation(connection, words, change).await,
            Letter::EmailChanging => words.email_changing(&self.url("/me"), &at),
            Letter::EmailChanged => words.email_changed(&self.url("/sign-in"), &at),
            Letter::SecondFactor { on } => words.second_factor(*on, &self.url("/reset-password"), &at),
            Letter::InvitationAccepted { by, path } => words.invitation_accepted(&clean::name(by), &self.url(path)),
            Letter::ApplicationReceived { by, path } => words.application_received(&clean::name(by), &self.url(path)),
            Letter::InvitationDeclined { by, reason, path } => {
                words.invitation_declined(&clean::name(by), &clean::text(reason), &self.url(path))
            }
            Letter::NewLinkWanted { by, path } => words.new_link_wanted(&clean::name(by), &self.url(path)),
            Letter::NewVersion {
                issuer,
                agreement,
                version,
                path,
            } => words.new_version(&clean::name(issuer), &clean::name(agreement), *version, &self.url(path)),
            Letter::ContractNews {
                contract,
                by,
                what,
                note,
                path,
            } => words.contract_news(&ContractWords {
                contract: clean::name(contract),
                by: clean::name(by),
                what: *what,
                note: clean::text(note),
                url: self.url(path),
            }),
            Letter::PartnerNews {
                issuer,
                what,
                note,
                path,
            } => words.partner_news(&clean::name(issuer), *what, &clean::text(note), &self.url(path)),
        };
        Ok(Composed::Written(draft))
    }

    async fn compose_reset(
        &self,
        connection: &mut Connection,
        words: &dyn Words,
        reset: &str,
    ) -> Result<Composed, Error> {
        let Some(open) = resets::find_open(connection, self.now(), reset).await? else {
            return Ok(Composed::Dropped("not sent: the link was used or is over".to_owned()));
        };
        let url = self.url(&format!("/reset-password/t/{}", self.key().token(RESET_PURPOSE, reset)));
        Ok(Composed::Written(
            words.password_reset(&url, &instant(words, open.expires_at)),
        ))
    }

    async fn compose_confirmation(
        &self,
        connection: &mut Connection,
        words: &dyn Words,
        change: &str,
    ) -> Result<Composed, Error> {
        let Some(open) = email_changes::find_open(connection, self.now(), change).await? else {
            return Ok(Composed::Dropped("not sent: the link was used or is over".to_owned()));
        };
        // Who asks must not learn whether somebody else has the address; who has it need not be bothered.
        let email = open.email.parse().map_err(Error::defect)?;
        let owner = users::find_by_email(connection, &email).await?;
        if owner.is_some_and(|owner| owner.id != open.user) {
            return Ok(Composed::Dropped(
                "not sent: the address belongs to somebody".to_owned(),
            ));
        }
        let url = self.url(&format!("/me/email/t/{}", self.key().token(EMAIL_PURPOSE, change)));
        Ok(Composed::Written(
            words.email_confirmation(&url, &instant(words, open.expires_at)),
        ))
    }

    async fn compose_invitation(
        &self,
        connection: &mut Connection,
        words: &dyn Words,
        id: &str,
    ) -> Result<Composed, Error> {
        let id: InvitationId = id.parse().map_err(Error::defect)?;
        let Some(facts) = deliveries::invitation_facts(connection, &id).await? else {
            return Ok(Composed::Dropped("not sent: the invitation does not exist".to_owned()));
        };
        if let Some(reason) = ended(&facts, self.now()) {
            return Ok(Composed::Dropped(reason.to_owned()));
        }
        let row = invitations::find(connection, id.as_str()).await?;
        if !is_backed(connection, &row.ok_or_else(|| Error::defect(&id))?).await? {
            return Ok(Composed::Dropped(
                "not sent: nobody could make the invitation any more".to_owned(),
            ));
        }
        let token = Token {
            invitation: id,
            generation: facts.generation,
            channel: Channel::Mail,
        };
        let url = self.url(&format!("/invitation/t/{}", self.key().invitation_token(&token)));
        let about = InvitationWords {
            inviter: clean::name(&facts.inviter_name),
            inviter_account: clean::name(&facts.inviter_account_name),
            account: clean::name(&facts.joins_account_name),
            name: clean::name(&facts.name),
            offer: match (facts.kind, facts.joins_account_role) {
                (InvitationKind::User, _) => Offered::User,
                (InvitationKind::Partner, Role::Vendor) => Offered::Vendor,
                (InvitationKind::Partner, Role::Reseller | Role::Distributor) => Offered::Reseller,
            },
            until: instant(words, facts.expires_at),
            url,
        };
        Ok(Composed::Written(words.invitation(&about)))
    }
}

fn instant(words: &dyn Words, at: i64) -> String {
    words.instant(DateTime::from_timestamp_millis(at).unwrap_or_default())
}

/// Why the invitation's letter would come too late, if it would.
fn ended(facts: &InvitationFacts, now: i64) -> Option<&'static str> {
    match facts.status.at(now, facts.expires_at) {
        InvitationState::Open => None,
        InvitationState::Expired => Some("not sent: the invitation has expired"),
        InvitationState::Accepted => Some("not sent: the invitation was accepted"),
        InvitationState::Declined => Some("not sent: the invitation was declined"),
        InvitationState::Revoked => Some("not sent: the invitation was revoked"),
        InvitationState::Superseded => Some("not sent: the invitation was replaced by another"),
    }
}
