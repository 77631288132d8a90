//! Another address: asked for with the password, confirmed by a link that is mailed to the new one. The present one
//! is told at once and when it is over. The same link, mailed to the present address, proves it.

use super::Oneself;
use crate::{
    Backend, Error,
    auth::Person,
    clock::DAY,
    mail::Letter,
    store::{
        Connection,
        deliveries::{self, NewDelivery},
        email_changes::{self, EmailChangeRow},
        resets, users,
    },
};
use entente_domain::{
    Email, Problem,
    fields::Fields,
    usecases::{
        Caller,
        me::{AskEmail, EMAIL_LINK, EmailChange},
    },
};

/// What links to another address are made for, in the key's words.
pub(crate) const PURPOSE: &str = "email";
/// How long such a link works.
const EXPIRY: i64 = DAY;

fn link_is_over() -> Error {
    let message = "This link is not valid any more. Ask for the change again in your profile; each link works once, \
        for a day.";
    Problem::conflict(message).into()
}

impl Backend {
    /// What a person wishes for: another address, or to prove the present one.
    pub(super) async fn email_wish_of(
        &self,
        connection: &mut Connection,
        person: &Person,
    ) -> Result<Option<EmailChange>, Error> {
        let wish = email_changes::find_of(connection, self.now(), person.id()).await?;
        Ok(wish.map(|wish| self.as_email_change(person.email(), wish)))
    }

    fn as_email_change(&self, from: &str, wish: EmailChangeRow) -> EmailChange {
        EmailChange {
            from: from.to_owned(),
            to: wish.email,
            until: self.when(wish.expires_at),
        }
    }

    pub(super) async fn asked_email(&self, caller: &Caller, form: &AskEmail) -> Result<(), Error> {
        if !self.settings().mail.is_configured() {
            let message = "This installation sends no mail, so it cannot confirm another address. \
                Ask the people who run it.";
            return Err(Problem::conflict(message).into());
        }
        let Oneself { person, user } = self.oneself(caller, &form.current_password).await?;
        let mut fields = Fields::new();
        let email = fields.email("email", &form.email);
        if email.as_ref().is_some_and(|email| email.as_str() == user.email) {
            fields.refuse("email", "This is your address already.");
        }
        fields.finish()?;
        let email: Email = email.ok_or_else(Problem::not_found)?;
        self.throttle().confirmation(email.as_str(), &caller.ip)?;
        let mut tx = self.store().write().await?;
        self.person(&mut tx, caller).await?;
        self.wish(&mut tx, &person, &email).await?;
        self.queue(&mut tx, None, &user.email, &Letter::EmailChanging).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn asked_proof(&self, caller: &Caller) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let person = self.person(&mut tx, caller).await?;
        if person.is_verified() {
            return Err(Problem::conflict("Your address is confirmed already.").into());
        }
        if !self.settings().mail.is_configured() {
            let message = "This installation sends no mail, so it cannot confirm your address. \
                Ask the people who run it.";
            return Err(Problem::conflict(message).into());
        }
        let wish = self.email_wish_of(&mut tx, &person).await?;
        if wish.is_some_and(|wish| !wish.is_proof()) {
            let message = "Another address waits to be confirmed. Confirm that one, or keep the present one first.";
            return Err(Problem::conflict(message).into());
        }
        self.throttle().confirmation(person.email(), &caller.ip)?;
        let email: Email = person.email().parse().map_err(Error::defect)?;
        self.wish(&mut tx, &person, &email).await?;
        Ok(tx.commit().await?)
    }

    /// Puts a wish in place of an earlier one and queues the mail with its link.
    async fn wish(&self, connection: &mut Connection, person: &Person, email: &Email) -> Result<(), Error> {
        let (now, change) = (self.now(), self.rng().nonce());
        email_changes::delete_open(connection, person.id()).await?;
        email_changes::insert(connection, now, (&change, person.id()), email, now + EXPIRY).await?;
        let delivery = NewDelivery {
            account_id: None,
            letter: &Letter::EmailConfirmation { change },
            recipient: email.as_str(),
            invitation_id: None,
            language: person.language(),
        };
        deliveries::queue(connection, now, &delivery).await
    }

    pub(super) async fn cancelled_email(&self, caller: &Caller) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let person = self.person(&mut tx, caller).await?;
        email_changes::delete_open(&mut tx, person.id()).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn opened_email(&self, token: &str) -> Result<bool, Error> {
        let Some(id) = self.key().verify(PURPOSE, token) else {
            return Ok(false);
        };
        let mut connection = self.store().reader().await?;
        let wish = email_changes::find_open(&mut connection, self.now(), id).await?;
        Ok(wish.is_some())
    }

    pub(super) async fn linked_email_change(&self, caller: &Caller) -> Result<Option<EmailChange>, Error> {
        let Some(id) = self.linked(caller) else {
            return Ok(None);
        };
        let mut connection = self.store().reader().await?;
        let Some(wish) = email_changes::find_open(&mut connection, self.now(), id).await? else {
            return Ok(None);
        };
        let user = users::find(&mut connection, &wish.user).await?;
        Ok(user.map(|user| self.as_email_change(&user.email, wish)))
    }

    /// The wish that the browser's opened link is genuine for.
    fn linked<'a>(&self, caller: &'a Caller) -> Option<&'a str> {
        self.key().verify(PURPOSE, caller.links.get(EMAIL_LINK)?)
    }

    pub(super) async fn confirmed_email(&self, caller: &Caller) -> Result<EmailChange, Error> {
        let id = self.linked(caller).ok_or_else(link_is_over)?;
        let now = self.now();
        let mut tx = self.store().write().await?;
        let wish = email_changes::find_open(&mut tx, now, id)
            .await?
            .ok_or_else(link_is_over)?;
        let email: Email = wish.email.parse().map_err(Error::defect)?;
        let user = users::find(&mut tx, &wish.user).await?.ok_or_else(link_is_over)?;
        let change = self.as_email_change(&user.email, wish);
        if !change.is_proof() && users::find_by_email(&mut tx, &email).await?.is_some() {
            let message = "This address belongs to another sign-in by now. Your address stays as it was.";
            return Err(Problem::conflict(message).into());
        }
        if !email_changes::update_used(&mut tx, now, id).await? {
            return Err(link_is_over());
        }
        let (what, states) = if change.is_proof() {
            users::set_verified(&mut tx, &user.id, now).await?;
            let confirmed = (r#"{"address_confirmed":false}"#, r#"{"address_confirmed":true}"#);
            ("confirmed their address", confirmed)
        } else {
            // While the former address still tells the language.
            self.queue(&mut tx, None, &user.email, &Letter::EmailChanged).await?;
            users::update_email(&mut tx, &user.id, &email, now).await?;
            // Links that were mailed to the former address would give the sign-in back to it.
            resets::delete_open(&mut tx, &user.id).await?;
            ("changed their address", ("", ""))
        };
        self.record_of_oneself(&mut tx, (&user.id, &user.name), what, states)
            .await?;
        tx.commit().await?;
        Ok(change)
    }
}
