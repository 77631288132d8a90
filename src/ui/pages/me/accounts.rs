//! The accounts that the person belongs to, and leaving one.

use crate::{
    components::{Card, Confirm, HiddenField, Icon, NativeForm, Submit},
    place::in_account,
    server_fns::users::UsersLeave,
};
use entente_domain::usecases::access::{AccountChoice, Viewer};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The accounts.
#[component]
pub(super) fn AccountsCard(
    /// The person.
    viewer: Viewer,
) -> impl IntoView {
    let accounts = if viewer.accounts.is_empty() {
        let words = "You belong to no account. Somebody who manages the users of one can invite you.";
        view! { <div class="card-body"><p class="muted">{words}</p></div> }.into_any()
    } else {
        let items = viewer.accounts.into_iter().map(item).collect_view();
        view! { <ul class="waiting">{items}</ul> }.into_any()
    };
    view! {
        <Card title="Your accounts" id="your-accounts" flush=true>{accounts}</Card>
    }
}

fn item(account: AccountChoice) -> impl IntoView {
    let id = account.id.to_string();
    view! {
        <li>
            <a class="waiting-item" href=in_account(account.id.as_str(), "")>
                <Icon name="building"/>
                <span class="waiting-text"><b>{account.name.clone()}</b></span>
                <span class="waiting-meta">{account.role.label()}" · "<span class="mono">{id.clone()}</span></span>
                <Icon name="chevron-right" size="small"/>
            </a>
            <Leave id=id name=account.name/>
        </li>
    }
}

#[component]
fn Leave(id: String, name: String) -> impl IntoView {
    view! {
        <Confirm
            open="Leave"
            kind="danger"
            question=format!("Leave {name}?")
            consequence="Your access to it ends at once. Only an invitation brings you back."
        >
            <NativeForm action=UsersLeave::PATH key=("account", id.clone()) class="">
                <HiddenField name="account" value=id.clone()/>
                <div class="actions"><Submit kind="danger">"Leave account"</Submit></div>
            </NativeForm>
        </Confirm>
    }
}
