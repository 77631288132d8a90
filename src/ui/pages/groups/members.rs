//! Who is in a group; for those who manage users also adding some and taking one out. Loaded apart from the group,
//! so that what is being edited above stays as it is.

use crate::{
    answer::Answer,
    components::{Card, CheckboxList, Disclosure, Form, FormAction, HiddenField, Load, Submit},
    place::in_account,
    reload::reload_after,
    server_fns::groups::{GroupsAddMembers, GroupsMembers, GroupsRemoveMember},
};
use entente_domain::usecases::{
    Choice,
    groups::{GroupMember, GroupMembers},
};
use leptos::prelude::*;

/// The users of a group.
#[component]
pub(super) fn Members(
    /// The account.
    account: String,
    /// The group's id.
    group: String,
    /// The person may change who is in it.
    manages: bool,
) -> impl IntoView {
    let (add, remove) = (
        FormAction::of::<GroupsAddMembers>(),
        FormAction::of::<GroupsRemoveMember>(),
    );
    let reload = RwSignal::new(0);
    reload_after(add, reload);
    reload_after(remove, reload);
    let members = {
        let (account, group) = (account.clone(), group.clone());
        Answer::anew(
            move || reload.get(),
            move || GroupsMembers {
                account: account.clone(),
                group: group.clone(),
            },
        )
    };
    let users = in_account(&account, "users");
    let fields = move || {
        view! {
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="group" value=group.clone()/>
        }
    };
    let view = move |members: GroupMembers| {
        let nobody = members
            .inside
            .is_empty()
            .then(|| view! { <p class="muted">"Nobody is in this group."</p> });
        let inside = members
            .inside
            .into_iter()
            .map(|member| row(&users, member, manages))
            .collect_view();
        let (list, here) = (view! { <ul class="members">{inside}</ul> }, fields());
        let add = (!members.outside.is_empty()).then(|| adding(fields(), members.outside, add));
        view! {
            <Form action=remove class="">
                {here}
                {list}
            </Form>
            {nobody}
            {add}
        }
        .into_any()
    };
    view! { <Card title="Users" id="members"><Load resource=members view=view/></Card> }
}

fn row(users: &str, member: GroupMember, manages: bool) -> AnyView {
    let (href, name) = (format!("{users}/{}", member.id), member.name.clone());
    let take_out = manages.then(|| {
        view! {
            <Submit kind="quiet small" name="user" value=member.id>
                "Take out"<span class="visually-hidden">{format!(" {name}")}</span>
            </Submit>
        }
    });
    view! {
        <li>
            <span>
                <a href=href>{member.name}</a>
                <span class="cell-sub">{member.email}</span>
            </span>
            {take_out}
        </li>
    }
    .into_any()
}

fn adding(fields: impl IntoView + 'static, outside: Vec<GroupMember>, add: FormAction) -> AnyView {
    let choice = |user: GroupMember| Choice {
        value: user.id,
        label: user.name,
        hint: user.email,
    };
    let options: Vec<Choice> = outside.into_iter().map(choice).collect();
    view! {
        <Disclosure open="Add users">
            <Form action=add>
                {fields}
                <CheckboxList name="users" label="Users" hint="They keep their other groups." options=options long=true/>
                <div class="form-actions"><Submit icon="plus">"Add to the group"</Submit></div>
            </Form>
        </Disclosure>
    }
    .into_any()
}
