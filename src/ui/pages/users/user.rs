//! A user's page: who they are, what they may do, their invitation, and how they leave.

use super::{called, ended::EndedInvitationPage, groups::GroupsField, invitation::InvitationCard, remove::removal};
use crate::{
    answer::Answer,
    components::{
        Alert, Asking, Card, Crumb, EmailField, EventsLink, Fact, Facts, Form, FormAction, HiddenField, Icon,
        InvitationForms, LoadInAccount, PageHead, QuestionDialog, QuestionLink, StatusBadge, Submit, TextField, Time,
        Tone,
    },
    frame::Page,
    place::{in_account, use_account, use_param},
    reload::reload_after,
    server_fns::users::{UsersFind, UsersSave},
};
use entente_domain::{
    permission::Module,
    usecases::{
        access::Place,
        users::{UserStatus, UserView},
    },
};
use leptos::prelude::*;

/// What can be done on the page.
#[derive(Clone, Copy)]
pub(super) struct UserForms {
    pub save: FormAction,
    pub invitation: InvitationForms,
}

/// A user's page.
#[component]
pub fn UserPage() -> impl IntoView {
    let (account, user) = (use_account(), use_param("user"));
    let reload = RwSignal::new(0);
    let forms = UserForms {
        save: FormAction::of::<UsersSave>(),
        invitation: InvitationForms::new(reload),
    };
    reload_after(forms.save, reload);
    let resource = Answer::anew(
        move || reload.get(),
        move || UsersFind {
            account: account.get(),
            user: user.get(),
        },
    );
    view! {
        <Page kind="narrow">
            <LoadInAccount
                resource=resource
                view=move |user: UserView, place| {
                    let account = place.id.to_string();
                    let manages = place.permissions.manages(Module::Users);
                    if let Some(ended) = user.ended.clone() {
                        return view! { <EndedInvitationPage account=account user=user ended=ended manages=manages/> }
                            .into_any();
                    }
                    let removable = manages && user.status == UserStatus::Joined && !user.me;
                    view! {
                        <Head place=place user=user.clone()/>
                        {if manages {
                            view! { <Editor account=account.clone() user=user.clone() save=forms.save/> }.into_any()
                        } else {
                            view! { <Held user=user.clone()/> }.into_any()
                        }}
                        <InvitationCard account=account.clone() user=user.clone() forms=forms/>
                        {removable.then(|| view! { <Remove account=account user=user/> })}
                    }
                        .into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn Head(place: Place, user: UserView) -> impl IntoView {
    let list = in_account(place.id.as_str(), "users");
    let status = user.status;
    let title = called(&user.form.name, &user.form.email).to_owned();
    let active = user
        .active
        .map(|when| view! { <Fact label="Last active"><Time when=when/></Fact> });
    let added = if status == UserStatus::Joined {
        "Joined"
    } else {
        "Invited"
    };
    let deactivated = user.deactivated.map(|when| {
        view! {
            <Alert tone=Tone::Warning title="Deactivated">
                <p>"The people who run this installation ended this sign-in "<Time when=when/>". It opens no account."</p>
            </Alert>
        }
    });
    let inviter = (!user.inviter.is_empty()).then(|| view! { <Fact label="Invited by" value=user.inviter.clone()/> });
    view! {
        <PageHead
            title=title
            crumbs=vec![Crumb::new("Users", list)]
            badge=move || view! { <StatusBadge status=status/> }
            actions=move || view! { <EventsLink place=place object=user.key/> }
        />
        {deactivated}
        <Facts>
            <Fact label="E-mail address" value=user.form.email/>
            <Fact label=added><Time when=user.added/></Fact>
            {active}
            {inviter}
        </Facts>
    }
}

/// The groups of a member; name and address too while the user is invited.
#[component]
fn Editor(account: String, user: UserView, save: FormAction) -> impl IntoView {
    view! {
        <Form action=save>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="user" value=user.key.clone()/>
            <HiddenField name="seen" value=user.form.seen.clone()/>
            {(user.status != UserStatus::Joined).then(|| view! { <Person name=user.form.name.clone() email=user.form.email.clone()/> })}
            <GroupsField
                hint="The user may do what any of them allows, from the next request on."
                chosen=user.form.groups.clone()
                groups=user.choices.clone()
            />
            <div class="form-actions"><Submit icon="check">"Save"</Submit></div>
        </Form>
    }
}

#[component]
fn Person(name: String, email: String) -> impl IntoView {
    view! {
        <TextField
            name="name"
            label="Name"
            hint="Another name or address makes a new invitation; the old link stops working."
            value=name
            max=100
        />
        <EmailField label="E-mail address" value=email/>
    }
}

/// The groups, for those who may only look.
#[component]
fn Held(user: UserView) -> impl IntoView {
    let items = user
        .choices
        .into_iter()
        .filter(|group| user.form.groups.contains(&group.id))
        .map(|group| view! { <li>{group.name}" "<span class="muted">{group.permissions}</span></li> })
        .collect_view();
    view! { <Card title="Groups" id="groups"><ul class="plain">{items}</ul></Card> }
}

/// Asks in a dialog; without JavaScript on a page of its own.
#[component]
fn Remove(account: String, user: UserView) -> impl IntoView {
    let (asking, done) = (Asking::new(), RwSignal::new(0));
    let list = in_account(&account, "users");
    let href = format!("{list}/{}/remove", user.key);
    let name = called(&user.form.name, &user.form.email);
    let question = removal(&account, (&user.key, name), &user.made, &list);
    view! {
        <div class="actions">
            <QuestionLink href=href class="button danger" asking=asking question=question>
                <Icon name="trash"/>
                "Remove user"
            </QuestionLink>
        </div>
        <QuestionDialog asking=asking done=done/>
    }
}
