//! The wizard *Add partner* (`screens.md §3`, `domain.md §2`): a draft row, one form per step.
//!
//! A step's form is saved whole; Next validates only its own step; finishing validates everything again.

use super::{Caller, Choice, Problem, Reference, When};
use crate::id::DraftId;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

crate::words! {
    /// The wizard's steps; the word stands in the URL.
    Step {
        /// Type, name, contacts.
        Details = "details", "Partner details";
        /// A new agreement, or which existing one.
        Agreement = "agreement", "Agreement";
        /// Vendors only.
        Marketplace = "marketplace", "Marketplace";
        /// Invitation link, or account at once.
        Action = "action", "Action";
        /// Review, and after *Create* the result.
        Summary = "summary", "Summary";
    }
}

/// Step 1. Checkboxes hold "true" or are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    /// `vendor` or `reseller`.
    pub kind: String,
    /// The partner's name.
    pub name: String,
    /// Its key in another system, unique per distributor; may be empty.
    pub external_id: String,
    /// Name of the technical contact; may be empty.
    pub technical_name: String,
    /// Their address; may be empty.
    pub technical_email: String,
    /// Name of the business contact; may be empty.
    pub business_name: String,
    /// Their address; may be empty.
    pub business_email: String,
    /// "true": make a new agreement; empty: choose an existing one.
    pub new_agreement: String,
    /// "true": the person has seen the similar partners and goes on.
    pub similar_seen: String,
}

/// Step 2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementForm {
    /// Title of the new agreement.
    pub title: String,
    /// Description of the new agreement.
    pub description: String,
    /// `none` or `link`.
    pub source: String,
    /// The document's address, for `link`.
    pub link: String,
    /// The existing agreement, when none is made.
    pub existing: String,
    /// What the partner reads beside the contract.
    pub note_to_signee: String,
}

/// Step 3.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarketplaceStepForm {
    /// The marketplace's id.
    pub marketplace: String,
    /// "true": the distribution contract becomes active with the program contract.
    pub auto_accept: String,
}

/// Step 4. The users of *Create account now* come as three lists of equal length.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// `link` or `account`.
    pub action: String,
    /// Mail the link to this address; may be empty.
    pub mail_to: String,
    /// The link works for so many days, 1–90.
    pub expiry_days: String,
    /// Names of the users to invite.
    pub user_names: Vec<String>,
    /// Their addresses.
    pub user_emails: Vec<String>,
    /// Their groups: `administrators`, `managers` or `viewers`.
    pub user_groups: Vec<String>,
}

/// Everything entered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftForms {
    /// Step 1.
    pub details: DetailsForm,
    /// Step 2.
    pub agreement: AgreementForm,
    /// Step 3.
    pub marketplace: MarketplaceStepForm,
    /// Step 4.
    pub action: ActionForm,
    /// The steps whose forms were accepted.
    pub done: Vec<Step>,
}

impl DraftForms {
    /// The steps of this partner type, in order; resellers have no marketplace.
    pub fn steps(&self) -> Vec<Step> {
        Step::ALL
            .iter()
            .copied()
            .filter(|&step| step != Step::Marketplace || self.details.kind != "reseller")
            .collect()
    }

    /// The first step that is not done.
    pub fn first_open(&self) -> Step {
        self.steps()
            .into_iter()
            .find(|step| !self.done.contains(step))
            .unwrap_or(Step::Summary)
    }

    /// True when `step` may be shown: all before it are done.
    pub fn may_show(&self, step: Step) -> bool {
        let steps = self.steps();
        steps.contains(&step)
            && steps
                .iter()
                .take_while(|&&before| before != step)
                .all(|before| self.done.contains(before))
    }

    /// The step after `step`.
    pub fn after(&self, step: Step) -> Step {
        let steps = self.steps();
        steps
            .iter()
            .position(|&at| at == step)
            .and_then(|at| steps.get(at + 1))
            .copied()
            .unwrap_or(Step::Summary)
    }

    /// The step before `step`.
    pub fn before(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let at = steps.iter().position(|&at| at == step)?;
        at.checked_sub(1).map(|before| steps[before])
    }
}

/// A partner that resembles the one being entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarPartner {
    /// The partner.
    pub partner: Reference,
    /// Why: "same external id 4711", "similar name", "contact at the same domain".
    pub reason: String,
}

