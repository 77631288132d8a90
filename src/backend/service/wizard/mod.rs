//! The wizard *Add partner*, implemented. Drafts and their steps are here and in [`forms`]; [`finish`] makes
//! everything in one transaction, with [`create`] for the objects and [`outcome`] for what is shown of them.

mod create;
mod finish;
mod forms;
mod outcome;
mod similar;

use crate::{
    Backend, Error,
    auth::Actor,
    store::{
        Connection,
        drafts::{self, DraftRow as StoredDraft, Owner},
        marketplaces,
    },
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    id::DraftId,
    invitation::DEFAULT_EXPIRY_DAYS,
    partner::PartnerType,
    permission::Level,
    usecases::{
        Caller, Choice,
        wizard::{
            ActionForm, AgreementForm, DetailsForm, DraftForms, DraftRow, DraftView, MarketplaceStepForm, Outcome,
            SimilarPartner, Step, Wizard,
        },
    },
};

/// Drafts listed at most.
const LISTED: i64 = 10;
/// Existing agreements offered at most, the most used ones.
const OFFERED: i64 = 500;

fn owner(actor: &Actor) -> Owner<'_> {
    Owner {
        account_id: actor.account().as_str(),
        user_id: actor.user().as_str(),
    }
}

/// The type of partner a draft is about.
fn kind_of(forms: &DraftForms) -> PartnerType {
    forms.details.kind.parse().unwrap_or(PartnerType::Vendor)
}

/// Fills what was not entered yet with proposals.
fn propose(forms: &mut DraftForms, distributor: &str, marketplaces: &[Choice]) {
    let or = |value: &mut String, proposal: String| {
        if value.is_empty() {
            *value = proposal;
        }
    };
    let details = &forms.details;
    if !details.name.is_empty() {
        let agreement = &mut forms.agreement;
        or(
            &mut agreement.title,
            entente_domain::agreement::proposed_title(&details.name),
        );
        let description = entente_domain::agreement::proposed_description(distributor, &details.name);
        or(&mut agreement.description, description);
    }
    or(&mut forms.agreement.source, "none".to_owned());
    if forms.marketplace.marketplace.is_empty() && !forms.done.contains(&Step::Marketplace) {
        "true".clone_into(&mut forms.marketplace.auto_accept);
        if let [only] = marketplaces {
            forms.marketplace.marketplace.clone_from(&only.value);
        }
    }
    or(&mut forms.action.action, "link".to_owned());
    or(&mut forms.action.expiry_days, DEFAULT_EXPIRY_DAYS.to_string());
}

impl Backend {
    async fn view_draft(
        &self,
        connection: &mut Connection,
        actor: &Actor,
        draft: StoredDraft,
    ) -> Result<DraftView, Error> {
        let account = actor.account().as_str();
        let mut forms = draft.forms;
        let kind = kind_of(&forms);
        let agreements = if forms.details.new_agreement.is_empty() {
            let (kind, chosen) = (kind.main_agreement(), &forms.agreement.existing);
            drafts::agreements(connection, account, kind, chosen, OFFERED).await?
        } else {
            Vec::new()
        };
        let marketplaces = marketplaces::all(connection, account).await?;
        let choice = |id: String, label: String| Choice {
            hint: id.clone(),
            value: id,
            label,
        };
        let marketplaces: Vec<Choice> = marketplaces
            .into_iter()
            .map(|found| choice(found.id, found.name))
            .collect();
        let outcome = match draft.outcome.as_str() {
            "" => None,
            stored => Some(outcome::view(self, connection, account, stored).await?),
        };
        let similar = if outcome.is_none() {
            similar::find(connection, account, &forms.details).await?
        } else {
            Vec::new()
        };
        propose(&mut forms, actor.account_name(), &marketplaces);
        Ok(DraftView {
            id: draft.id.try_into().map_err(Error::defect)?,
            forms,
            agreements: agreements
                .into_iter()
                .map(|found| choice(found.id, found.name))
                .collect(),
            marketplaces,
            similar,
            mail_configured: self.settings().mail.is_configured(),
            outcome,
        })
    }

    /// Checks one step's form and saves it: `check` sees the draft's forms and the actor, and changes the forms.
    async fn save_step(
        &self,
        caller: &Caller,
        id: &DraftId,
        step: Step,
        check: impl AsyncFnOnce(&mut Connection, &Actor, &mut DraftForms) -> Result<Step, Error>,
    ) -> Result<Step, Error> {
        let mut tx = self.store().write().await?;
        let actor = self.partners_actor(&mut tx, caller, Level::Manage).await?;
        let draft = drafts::find(&mut tx, owner(&actor), id.as_str())
            .await?
            .ok_or_else(Problem::not_found)?;
        let mut forms = draft.forms;
        if !draft.outcome.is_empty() {
            return Err(finished().into());
        }
        if !forms.may_show(step) {
            return Err(
                Problem::conflict("An earlier step is not finished yet. Go through the steps in order.").into(),
            );
        }
        let next = check(&mut tx, &actor, &mut forms).await?;
        if !drafts::update_forms(&mut tx, owner(&actor), id.as_str(), &forms, self.now()).await? {
            return Err(finished().into());
        }
        tx.commit().await?;
        Ok(next)
    }
}

