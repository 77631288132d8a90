//! Groups: the list, the form for a new one, the page of one with its users.

mod matrix;
mod members;

use crate::{
    answer::Answer,
    components::{
        ButtonLink, Card, Checkbox, Confirm, Crumb, EmptyState, EventsLink, Fact, Facts, ForManagers, Form, FormAction,
        HiddenField, Load, LoadInAccount, ManagersPage, PageHead, Submit, TextField,
    },
    frame::Page,
    list::{List, cell, use_list_query},
    place::{ViewerResource, in_account, use_account, use_param},
    server_fns::groups::{GroupsCreate, GroupsDelete, GroupsFind, GroupsList, GroupsSave},
};
use entente_domain::{
    account::Role,
    permission::{Module, Permissions},
    usecases::{
        access::{Place, Viewer},
        groups::{GROUPS, GroupRow, GroupView},
    },
};
use leptos::prelude::*;
use matrix::Matrix;
use members::Members;

/// The list of groups.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&GROUPS);
    let page = Answer::new(move || GroupsList {
        account: account.get(),
        query: query.get(),
    });
    let base = Signal::derive(move || in_account(&account.get(), "groups"));
    let cell = move |row: &GroupRow, column: &str| match column {
        "name" => cell::title(
            in_account(&account.get_untracked(), &format!("groups/{}", row.id)),
            &row.name,
            row.id.as_str(),
        ),
        "permissions" => cell::text(&row.permissions),
        "members" => cell::count(row.members),
        _ => cell::none(),
    };
    let add = move || {
        view! {
            <ForManagers module=Module::Users>
                <ButtonLink href=in_account(&account.get_untracked(), "groups/new") kind="primary" icon="plus">"Add group"</ButtonLink>
            </ForManagers>
        }
    };
    view! {
        <Page kind="fill">
            <PageHead title="Groups" lead="What your users may do, by group." actions=add/>
            <List
                spec=&GROUPS
                label="Groups"
                base=base
                page=page
                cell=cell
                numeric=&["members"]
                empty=move || {
                    view! {
                        <EmptyState icon="users" title="No groups">
                            <div class="actions">{add()}</div>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

/// Who looks; `view!` takes no generic types.
type Person = Option<Viewer>;

/// The form for a new group.
#[component]
pub fn NewGroupPage() -> impl IntoView {
    let account = use_account();
    let action = FormAction::of::<GroupsCreate>();
    let list = move || in_account(&account.get_untracked(), "groups");
    let viewer = expect_context::<ViewerResource>();
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Users>
                <PageHead title="Add group" crumbs=vec![Crumb::new("Groups", list())]/>
                <Load
                    resource=viewer
                    view=move |viewer: Person| {
                        let Some(place) = viewer.and_then(|viewer| viewer.account) else {
                            return ().into_any();
                        };
                        view! {
                            <Form action=action>
                                <HiddenField name="account" value=account.get_untracked()/>
                                <GroupFields name=String::new() permissions=Permissions::default() place=place.clone()/>
                                <div class="form-actions">
                                    <Submit icon="plus">"Add group"</Submit>
                                    <a class="button quiet" href=list()>"Cancel"</a>
                                </div>
                            </Form>
                        }
                            .into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

/// One group.
#[component]
pub fn GroupPage() -> impl IntoView {
    let (account, group) = (use_account(), use_param("group"));
    let resource = Answer::new(move || GroupsFind {
        account: account.get(),
        group: group.get(),
    });
    view! {
        <Page kind="narrow">
            <LoadInAccount
                resource=resource
                view=|group: GroupView, place| view! { <GroupEditor group=group place=place/> }.into_any()
            />
        </Page>
    }
    .into_any()
}

#[component]
fn GroupEditor(group: GroupView, place: Place) -> impl IntoView {
    let account = place.id.to_string();
    let list = in_account(&account, "groups");
    let manages = place.permissions.manages(Module::Users);
    let (id, name) = (group.id.to_string(), group.name.clone());
    let events = {
        let (place, id) = (place.clone(), id.clone());
        move || view! { <EventsLink place=place object=id/> }
    };
    let body = if manages {
        view! { <GroupForm group=group place=place list=list.clone()/> }.into_any()
    } else {
        view! { <Held permissions=group.permissions role=place.role/> }.into_any()
    };
    view! {
        <PageHead title=name.clone() crumbs=vec![Crumb::new("Groups", list)] lead=id.clone() actions=events/>
        {body}
        <Members account=account.clone() group=id.clone() manages=manages/>
        {manages.then(|| view! { <DeleteGroup account=account id=id name=name/> })}
    }
}

#[component]
fn GroupForm(group: GroupView, place: Place, list: String) -> impl IntoView {
    let save = FormAction::of::<GroupsSave>();
    view! {
        <Form action=save>
            <HiddenField name="account" value=place.id.to_string()/>
            <HiddenField name="group" value=group.id.to_string()/>
            <HiddenField name="revision" value=group.revision.to_string()/>
            <GroupFields name=group.name.clone() permissions=group.permissions.clone() place=place.clone()/>
            <div class="form-actions">
                <Submit icon="check">"Save"</Submit>
                <a class="button quiet" href=list.clone()>"Cancel"</a>
            </div>
        </Form>
    }
}

#[component]
fn GroupFields(name: String, permissions: Permissions, place: Place) -> impl IntoView {
    let may_sign = place.permissions.sign || permissions.sign;
    let signs = permissions.sign;
    view! {
        <TextField name="name" label="Name" value=name max=32/>
        <Matrix held=permissions place=place/>
        {may_sign
            .then(|| {
                view! {
                    <Checkbox
                        name="sign"
                        label="May sign for the account"
                        hint="Sign, enrol and reject contracts."
                        checked=signs
                    />
                }
            })}
    }
}

/// What a group holds, for those who may only look.
#[component]
fn Held(permissions: Permissions, role: Role) -> impl IntoView {
    let levels = Module::of(role)
        .map(|module| view! { <Fact label=module.label() value=permissions.level(module).label()/> })
        .collect_view();
    let sign = if permissions.sign { "Yes" } else { "No" };
    view! {
        <Card title="Permissions" id="permissions">
            <Facts two=true>
                {levels}
                <Fact label="May sign" value=sign/>
            </Facts>
        </Card>
    }
}

#[component]
fn DeleteGroup(account: String, id: String, name: String) -> impl IntoView {
    let delete = FormAction::of::<GroupsDelete>();
    view! {
        <Confirm
            open="Delete group"
            question=format!("Delete the group {name}?")
            consequence="Its users lose what only this group gave them. A group that is somebody's only one is not deleted."
        >
            <Form action=delete class="">
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="group" value=id.clone()/>
                <div class="actions"><Submit kind="danger" icon="trash">"Delete group"</Submit></div>
            </Form>
        </Confirm>
    }
}
