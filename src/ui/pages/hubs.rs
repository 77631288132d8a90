//! Hubs: the list, the form for a new one, the form of one.

use crate::{
    answer::Answer,
    components::{
        ButtonLink, Card, Confirm, Crumb, EmptyState, EventsLink, ForManagers, Form, FormAction, HiddenField,
        LoadInAccount, ManagersPage, PageHead, Submit, TextArea, TextField,
    },
    frame::Page,
    list::{List, cell, use_list_query},
    place::{in_account, use_account, use_param},
    server_fns::hubs::{HubsCreate, HubsDelete, HubsFind, HubsList, HubsSave},
};
use entente_domain::{
    permission::Module,
    usecases::{
        access::Place,
        hubs::{HUBS, HubForm, HubRow, HubView},
    },
};
use leptos::prelude::*;

/// The list of hubs.
#[component]
pub fn HubsPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&HUBS);
    let page = Answer::new(move || HubsList {
        account: account.get(),
        query: query.get(),
    });
    let base = Signal::derive(move || in_account(&account.get(), "hubs"));
    let cell = move |row: &HubRow, column: &str| match column {
        "name" => cell::title(
            in_account(&account.get_untracked(), &format!("hubs/{}", row.id)),
            &row.name,
            row.id.as_str(),
        ),
        "description" => cell::text(&row.description),
        "instance" => cell::text(&row.instance),
        "marketplaces" => cell::count(row.marketplaces),
        "created" => cell::time(&row.created),
        _ => cell::none(),
    };
    let add = move || {
        view! {
            <ForManagers module=Module::Marketplaces>
                <ButtonLink href=in_account(&account.get_untracked(), "hubs/new") kind="primary" icon="plus">"Add hub"</ButtonLink>
            </ForManagers>
        }
    };
    view! {
        <Page kind="fill">
            <PageHead title="Hubs" lead="Where your marketplaces are served from." actions=add/>
            <List
                spec=&HUBS
                label="Hubs"
                base=base
                page=page
                cell=cell
                numeric=&["marketplaces"]
                empty=move || {
                    view! {
                        <EmptyState icon="server" title="No hubs yet">
                            <p>"A marketplace needs a hub that serves it. Add one first."</p>
                            <div class="actions">{add()}</div>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

/// The form for a new hub.
#[component]
pub fn NewHubPage() -> impl IntoView {
    let account = use_account();
    let action = FormAction::of::<HubsCreate>();
    let list = move || in_account(&account.get_untracked(), "hubs");
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Marketplaces distributors=true>
                <PageHead title="Add hub" crumbs=vec![Crumb::new("Hubs", list())]/>
                <Form action=action>
                    <HiddenField name="account" value=account.get_untracked()/>
                    <HubFields form=HubForm::default()/>
                    <div class="form-actions">
                        <Submit icon="plus">"Add hub"</Submit>
                        <a class="button quiet" href=list()>"Cancel"</a>
                    </div>
                </Form>
            </ManagersPage>
        </Page>
    }
    .into_any()
}

/// One hub.
#[component]
pub fn HubPage() -> impl IntoView {
    let (account, hub) = (use_account(), use_param("hub"));
    let resource = Answer::new(move || HubsFind {
        account: account.get(),
        hub: hub.get(),
    });
    view! {
        <Page kind="narrow">
            <LoadInAccount resource=resource view=|hub: HubView, place| view! { <HubEditor hub=hub place=place/> }.into_any()/>
        </Page>
    }
    .into_any()
}

#[component]
fn HubEditor(hub: HubView, place: Place) -> impl IntoView {
    let save = FormAction::of::<HubsSave>();
    let account = place.id.to_string();
    let list = in_account(&account, "hubs");
    let manages = place.permissions.manages(Module::Marketplaces);
    let (id, name) = (hub.id.to_string(), hub.form.name.clone());
    let marketplaces = hub
        .marketplaces
        .iter()
        .map(|marketplace| {
            let href = in_account(&account, &format!("marketplaces/{}", marketplace.id));
            view! { <li><a href=href>{marketplace.name.clone()}</a>" "<span class="mono muted">{marketplace.id.clone()}</span></li> }
        })
        .collect_view();
    let events = {
        let id = id.clone();
        move || view! { <EventsLink place=place object=id/> }
    };
    let nothing = hub
        .marketplaces
        .is_empty()
        .then(|| view! { <p class="muted">"No marketplace is served from it."</p> });
    let form = {
        let (account, id, list, form) = (account.clone(), id.clone(), list.clone(), hub.form.clone());
        let revision = hub.revision.to_string();
        move || {
            view! {
                <Form action=save>
                    <HiddenField name="account" value=account.clone()/>
                    <HiddenField name="hub" value=id.clone()/>
                    <HiddenField name="revision" value=revision.clone()/>
                    <HubFields form=form.clone()/>
                    <div class="form-actions">
                        {manages.then(|| view! { <Submit icon="check">"Save"</Submit> })}
                        <a class="button quiet" href=list.clone()>"Cancel"</a>
                    </div>
                </Form>
            }
        }
    };
    view! {
        <PageHead title=name.clone() crumbs=vec![Crumb::new("Hubs", list)] lead=id.clone() actions=events/>
        {form()}
        <Card title="Marketplaces" id="marketplaces">
            <ul class="plain">{marketplaces}</ul>
            {nothing}
        </Card>
        {manages.then(|| view! { <DeleteHub account=account id=id name=name/> })}
    }
}

#[component]
fn DeleteHub(account: String, id: String, name: String) -> impl IntoView {
    let delete = FormAction::of::<HubsDelete>();
    view! {
        <Confirm
            open="Delete hub"
            question=format!("Delete the hub {name}?")
            consequence="It is gone for good. A hub that serves a marketplace is not deleted."
        >
            <Form action=delete class="">
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="hub" value=id.clone()/>
                <div class="actions"><Submit kind="danger" icon="trash">"Delete hub"</Submit></div>
            </Form>
        </Confirm>
    }
}

#[component]
fn HubFields(form: HubForm) -> impl IntoView {
    view! {
        <TextField name="name" label="Name" value=form.name max=256/>
        <TextArea name="description" label="Description" value=form.description rows=3 max=4000 optional=true/>
        <div class="field-row">
            <TextField
                name="instance_type"
                label="Instance type"
                hint="Which system the hub is."
                value=form.instance_type
                max=100
                optional=true
            />
            <TextField
                name="instance_id"
                label="Instance id"
                hint="Its id there."
                value=form.instance_id
                max=100
                optional=true
            />
        </div>
    }
}
