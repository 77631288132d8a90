//! Who accepts: somebody signed in, somebody with an account who gives its password, or somebody who registers.
//! The last two use one and the same form; what does not depend on the password is refused before the address is
//! looked up, and both cost one password hash, so that no refusal tells which addresses have an account.

use super::{held::Held, terms::Terms};
use crate::{
    Backend, Error,
    auth::{Person, actor::session_hash, password::check_rules},
    service::{
        access::require_active,
        signature::{Signature, read_ticks},
    },
    store::{
        Connection,
        users::{self, NewUser, UserRow},
    },
};
use entente_domain::{
    Email, Problem,
    fields::Fields,
    id::{InvitationId, UserId},
    invitation::InvitationKind,
    password::{MIN_BESIDE_FACTOR, MIN_PASSWORD},
    usecases::{Caller, invitations::AcceptForm},
};

/// What follows on the refusal of a password that nobody new may choose, and that an account may have all the same.
const OR_ITS_OWN: &str = " If this address has an account, its password is needed here.";
/// To somebody whose password alone is not enough; it was right, so that nothing is told to strangers.
const SIGN_IN_FIRST: &str =
    "Your sign-in asks for a code as well. Sign in first: the link above leads to it, and back to this invitation.";

/// Who accepts, as far as it can be decided before the transaction.
pub(super) struct Guest {
    pub signature: Signature,
    who: Who,
    password: String,
}

enum Who {
    /// Signed in already.
    SignedIn,
    /// Gave the right password of their account.
    Known(UserRow),
    /// Registers.
    New { email: Email, password_hash: String },
}

/// The one who accepts, within the transaction.
pub(super) struct Admitted {
    pub user: UserId,
    pub name: String,
    pub email: String,
    /// The address was proved before.
    pub verified: bool,
    /// Registered just now.
    pub is_new: bool,
    /// Hash of the session.
    pub session: Vec<u8>,
    /// The cookie of the new session, unless one was there.
    pub cookie: Option<String>,
}

impl Guest {
    /// Reads the form and checks or makes the password hash; the database is only read. Every refusal that has nothing
    /// to do with the password comes before an address is looked up.
    pub async fn prepare(
        backend: &Backend,
        caller: &Caller,
        id: &InvitationId,
        form: &AcceptForm,
    ) -> Result<Self, Error> {
        let mut connection = backend.store().reader().await?;
        let held = Held::need(backend, &mut connection, caller, id).await?;
        held.require_open(backend)?;
        let person = Person::find(&mut connection, caller, backend.now()).await?;
        if let Some(person) = &person {
            held.require_right_person(&mut connection, person.id(), person.email())
                .await?;
        }
        Terms::require(&mut connection, &held, &form.document_hash).await?;
        if person.is_none() {
            held.require_vacant(&mut connection).await?;
        }
        // Hashing takes long; the connection is for others meanwhile.
        drop(connection);
        let mut fields = Fields::new();
        let email = if person.is_some() {
            None
        } else {
            read_address(&mut fields, &held, form)
        };
        let needs_name = person.is_none() || held.row.contract_id.is_some();
        let signature = Signature::read(&mut fields, (&form.name, &form.title), needs_name);
        read_ticks(
            &mut fields,
            &form.accepted,
            (held.row.kind == InvitationKind::Partner).then_some(form.authorised.as_str()),
        );
        let who = match email {
            None => {
                fields.finish()?;
                Who::SignedIn
            }
            Some(email) => {
                let circumstances = [&*held.names.inviter_account, &*held.names.account, &*signature.name];
                match check_rules(&form.password, MIN_PASSWORD, email.as_str(), &circumstances) {
                    Ok(()) => {
                        fields.finish()?;
                        identify(backend, caller, email, &form.password).await?
                    }
                    Err(rule) => recognise(backend, caller, fields, (&email, &form.password, rule)).await?,
                }
            }
        };
        Ok(Self {
            signature,
            who,
            password: form.password.clone(),
        })
    }

