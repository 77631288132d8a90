//! Step 5, first half: what was entered, what will be made of it, and *Create*.

use super::{Carried, Shown};
use crate::{
    components::{Card, Fact, Facts, Form, FormAction, Submit, days_in_words},
    reload::reload_after,
    server_fns::wizard::WizardFinish,
};
use entente_domain::{
    agreement::dependent_title,
    partner::PartnerType,
    usecases::{
        Choice,
        wizard::{DraftView, Step},
    },
};
use leptos::prelude::*;

/// The review.
pub(super) fn view(shown: &Shown) -> AnyView {
    let action = FormAction::of::<WizardFinish>();
    reload_after(action, shown.turned);
    let shown = shown.clone();
    let parts = shown
        .draft
        .forms
        .steps()
        .into_iter()
        .filter(|&step| step != Step::Summary)
        .map(|step| part(&shown, step))
        .collect_view();
    let made = to_be_made(&shown.draft)
        .into_iter()
        .map(|what| view! { <li>{what}</li> })
        .collect_view();
    let back = shown.draft.forms.before(Step::Summary).map(|step| shown.path(step));
    view! {
        <div class="stack">
            {parts}
            <Card title="This will be created" id="created"><div class="prose"><ul>{made}</ul></div></Card>
            <Form action=action>
                <Carried shown=shown.clone()/>
                <div class="form-actions">
                    <Submit icon="check">"Create"</Submit>
                    <a class="button quiet" href=back.clone()>"Back"</a>
                </div>
            </Form>
        </div>
    }
    .into_any()
}

/// A step's answers, with the way back to it.
fn part(shown: &Shown, step: Step) -> AnyView {
    let facts = facts(&shown.draft, step)
        .into_iter()
        .map(|(label, value)| view! { <Fact label=label value=value/> })
        .collect_view();
    let href = shown.path(step);
    let change = move || {
        view! {
            <a class="button link small" href=href.clone()>
                "Change"<span class="visually-hidden">{format!(" {}", step.label())}</span>
            </a>
        }
    };
    view! { <Card title=step.label() id=step.as_str() actions=change><Facts two=true>{facts}</Facts></Card> }.into_any()
}

fn facts(draft: &DraftView, step: Step) -> Vec<(&'static str, String)> {
    let forms = &draft.forms;
    match step {
        Step::Details => {
            let details = &forms.details;
            vec![
                ("Type", label(&details.kind)),
                ("Name", details.name.clone()),
                ("External id", details.external_id.clone()),
                (
                    "Technical contact",
                    contact(&details.technical_name, &details.technical_email),
                ),
                (
                    "Business contact",
                    contact(&details.business_name, &details.business_email),
                ),
            ]
        }
        Step::Agreement => agreement_facts(draft),
        Step::Marketplace => vec![
            (
                "Marketplace",
                chosen(&draft.marketplaces, &forms.marketplace.marketplace),
            ),
            ("Auto accept", on_or_off(&forms.marketplace.auto_accept)),
        ],
        Step::Action => action_facts(draft),
        Step::Summary => Vec::new(),
    }
}

fn agreement_facts(draft: &DraftView) -> Vec<(&'static str, String)> {
    let agreement = &draft.forms.agreement;
    let note = ("Note to the partner", agreement.note_to_signee.clone());
    if draft.forms.details.new_agreement != "true" {
        return vec![("Existing agreement", agreement_title(draft)), note];
    }
    let document = if agreement.source == "link" {
        agreement.link.clone()
    } else {
        "The description".to_owned()
    };
    vec![
        ("New agreement", agreement.title.clone()),
        ("Description", agreement.description.clone()),
        ("Document", document),
        note,
    ]
}

fn action_facts(draft: &DraftView) -> Vec<(&'static str, String)> {
    let action = &draft.forms.action;
    if action.action != "account" {
        return vec![
            ("Action", "Generate invitation link".to_owned()),
            ("The link works for", days_in_words(&action.expiry_days)),
            ("Mailed to", action.mail_to.clone()),
        ];
    }
    let people: Vec<String> = action
        .user_names
        .iter()
        .zip(&action.user_emails)
        .map(|(name, email)| contact(name, email))
        .filter(|person| !person.is_empty())
        .collect();
    vec![
        ("Action", "Create account now".to_owned()),
        ("People", people.join("; ")),
    ]
}

/// What *Create* will make, as sentences.
fn to_be_made(draft: &DraftView) -> Vec<String> {
    let forms = &draft.forms;
    let (name, agreement) = (&forms.details.name, agreement_title(draft));
    let vendor = forms.details.kind == PartnerType::Vendor.as_str();
    let (main, dependent) = if vendor {
        ("program", "distribution")
    } else {
        ("service", "syndication")
    };
    let mut made = vec![format!(
        "The {} {name}, with an account of its own.",
        forms.details.kind
    )];
    if forms.details.new_agreement == "true" {
        made.push(format!("The {main} agreement “{agreement}”, version 1."));
    }
    made.push(if vendor {
        let marketplace = chosen(&draft.marketplaces, &forms.marketplace.marketplace);
        format!(
            "The {dependent} agreement “{}”, unless it is there already.",
            dependent_title(&agreement, &marketplace)
        )
    } else {
        format!("A {dependent} agreement under “{agreement}”, unless it is there already.")
    });
    made.push(format!("A {main} contract on “{agreement}” with {name}."));
    made.push(if forms.action.action == "account" {
        "Invitations for the people named. The contract is active at once, without a signature.".to_owned()
    } else {
        "An activation link for you to hand over.".to_owned()
    });
    made
}

/// The title of the agreement that the contract will be made on.
pub(super) fn agreement_title(draft: &DraftView) -> String {
    if draft.forms.details.new_agreement == "true" {
        draft.forms.agreement.title.clone()
    } else {
        chosen(&draft.agreements, &draft.forms.agreement.existing)
    }
}

fn chosen(choices: &[Choice], value: &str) -> String {
    choices
        .iter()
        .find(|choice| choice.value == value)
        .map_or_else(String::new, |choice| choice.label.clone())
}

fn label(kind: &str) -> String {
    kind.parse::<PartnerType>()
        .map_or_else(|_| String::new(), |kind| kind.label().to_owned())
}

fn contact(name: &str, email: &str) -> String {
    [name, email]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn on_or_off(value: &str) -> String {
    if value == "true" {
        "On".to_owned()
    } else {
        "Off".to_owned()
    }
}