fn finished() -> Problem {
    Problem::conflict("This partner has been created already; the draft cannot be changed any more.")
}

fn done(forms: &mut DraftForms, step: Step) -> Step {
    if !forms.done.contains(&step) {
        forms.done.push(step);
    }
    forms.after(step)
}

#[async_trait]
impl Wizard for Backend {
    async fn start(&self, caller: &Caller) -> Result<DraftId, Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.partners_actor(&mut tx, caller, Level::Manage).await?;
            let id = DraftId::draw(|| self.rng().digit());
            let details = DetailsForm {
                kind: PartnerType::Vendor.as_str().to_owned(),
                new_agreement: "true".to_owned(),
                ..DetailsForm::default()
            };
            let forms = DraftForms {
                details,
                ..DraftForms::default()
            };
            drafts::insert(&mut tx, owner(&actor), id.as_str(), &forms, self.now()).await?;
            tx.commit().await?;
            Ok(id)
        })
        .await
    }

    async fn drafts(&self, caller: &Caller) -> Result<Vec<DraftRow>, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.partners_actor(&mut connection, caller, Level::Manage).await?;
            let rows = drafts::unfinished(&mut connection, owner(&actor), LISTED).await?;
            rows.into_iter()
                .map(|row| {
                    let name = Some(row.forms.details.name.clone()).filter(|name| !name.is_empty());
                    Ok(DraftRow {
                        id: row.id.try_into().map_err(Error::defect)?,
                        name: name.unwrap_or_else(|| "Unnamed partner".to_owned()),
                        step: row.forms.first_open(),
                        changed: self.when(row.changed_at),
                    })
                })
                .collect()
        })
        .await
    }

    async fn find(&self, caller: &Caller, id: DraftId) -> Result<DraftView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.partners_actor(&mut connection, caller, Level::Manage).await?;
            let draft = drafts::find(&mut connection, owner(&actor), id.as_str()).await?;
            self.view_draft(&mut connection, &actor, draft.ok_or_else(Problem::not_found)?)
                .await
        })
        .await
    }

    async fn similar(&self, caller: &Caller, form: DetailsForm) -> Result<Vec<SimilarPartner>, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.partners_actor(&mut connection, caller, Level::Manage).await?;
            similar::find(&mut connection, actor.account().as_str(), &form).await
        })
        .await
    }

    async fn save_details(&self, caller: &Caller, id: DraftId, form: DetailsForm) -> Result<Step, Problem> {
        let save = async |connection: &mut Connection, actor: &Actor, forms: &mut DraftForms| {
            let account = actor.account().as_str();
            let details = forms::details(connection, account, &form).await?;
            forms::follow(forms, &details, actor.account_name());
            let seen = details.similar_seen == "true";
            forms.details = details;
            if !seen && !similar::find(connection, account, &forms.details).await?.is_empty() {
                forms.done.retain(|&step| step != Step::Details);
                return Ok(Step::Details);
            }
            Ok(done(forms, Step::Details))
        };
        self.answer(caller, self.save_step(caller, &id, Step::Details, save))
            .await
    }

    async fn save_agreement(&self, caller: &Caller, id: DraftId, form: AgreementForm) -> Result<Step, Problem> {
        let save = async |connection: &mut Connection, actor: &Actor, forms: &mut DraftForms| {
            forms.agreement = forms::agreement(connection, actor.account().as_str(), &forms.details, &form).await?;
            Ok(done(forms, Step::Agreement))
        };
        self.answer(caller, self.save_step(caller, &id, Step::Agreement, save))
            .await
    }

    async fn save_marketplace(&self, caller: &Caller, id: DraftId, form: MarketplaceStepForm) -> Result<Step, Problem> {
        let save = async |connection: &mut Connection, actor: &Actor, forms: &mut DraftForms| {
            forms.marketplace = forms::marketplace(connection, actor.account().as_str(), &form).await?;
            Ok(done(forms, Step::Marketplace))
        };
        self.answer(caller, self.save_step(caller, &id, Step::Marketplace, save))
            .await
    }

    async fn save_action(&self, caller: &Caller, id: DraftId, form: ActionForm) -> Result<Step, Problem> {
        let mail = self.settings().mail.is_configured();
        let save = async |_: &mut Connection, _: &Actor, forms: &mut DraftForms| {
            forms.action = forms::action(&form, mail)?;
            Ok(done(forms, Step::Action))
        };
        self.answer(caller, self.save_step(caller, &id, Step::Action, save))
            .await
    }

    async fn finish(&self, caller: &Caller, id: DraftId) -> Result<Outcome, Problem> {
        self.answer(caller, finish::run(self, caller, &id)).await
    }

    async fn discard(&self, caller: &Caller, id: DraftId) -> Result<(), Problem> {
        self.answer(caller, async {
            let mut tx = self.store().write().await?;
            let actor = self.partners_actor(&mut tx, caller, Level::Manage).await?;
            let draft = drafts::find(&mut tx, owner(&actor), id.as_str())
                .await?
                .ok_or_else(Problem::not_found)?;
            if !draft.outcome.is_empty() || !drafts::delete(&mut tx, owner(&actor), id.as_str()).await? {
                return Err(finished().into());
            }
            tx.commit().await?;
            Ok(())
        })
        .await
    }
}
