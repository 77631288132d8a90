//! The first run, implemented: the one-time link and the first account are in [`begin`], the steps after it here.

mod begin;

use crate::{
    Backend, Error,
    auth::Actor,
    mail::{
        Outcome,
        render::{Envelope, render},
        words::words,
    },
    service::marketplaces::{read_countries, read_currency},
    store::{Connection, accounts, events::NewEvent, hubs, marketplaces},
};
use async_trait::async_trait;
use entente_domain::{
    Email, Problem,
    account::Role,
    fields::{self, Fields},
    id::HubId,
    permission::{Level, Module},
    usecases::{
        Caller,
        access::SignedIn,
        hubs::HubForm,
        marketplaces::MarketplaceForm,
        setup::{FirstMarketplace, MailState, NewInstallation, SetUp, SetUpState},
    },
};

impl Backend {
    /// The actor, when they may see or change how this distributor is set up.
    async fn set_up_actor(&self, connection: &mut Connection, caller: &Caller, level: Level) -> Result<Actor, Error> {
        let actor = self.actor(connection, caller).await?;
        actor.require_role(Role::Distributor)?;
        actor.require(Module::Settings, level)?;
        Ok(actor)
    }

    async fn insert_marketplace(
        &self,
        connection: &mut Connection,
        actor: &Actor,
        hub: &HubForm,
        marketplace: MarketplaceForm,
    ) -> Result<(), Error> {
        let account = actor.account().as_str();
        let now = self.now();
        let hub_id = HubId::draw(|| self.rng().digit());
        hubs::insert(connection, account, hub_id.as_str(), hub, now).await?;
        let after = serde_json::to_string(hub).map_err(Error::defect)?;
        let added = NewEvent {
            object_type: "hub",
            object_id: hub_id.as_str(),
            after: &after,
            ..NewEvent::default()
        };
        self.record(
            connection,
            actor,
            NewEvent {
                action: "created",
                what: "added the hub",
                ..added
            },
        )
        .await?;
        let id = marketplaces::free_id(connection, self.rng()).await?;
        let form = MarketplaceForm {
            hubs: vec![hub_id.to_string()],
            ..marketplace
        };
        marketplaces::insert(connection, account, id.as_str(), &form, now).await?;
        let after = serde_json::to_string(&form).map_err(Error::defect)?;
        let added = NewEvent {
            object_type: "marketplace",
            object_id: id.as_str(),
            after: &after,
            ..NewEvent::default()
        };
        self.record(
            connection,
            actor,
            NewEvent {
                action: "created",
                what: "added the marketplace",
                ..added
            },
        )
        .await
    }

    async fn handed_test_mail(&self, caller: &Caller, email: &str) -> Result<String, Error> {
        let actor = {
            let mut connection = self.store().reader().await?;
            self.set_up_actor(&mut connection, caller, Level::Manage).await?
        };
        let email: Email = email
            .parse()
            .map_err(|error| Problem::field("email", format!("{error}")))?;
        self.throttle().test_mail(actor.account().as_str(), email.as_str())?;
        let language = actor.person().language();
        let draft = words(language).test(&self.url("/"));
        let id = self.rng().nonce();
        let envelope = Envelope {
            id: &id,
            to: email.as_str(),
            account: "",
            at: self.now(),
        };
        let mail = render(&draft, self.sender(), &envelope, language)?;
        match self.transport().hand_over(&mail).await {
            Outcome::HandedOver(words) => Ok(format!("The mail server took the mail: {words}")),
            Outcome::Deferred(words) | Outcome::Refused(words) => {
                Err(Problem::conflict(format!("The mail was not taken: {words}")).into())
            }
            Outcome::Unconfirmed(words) => {
                Err(Problem::conflict(format!("The mail server did not say whether it took the mail: {words}")).into())
            }
        }
    }
}

/// Checks both names, countries and currency.
fn checked(form: &FirstMarketplace) -> Result<(HubForm, MarketplaceForm), Problem> {
    let mut fields = Fields::new();
    let hub = HubForm {
        name: fields.line("hub_name", "Hub", &form.hub_name, fields::HUB_NAME),
        ..HubForm::default()
    };
    let marketplace = MarketplaceForm {
        name: fields.line(
            "marketplace_name",
            "Marketplace",
            &form.marketplace_name,
            fields::MARKETPLACE_NAME,
        ),
        countries: read_countries(&mut fields, "countries", &form.countries),
        currency: read_currency(&mut fields, "currency", &form.currency),
        ..MarketplaceForm::default()
    };
    fields.finish()?;
    Ok((hub, marketplace))
}

#[async_trait]
impl SetUp for Backend {
    async fn is_needed(&self) -> Result<bool, Problem> {
        self.answer(&Caller::default(), async {
            let mut connection = self.store().reader().await?;
            Ok(!accounts::exist(&mut connection).await?)
        })
        .await
    }

    async fn link_token(&self) -> Result<Option<String>, Problem> {
        self.answer(&Caller::default(), async {
            let mut connection = self.store().reader().await?;
            self.present_link(&mut connection).await
        })
        .await
    }

    async fn is_link_valid(&self, token: &str) -> Result<bool, Problem> {
        self.answer(&Caller::default(), async {
            let mut connection = self.store().reader().await?;
            self.is_present_link(&mut connection, token).await
        })
        .await
    }

    async fn begin(&self, caller: &Caller, form: NewInstallation) -> Result<SignedIn, Problem> {
        self.answer(caller, self.begin_installation(caller, &form)).await
    }

    async fn add_marketplace(&self, caller: &Caller, form: FirstMarketplace) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.set_up_actor(&mut tx, caller, Level::Manage).await?;
            actor.require(Module::Marketplaces, Level::Manage)?;
            let (hub, marketplace) = checked(&form)?;
            self.insert_marketplace(&mut tx, &actor, &hub, marketplace).await?;
            Ok(tx.commit().await?)
        })
        .await
        .map_err(at_its_field)
    }

    async fn state(&self, caller: &Caller) -> Result<SetUpState, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.set_up_actor(&mut connection, caller, Level::View).await?;
            let mail = &self.settings().mail;
            Ok(SetUpState {
                has_marketplace: marketplaces::any(&mut connection, actor.account().as_str()).await?,
                mail: MailState {
                    configured: mail.is_configured(),
                    transport: mail.description(),
                },
                email: actor.person().email().to_owned(),
            })
        })
        .await
    }

    async fn test_mail(&self, caller: &Caller, email: String) -> Result<String, Problem> {
        // Boxed: the conversation with a mail server is a large state.
        self.answer(caller, Box::pin(self.handed_test_mail(caller, &email)))
            .await
    }
}

/// A name that is taken is refused at `name` elsewhere; in this form the field has another name.
fn at_its_field(mut problem: Problem) -> Problem {
    for error in &mut problem.fields {
        if error.field == "name" {
            "marketplace_name".clone_into(&mut error.field);
        }
    }
    problem
}
