//! My profile, implemented: name (here), address (`email`), second factor (`second_factor`, its codes in `codes`),
//! signing in with it (`sign_in`). What a person changes about themself stands in the log of every account they
//! belong to.

mod codes;
mod email;
mod second_factor;
mod sign_in;

pub(crate) use email::PURPOSE as EMAIL_PURPOSE;

use crate::{
    Backend, Error,
    auth::Person,
    service::{cascade::Doer, changes::changed},
    store::{
        Connection,
        events::{self as log, NewEvent},
        memberships, users,
        users::UserRow,
    },
};
use async_trait::async_trait;
use chrono_tz::{TZ_VARIANTS, Tz};
use entente_domain::{
    Language, Problem,
    fields::{Fields, PERSON},
    id::UserId,
    usecases::{
        Caller,
        access::SignedIn,
        me::{AskEmail, EmailChange, Me, Profile, ProfileForm, SecondFactor},
    },
};
use second_factor::factor_state;
use serde_json::{Value, json};

/// The zones to choose from: those named by a place, and UTC.
fn time_zones() -> Vec<String> {
    let by_place = |name: &&str| name.contains('/') && !name.starts_with("Etc/");
    let names = TZ_VARIANTS.iter().map(|zone| zone.name());
    std::iter::once("UTC")
        .chain(names.filter(by_place))
        .map(str::to_owned)
        .collect()
}

/// Who asks for something that needs their password, and the row their password stands in.
struct Oneself {
    person: Person,
    user: UserRow,
}

impl Backend {
    /// Checks the present password of the person who is signed in. Before the transaction, never inside.
    async fn oneself(&self, caller: &Caller, current_password: &str) -> Result<Oneself, Error> {
        let (person, user) = {
            let mut connection = self.store().reader().await?;
            let person = self.person(&mut connection, caller).await?;
            let user = users::find(&mut connection, person.id()).await?;
            (person, user.ok_or_else(Problem::not_found)?)
        };
        self.slow_guessing(caller, &user.email)?;
        if !self.check_password(Some(&user.password_hash), current_password).await? {
            return Err(Problem::field("current_password", "This is not your present password.").into());
        }
        Ok(Oneself { person, user })
    }

    /// Appends an event about a person, by themself, to the log of every account they belong to.
    async fn record_of_oneself(
        &self,
        connection: &mut Connection,
        (id, name): (&UserId, &str),
        what: &str,
        states: (&str, &str),
    ) -> Result<(), Error> {
        let doer = Doer {
            user_id: Some(id.as_str()),
            user_name: name,
            channel: "web",
        };
        self.record_of_person(connection, id, &doer, (what, states)).await
    }

    /// Appends an event about a person to the log of every account they belong to, with the states before and after.
    pub(super) async fn record_of_person(
        &self,
        connection: &mut Connection,
        id: &UserId,
        doer: &Doer<'_>,
        (what, (before, after)): (&str, (&str, &str)),
    ) -> Result<(), Error> {
        for account in memberships::list_accounts(connection, id).await? {
            let event = NewEvent {
                account_id: account.id.as_str(),
                object_type: "user",
                object_id: id.as_str(),
                action: "changed",
                what,
                user_id: doer.user_id,
                user_name: doer.user_name,
                channel: doer.channel,
                before,
                after,
                ..NewEvent::default()
            };
            log::append(connection, self.now(), &event).await?;
        }
        Ok(())
    }

    async fn profile_of(&self, caller: &Caller) -> Result<Profile, Error> {
        let mut connection = self.store().reader().await?;
        let person = self.person(&mut connection, caller).await?;
        let wish = self.email_wish_of(&mut connection, &person).await?;
        let (proof, change) = match wish {
            Some(wish) if wish.is_proof() => (Some(wish.until), None),
            other => (None, other),
        };
        Ok(Profile {
            name: person.name().to_owned(),
            email: person.email().to_owned(),
            time_zone: person.time_zone().to_string(),
            time_zones: time_zones(),
            language: person.language(),
            verified: person.is_verified(),
            proof,
            email_change: change,
            second_factor: factor_state(&mut connection, person.id()).await?,
            mail_configured: self.settings().mail.is_configured(),
        })
    }