    /// The person behind the form: inserts who registers and starts the session of who was not signed in.
    pub async fn admit(
        &self,
        backend: &Backend,
        connection: &mut Connection,
        caller: &Caller,
    ) -> Result<Admitted, Error> {
        let (user, name, email, verified, is_new) = match &self.who {
            Who::SignedIn => {
                let person = backend.person(connection, caller).await?;
                return Ok(Admitted {
                    user: person.id().clone(),
                    name: person.name().to_owned(),
                    email: person.email().to_owned(),
                    verified: person.is_verified(),
                    is_new: false,
                    session: person.session().to_vec(),
                    cookie: None,
                });
            }
            Who::Known(row) => {
                require_same(backend, connection, row, &self.password).await?;
                (
                    row.id.clone(),
                    row.name.clone(),
                    row.email.clone(),
                    row.email_verified_at.is_some(),
                    false,
                )
            }
            Who::New { email, password_hash } => {
                if users::find_by_email(connection, email).await?.is_some() {
                    return Err(wrong_password());
                }
                let id = UserId::draw(|| backend.rng().digit());
                let name = &self.signature.name;
                let user = NewUser {
                    language: caller.language,
                    id: &id,
                    email,
                    name,
                    password_hash,
                };
                users::insert(connection, backend.now(), &user).await?;
                (id, name.clone(), email.as_str().to_owned(), false, true)
            }
        };
        let cookie = backend.start_session(connection, &user, caller).await?;
        let session = session_hash(&cookie);
        Ok(Admitted {
            user,
            name,
            email,
            verified,
            is_new,
            session,
            cookie: Some(cookie),
        })
    }
}

/// Refuses when the password was changed while its hash was worked out, or is not enough.
async fn require_same(
    backend: &Backend,
    connection: &mut Connection,
    row: &UserRow,
    password: &str,
) -> Result<(), Error> {
    let now = users::find(connection, &row.id).await?;
    let Some(now) = now.filter(|now| now.password_hash == row.password_hash) else {
        return Err(wrong_password());
    };
    require_active(&now)?;
    if backend.has_second_factor(connection, &row.id).await? {
        return Err(Problem::field("password", SIGN_IN_FIRST).into());
    }
    backend.require_long_enough(connection, &row.id, password).await
}

/// The invited address, or the one typed when the invitation names none.
fn read_address(fields: &mut Fields, held: &Held, form: &AcceptForm) -> Option<Email> {
    match &held.row.address {
        Some(address) => address.parse().ok(),
        None => fields.email("email", &form.email),
    }
}

/// When a password does not fit, whatever the reason.
fn wrong_password() -> Error {
    Problem::field("password", format!("This does not fit.{OR_ITS_OWN}")).into()
}

async fn find(backend: &Backend, email: &Email) -> Result<Option<UserRow>, Error> {
    users::find_by_email(&mut *backend.store().reader().await?, email).await
}

/// Who gave a password that anybody may choose: its account, or somebody new. Both cost one hash.
async fn identify(backend: &Backend, caller: &Caller, email: Email, password: &str) -> Result<Who, Error> {
    backend.slow_guessing(caller, email.as_str())?;
    let Some(user) = find(backend, &email).await? else {
        let password_hash = backend.hash_password(password).await?;
        return Ok(Who::New { email, password_hash });
    };
    if backend.check_password(Some(&user.password_hash), password).await? {
        return Ok(Who::Known(user));
    }
    Err(wrong_password())
}

/// Who gave a password that nobody new may choose: the account whose password it is, be it an old one or a short one
/// beside a second factor. Everybody else is told the `rule` it breaks, whether or not the address has an account;
/// `fields` holds what else is wrong with the form.
async fn recognise(
    backend: &Backend,
    caller: &Caller,
    mut fields: Fields,
    (email, password, rule): (&Email, &str, String),
) -> Result<Who, Error> {
    // Nobody's password is shorter, so that nothing has to be asked.
    let (owner, more) = if password.chars().count() < MIN_BESIDE_FACTOR {
        (None, "")
    } else {
        backend.slow_guessing(caller, email.as_str())?;
        let user = find(backend, email).await?;
        let hash = user.as_ref().map(|user| user.password_hash.as_str());
        let fits = backend.check_password(hash, password).await?;
        (user.filter(|_| fits), OR_ITS_OWN)
    };
    if owner.is_none() {
        fields.refuse("password", format!("{rule}{more}"));
    }
    fields.finish()?;
    owner.map(Who::Known).ok_or_else(wrong_password)
}
