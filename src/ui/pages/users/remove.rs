//! Removing a user: the question, and the page that asks it where no dialog does.

use super::{called, groups};
use crate::{
    answer::Answer,
    components::{
        Alert, ButtonLink, Crumb, Fact, Facts, Form, FormAction, HiddenField, LoadInAccount, PageHead, Question,
        Submit, Tone, Touched, TouchedList,
    },
    frame::Page,
    place::{in_account, use_account, use_param},
    server_fns::users::{UsersFind, UsersRemove},
};
use entente_domain::{
    permission::Module,
    usecases::{
        invitations::MadeInvitations,
        users::{UserStatus, UserView},
    },
};
use leptos::prelude::*;

const CONSEQUENCE: &str = "The access to this account ends at once. Other accounts stay as they are.";

/// What becomes of the open invitations that somebody made.
fn touched(account: &str, name: &str, made: &MadeInvitations) -> Option<Touched> {
    let (what, they) = match made.count {
        0 => return None,
        1 => (
            "1 open invitation".to_owned(),
            "It counts while somebody else here could make it",
        ),
        many => (
            format!("{many} open invitations"),
            "They count while somebody else here could make them",
        ),
    };
    let link = |(path, whom): &(String, String)| (in_account(account, path), whom.clone());
    Some(Touched {
        words: format!("{name} made {what} here. {they}:"),
        links: made.some.iter().map(link).collect(),
        more: made.count.saturating_sub(made.some.len()),
    })
}

/// The question whether to remove somebody, a user by id and name; afterwards to `next`, if that is a path.
pub(super) fn removal(account: &str, (user, name): (&str, &str), made: &MadeInvitations, next: &str) -> Question {
    Question {
        title: format!("Remove {name} from this account?"),
        consequence: CONSEQUENCE,
        touched: touched(account, name, made),
        answer: "Remove user",
        kind: "danger",
        form: FormAction::of::<UsersRemove>,
        fields: vec![
            ("account", account.to_owned()),
            ("user", user.to_owned()),
            ("next", next.to_owned()),
        ],
        reason: false,
    }
}

/// The page that asks.
#[component]
pub fn RemoveUserPage() -> impl IntoView {
    let (account, user) = (use_account(), use_param("user"));
    let remove = FormAction::of::<UsersRemove>();
    let resource = Answer::new(move || UsersFind {
        account: account.get(),
        user: user.get(),
    });
    view! {
        <Page kind="narrow">
            <LoadInAccount
                resource=resource
                view=move |user: UserView, place| {
                    let (account, list) = (place.id.to_string(), in_account(place.id.as_str(), "users"));
                    let page = format!("{list}/{}", user.key);
                    let name = called(&user.form.name, &user.form.email).to_owned();
                    let crumbs = vec![Crumb::new("Users", list.clone()), Crumb::new(name.clone(), page.clone())];
                    let body = match hindrance(&user, place.permissions.manages(Module::Users)) {
                        Some((title, text)) => {
                            let own = user.me.then(|| {
                                view! { <div class="actions"><ButtonLink href="/me#your-accounts">"My profile"</ButtonLink></div> }
                            });
                            view! {
                                <Alert tone=Tone::Info title=title><p>{text}</p>{own}</Alert>
                                <div class="actions"><ButtonLink href=page>"Back"</ButtonLink></div>
                            }
                                .into_any()
                        }
                        None => question(account, &user, &page, list, remove),
                    };
                    view! {
                        <PageHead title=format!("Remove {name}") crumbs=crumbs/>
                        {body}
                    }
                        .into_any()
                }
            />
        </Page>
    }
    .into_any()
}

/// Why there is nothing to ask.
fn hindrance(user: &UserView, manages: bool) -> Option<(&'static str, &'static str)> {
    if !manages {
        Some(("You may not change users", "Ask somebody who manages users."))
    } else if user.me {
        Some(("This is you", "You leave the account in your own profile."))
    } else if user.status == UserStatus::Joined {
        None
    } else {
        Some(("Not joined yet", "Revoke the invitation instead."))
    }
}

fn question(account: String, user: &UserView, page: &str, list: String, remove: FormAction) -> AnyView {
    let held = groups::names(&user.choices, &user.form.groups);
    let touched = touched(&account, called(&user.form.name, &user.form.email), &user.made);
    let (key, page, email) = (user.key.clone(), page.to_owned(), user.form.email.clone());
    view! {
        <p>{CONSEQUENCE}</p>
        {touched.map(|touched| view! { <TouchedList touched=touched/> })}
        <Facts>
            <Fact label="E-mail address" value=email/>
            <Fact label="Groups" value=held/>
        </Facts>
        <Form action=remove>
            <HiddenField name="account" value=account.clone()/>
            <HiddenField name="user" value=key.clone()/>
            <HiddenField name="next" value=list.clone()/>
            <div class="form-actions">
                <Submit kind="danger" icon="trash">"Remove user"</Submit>
                <a class="button quiet" href=page.clone()>"Cancel"</a>
            </div>
        </Form>
    }
    .into_any()
}
