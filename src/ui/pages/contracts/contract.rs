//! A contract's page: what it says, what can be done, what was done.

use super::{actions::Actions, contract_path, evidence::Evidence, sign::SignCard, status_words};
use crate::{
    answer::Answer,
    components::{
        Alert, Badge, Card, Crumb, EventsLink, Fact, Facts, FormAction, Head, Id, LoadInAccount, PageHead, Status,
        StatusBadge, Table, Time, Timeline, Tone,
    },
    frame::Page,
    list::cell,
    place::{in_account, use_account, use_param},
    reload::reload_after,
    server_fns::contracts::{
        ContractsApprove, ContractsFind, ContractsReject, ContractsRequestChanges, ContractsSaveNotes, ContractsSign,
        ContractsTerminate, ContractsWithdraw,
    },
};
use entente_domain::usecases::{
    access::Place,
    contracts::{Act, ContractRow, ContractView},
};
use leptos::prelude::*;

/// What can be done on the page; after each the contract is loaded again.
#[derive(Clone, Copy)]
pub(super) struct ContractForms {
    pub sign: FormAction,
    pub reject: FormAction,
    pub approve: FormAction,
    pub request_changes: FormAction,
    pub withdraw: FormAction,
    pub terminate: FormAction,
    pub notes: FormAction,
}

impl ContractForms {
    fn new() -> Self {
        Self {
            sign: FormAction::of::<ContractsSign>(),
            reject: FormAction::of::<ContractsReject>(),
            approve: FormAction::of::<ContractsApprove>(),
            request_changes: FormAction::of::<ContractsRequestChanges>(),
            withdraw: FormAction::of::<ContractsWithdraw>(),
            terminate: FormAction::of::<ContractsTerminate>(),
            notes: FormAction::of::<ContractsSaveNotes>(),
        }
    }

    /// Loads the contract again after each that succeeded.
    fn reload(self, reload: RwSignal<u32>) {
        let Self {
            sign,
            reject,
            approve,
            request_changes,
            withdraw,
            terminate,
            notes,
        } = self;
        for action in [sign, reject, approve, request_changes, withdraw, terminate, notes] {
            reload_after(action, reload);
        }
    }
}

