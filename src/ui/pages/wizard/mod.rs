//! `/{account}/partners/new` and `/{account}/partners/wizard/{draft}/{step}`: the wizard *Add partner*.
//!
//! One file per step. Every step is a form of its own that saves the draft, so that Back, reload and resuming
//! work by themselves; which step may be shown is asked of the draft. To add a step: its word in
//! `domain/usecases/wizard`, its file here, its arm in `step_view`.

mod action;
mod agreement;
mod begin;
mod details;
mod marketplace;
mod outcome;
mod people;
mod review;
mod similar;

pub use begin::{AddPartner, NewPartnerPage};

use crate::{
    answer::Answer,
    components::{Crumb, HiddenField, Load, PageHead, ProblemView, Step as StepLink, StepState, Stepper, Submit},
    frame::Page,
    place::{in_account, use_account, use_param},
    server_fns::wizard::{WizardFind, step_path},
};
use begin::Discard;
use entente_domain::{
    Problem,
    usecases::wizard::{DraftForms, DraftView, Step},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect};

/// A step of a draft on the screen.
#[derive(Clone)]
struct Shown {
    account: String,
    step: Step,
    draft: DraftView,
    /// Counted up by an answer that leaves the person on the page and changes what it shows.
    turned: RwSignal<u32>,
    /// Such an answer has just come: the focus goes to what is new.
    has_turned: bool,
    /// Loads the draft again, with the focus where it is.
    reload: RwSignal<u32>,
}

impl Shown {
    fn path(&self, step: Step) -> String {
        step_path(&self.account, self.draft.id.as_str(), step)
    }
}

/// A step of the wizard, or what it has made.
#[component]
pub fn WizardPage() -> impl IntoView {
    let (account, draft, step) = (use_account(), use_param("draft"), use_param("step"));
    let (turned, reload) = (RwSignal::new(0_u32), RwSignal::new(0_u32));
    let turns_seen = StoredValue::new(0_u32);
    let moment = move || format!("{} {}", step.get(), turned.get() + reload.get());
    let question = move || WizardFind {
        account: account.get(),
        draft: draft.get(),
    };
    let resource = Answer::anew(moment, question);
    let view = move |draft: DraftView| {
        let account = account.get_untracked();
        let turns = turned.get_untracked();
        let has_turned = turns_seen.with_value(|seen| *seen < turns);
        turns_seen.set_value(turns);
        match step.get_untracked().parse() {
            Ok(step) => page(Shown {
                account,
                step,
                draft,
                turned,
                has_turned,
                reload,
            }),
            Err(_) => view! { <ProblemView problem=Problem::not_found()/> }.into_any(),
        }
    };
    view! { <Page kind="narrow"><Load resource=resource view=view/></Page> }.into_any()
}

fn page(shown: Shown) -> AnyView {
    if let Some(outcome) = shown.draft.outcome.clone() {
        return if shown.step == Step::Summary {
            outcome::view(&shown, outcome)
        } else {
            go_to(&shown, Step::Summary)
        };
    }
    let forms = &shown.draft.forms;
    if !forms.may_show(shown.step) {
        return go_to(&shown, forms.first_open());
    }
    let title = title(forms, shown.step);
    let lead = if shown.step == Step::Details {
        String::new()
    } else {
        forms.details.name.clone()
    };
    let (account, draft) = (shown.account.clone(), shown.draft.id.to_string());
    let name = forms.details.name.clone();
    let discard = move || view! { <Discard account=account draft=draft name=name kind="quiet small"/> };
    let crumbs = vec![
        Crumb::new("Partners", in_account(&shown.account, "partners")),
        Crumb::new("Add partner", in_account(&shown.account, "partners/new")),
    ];
    view! {
        <PageHead title=title crumbs=crumbs lead=lead actions=discard/>
        <Stepper steps=stepper(&shown)/>
        {step_view(shown)}
    }
    .into_any()
}

fn step_view(shown: Shown) -> AnyView {
    match shown.step {
        Step::Details => details::view(&shown),
        Step::Agreement => agreement::view(&shown),
        Step::Marketplace => marketplace::view(&shown),
        Step::Action => action::view(&shown),
        Step::Summary => review::view(&shown),
    }
}

/// Shows another step in place of this one.
fn go_to(shown: &Shown, step: Step) -> AnyView {
    let options = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    view! { <Redirect path=shown.path(step) options=options/> }.into_any()
}

/// "Step 2 of 5: Agreement".
fn title(forms: &DraftForms, step: Step) -> String {
    let steps = forms.steps();
    let number = steps.iter().position(|&at| at == step).map_or(1, |at| at + 1);
    format!("Step {number} of {}: {}", steps.len(), step.label())
}

fn stepper(shown: &Shown) -> Vec<StepLink> {
    let forms = &shown.draft.forms;
    let state = |step| {
        if step == shown.step {
            StepState::Now
        } else if forms.done.contains(&step) && forms.may_show(step) {
            StepState::Done
        } else {
            StepState::Later
        }
    };
    let link = |step: Step| StepLink {
        label: step.label(),
        href: shown.path(step),
        state: state(step),
    };
    forms.steps().into_iter().map(link).collect()
}

/// What every step's form carries along.
#[component]
fn Carried(shown: Shown) -> impl IntoView {
    view! {
        <HiddenField name="account" value=shown.account/>
        <HiddenField name="draft" value=shown.draft.id.to_string()/>
    }
}

/// Next, and Back to the step before, or out of the wizard.
#[component]
fn StepActions(shown: Shown) -> impl IntoView {
    let back = shown.draft.forms.before(shown.step).map_or_else(
        || view! { <a class="button quiet" href=in_account(&shown.account, "partners")>"Leave"</a> }.into_any(),
        |before| view! { <a class="button quiet" href=shown.path(before)>"Back"</a> }.into_any(),
    );
    view! { <div class="form-actions"><Submit>"Next"</Submit>{back}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_counts_the_steps_of_the_partner_type() {
        let mut forms = DraftForms::default();
        assert_eq!(title(&forms, Step::Agreement), "Step 2 of 5: Agreement");
        assert_eq!(title(&forms, Step::Summary), "Step 5 of 5: Summary");
        forms.details.kind = "reseller".to_owned();
        assert_eq!(title(&forms, Step::Action), "Step 3 of 4: Action");
    }
}