    async fn saved(&self, caller: &Caller, form: &ProfileForm) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let person = self.person(&mut tx, caller).await?;
        let mut fields = Fields::new();
        let name = fields.line("name", "Full name", &form.name, PERSON);
        let zone = fields.choice::<Tz>("time_zone", "Time zone", &form.time_zone);
        let language = fields.choice::<Language>("language", "Language", &form.language);
        fields.finish()?;
        let (zone, language) = (zone.unwrap_or(Tz::UTC).name(), language.unwrap_or_default());
        let state = |name: &str, zone: &str, language: Language| json!({ "name": name, "time_zone": zone, "language": language.label() });
        let before = state(person.name(), person.time_zone().name(), person.language());
        let after = state(&name, zone, language);
        let Some((was, is)) = changed(&before, &after)? else {
            return Ok(());
        };
        users::update_locale(&mut tx, person.id(), (zone, language)).await?;
        users::update_name(&mut tx, person.id(), &name).await?;
        let what = what_changed(&before, &after);
        self.record_of_oneself(&mut tx, (person.id(), &name), what, (&was, &is))
            .await?;
        Ok(tx.commit().await?)
    }
}

/// What a person did to their profile, as a sentence part.
fn what_changed(before: &Value, after: &Value) -> &'static str {
    match ["name", "time_zone", "language"].map(|field| before[field] != after[field]) {
        [true, false, false] => "changed their name",
        [false, true, false] => "changed their time zone",
        [false, false, true] => "changed their language",
        _ => "changed their profile",
    }
}

#[async_trait]
impl Me for Backend {
    async fn profile(&self, caller: &Caller) -> Result<Profile, Problem> {
        self.answer(caller, self.profile_of(caller)).await
    }

    async fn save(&self, caller: &Caller, form: ProfileForm) -> Result<(), Problem> {
        self.answer(caller, self.saved(caller, &form)).await
    }

    async fn ask_email(&self, caller: &Caller, form: AskEmail) -> Result<(), Problem> {
        self.answer(caller, self.asked_email(caller, &form)).await
    }

    async fn ask_proof(&self, caller: &Caller) -> Result<(), Problem> {
        self.answer(caller, self.asked_proof(caller)).await
    }

    async fn cancel_email(&self, caller: &Caller) -> Result<(), Problem> {
        self.answer(caller, self.cancelled_email(caller)).await
    }

    async fn open_email(&self, token: &str) -> Result<bool, Problem> {
        self.answer(&Caller::default(), self.opened_email(token)).await
    }

    async fn email_change(&self, caller: &Caller) -> Result<Option<EmailChange>, Problem> {
        self.answer(caller, self.linked_email_change(caller)).await
    }

    async fn confirm_email(&self, caller: &Caller) -> Result<EmailChange, Problem> {
        self.answer(caller, self.confirmed_email(caller)).await
    }

    async fn second_factor(&self, caller: &Caller) -> Result<SecondFactor, Problem> {
        self.answer(caller, self.second_factor_of(caller)).await
    }

    async fn begin_second_factor(&self, caller: &Caller, current_password: String) -> Result<(), Problem> {
        self.answer(caller, self.begun_second_factor(caller, &current_password))
            .await
    }

    async fn confirm_second_factor(&self, caller: &Caller, code: String) -> Result<(), Problem> {
        self.answer(caller, self.confirmed_second_factor(caller, &code)).await
    }

    async fn renew_codes(&self, caller: &Caller, current_password: String) -> Result<(), Problem> {
        self.answer(caller, self.renewed_codes(caller, &current_password)).await
    }

    async fn remove_second_factor(&self, caller: &Caller, current_password: String) -> Result<(), Problem> {
        self.answer(caller, self.removed_second_factor(caller, &current_password))
            .await
    }

    async fn code_is_awaited(&self, caller: &Caller) -> Result<bool, Problem> {
        self.answer(caller, self.awaited_code(caller)).await
    }

    async fn sign_in_with_code(&self, caller: &Caller, code: String) -> Result<SignedIn, Problem> {
        self.answer(caller, self.signed_in_with_code(caller, &code)).await
    }
}
