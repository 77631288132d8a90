//! Finishing: everything is checked again and made in one transaction. The draft keeps what was made, so that a
//! second call, or a second click, gets the same answer and makes nothing.

use super::{create, finished, forms, outcome, owner};
use crate::{Backend, Error, auth::Actor, store::Connection, store::drafts};
use entente_domain::{
    Problem,
    id::DraftId,
    permission::Level,
    usecases::{
        Caller,
        wizard::{DraftForms, Outcome, Step},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &DraftId) -> Result<Outcome, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.partners_actor(&mut tx, caller, Level::Manage).await?;
    let account = actor.account().as_str();
    let draft = drafts::find(&mut tx, owner(&actor), id.as_str())
        .await?
        .ok_or_else(Problem::not_found)?;
    if !draft.outcome.is_empty() {
        return outcome::view(backend, &mut tx, account, &draft.outcome).await;
    }
    if draft.forms.first_open() != Step::Summary {
        let step = draft.forms.first_open().label();
        return Err(Problem::conflict(format!("Go through the step “{step}” first.")).into());
    }
    let forms = checked(&mut tx, backend, &actor, draft.forms).await?;
    let made = create::everything(&mut tx, backend, &actor, &forms).await?;
    let stored = serde_json::to_string(&made).map_err(Error::defect)?;
    if !drafts::update_outcome(&mut tx, owner(&actor), id.as_str(), &stored, backend.now()).await? {
        return Err(finished().into());
    }
    let outcome = outcome::view(backend, &mut tx, account, &stored).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Every step once more: what it referred to may have been deleted or taken since.
async fn checked(
    connection: &mut Connection,
    backend: &Backend,
    actor: &Actor,
    forms: DraftForms,
) -> Result<DraftForms, Error> {
    let account = actor.account().as_str();
    let details = at(Step::Details, forms::details(connection, account, &forms.details).await)?;
    let agreement = forms::agreement(connection, account, &details, &forms.agreement).await;
    let agreement = at(Step::Agreement, agreement)?;
    let marketplace = if forms.steps().contains(&Step::Marketplace) {
        at(
            Step::Marketplace,
            forms::marketplace(connection, account, &forms.marketplace).await,
        )?
    } else {
        forms.marketplace
    };
    let mail = backend.settings().mail.is_configured();
    let action = at(Step::Action, forms::action(&forms.action, mail).map_err(Error::from))?;
    Ok(DraftForms {
        details,
        agreement,
        marketplace,
        action,
        done: forms.done,
    })
}

/// Says which step a refusal is about: on the summary its fields are not on the screen.
fn at<T>(step: Step, checked: Result<T, Error>) -> Result<T, Error> {
    checked.map_err(|error| match error {
        Error::Refused(mut problem) => {
            let first = problem
                .fields
                .first()
                .map_or(problem.message.as_str(), |field| field.message.as_str());
            problem.message = format!("Step “{}” needs another look: {first}", step.label());
            Error::Refused(problem)
        }
        other => other,
    })
}
