//! Users: the list, *Add user*, and the page of one.

mod invitation;
mod new;
mod user;

pub use new::{AddUserPage, AddUserStep};
pub use user::UserPage;

use crate::{
    answer::Answer,
    components::{ButtonLink, EmptyState, PageHead},
    frame::Page,
    list::{List, cell, use_list_query},
    place::{in_account, use_account},
    server_fns::users::UsersList,
};
use entente_domain::usecases::users::{USERS, UserRow};
use leptos::prelude::*;

/// The list of users.
#[component]
pub fn UsersPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&USERS);
    let page = Answer::new(move || UsersList {
        account: account.get(),
        query: query.get(),
    });
    let add = move || {
        view! {
            <ButtonLink href=in_account(&account.get_untracked(), "users/new") kind="primary" icon="plus">"Add user"</ButtonLink>
        }
    };
    view! {
        <Page kind="fill">
            <PageHead title="Users" lead="Who works in this account, and who is invited." actions=add/>
            <List
                spec=&USERS
                label="Users"
                base=Signal::derive(move || in_account(&account.get(), "users"))
                page=page
                cell=move |row: &UserRow, column| user_cell(&account.get_untracked(), row, column)
                export=true
                empty=move || {
                    view! {
                        <EmptyState icon="users" title="No users">
                            <div class="actions">{add()}</div>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

fn user_cell(account: &str, row: &UserRow, column: &str) -> AnyView {
    match column {
        "name" => {
            let href = in_account(account, &format!("users/{}", row.key));
            let name = if row.name.is_empty() { &row.email } else { &row.name };
            view! {
                <a class="cell-title" href=href>{name.clone()}</a>
                <span class="cell-sub">{row.email.clone()}</span>
            }
            .into_any()
        }
        "groups" => cell::text(&row.groups.join(", ")),
        "status" => cell::status(row.status),
        "active" => row.active.as_ref().map_or_else(cell::none, cell::time),
        "added" => cell::time(&row.added),
        _ => cell::none(),
    }
}
