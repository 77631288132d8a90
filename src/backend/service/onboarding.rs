//! How a distributor takes new partners on, implemented.

use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Connection,
        accounts::{self, Switch},
    },
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    account::Role,
    permission::{Level, Module},
    usecases::{
        Caller,
        onboarding::{Onboarding, OnboardingForm, OnboardingView},
    },
};

#[async_trait]
impl Onboarding for Backend {
    async fn find(&self, caller: &Caller) -> Result<OnboardingView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.settings_actor(&mut connection, caller, Level::View).await?;
            let auto_onboarding = accounts::is_on(&mut connection, actor.account(), Switch::AutoOnboarding).await?;
            Ok(OnboardingView { auto_onboarding })
        })
        .await
    }

    async fn save(&self, caller: &Caller, form: OnboardingForm) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.settings_actor(&mut tx, caller, Level::Manage).await?;
            let on = form.auto_onboarding == "true";
            let words = ["switched auto-onboarding off", "switched auto-onboarding on"];
            self.turn(tx, &actor, (Switch::AutoOnboarding, on), words).await
        })
        .await
    }
}

impl Backend {
    /// The actor, when they may use a distributor's settings at this level.
    async fn settings_actor(&self, connection: &mut Connection, caller: &Caller, level: Level) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require_role(Role::Distributor)?;
        actor.require(Module::Settings, level)?;
        Ok(actor)
    }
}
