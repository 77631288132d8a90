//! [`Person`] (signed in) and [`Actor`] (signed in, in an account, with permissions). Their fields are private:
//! nothing outside this file can make one, and store functions that touch an account's data ask for one.

use crate::{Error, clock, store::Connection};
use chrono_tz::Tz;
use entente_domain::{
    Code, Language, Problem,
    account::Role,
    id::{AccountId, UserId},
    permission::{Level, Module, Permissions},
    usecases::Caller,
};
use sha2::{Digest, Sha256};
use sqlx::{Row, any::AnyRow};

/// A session ends when it was not used for so long.
pub const IDLE_EXPIRY: i64 = 24 * clock::HOUR;
/// A session ends so long after it began, used or not.
pub const ABSOLUTE_EXPIRY: i64 = 30 * clock::DAY;

/// The hash under which a session is stored; the cookie's value never is.
pub fn session_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    id: UserId,
    name: String,
    email: String,
    verified: bool,
    time_zone: Tz,
    language: Language,
    session: Vec<u8>,
}

impl Person {
    /// The user.
    pub fn id(&self) -> &UserId {
        &self.id
    }

    /// Full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Address.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// The address was proved by a mailed link.
    pub fn is_verified(&self) -> bool {
        self.verified
    }

    /// The zone in which they read times.
    pub fn time_zone(&self) -> Tz {
        self.time_zone
    }

    /// The language they read letters in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Hash of the session, as stored.
    pub fn session(&self) -> &[u8] {
        &self.session
    }

    /// Finds the person behind the caller's session; `None` when nobody is signed in.
    pub async fn find(connection: &mut Connection, caller: &Caller, now: i64) -> Result<Option<Self>, Error> {
        let Some(token) = &caller.session else {
            return Ok(None);
        };
        let row = sqlx::query(
            "SELECT u.id, u.name, u.email, u.email_verified_at, u.time_zone, u.language
             FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.created_at > $3",
        )
        .bind(session_hash(token))
        .bind(now - IDLE_EXPIRY)
        .bind(now - ABSOLUTE_EXPIRY)
        .fetch_optional(connection)
        .await?;
        row.map(|row| Self::read(&row, caller)).transpose()
    }

    /// As [`Person::find`], when somebody has to be signed in.
    ///
    /// # Errors
    /// `sign-in-needed` when nobody is.
    pub async fn need(connection: &mut Connection, caller: &Caller, now: i64) -> Result<Self, Error> {
        let found = Self::find(connection, caller, now).await?;
        found.ok_or_else(|| Problem::new(Code::SignInNeeded, "Your session has ended. Sign in to go on.").into())
    }

    fn read(row: &AnyRow, caller: &Caller) -> Result<Self, Error> {
        Ok(Self {
            id: row.try_get::<String, _>("id")?.try_into().map_err(Error::defect)?,
            name: row.try_get("name")?,
            email: row.try_get("email")?,
            verified: row.try_get::<Option<i64>, _>("email_verified_at")?.is_some(),
            // A zone that a newer table of zones has dropped reads as UTC.
            time_zone: row.try_get::<&str, _>("time_zone")?.parse().unwrap_or(Tz::UTC),
            language: row.try_get::<&str, _>("language")?.parse().map_err(Error::defect)?,
            session: caller.session.as_deref().map(session_hash).unwrap_or_default(),
        })
    }
}

/// Somebody who is signed in and works in an account they belong to.
#[derive(Debug, Clone)]
pub struct Actor {
    person: Person,
    account: AccountId,
    account_name: String,
    role: Role,
    permissions: Permissions,
    suspended: bool,
    ip: String,
    user_agent: String,
}

