//! The set-up link and the first account. The link is made from a random value in the table `installation`; it
//! dies when the first account is made, because the value is deleted in the same transaction.

use crate::{
    Backend, Error, StartError,
    auth::password,
    store::{
        Connection, accounts,
        events::{self, NewEvent},
        groups, installation, memberships, users,
    },
};
use entente_domain::{
    Code, Email, Language, Problem,
    account::{AccountStatus, Role},
    fields::{self, Fields},
    id::{AccountId, UserId},
    password::MIN_PASSWORD,
    usecases::{
        Caller,
        access::SignedIn,
        setup::{NewInstallation, SETUP_LINK},
    },
};

/// What set-up links are made for, in the key's words.
const PURPOSE: &str = "set-up";

impl Backend {
    /// The token of the one-time set-up link, made at the first start; `None` once there is an account. The
    /// server prints the link when it starts.
    ///
    /// # Errors
    /// [`StartError`] when the database cannot be written.
    pub async fn set_up_token(&self) -> Result<Option<String>, StartError> {
        self.made_link().await.map_err(|error| {
            StartError(format!(
                "cannot write to the database: {error}. Check its disk and its owner."
            ))
        })
    }

    async fn made_link(&self) -> Result<Option<String>, Error> {
        let mut tx = self.store().write().await?;
        if accounts::exist(&mut tx).await? {
            return Ok(None);
        }
        installation::insert(&mut tx, installation::SET_UP_NONCE, &self.rng().nonce()).await?;
        let token = self.present_link(&mut tx).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// The token of the present link, if set-up has not been done.
    pub(super) async fn present_link(&self, connection: &mut Connection) -> Result<Option<String>, Error> {
        let nonce = installation::find(connection, installation::SET_UP_NONCE).await?;
        Ok(nonce.map(|nonce| self.key().token(PURPOSE, &nonce)))
    }

    /// True when `token` is that token.
    pub(super) async fn is_present_link(&self, connection: &mut Connection, token: &str) -> Result<bool, Error> {
        let Some(proved) = self.key().verify(PURPOSE, token) else {
            return Ok(false);
        };
        Ok(installation::find(connection, installation::SET_UP_NONCE)
            .await?
            .as_deref()
            == Some(proved))
    }

    /// Refuses unless this browser opened the present link and nobody has been set up yet.
    async fn require_link(&self, connection: &mut Connection, caller: &Caller) -> Result<(), Error> {
        if accounts::exist(connection).await? {
            return Err(Problem::conflict("This installation has been set up already. Sign in instead.").into());
        }
        let opened = caller.links.get(SETUP_LINK).map(String::as_str).unwrap_or_default();
        if self.is_present_link(connection, opened).await? {
            return Ok(());
        }
        let message = "Open the set-up link in this browser first. The server prints it when it starts.";
        Err(Problem::new(Code::Forbidden, message).into())
    }

    /// Makes the first account and the first person, and signs them in ([`SetUp::begin`]).
    ///
    /// [`SetUp::begin`]: entente_domain::usecases::setup::SetUp::begin
    pub(crate) async fn begin_installation(&self, caller: &Caller, form: &NewInstallation) -> Result<SignedIn, Error> {
        // Before the hash is worked out: a stranger must not make the server work.
        self.require_link(&mut *self.store().reader().await?, caller).await?;
        let first = checked(form)?;
        let hash = self.hash_password(&form.password).await?;
        let mut tx = self.store().write().await?;
        self.require_link(&mut tx, caller).await?;
        let user = self.insert_first(&mut tx, &first, (&hash, caller.language)).await?;
        let signed_in = self.signed_in(&mut tx, &user, caller).await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    async fn insert_first(
        &self,
        connection: &mut Connection,
        first: &First,
        (password_hash, language): (&str, Language),
    ) -> Result<UserId, Error> {
        let account = AccountId::draw(Role::Distributor, || self.rng().digit());
        let user = UserId::draw(|| self.rng().digit());
        let now = self.now();
        let row = accounts::NewAccount {
            id: &account,
            role: Role::Distributor,
            name: &first.account_name,
            status: AccountStatus::Active,
        };
        accounts::insert(connection, now, &row).await?;
        // The address is not verified: nobody has opened a link that was mailed to it.
        let person = users::NewUser {
            language,
            id: &user,
            email: &first.email,
            name: &first.name,
            password_hash,
        };
        users::insert(connection, now, &person).await?;
        let groups = groups::insert_starting_groups(connection, (&account, Role::Distributor), self.rng()).await?;
        memberships::insert(connection, now, &account, &user, &[groups.administrators]).await?;
        installation::delete(connection, installation::SET_UP_NONCE).await?;
        let event = NewEvent {
            account_id: account.as_str(),
            object_type: "account",
            object_id: account.as_str(),
            action: "created",
            what: "set up this installation",
            user_id: Some(user.as_str()),
            user_name: &first.name,
            channel: "web",
            after: &serde_json::json!({ "name": first.account_name, "role": Role::Distributor.as_str() }).to_string(),
            ..NewEvent::default()
        };
        events::append(connection, now, &event).await?;
        Ok(user)
    }
}

/// The set-up form, checked.
struct First {
    account_name: String,
    name: String,
    email: Email,
}

fn checked(form: &NewInstallation) -> Result<First, Problem> {
    let mut fields = Fields::new();
    let account_name = fields.line("account_name", "Organisation", &form.account_name, fields::NAME);
    let name = fields.line("name", "Your name", &form.name, fields::PERSON);
    let email = fields.email("email", &form.email);
    let address = email.as_ref().map(Email::as_str).unwrap_or_default();
    if let Err(sentence) = password::check_rules(&form.password, MIN_PASSWORD, address, &[&account_name, &name]) {
        fields.refuse("password", sentence);
    }
    fields.finish()?;
    let email = email.ok_or_else(|| Problem::field("email", "Enter an address such as name@example.com."))?;
    Ok(First {
        account_name,
        name,
        email,
    })
}
