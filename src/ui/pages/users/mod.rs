//! Users: the list, *Add user* for one and *Paste addresses* for many, the page of one, and how they leave.

mod ended;
mod groups;
mod invitation;
mod new;
mod pasted;
mod remove;
mod row;
mod user;

pub use new::{AddUser, AddUserPage, AddUserStep};
pub use pasted::PasteAddressesPage;
#[cfg(feature = "ssr")]
pub(crate) use pasted::invited_in_words;
pub use remove::RemoveUserPage;
pub use user::UserPage;

use crate::{
    answer::Answer,
    components::{
        Asking, ButtonLink, EmptyState, ForManagers, Form, FormAction, HiddenField, PageHead, QuestionDialog,
    },
    frame::Page,
    list::{ActionsFn, List, cell, use_list_query},
    place::{in_account, use_account},
    reload::reload_after,
    server_fns::{invitations::InvitationsResend, users::UsersList},
};
use entente_domain::{
    permission::Module,
    usecases::users::{USERS, UserRow},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The list of users.
#[component]
pub fn UsersPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&USERS);
    let reload = RwSignal::new(0);
    let page = Answer::anew(
        move || reload.get(),
        move || UsersList {
            account: account.get(),
            query: query.get(),
        },
    );
    let (asking, resend) = (Asking::new(), FormAction::of::<InvitationsResend>());
    reload_after(resend, reload);
    let actions: ActionsFn<UserRow> =
        Arc::new(move |row: &UserRow| row::actions(&account.get_untracked(), row, asking));
    view! {
        <Page kind="fill">
            <PageHead title="Users" lead="Who works in this account, and who is invited." actions=move || add(account)/>
            // One form for all rows, whose menus have its buttons: what is wrong is said here, where it is seen.
            <Form action=resend class="of-rows">
                <HiddenField name="account" value=account.get_untracked()/>
            </Form>
            <List
                spec=&USERS
                label="Users"
                base=Signal::derive(move || in_account(&account.get(), "users"))
                page=page
                cell=move |row: &UserRow, column| user_cell(&account.get_untracked(), row, column)
                actions=actions
                export=true
                empty=move || {
                    view! {
                        <EmptyState icon="users" title="No users">
                            <div class="actions">{add(account)}</div>
                        </EmptyState>
                    }
                }
            />
            <QuestionDialog asking=asking done=reload/>
        </Page>
    }
    .into_any()
}

/// The buttons that invite, for whoever may.
fn add(account: Memo<String>) -> impl IntoView {
    let at = move |page: &str| in_account(&account.get_untracked(), page);
    view! {
        <ForManagers module=Module::Users>
            <ButtonLink href=at("users/invite") icon="upload">"Paste addresses"</ButtonLink>
            <ButtonLink href=at("users/new") kind="primary" icon="plus">"Add user"</ButtonLink>
        </ForManagers>
    }
}

/// What somebody is called: by name or, without one, by address.
fn called<'a>(name: &'a str, email: &'a str) -> &'a str {
    if name.is_empty() { email } else { name }
}

fn user_cell(account: &str, row: &UserRow, column: &str) -> AnyView {
    match column {
        "name" => {
            let href = in_account(account, &format!("users/{}", row.key));
            let address = (!row.name.is_empty()).then(|| view! { <span class="cell-sub">{row.email.clone()}</span> });
            view! {
                <a class="cell-title" href=href>{called(&row.name, &row.email).to_owned()}</a>
                {address}
            }
            .into_any()
        }
        "groups" => cell::text(&row.groups.join(", ")),
        "status" => {
            let deactivated = row
                .deactivated
                .then(|| view! { <span class="cell-sub">"Deactivated"</span> });
            view! {
                {cell::status(row.status)}
                {deactivated}
            }
            .into_any()
        }
        "active" => row.active.as_ref().map_or_else(cell::none, cell::time),
        "added" => cell::time(&row.added),
        _ => cell::none(),
    }
}
