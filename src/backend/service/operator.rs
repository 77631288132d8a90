//! What those who run the installation do to a person from the command line: take a second factor away, deactivate,
//! activate again. No account can do that, since a person is in several; every account of theirs is told by an event.

use crate::{
    Backend, Error, StartError,
    mail::Letter,
    service::{
        cascade::Doer,
        changes::{SECOND_FACTOR_OFF, status},
        groups::{NOBODY_MANAGES, is_only_manager},
    },
    store::{
        Connection, email_changes, invitations, memberships, resets, second_factors, sessions, sign_ins, users,
        users::UserRow,
    },
};
use entente_domain::{Email, Problem};

/// Whoever may start the program.
const OPERATOR: Doer<'_> = Doer {
    user_id: None,
    user_name: "Who runs Entente",
    channel: "command line",
};

/// A sentence for the terminal.
fn said(error: Error) -> StartError {
    match error {
        Error::Refused(problem) => StartError(problem.message),
        other => StartError(format!("nothing was changed: {other}")),
    }
}

async fn find(connection: &mut Connection, address: &str) -> Result<UserRow, Error> {
    let email: Email = address
        .parse()
        .map_err(|error| Problem::conflict(format!("{address}: {error}")))?;
    let found = users::find_by_email(connection, &email).await?;
    found.ok_or_else(|| Problem::conflict(format!("Nobody signs in as {email}.")).into())
}

impl Backend {
    /// Takes the second factor of somebody away who has lost app and recovery codes. The person is told by mail.
    ///
    /// # Errors
    /// Why it cannot be done, in a sentence.
    pub async fn forget_second_factor(&self, address: &str) -> Result<(), StartError> {
        self.forgotten_second_factor(address).await.map_err(said)
    }

    /// Deactivates somebody: their sessions end, and they cannot sign in until [`Backend::activate`]. What they did
    /// stays, and so do their memberships. Returns how many invitations of theirs are open: they count while others of
    /// the account could make them.
    ///
    /// # Errors
    /// Why it cannot be done, in a sentence; as when nobody could manage an account's users any more.
    pub async fn deactivate(&self, address: &str) -> Result<i64, StartError> {
        self.deactivated(address).await.map_err(said)
    }

    /// Lets somebody sign in again.
    ///
    /// # Errors
    /// Why it cannot be done, in a sentence.
    pub async fn activate(&self, address: &str) -> Result<(), StartError> {
        self.activated(address).await.map_err(said)
    }

    async fn forgotten_second_factor(&self, address: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let user = find(&mut tx, address).await?;
        if !self.has_second_factor(&mut tx, &user.id).await? {
            let message = format!("{} signs in without a second factor.", user.email);
            return Err(Problem::conflict(message).into());
        }
        second_factors::delete(&mut tx, &user.id).await?;
        self.queue(&mut tx, None, &user.email, &Letter::SecondFactor { on: false })
            .await?;
        let what = ("took the second factor away", SECOND_FACTOR_OFF);
        self.record_of_person(&mut tx, &user.id, &OPERATOR, what).await?;
        Ok(tx.commit().await?)
    }

    async fn deactivated(&self, address: &str) -> Result<i64, Error> {
        let mut tx = self.store().write().await?;
        let user = find(&mut tx, address).await?;
        for account in memberships::list_accounts(&mut tx, &user.id).await? {
            if is_only_manager(&mut tx, account.id.as_str(), &user.id).await? {
                let message = format!("{} ({}): {NOBODY_MANAGES}", account.name, account.id);
                return Err(Problem::conflict(message).into());
            }
        }
        if !users::update_deactivated(&mut tx, &user.id, Some(self.now())).await? {
            return Err(Problem::conflict(format!("{} is deactivated already.", user.email)).into());
        }
        sessions::delete_all(&mut tx, &user.id).await?;
        sign_ins::delete_all(&mut tx, &user.id).await?;
        resets::delete_open(&mut tx, &user.id).await?;
        email_changes::delete_open(&mut tx, &user.id).await?;
        let what = ("deactivated the person", (&*status("active"), &*status("deactivated")));
        self.record_of_person(&mut tx, &user.id, &OPERATOR, what).await?;
        let open = invitations::count_open_by(&mut tx, &user.id, self.now()).await?;
        tx.commit().await?;
        Ok(open)
    }

    async fn activated(&self, address: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let user = find(&mut tx, address).await?;
        if !users::update_deactivated(&mut tx, &user.id, None).await? {
            return Err(Problem::conflict(format!("{} is not deactivated.", user.email)).into());
        }
        let what = (
            "activated the person again",
            (&*status("deactivated"), &*status("active")),
        );
        self.record_of_person(&mut tx, &user.id, &OPERATOR, what).await?;
        Ok(tx.commit().await?)
    }
}
