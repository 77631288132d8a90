//! Who is in a group; for those who manage users also adding some and taking one out. Loaded apart from the group,
//! so that what is being edited above stays as it is.

use crate::{
    answer::Answer,
    browser,
    components::{Card, CheckboxList, Disclosure, Form, FormAction, HiddenField, Load, Submit},
    place::in_account,
    reload::{once_drawn_anew, reload_after},
    server_fns::groups::{GroupsAddMembers, GroupsMembers, GroupsRemoveMember},
};
use entente_domain::usecases::{
    Choice,
    groups::{GroupMember, GroupMembers, MOST_SHOWN},
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
    let shown = StoredValue::new(false);
    let view = move |members: GroupMembers| {
        once_drawn_anew(shown, || browser::catch_focus(COUNT));
        let parts = Parts {
            members,
            users: users.clone(),
            forms: manages.then_some((add, remove)),
        };
        let fields = fields.clone();
        // Other rows come in new elements: what was ticked, or has the focus, stands for nobody else.
        view! { {move || content(&parts, &fields)} }.into_any()
    };
    view! { <Card title="Users" id="members"><Load resource=members view=view/></Card> }
}

/// The line that says how many there are.
const COUNT: &str = "members-count";

/// What is shown of the members.
struct Parts {
    members: GroupMembers,
    /// The path of the list of users.
    users: String,
    /// Adding and taking out, for those who may.
    forms: Option<(FormAction, FormAction)>,
}

fn content<F: IntoView + 'static>(parts: &Parts, fields: &impl Fn() -> F) -> AnyView {
    let GroupMembers {
        inside,
        outside,
        capped,
    } = &parts.members;
    let rows = inside.iter().map(|member| row(parts, member)).collect_view();
    let rows = view! { <ul class="members">{rows}</ul> };
    let rows = match parts.forms {
        Some((_, remove)) => {
            let here = fields();
            view! { <Form action=remove class="">{here} {rows}</Form> }.into_any()
        }
        None => rows.into_any(),
    };
    let all = capped.then(|| {
        let users = parts.users.clone();
        view! {
            <p class="muted">
                {format!("At most {MOST_SHOWN} are shown. Everybody is in the ")} <a href=users>"list of users"</a> "."
            </p>
        }
    });
    let add = parts
        .forms
        .filter(|_| !outside.is_empty())
        .map(|(add, _)| adding(fields(), outside, add));
    let count = match inside.len() {
        0 => "Nobody is in this group.".to_owned(),
        1 => "1 user".to_owned(),
        many => format!("{many} users"),
    };
    view! {
        <p class="muted" id=COUNT tabindex="-1">{count}</p>
        {rows}
        {all}
        {add}
    }
    .into_any()
}

fn row(parts: &Parts, member: &GroupMember) -> AnyView {
    let href = format!("{}/{}", parts.users, member.id);
    let (id, of) = (member.id.clone(), format!(" {}", member.name));
    let take_out = parts.forms.map(|_| {
        view! {
            <Submit kind="quiet small" name="user" value=id>
                "Take out"<span class="visually-hidden">{of}</span>
            </Submit>
        }
    });
    view! {
        <li>
            <span>
                <a href=href>{member.name.clone()}</a>
                <span class="cell-sub">{member.email.clone()}</span>
            </span>
            {take_out}
        </li>
    }
    .into_any()
}

fn adding(fields: impl IntoView + 'static, outside: &[GroupMember], add: FormAction) -> AnyView {
    let choice = |user: &GroupMember| Choice {
        value: user.id.clone(),
        label: user.name.clone(),
        hint: user.email.clone(),
    };
    let options: Vec<Choice> = outside.iter().map(choice).collect();
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
