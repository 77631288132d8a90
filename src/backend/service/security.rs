//! How an account's people have to sign in, implemented. That it is so is looked at where an actor is made.

use crate::{
    Backend,
    store::{
        accounts::{self, Switch},
        second_factors,
    },
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    permission::{Level, Module},
    usecases::{
        Caller,
        security::{Security, SecurityForm, SecurityView},
    },
};

const SWITCH: Switch = Switch::SecondFactorRequired;

#[async_trait]
impl Security for Backend {
    async fn find(&self, caller: &Caller) -> Result<SecurityView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.actor(&mut connection, caller).await?;
            actor.require(Module::Settings, Level::View)?;
            let (people, without) = second_factors::count_without(&mut connection, actor.account()).await?;
            Ok(SecurityView {
                second_factor_required: accounts::is_on(&mut connection, actor.account(), SWITCH).await?,
                people,
                without,
                has_own: self.has_second_factor(&mut connection, actor.user()).await?,
            })
        })
        .await
    }

    async fn save(&self, caller: &Caller, form: SecurityForm) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.actor(&mut tx, caller).await?;
            actor.require(Module::Settings, Level::Manage)?;
            let on = form.second_factor_required == "true";
            if on && !self.has_second_factor(&mut tx, actor.user()).await? {
                let message = "Set up a second factor of your own first, or you would shut yourself out.";
                return Err(Problem::field("second_factor_required", message).into());
            }
            let words = [
                "left the second factor to everybody's own choice",
                "required a second factor of everybody",
            ];
            self.turn(tx, &actor, (SWITCH, on), words).await
        })
        .await
    }
}
