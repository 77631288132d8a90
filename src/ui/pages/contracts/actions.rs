//! What can be done with a contract now, each after a question that names object and consequence.

use super::contract::ContractForms;
use crate::components::{
    ButtonLink, Card, Confirm, Disclosure, Form, FormAction, HiddenField, Submit, TextArea, TextField,
};
use crate::place::in_account;
use entente_domain::usecases::contracts::ContractView;
use leptos::prelude::*;

/// The words of one action.
struct Words {
    open: &'static str,
    kind: &'static str,
    question: String,
    consequence: &'static str,
    /// Field name, label, and whether it may stay empty; none for actions without words.
    note: Option<(&'static str, &'static str, bool)>,
    max: u32,
}

/// Everything the viewer may do, apart from signing.
#[component]
pub(super) fn Actions(account: String, contract: ContractView, forms: ContractForms) -> impl IntoView {
    let id = contract.id.to_string();
    let asked: Vec<_> = decisions(&contract, forms)
        .into_iter()
        .chain(ends(&contract, forms))
        .filter(|(may, ..)| *may)
        .map(|(_, action, words)| ask(action, &account, &id, words))
        .collect();
    let edits = contract.actions.edit_notes;
    let review = (contract.application && contract.issuer.id == account).then(|| {
        let href = in_account(&account, &format!("partners/{}", contract.partner.id));
        let words = format!(
            "{} has applied with this contract; both are decided together.",
            contract.partner.name
        );
        view! {
            <p>{words}</p>
            <div class="actions"><ButtonLink href=href kind="primary">"Review the application"</ButtonLink></div>
        }
    });
    if asked.is_empty() && !edits && review.is_none() {
        return ().into_any();
    }
    view! {
        <Card title="Actions" id="actions">
            {review}
            <div class="actions">{asked}</div>
            {edits.then(|| view! { <Notes account=account contract=contract.clone() forms=forms/> })}
        </Card>
    }
    .into_any()
}

/// What decides about a contract that was signed, or is offered.
fn decisions(contract: &ContractView, forms: ContractForms) -> [(bool, FormAction, Words); 3] {
    let (may, name) = (contract.actions, &contract.name);
    let approve = Words {
        open: "Approve",
        kind: "primary",
        question: format!("Approve {name}?"),
        consequence: "It is in force at once, and the partner is told.",
        note: None,
        max: 0,
    };
    let changes = Words {
        open: "Request changes",
        kind: "",
        question: format!("Send {name} back?"),
        consequence: "The partner reads your note and signs again.",
        note: Some(("note", "What should change", false)),
        max: 500,
    };
    let reject = Words {
        open: "Reject",
        kind: "danger",
        question: format!("Reject {name}?"),
        consequence: "That is final. The other side is told, with your reason.",
        note: Some(("reason", "Reason", true)),
        max: 500,
    };
    [
        (may.approve, forms.approve, approve),
        (may.request_changes, forms.request_changes, changes),
        (may.reject, forms.reject, reject),
    ]
}

/// What ends a contract.
fn ends(contract: &ContractView, forms: ContractForms) -> [(bool, FormAction, Words); 2] {
    let (may, name) = (contract.actions, &contract.name);
    let withdraw = Words {
        open: "Withdraw",
        kind: "danger",
        question: format!("Withdraw {name}?"),
        consequence: "That is final. Its invitation link stops working at once.",
        note: Some(("note", "Note", true)),
        max: 100,
    };
    let terminate = Words {
        open: "Terminate",
        kind: "danger",
        question: format!("Terminate {name}?"),
        consequence: "That is final. The contracts under it end with it.",
        note: Some(("note", "Note", true)),
        max: 100,
    };
    [
        (may.withdraw, forms.withdraw, withdraw),
        (may.terminate, forms.terminate, terminate),
    ]
}

fn ask(action: FormAction, account: &str, contract: &str, words: Words) -> AnyView {
    let (account, contract) = (account.to_owned(), contract.to_owned());
    let Words {
        open,
        kind,
        question,
        consequence,
        note,
        max,
    } = words;
    view! {
        <Confirm open=open kind=kind question=question consequence=consequence>
            <Form action=action>
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="contract" value=contract.clone()/>
                {note.map(|(name, label, optional)| {
                    view! { <TextArea name=name label=label rows=3 max=max optional=optional/> }
                })}
                <div class="actions"><Submit kind=if kind.is_empty() { "primary" } else { kind }>{open}</Submit></div>
            </Form>
        </Confirm>
    }
    .into_any()
}

#[component]
fn Notes(account: String, contract: ContractView, forms: ContractForms) -> impl IntoView {
    view! {
        <Disclosure open="Edit notes">
            <Form action=forms.notes>
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="contract" value=contract.id.to_string()/>
                <HiddenField name="revision" value=contract.revision.to_string()/>
                <TextArea
                    name="note_to_signee"
                    label="Note to signee"
                    hint="The partner reads it."
                    value=contract.note_to_signee.clone()
                    rows=2
                    max=200
                    optional=true
                />
                <TextField
                    name="internal_note"
                    label="Internal note"
                    hint="Only your account reads it."
                    value=contract.internal_note.clone()
                    max=100
                    optional=true
                />
                <div class="form-actions"><Submit icon="check">"Save notes"</Submit></div>
            </Form>
        </Disclosure>
    }
}
