//! An agreement's page: description, history, contracts, the agreements under it.

use super::{agreement_link, agreement_path, list_path, versions::Versions};
use crate::{
    answer::Answer,
    components::{
        Badge, ButtonLink, Card, Crumb, EmptyState, EventsLink, Fact, Facts, Form, FormAction, Head, HiddenField, Id,
        LoadInAccount, PageHead, Submit, Table, Timeline, Tone,
    },
    frame::Page,
    list::grouped,
    place::{in_account, use_account, use_param},
    reload::reload_after,
    server_fns::{
        agreements::{AgreementsActivateVersion, AgreementsDeleteVersion, AgreementsFind},
        contracts::ContractsEnrol,
    },
};
use entente_domain::{
    agreement::AgreementType,
    usecases::{
        access::Place,
        agreements::{AgreementView, DependentRow},
    },
};
use leptos::prelude::*;

/// An agreement's page.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let (account, agreement) = (use_account(), use_param("agreement"));
    let activate = FormAction::of::<AgreementsActivateVersion>();
    let delete = FormAction::of::<AgreementsDeleteVersion>();
    let reload = RwSignal::new(0);
    reload_after(activate, reload);
    reload_after(delete, reload);
    let resource = Answer::anew(
        move || reload.get(),
        move || AgreementsFind {
            account: account.get(),
            agreement: agreement.get(),
        },
    );
    view! {
        <Page>
            <LoadInAccount
                resource=resource
                view=move |agreement: AgreementView, place| {
                    let account = place.id.to_string();
                    view! {
                        <AgreementHead place=place agreement=agreement.clone()/>
                        <div class=if agreement.can_manage { "grid sidebar-right" } else { "grid" }>
                            <div class="stack">
                                <About account=account.clone() agreement=agreement.clone()/>
                                <History account=account.clone() agreement=agreement.clone() activate=activate delete=delete/>
                                <Contracts account=account.clone() agreement=agreement.clone()/>
                                <Dependents account=account agreement=agreement.clone()/>
                            </div>
                            {agreement
                                .can_manage
                                .then(|| {
                                    view! { <Card title="Timeline" id="timeline"><Timeline entries=agreement.timeline.clone()/></Card> }
                                })}
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
fn AgreementHead(place: Place, agreement: AgreementView) -> impl IntoView {
    let account = place.id.to_string();
    let enrol = FormAction::of::<ContractsEnrol>();
    let active = agreement.active_version;
    let badge = move || match active {
        Some(number) => {
            view! { <Badge tone=Tone::Success icon="check-circle" label=format!("Version {number} active")/> }
        }
        None => view! { <Badge tone=Tone::Warning icon="alert" label="No active version"/> },
    };
    let mut crumbs = vec![Crumb::new(
        format!("{} agreements", agreement.kind.label()),
        list_path(&account, agreement.kind),
    )];
    if let Some(parent) = &agreement.parent {
        crumbs.push(Crumb::new(parent.name.clone(), agreement_path(&account, &parent.id)));
    }
    let (manages, can_enrol, id) = (agreement.can_manage, agreement.can_enrol, agreement.id.to_string());
    let edit = format!("{}/edit", agreement_path(&account, &id));
    // What others do with it stands in its owner's log.
    let events = (agreement.owner.id == account).then(|| view! { <EventsLink place=place object=id.clone()/> });
    let act = move || {
        let (account, id) = (account.clone(), id.clone());
        if manages {
            view! { <ButtonLink href=edit.clone() kind="primary" icon="edit">"Edit"</ButtonLink> }.into_any()
        } else if can_enrol {
            view! {
                <Form action=enrol class="">
                    <HiddenField name="account" value=account.clone()/>
                    <HiddenField name="agreement" value=id.clone()/>
                    <Submit>"Enrol"</Submit>
                </Form>
            }
            .into_any()
        } else {
            ().into_any()
        }
    };
    let actions = move || view! { {events}{act()} };
    view! { <PageHead title=agreement.title crumbs=crumbs badge=badge actions=actions/> }
}

#[component]
fn About(account: String, agreement: AgreementView) -> impl IntoView {
    let parent = agreement.parent.as_ref().map(|parent| {
        let link = agreement_link(&account, parent);
        view! { <Fact label="Parent agreement">{link}</Fact> }
    });
    let marketplace = agreement.marketplace.as_ref().map(|marketplace| {
        let words = format!("{} ({})", marketplace.name, marketplace.id);
        view! { <Fact label="Marketplace" value=words/> }
    });
    let auto_accept = agreement
        .auto_accept
        .map(|on| view! { <Fact label="Auto accept" value=if on { "Enabled" } else { "Disabled" }/> });
    let contract = agreement.contract.as_ref().map(|contract| {
        let href = in_account(&account, &format!("contracts/{}", contract.id));
        let name = contract.name.clone();
        view! { <Fact label="Your contract"><a href=href>{name}</a></Fact> }
    });
    view! {
        <Card title="Description" id="description">
            <div class="stack">
            <p class="lines">{agreement.description}</p>
            <Facts two=true>
                <Fact label="Id"><Id id=agreement.id.to_string()/></Fact>
                <Fact label="Type" value=agreement.kind.label()/>
                <Fact label="Owner" value=agreement.owner.name/>
                {parent}
                {marketplace}
                {auto_accept}
                {contract}
            </Facts>
            </div>
        </Card>
    }
}

#[component]
fn History(account: String, agreement: AgreementView, activate: FormAction, delete: FormAction) -> impl IntoView {
    let add = format!("{}/versions/new", agreement_path(&account, agreement.id.as_str()));
    let manages = agreement.can_manage;
    view! {
        <Card
            title="History"
            id="history"
            flush=true
            actions=move || {
                manages.then(|| view! { <ButtonLink href=add.clone() kind="small" icon="plus">"Add version"</ButtonLink> })
            }
        >
            <Versions account=account agreement=agreement activate=activate delete=delete/>
        </Card>
    }
}

#[component]
fn Contracts(account: String, agreement: AgreementView) -> impl IntoView {
    if !agreement.can_manage {
        return ().into_any();
    }
    let (active, all) = agreement.contracts;
    let href = in_account(&account, &format!("contracts?q={}", agreement.id));
    view! {
        <Card title="Contracts" id="contracts">
            <p>
                {format!("{} in force, {} in all. ", grouped(active), grouped(all))}
                <a href=href>"Contracts made on this agreement"</a>
            </p>
        </Card>
    }
    .into_any()
}

#[component]
fn Dependents(account: String, agreement: AgreementView) -> impl IntoView {
    let Some(child) = agreement.kind.child() else {
        return ().into_any();
    };
    let title = format!("{} agreements", child.label());
    let new = in_account(
        &account,
        &format!("agreements/new?type={child}&parent={}", agreement.id),
    );
    let manages = agreement.can_manage;
    let words = format!("Create {} agreement", child.label().to_lowercase());
    let with_marketplace = child == AgreementType::Distribution;
    let rows: Vec<_> = agreement
        .dependents
        .iter()
        .map(|row| dependent_row(&account, row, with_marketplace))
        .collect();
    let body = if rows.is_empty() {
        view! {
            <EmptyState icon="document" title="None yet" small=true>
                <p>"Agreements under this one appear here."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        let marketplace = with_marketplace.then_some(Head::Text("Marketplace"));
        let heads = [Head::Text("Name")]
            .into_iter()
            .chain(marketplace)
            .chain([Head::Text("Auto accept"), Head::Number("Active contracts")])
            .collect();
        let label = match child {
            AgreementType::Distribution => "Distribution agreements",
            _ => "Syndication agreements",
        };
        view! {
            <Table label=label heads=heads rows=rows/>
        }
        .into_any()
    };
    view! {
        <Card
            title=title
            id="dependents"
            flush=true
            actions=move || {
                let words = words.clone();
                manages
                    .then(|| view! { <ButtonLink href=new.clone() kind="small" icon="plus">{words}</ButtonLink> })
            }
        >
            {body}
        </Card>
    }
    .into_any()
}

fn dependent_row(account: &str, row: &DependentRow, with_marketplace: bool) -> AnyView {
    use crate::list::cell;
    let marketplace = with_marketplace.then(|| {
        let (name, id) = row
            .marketplace
            .as_ref()
            .map_or(("", ""), |place| (place.name.as_str(), place.id.as_str()));
        view! { <td data-label="Marketplace">{cell::lines(name, id)}</td> }
    });
    let auto_accept = if row.auto_accept { "Enabled" } else { "Disabled" };
    view! {
        <tr>
            <td class="cell-main" data-label="Name">
                {cell::title(agreement_path(account, &row.agreement.id), &row.agreement.name, &row.agreement.id)}
            </td>
            {marketplace}
            <td data-label="Auto accept">{auto_accept}</td>
            <td class="num" data-label="Active contracts">{cell::count(row.contracts)}</td>
        </tr>
    }
    .into_any()
}