impl Actor {
    /// Finds the actor; an account that the person does not belong to answers as one that does not exist.
    ///
    /// # Errors
    /// `sign-in-needed` without a live session, `not-found` without a place in the account, `second-factor-needed`
    /// when the account asks for one that the person has not set up.
    pub async fn find(connection: &mut Connection, caller: &Caller, now: i64) -> Result<Self, Error> {
        let account = caller.account.clone().ok_or_else(Problem::not_found)?;
        let rows = sqlx::query(
            "SELECT u.id, u.name, u.email, u.email_verified_at, u.time_zone, u.language,
                a.role, a.name AS account_name, g.permissions,
                a.second_factor_required > (f.confirmed_at IS NOT NULL) AS lacks_factor,
                CASE a.role WHEN 'distributor' THEN 0 ELSE (
                    SELECT coalesce(max(p.status = 'suspended')
                        > max(p.status IN ('invited', 'pending', 'active')), 0)
                    FROM partners p WHERE p.partner_id = a.id
                ) END AS suspended
             FROM sessions s JOIN users u ON u.id = s.user_id
             JOIN memberships m ON m.account_id = $1 AND m.user_id = u.id AND m.status = 'joined'
             JOIN accounts a ON a.id = m.account_id
             JOIN membership_groups mg ON mg.account_id = m.account_id AND mg.user_id = m.user_id
             JOIN groups g ON g.account_id = mg.account_id AND g.id = mg.group_id
             LEFT JOIN second_factors f ON f.user_id = u.id
             WHERE s.token_hash = $2 AND s.seen_at > $3 AND s.created_at > $4",
        )
        .bind(account.as_str())
        .bind(caller.session.as_deref().map(session_hash))
        .bind(now - IDLE_EXPIRY)
        .bind(now - ABSOLUTE_EXPIRY)
        .fetch_all(&mut *connection)
        .await?;
        let Some(first) = rows.first() else {
            return Err(Self::missing(connection, caller, now).await);
        };
        if first.try_get::<i64, _>("lacks_factor")? == 1 {
            let message = "This account opens only for people with a second factor. Set yours up, then come back.";
            return Err(Problem::new(Code::SecondFactorNeeded, message).into());
        }
        let person = Person::read(first, caller)?;
        let role = crate::store::word(first.try_get("role")?)?;
        let account_name = first.try_get("account_name")?;
        let mut permissions = Permissions::default();
        for row in &rows {
            let group: Permissions = serde_json::from_str(row.try_get("permissions")?).map_err(Error::defect)?;
            permissions = permissions.union(&group);
        }
        let suspended = first.try_get::<i64, _>("suspended")? == 1;
        if suspended {
            permissions = permissions.view_only();
        }
        Ok(Self {
            person,
            account,
            account_name,
            role,
            permissions,
            suspended,
            ip: caller.ip.clone(),
            user_agent: caller.user_agent.clone(),
        })
    }

    /// Why there is no actor.
    async fn missing(connection: &mut Connection, caller: &Caller, now: i64) -> Error {
        match Person::need(connection, caller, now).await {
            Ok(_) => Problem::not_found().into(),
            Err(error) => error,
        }
    }

    /// The person.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The user's id.
    pub fn user(&self) -> &UserId {
        &self.person.id
    }

    /// The account worked in.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Its name.
    pub fn account_name(&self) -> &str {
        &self.account_name
    }

    /// What it is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Every distributor that it works with has suspended the partnership: its people read and change nothing
    /// (`domain.md §3`).
    pub fn is_suspended(&self) -> bool {
        self.suspended
    }

    /// What the person may do in it at present.
    pub fn permissions(&self) -> &Permissions {
        &self.permissions
    }

    /// The client's address.
    pub fn ip(&self) -> &str {
        &self.ip
    }

    /// The browser's name for itself.
    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }

    /// Refuses unless the person may use `module` at `level`.
    pub fn require(&self, module: Module, level: Level) -> Result<(), Error> {
        Ok(self.permissions.require(module, level, self.suspended)?)
    }

    /// Refuses unless the person may sign for the account.
    pub fn require_sign(&self) -> Result<(), Error> {
        if self.permissions.sign {
            Ok(())
        } else if self.suspended {
            Err(Problem::suspended().into())
        } else {
            Err(Problem::forbidden("sign for this account").into())
        }
    }

    /// Refuses, as not found, unless the account has this role: hubs, marketplaces, the directory and the
    /// wizard exist for distributors only.
    pub fn require_role(&self, role: Role) -> Result<(), Error> {
        if self.role == role {
            Ok(())
        } else {
            Err(Problem::not_found().into())
        }
    }
}
