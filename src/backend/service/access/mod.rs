//! Getting in, implemented: sessions, signing in and out, passwords. What differs between an address that has an
//! account and one that has none stays in here: words, status and time of the answers are the same.

mod device;
mod password;
mod session;

pub(crate) use password::PURPOSE as RESET_PURPOSE;

pub(crate) use session::require_active;

use crate::{
    Backend, Error,
    auth::{Actor, Person, actor::session_hash},
    store::{sessions, users},
};
use async_trait::async_trait;
use entente_domain::{
    Code, Email, Problem,
    fields::Fields,
    usecases::{
        Caller,
        access::{Access, ChangePassword, Place, SessionRow, SignIn, SignedIn, Viewer},
    },
};

/// The refusal of a sign-in; the same for an unknown address and a wrong password.
fn no_match() -> Error {
    let message = "Address and password do not match. Check both, or ask for a new password.";
    Problem::new(Code::Invalid, message).into()
}

impl Backend {
    async fn viewer_of(&self, caller: &Caller) -> Result<Option<Viewer>, Error> {
        let mut connection = self.store().reader().await?;
        let (person, place) = if caller.account.is_some() {
            match Actor::find(&mut connection, caller, self.now()).await {
                Ok(actor) => (actor.person().clone(), Some(self.place(&actor))),
                Err(Error::Refused(problem)) if problem.code == Code::SignInNeeded => return Ok(None),
                Err(error) => return Err(error),
            }
        } else {
            match Person::find(&mut connection, caller, self.now()).await? {
                Some(person) => (person, None),
                None => return Ok(None),
            }
        };
        self.seen()
            .note(&person, place.as_ref().map(|place| &place.id), caller, self.now());
        Ok(Some(Viewer {
            user: person.id().clone(),
            name: person.name().to_owned(),
            email: person.email().to_owned(),
            accounts: self.accounts_of(&mut connection, person.id()).await?,
            account: place,
        }))
    }

    fn place(&self, actor: &Actor) -> Place {
        Place {
            id: actor.account().clone(),
            name: actor.account_name().to_owned(),
            role: actor.role(),
            permissions: actor.permissions().clone(),
            suspended: actor.is_suspended(),
            mail_configured: self.settings().mail.is_configured(),
        }
    }

    async fn checked_sign_in(&self, caller: &Caller, form: &SignIn) -> Result<SignedIn, Error> {
        let mut fields = Fields::new();
        if form.email.trim().is_empty() {
            fields.refuse("email", "Enter your address.");
        }
        if form.password.is_empty() {
            fields.refuse("password", "Enter your password.");
        }
        fields.finish()?;
        self.slow_guessing(caller, &form.email)?;
        let user = match form.email.parse::<Email>() {
            Ok(email) => users::find_by_email(&mut *self.store().reader().await?, &email).await?,
            Err(_) => None,
        };
        let hash = user.as_ref().map(|user| user.password_hash.as_str());
        let matches = self.check_password(hash, &form.password).await?;
        let Some(user) = user.filter(|_| matches) else {
            return Err(no_match());
        };
        let mut tx = self.store().write().await?;
        // It may have been changed while its hash was worked out.
        let present = users::find(&mut tx, &user.id).await?;
        let Some(present) = present.filter(|present| present.password_hash == user.password_hash) else {
            return Err(no_match());
        };
        require_active(&present)?;
        self.require_long_enough(&mut tx, &user.id, &form.password).await?;
        let signed_in = self.signed_in(&mut tx, &user.id, caller).await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    async fn session_rows(&self, caller: &Caller) -> Result<Vec<SessionRow>, Error> {
        let mut connection = self.store().reader().await?;
        let person = self.person(&mut connection, caller).await?;
        let rows = sessions::list(&mut connection, self.now(), person.id()).await?;
        let mut rows: Vec<(i64, SessionRow)> = rows
            .into_iter()
            .map(|row| {
                let last = self.seen().last_use(&row.token_hash);
                let seen_at = last.as_ref().map_or(row.seen_at, |last| last.at);
                let row = SessionRow {
                    id: row.id,
                    current: row.token_hash == person.session(),
                    device: device::name(&row.user_agent),
                    ip: last.map_or(row.ip, |last| last.ip),
                    created: self.when(row.created_at),
                    seen: self.when(seen_at),
                };
                (seen_at, row)
            })
            .collect();
        rows.sort_by_key(|(seen_at, row)| (!row.current, std::cmp::Reverse(*seen_at)));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

#[async_trait]
impl Access for Backend {
    async fn viewer(&self, caller: &Caller) -> Result<Option<Viewer>, Problem> {
        self.answer(caller, self.viewer_of(caller)).await
    }

    async fn sign_in(&self, caller: &Caller, form: SignIn) -> Result<SignedIn, Problem> {
        self.answer(caller, self.checked_sign_in(caller, &form)).await
    }

    async fn sign_out(&self, caller: &Caller) -> Result<(), Problem> {
        self.answer(caller, async {
            let Some(token) = &caller.session else {
                return Ok(());
            };
            let mut tx = self.store().write().await?;
            sessions::delete(&mut tx, &session_hash(token)).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    async fn sessions(&self, caller: &Caller) -> Result<Vec<SessionRow>, Problem> {
        self.answer(caller, self.session_rows(caller)).await
    }

    async fn end_session(&self, caller: &Caller, id: String) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let person = self.person(&mut tx, caller).await?;
            if !sessions::delete_one(&mut tx, person.id(), &id).await? {
                return Err(Problem::not_found().into());
            }
            Ok(tx.commit().await?)
        })
        .await
    }

    async fn end_other_sessions(&self, caller: &Caller) -> Result<u32, Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let person = self.person(&mut tx, caller).await?;
            let ended = sessions::delete_others(&mut tx, self.now(), person.id(), person.session()).await?;
            tx.commit().await?;
            Ok(u32::try_from(ended).unwrap_or(u32::MAX))
        })
        .await
    }

    async fn change_password(&self, caller: &Caller, form: ChangePassword) -> Result<SignedIn, Problem> {
        self.answer(caller, self.checked_change(caller, &form)).await
    }

    async fn ask_reset(&self, caller: &Caller, email: String) -> Result<(), Problem> {
        self.answer(caller, self.queued_reset(caller, &email)).await
    }

    async fn open_reset(&self, token: &str) -> Result<bool, Problem> {
        self.answer(&Caller::default(), self.opened_reset(token)).await
    }

    async fn reset_password(&self, caller: &Caller, password: String) -> Result<SignedIn, Problem> {
        self.answer(caller, self.spent_reset(caller, &password)).await
    }
}