/// What the wizard made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The partner.
    pub partner: Reference,
    /// `vendor` or `reseller`.
    pub kind: crate::partner::PartnerType,
    /// The program or service agreement.
    pub agreement: Reference,
    /// True when the wizard made that agreement.
    pub agreement_is_new: bool,
    /// The distribution or syndication agreement that was made, if any.
    pub dependent_agreement: Option<Reference>,
    /// The program or service contract.
    pub contract: Reference,
    /// What was made at once besides, for *Create account*: contracts that are active already.
    pub active_contracts: Vec<Reference>,
    /// The activation link, while it can be used.
    pub link: Option<ActivationLink>,
    /// Users who were invited.
    pub invited_users: Vec<String>,
}

/// A link to hand over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivationLink {
    /// The invitation.
    pub invitation: String,
    /// The whole address.
    pub url: String,
    /// Until when it works.
    pub expires: When,
    /// The address it was or will be mailed to, possibly empty.
    pub mailed_to: String,
}

/// A draft's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// Id.
    pub id: DraftId,
    /// What was entered; fields not entered yet hold the proposals.
    pub forms: DraftForms,
    /// Existing agreements to choose from: active version, right type.
    pub agreements: Vec<Choice>,
    /// Marketplaces to choose from.
    pub marketplaces: Vec<Choice>,
    /// Partners that resemble this one.
    pub similar: Vec<SimilarPartner>,
    /// A mail server is set.
    pub mail_configured: bool,
    /// Set once the wizard has finished; the forms can no longer be changed.
    pub outcome: Option<Outcome>,
}

/// A draft in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Id.
    pub id: DraftId,
    /// The name entered, or "Unnamed partner".
    pub name: String,
    /// Where to go on.
    pub step: Step,
    /// Last changed.
    pub changed: When,
}

/// The wizard. All need `partners: manage`; a draft belongs to the person who began it, in that account.
#[async_trait]
pub trait Wizard: Send + Sync {
    /// Begins a draft.
    async fn start(&self, caller: &Caller) -> Result<DraftId, Problem>;
    /// My unfinished drafts in this account, the newest first, at most ten.
    async fn drafts(&self, caller: &Caller) -> Result<Vec<DraftRow>, Problem>;
    /// One of my drafts, finished or not.
    async fn find(&self, caller: &Caller, id: DraftId) -> Result<DraftView, Problem>;
    /// Partners that resemble the name, external id or contact's domain; at most five.
    async fn similar(&self, caller: &Caller, form: DetailsForm) -> Result<Vec<SimilarPartner>, Problem>;
    /// Checks and saves step 1; returns the next step. When similar partners are found and
    /// `similar_seen` is not set, the step is saved but stays open, and step 1 is returned.
    async fn save_details(&self, caller: &Caller, id: DraftId, form: DetailsForm) -> Result<Step, Problem>;
    /// Checks and saves step 2; returns the next step.
    async fn save_agreement(&self, caller: &Caller, id: DraftId, form: AgreementForm) -> Result<Step, Problem>;
    /// Checks and saves step 3; returns the next step.
    async fn save_marketplace(&self, caller: &Caller, id: DraftId, form: MarketplaceStepForm) -> Result<Step, Problem>;
    /// Checks and saves step 4; returns the next step.
    async fn save_action(&self, caller: &Caller, id: DraftId, form: ActionForm) -> Result<Step, Problem>;
    /// Makes everything in one transaction (`domain.md §2`, 3 and 4). A second call returns what the first made.
    async fn finish(&self, caller: &Caller, id: DraftId) -> Result<Outcome, Problem>;
    /// Throws an unfinished draft away.
    async fn discard(&self, caller: &Caller, id: DraftId) -> Result<(), Problem>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resellers_skip_the_marketplace() {
        let mut forms = DraftForms::default();
        assert_eq!(forms.steps().len(), 5);
        forms.details.kind = "reseller".to_owned();
        assert_eq!(
            forms.steps(),
            [Step::Details, Step::Agreement, Step::Action, Step::Summary]
        );
        assert_eq!(forms.after(Step::Agreement), Step::Action);
        assert_eq!(forms.before(Step::Action), Some(Step::Agreement));
        assert_eq!(forms.before(Step::Details), None);
    }

    #[test]
    fn later_steps_wait_for_earlier_ones() {
        let mut forms = DraftForms::default();
        assert_eq!(forms.first_open(), Step::Details);
        assert!(!forms.may_show(Step::Action));
        forms.done = vec![Step::Details, Step::Agreement, Step::Marketplace];
        assert!(forms.may_show(Step::Action) && !forms.may_show(Step::Summary));
        assert_eq!(forms.first_open(), Step::Action);
    }
}