/// A contract's page.
#[component]
pub fn ContractPage() -> impl IntoView {
    let (account, contract) = (use_account(), use_param("contract"));
    let (forms, reload) = (ContractForms::new(), RwSignal::new(0));
    forms.reload(reload);
    let resource = Answer::anew(
        move || reload.get(),
        move || ContractsFind {
            account: account.get(),
            contract: contract.get(),
        },
    );
    view! {
        <Page>
            <LoadInAccount
                resource=resource
                view=move |contract: ContractView, place| {
                    let account = place.id.to_string();
                    let person = use_context::<crate::place::ViewerResource>()
                        .and_then(Answer::read_untracked)
                        .and_then(|viewer| viewer.ok().flatten())
                        .map(|viewer| viewer.name)
                        .unwrap_or_default();
                    view! {
                        <ContractHead place=place contract=contract.clone()/>
                        <div class="grid sidebar-right">
                            <div class="stack">
                                <Standing contract=contract.clone()/>
                                <SignCard account=account.clone() contract=contract.clone() forms=forms person=person/>
                                <Actions account=account.clone() contract=contract.clone() forms=forms/>
                                <About account=account.clone() contract=contract.clone()/>
                                <Below account=account rows=contract.dependents.clone()/>
                                <Evidence rows=contract.evidence.clone()/>
                            </div>
                            <Card title="Timeline" id="timeline"><Timeline entries=contract.timeline.clone()/></Card>
                        </div>
                    }
                        .into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn ContractHead(place: Place, contract: ContractView) -> impl IntoView {
    let account = place.id.to_string();
    let (tone, icon, _) = contract.status.badge();
    let words = status_words(contract.status, contract.awaits_approval);
    let mut crumbs = vec![Crumb::new("Contracts", in_account(&account, "contracts"))];
    if let Some(parent) = &contract.parent {
        crumbs.push(Crumb::new(parent.name.clone(), contract_path(&account, &parent.id)));
    }
    // What both sides do stands in the issuer's log.
    let events =
        (contract.issuer.id == account).then(|| view! { <EventsLink place=place object=contract.id.as_str()/> });
    view! {
        <PageHead
            title=contract.name
            crumbs=crumbs
            badge=move || view! { <Badge tone=tone icon=icon label=words/> }
            actions=move || events
        />
    }
}

/// What there is to know before anything else.
#[component]
fn Standing(contract: ContractView) -> impl IntoView {
    let newer = contract.newer_version.map(|newer| {
        let title = format!("Version {newer} of the agreement is active");
        let words = format!("This contract was made on version {}.", contract.version);
        view! { <Alert tone=Tone::Info title=title><p>{words}</p></Alert> }
    });
    let note = (!contract.ending_note.is_empty()).then(|| {
        let (title, tone) = if contract.status.is_final() {
            ("Why it ended", Tone::Neutral)
        } else {
            ("Changes were requested", Tone::Warning)
        };
        let note = contract.ending_note.clone();
        view! { <Alert tone=tone title=title><p>{note}</p></Alert> }
    });
    view! { {newer} {note} }
}

fn act(act: Option<Act>) -> AnyView {
    match act {
        Some(act) => view! { <Time when=act.when/>", "{act.person.name} }.into_any(),
        None => cell::none(),
    }
}

#[component]
fn About(account: String, contract: ContractView) -> impl IntoView {
    let agreement = {
        let href = in_account(&account, &format!("agreements/{}", contract.agreement.id));
        let name = contract.agreement.name.clone();
        view! { <a href=href>{name}</a>{format!(", version {}", contract.version)} }
    };
    let is_issuer = contract.issuer.id == account;
    let partner = if is_issuer {
        let href = in_account(&account, &format!("partners/{}", contract.partner.id));
        view! { <a href=href>{contract.partner.name.clone()}</a> }.into_any()
    } else {
        contract.partner.name.clone().into_any()
    };
    let internal = is_issuer.then(|| view! { <Fact label="Internal note" value=contract.internal_note.clone()/> });
    let expires = contract
        .expires
        .clone()
        .map(|when| view! { <Fact label="Runs until"><Time when=when/></Fact> });
    let ended = contract
        .ended
        .is_some()
        .then(|| view! { <Fact label=contract.status.label()>{act(contract.ended.clone())}</Fact> });
    view! {
        <Card title="Details" id="details">
            <Facts two=true>
                <Fact label="Id"><Id id=contract.id.to_string()/></Fact>
                <Fact label="Type" value=contract.kind.label()/>
                <Fact label="Agreement">{agreement}</Fact>
                <Fact label="Issuer" value=contract.issuer.name.clone()/>
                <Fact label="Partner">{partner}</Fact>
                <Fact label="Signee" value=contract.signee.clone()/>
                <Fact label="Created">{act(Some(contract.created.clone()))}</Fact>
                <Fact label="Signed">{act(contract.signed.clone())}</Fact>
                <Fact label="Approved">{act(contract.countersigned.clone())}</Fact>
                {ended}
                {expires}
                <Fact label="Note to signee" value=contract.note_to_signee.clone()/>
                {internal}
            </Facts>
        </Card>
    }
}

/// The contracts under this one.
#[component]
fn Below(account: String, rows: Vec<ContractRow>) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td class="cell-main" data-label="Contract">
                        {cell::title(contract_path(&account, row.id.as_str()), &row.name, row.id.as_str())}
                    </td>
                    <td data-label="Type">{row.kind.label()}</td>
                    <td data-label="Status"><StatusBadge status=row.status/></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = vec![Head::Text("Contract"), Head::Text("Type"), Head::Text("Status")];
    view! {
        <Card title="Contracts under this one" id="dependents" flush=true>
            <Table label="Contracts under this one" heads=heads rows=rows/>
        </Card>
    }
    .into_any()
}
