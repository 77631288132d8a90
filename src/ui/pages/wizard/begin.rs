//! Beginning: the button *Add partner*, and the page with the drafts that were left.

use crate::{
    answer::Answer,
    components::{Card, Confirm, Crumb, EmptyState, Form, FormAction, HiddenField, Load, PageHead, Submit, Time},
    frame::Page,
    place::{in_account, use_account},
    server_fns::wizard::{WizardDiscard, WizardDrafts, WizardStart, step_path},
};
use entente_domain::usecases::wizard::DraftRow;
use leptos::prelude::*;

/// The button that begins a draft and opens its first step. It is a form, since a link never writes.
#[component]
pub fn AddPartner(
    /// The account.
    account: String,
    /// The words.
    #[prop(default = "Add partner")]
    label: &'static str,
    /// Classes after `button`.
    #[prop(default = "primary")]
    kind: &'static str,
    /// Tells it from another such button in the same page.
    #[prop(default = "head")]
    place: &'static str,
) -> impl IntoView {
    let action = FormAction::of::<WizardStart>();
    view! {
        <Form action=action key=("place", place.to_owned()) class="">
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="place" value=place/>
            <Submit kind=kind icon="plus">{label}</Submit>
        </Form>
    }
}

/// The page to begin or to go on with a draft.
#[component]
pub fn NewPartnerPage() -> impl IntoView {
    let account = use_account();
    let drafts = Answer::new(move || WizardDrafts { account: account.get() });
    let view = move |drafts: Vec<DraftRow>| page(&account.get_untracked(), drafts);
    view! { <Page kind="narrow"><Load resource=drafts view=view/></Page> }.into_any()
}

fn page(account: &str, drafts: Vec<DraftRow>) -> AnyView {
    let crumbs = vec![Crumb::new("Partners", in_account(account, "partners"))];
    let lead = "Five short steps: the partner, the agreement, the marketplace, how to hand over, a last look.";
    let list = if drafts.is_empty() {
        view! {
            <EmptyState icon="edit" title="No drafts" small=true>
                <p>"A partner that you begin and leave waits here for you."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = drafts.into_iter().map(|draft| row(account, draft)).collect_view();
        view! { <ol class="versions">{rows}</ol> }.into_any()
    };
    view! {
        <PageHead title="Add partner" crumbs=crumbs lead=lead/>
        <div class="stack large">
            <AddPartner account=account.to_owned() label="Begin"/>
            <Card title="Your drafts" id="drafts" flush=true>{list}</Card>
        </div>
    }
    .into_any()
}

fn row(account: &str, draft: DraftRow) -> impl IntoView + use<> {
    let href = step_path(account, draft.id.as_str(), draft.step);
    view! {
        <li class="version">
            <div class="version-body">
                <p><b>{draft.name.clone()}</b></p>
                <p class="muted">"Next: "{draft.step.label()}" · changed "<Time when=draft.changed/></p>
            </div>
            <div class="actions">
                <a class="button small" href=href>
                    "Resume"<span class="visually-hidden">{format!(" {}", draft.name)}</span>
                </a>
                <Discard account=account.to_owned() draft=draft.id.to_string() name=draft.name kind="quiet small"/>
            </div>
        </li>
    }
}

/// The button that throws a draft away, and its question.
#[component]
pub(super) fn Discard(account: String, draft: String, name: String, kind: &'static str) -> impl IntoView {
    let action = FormAction::of::<WizardDiscard>();
    let name = if name.is_empty() {
        "Unnamed partner".to_owned()
    } else {
        name
    };
    view! {
        <Confirm
            open="Discard"
            kind=kind
            question=format!("Discard the draft of {name}?")
            consequence="What you entered is gone."
        >
            <Form action=action key=("draft", draft.clone()) class="">
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="draft" value=draft.clone()/>
                <div class="actions"><Submit kind="danger">"Discard draft"</Submit></div>
            </Form>
        </Confirm>
    }
}
