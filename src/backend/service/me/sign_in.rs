//! Signing in with the second factor: the password was right, the code is awaited.

use crate::{
    Backend, Error,
    auth::actor::session_hash,
    store::{second_factors, sign_ins, users},
};
use entente_domain::{
    Code, Problem,
    usecases::{Caller, access::SignedIn},
};

/// The refusal when no code is awaited (any more).
fn sign_in_anew() -> Error {
    let message = "Too much time has passed since you gave your password. Sign in anew.";
    Problem::new(Code::SignInNeeded, message).into()
}

impl Backend {
    pub(super) async fn awaited_code(&self, caller: &Caller) -> Result<bool, Error> {
        let Some(token) = &caller.session else {
            return Ok(false);
        };
        let mut connection = self.store().reader().await?;
        let user = sign_ins::find(&mut connection, self.now(), &session_hash(token)).await?;
        Ok(user.is_some())
    }

    pub(super) async fn signed_in_with_code(&self, caller: &Caller, code: &str) -> Result<SignedIn, Error> {
        let awaited = session_hash(caller.session.as_deref().ok_or_else(sign_in_anew)?);
        let mut tx = self.store().write().await?;
        let user = sign_ins::find(&mut tx, self.now(), &awaited)
            .await?
            .ok_or_else(sign_in_anew)?;
        let email = users::find(&mut tx, &user).await?.ok_or_else(sign_in_anew)?.email;
        self.throttle().code(&email, &caller.ip)?;
        let factor = second_factors::find(&mut tx, &user).await?;
        // Taken away meanwhile: the password alone was enough, but it has to be given again.
        let factor = factor.ok_or_else(sign_in_anew)?;
        if !self.spend_code(&mut tx, (&user, &factor), code).await? {
            let message = "This code is not right, or it was used already. Enter the one that the app shows now, or a \
                recovery code.";
            return Err(Problem::field("code", message).into());
        }
        if !sign_ins::delete(&mut tx, &awaited).await? {
            return Err(sign_in_anew());
        }
        let signed_in = self.signed_in_fully(&mut tx, &user, caller).await?;
        tx.commit().await?;
        Ok(signed_in)
    }
}
