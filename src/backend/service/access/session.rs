//! Starting a session, and the passwords behind it; used by signing in, set-up and accepting an invitation.

use crate::{
    Backend, Error,
    auth::actor::session_hash,
    store::{Connection, memberships, second_factors, sessions, sign_ins, users::UserRow},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entente_domain::{
    Code, Email, Problem,
    id::UserId,
    password::{MIN_PASSWORD, check_length},
    usecases::{Caller, access::SignedIn},
};

/// Refuses somebody whose password was right and who is deactivated.
pub(crate) fn require_active(user: &UserRow) -> Result<(), Error> {
    if !user.deactivated {
        return Ok(());
    }
    let message = "Your sign-in is deactivated. Ask the people who run this installation.";
    Err(Problem::new(Code::Forbidden, message).into())
}

impl Backend {
    /// Hashes a new password. Takes tens of milliseconds: before the transaction, never inside.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String, Error> {
        self.passwords().hash(password).await
    }

    /// True when `password` is the one behind `hash`; without a hash false, after the same time. Before the
    /// transaction, never inside; the caller has asked [`Backend::slow_guessing`] first.
    pub(crate) async fn check_password(&self, hash: Option<&str>, password: &str) -> Result<bool, Error> {
        self.passwords().verify(hash, password).await
    }

    /// Refuses a right password that was enough only beside a second factor that was taken away since, by those who
    /// run the installation. Where no mail can bring a link for another one, it stays good.
    pub(crate) async fn require_long_enough(
        &self,
        connection: &mut Connection,
        user: &UserId,
        password: &str,
    ) -> Result<(), Error> {
        let is_long = check_length(password, MIN_PASSWORD).is_ok();
        if is_long || !self.settings().mail.is_configured() || self.has_second_factor(connection, user).await? {
            return Ok(());
        }
        let message = "This password was enough beside your second factor, and is too short without it. Ask for a \
            new password; the link comes by mail.";
        Err(Problem::new(Code::Forbidden, message).into())
    }

    /// Refuses when the caller tries too many passwords. `address` is the one the password is for, as typed;
    /// whether it has an account makes no difference.
    pub(crate) fn slow_guessing(&self, caller: &Caller, address: &str) -> Result<(), Error> {
        let address = address
            .parse::<Email>()
            .map_or_else(|_| address.trim().to_lowercase(), String::from);
        self.throttle().sign_in(&address, &caller.ip)
    }

    /// Starts a session with a new id and returns the cookie's value; the browser's earlier session ends.
    pub(crate) async fn start_session(
        &self,
        connection: &mut Connection,
        user: &UserId,
        caller: &Caller,
    ) -> Result<String, Error> {
        if let Some(earlier) = &caller.session {
            sessions::delete(connection, &session_hash(earlier)).await?;
        }
        let token = self.draw_token();
        let session = sessions::NewSession {
            token_hash: &session_hash(&token),
            id: &self.rng().nonce(),
            user,
            ip: &caller.ip,
            user_agent: &caller.user_agent,
        };
        sessions::insert(connection, self.now(), &session).await?;
        Ok(token)
    }

    /// Signs in somebody whose password was right: as [`Backend::signed_in_fully`], or with the second factor's code
    /// still to come.
    pub(crate) async fn signed_in(
        &self,
        connection: &mut Connection,
        user: &UserId,
        caller: &Caller,
    ) -> Result<SignedIn, Error> {
        if !self.has_second_factor(connection, user).await? {
            return self.signed_in_fully(connection, user, caller).await;
        }
        if let Some(earlier) = &caller.session {
            sessions::delete(connection, &session_hash(earlier)).await?;
        }
        let session = self.draw_token();
        sign_ins::insert(connection, self.now(), &session_hash(&session), user).await?;
        Ok(SignedIn {
            session,
            account: None,
            needs_code: true,
        })
    }

    /// True when a code is asked for at sign-in.
    pub(crate) async fn has_second_factor(&self, connection: &mut Connection, user: &UserId) -> Result<bool, Error> {
        let factor = second_factors::find(connection, user).await?;
        Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    fn draw_token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.rng().bytes::<32>())
    }

    /// As [`Backend::start_session`], with the account to open first: the one last visited.
    pub(crate) async fn signed_in_fully(
        &self,
        connection: &mut Connection,
        user: &UserId,
        caller: &Caller,
    ) -> Result<SignedIn, Error> {
        let session = self.start_session(connection, user, caller).await?;
        let accounts = self.accounts_of(connection, user).await?;
        Ok(SignedIn {
            session,
            account: accounts.into_iter().next().map(|account| account.id),
            needs_code: false,
        })
    }

    /// The accounts somebody is in, the one last visited first, whether or not that has been kept yet.
    pub(super) async fn accounts_of(
        &self,
        connection: &mut Connection,
        user: &UserId,
    ) -> Result<Vec<entente_domain::usecases::access::AccountChoice>, Error> {
        let mut accounts = memberships::list_accounts(connection, user).await?;
        if let Some(last) = self.seen().last_account(user) {
            accounts.sort_by_key(|account| account.id != last);
        }
        Ok(accounts)
    }
}
