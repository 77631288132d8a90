//! The second factor: begun with the password, set up with the app's first code, taken away with the password.

use super::{
    Oneself,
    codes::{normal, picture, secret_words},
};
use crate::{
    Backend, Error,
    auth::Person,
    clock::MINUTE,
    mail::Letter,
    service::changes::SECOND_FACTOR_OFF,
    store::{
        Connection, accounts,
        second_factors::{self, FactorRow, FreshCodes},
        sessions,
    },
};
use entente_domain::{
    Problem,
    id::UserId,
    password::{MIN_PASSWORD, check_length},
    usecases::{
        Caller,
        me::{FactorState, RecoveryCode, SecondFactor},
    },
};

/// So long recovery codes are shown after they were made: time to print them, none for whoever comes later.
const CODES_SHOWN: i64 = 10 * MINUTE;

/// How far a person's second factor is.
pub(super) async fn factor_state(connection: &mut Connection, user: &UserId) -> Result<FactorState, Error> {
    let factor = second_factors::find(connection, user).await?;
    Ok(match factor.map(|factor| factor.confirmed_at) {
        None => FactorState::Off,
        Some(None) => FactorState::Beginning,
        Some(Some(_)) => FactorState::On,
    })
}

impl Backend {
    pub(super) async fn second_factor_of(&self, caller: &Caller) -> Result<SecondFactor, Error> {
        let mut connection = self.store().reader().await?;
        let person = &self.person(&mut connection, caller).await?;
        let Some(factor) = second_factors::find(&mut connection, person.id()).await? else {
            return Ok(SecondFactor::Off);
        };
        let Some(since) = factor.confirmed_at else {
            let totp = self.totp(person.id(), &factor.seed, person.email())?;
            return Ok(SecondFactor::Beginning {
                qr: picture(&totp)?,
                secret: secret_words(&totp),
            });
        };
        let all = self.codes_of(person, &factor);
        Ok(SecondFactor::On {
            since: self.when(since),
            codes_left: all.iter().filter(|code| !code.used).count(),
            codes: if self.now() < factor.codes_shown_until {
                all
            } else {
                Vec::new()
            },
            required_by: accounts::requiring_second_factor(&mut connection, person.id()).await?,
        })
    }

    fn codes_of(&self, person: &Person, factor: &FactorRow) -> Vec<RecoveryCode> {
        self.recovery_codes(person.id(), &factor.codes_seed)
            .into_iter()
            .enumerate()
            .map(|(number, code)| RecoveryCode {
                code,
                used: factor.used_codes & (1 << number) != 0,
            })
            .collect()
    }

    fn fresh_codes(&self) -> FreshCodes {
        FreshCodes {
            seed: self.rng().nonce(),
            shown_until: self.now() + CODES_SHOWN,
        }
    }

    pub(super) async fn begun_second_factor(&self, caller: &Caller, password: &str) -> Result<(), Error> {
        let Oneself { person, .. } = self.oneself(caller, password).await?;
        let mut tx = self.store().write().await?;
        self.person(&mut tx, caller).await?;
        if !second_factors::put(&mut tx, self.now(), person.id(), &self.rng().nonce()).await? {
            let message = "A second factor is set up already. Take it away first, then set up another.";
            return Err(Problem::conflict(message).into());
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn confirmed_second_factor(&self, caller: &Caller, code: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let person = self.person(&mut tx, caller).await?;
        self.slow_guessing(caller, person.email())?;
        let begun = second_factors::find(&mut tx, person.id()).await?;
        let Some(begun) = begun.filter(|factor| factor.confirmed_at.is_none()) else {
            let message = "Nothing was begun that this code could finish. Begin in your profile.";
            return Err(Problem::conflict(message).into());
        };
        let totp = self.totp(person.id(), &begun.seed, "")?;
        let Some(step) = self.step_of(&totp, &normal(code)) else {
            let message = "This is not the code that the app shows at present. Check the time of your device, then \
                enter the next one.";
            return Err(Problem::field("code", message).into());
        };
        let now = self.now();
        let codes = self.fresh_codes();
        if !second_factors::update_confirmed(&mut tx, now, (person.id(), &begun.seed), step, &codes).await? {
            return Err(Problem::conflict("It was begun anew meanwhile. Use the new picture.").into());
        }
        sessions::delete_others(&mut tx, now, person.id(), person.session()).await?;
        self.queue(&mut tx, None, person.email(), &Letter::SecondFactor { on: true })
            .await?;
        self.record_of_oneself(
            &mut tx,
            (person.id(), person.name()),
            "set up a second factor",
            (SECOND_FACTOR_OFF.1, SECOND_FACTOR_OFF.0),
        )
        .await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn renewed_codes(&self, caller: &Caller, password: &str) -> Result<(), Error> {
        let Oneself { person, user } = self.oneself(caller, password).await?;
        let mut tx = self.store().write().await?;
        self.person(&mut tx, caller).await?;
        if !second_factors::update_codes(&mut tx, person.id(), &self.fresh_codes()).await? {
            return Err(Problem::conflict("No second factor is set up, so it has no recovery codes.").into());
        }
        self.record_of_oneself(&mut tx, (&user.id, &user.name), "made new recovery codes", ("", ""))
            .await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn removed_second_factor(&self, caller: &Caller, password: &str) -> Result<(), Error> {
        let Oneself { person, user } = self.oneself(caller, password).await?;
        if check_length(password, MIN_PASSWORD).is_err() {
            let message = format!(
                "Your password has fewer than {MIN_PASSWORD} characters, too few without a second factor. \
                 Change it first."
            );
            return Err(Problem::field("current_password", message).into());
        }
        let mut tx = self.store().write().await?;
        self.person(&mut tx, caller).await?;
        let was_asked_for = self.has_second_factor(&mut tx, person.id()).await?;
        second_factors::delete(&mut tx, person.id()).await?;
        if was_asked_for {
            self.queue(&mut tx, None, &user.email, &Letter::SecondFactor { on: false })
                .await?;
            self.record_of_oneself(
                &mut tx,
                (&user.id, &user.name),
                "took their second factor away",
                SECOND_FACTOR_OFF,
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }
}
