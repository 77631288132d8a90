//! Who the person is, and the accounts they belong to.

use crate::{
    components::{Card, Fact, Facts, Icon},
    place::in_account,
};
use entente_domain::usecases::access::{AccountChoice, Viewer};
use leptos::prelude::*;

/// Name, address, accounts.
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
        <Card title="You" id="you">
            <Facts two=true>
                <Fact label="Name" value=viewer.name/>
                <Fact label="E-mail address" value=viewer.email/>
            </Facts>
        </Card>
        <Card title="Your accounts" id="your-accounts" flush=true>{accounts}</Card>
    }
}

fn item(account: AccountChoice) -> impl IntoView {
    view! {
        <li>
            <a class="waiting-item" href=in_account(account.id.as_str(), "")>
                <Icon name="building"/>
                <span class="waiting-text"><b>{account.name}</b></span>
                <span class="waiting-meta">{account.role.label()}" · "<span class="mono">{account.id.to_string()}</span></span>
                <Icon name="chevron-right" size="small"/>
            </a>
        </li>
    }
}
