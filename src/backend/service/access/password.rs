//! Changing a password, and setting a new one by a mailed link.

use crate::{
    Backend, Error,
    auth::password::check_rules,
    clock::HOUR,
    mail::Letter,
    service::cascade::Doer,
    store::{
        Connection, email_changes, memberships, resets, sessions, sign_ins,
        users::{self, UserRow},
    },
};
use entente_domain::{
    Email, Problem,
    fields::Fields,
    password::{check_length, least},
    usecases::{
        Caller,
        access::{ChangePassword, RESET_LINK, SignedIn},
    },
};
use std::time::Duration;

/// What reset links are made for, in the key's words.
pub(crate) const PURPOSE: &str = "reset";
/// How long a reset link works.
const RESET_EXPIRY: i64 = HOUR;
/// Asking for a link takes at least so long, whether or not there is an account to write to.
const ASKING: Duration = Duration::from_millis(250);

fn link_is_over() -> Error {
    let message = "This link is not valid any more. Ask for a new one; each works once, for an hour.";
    Problem::conflict(message).into()
}

impl Backend {
    /// The names that a person's password must not be made of.
    async fn circumstances(&self, connection: &mut Connection, user: &UserRow) -> Result<Vec<String>, Error> {
        let accounts = memberships::list_accounts(connection, &user.id).await?;
        Ok(std::iter::once(user.name.clone())
            .chain(accounts.into_iter().map(|account| account.name))
            .collect())
    }

    /// The least length of somebody's password.
    async fn least_password(&self, connection: &mut Connection, user: &UserRow) -> Result<usize, Error> {
        Ok(least(self.has_second_factor(connection, &user.id).await?))
    }

    /// Stores a new password, ends every session and link of before, tells the person's accounts and queues the notice.
    async fn replace_password(
        &self,
        connection: &mut Connection,
        user: &UserRow,
        (password, hash): (&str, &str),
        (what, channel): (&str, &str),
    ) -> Result<(), Error> {
        // The second factor may have been taken away while the hash was worked out.
        check_length(password, self.least_password(connection, user).await?)
            .map_err(|sentence| Problem::field("password", sentence))?;
        if !users::update_password(connection, &user.id, &user.password_hash, hash).await? {
            let message = "Your password was changed elsewhere in the meantime. Nothing was changed now.";
            return Err(Problem::conflict(message).into());
        }
        sessions::delete_all(connection, &user.id).await?;
        resets::delete_open(connection, &user.id).await?;
        email_changes::delete_open(connection, &user.id).await?;
        sign_ins::delete_all(connection, &user.id).await?;
        let doer = Doer {
            user_id: Some(user.id.as_str()),
            user_name: &user.name,
            channel,
        };
        self.record_of_person(connection, &user.id, &doer, (what, ("", "")))
            .await?;
        self.queue(connection, None, &user.email, &Letter::PasswordChanged)
            .await
    }

    pub(super) async fn checked_change(&self, caller: &Caller, form: &ChangePassword) -> Result<SignedIn, Error> {
        let (user, circumstances, least) = {
            let mut connection = self.store().reader().await?;
            let person = self.person(&mut connection, caller).await?;
            let user = users::find(&mut connection, person.id())
                .await?
                .ok_or_else(Problem::not_found)?;
            let circumstances = self.circumstances(&mut connection, &user).await?;
            let least = self.least_password(&mut connection, &user).await?;
            (user, circumstances, least)
        };
        self.slow_guessing(caller, &user.email)?;
        let mut fields = Fields::new();
        if !self
            .check_password(Some(&user.password_hash), &form.current_password)
            .await?
        {
            fields.refuse("current_password", "This is not your present password.");
        }
        check_new(&mut fields, (&form.password, least), &user, &circumstances);
        if form.password == form.current_password {
            fields.refuse("password", "Choose another password than the present one.");
        }
        fields.finish()?;
        let hash = self.hash_password(&form.password).await?;
        let mut tx = self.store().write().await?;
        // The session may have been ended while the hash was worked out.
        self.person(&mut tx, caller).await?;
        let what = ("changed their password", "web");
        self.replace_password(&mut tx, &user, (&form.password, &hash), what)
            .await?;
        let signed_in = self.signed_in_fully(&mut tx, &user.id, caller).await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    pub(super) async fn queued_reset(&self, caller: &Caller, email: &str) -> Result<(), Error> {
        if !self.settings().mail.is_configured() {
            let message = "This installation sends no mail, so it cannot send a link for a new password. \
                Ask the people who run it.";
            return Err(Problem::conflict(message).into());
        }
        let email: Email = email
            .parse()
            .map_err(|error| Problem::field("email", format!("{error}")))?;
        self.throttle().reset(email.as_str(), &caller.ip)?;
        let at_least = tokio::time::sleep(ASKING);
        let mut tx = self.store().write().await?;
        let user = users::find_by_email(&mut tx, &email).await?;
        if let Some(user) = user.filter(|user| !user.deactivated) {
            let reset = self.rng().nonce();
            resets::insert(&mut tx, self.now(), &reset, &user.id, self.now() + RESET_EXPIRY).await?;
            self.queue(&mut tx, None, &user.email, &Letter::PasswordReset { reset })
                .await?;
        }
        tx.commit().await?;
        at_least.await;
        Ok(())
    }

    pub(super) async fn opened_reset(&self, token: &str) -> Result<bool, Error> {
        let Some(id) = self.key().verify(PURPOSE, token) else {
            return Ok(false);
        };
        let mut connection = self.store().reader().await?;
        let reset = resets::find_open(&mut connection, self.now(), id).await?;
        Ok(reset.is_some())
    }

    pub(super) async fn spent_reset(&self, caller: &Caller, password: &str) -> Result<SignedIn, Error> {
        let token = caller.links.get(RESET_LINK).map(String::as_str).unwrap_or_default();
        let id = self.key().verify(PURPOSE, token).ok_or_else(link_is_over)?;
        let (user, circumstances, least) = {
            let mut connection = self.store().reader().await?;
            let reset = resets::find_open(&mut connection, self.now(), id)
                .await?
                .ok_or_else(link_is_over)?;
            let user = users::find(&mut connection, &reset.user)
                .await?
                .ok_or_else(link_is_over)?;
            let circumstances = self.circumstances(&mut connection, &user).await?;
            let least = self.least_password(&mut connection, &user).await?;
            (user, circumstances, least)
        };
        let mut fields = Fields::new();
        check_new(&mut fields, (password, least), &user, &circumstances);
        fields.finish()?;
        let hash = self.hash_password(password).await?;
        let mut tx = self.store().write().await?;
        let now = self.now();
        if !resets::update_used(&mut tx, now, id).await? {
            return Err(link_is_over());
        }
        // The link was mailed, and nowhere else shown: whoever has it reads that mailbox.
        users::set_verified(&mut tx, &user.id, now).await?;
        let what = ("set a new password", "mailed link");
        self.replace_password(&mut tx, &user, (password, &hash), what).await?;
        let signed_in = self.signed_in(&mut tx, &user.id, caller).await?;
        tx.commit().await?;
        Ok(signed_in)
    }
}

fn check_new(fields: &mut Fields, (password, least): (&str, usize), user: &UserRow, circumstances: &[String]) {
    let circumstances: Vec<&str> = circumstances.iter().map(String::as_str).collect();
    if let Err(sentence) = check_rules(password, least, &user.email, &circumstances) {
        fields.refuse("password", sentence);
    }
}
