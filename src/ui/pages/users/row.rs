//! What can be done with a row of the list: the invitation of somebody who has not joined, removing somebody who has.

use super::{called, remove::removal};
use crate::{
    components::{Asking, ButtonLink, CopyAction, FormAction, Menu, Question, QuestionLink},
    place::in_account,
    server_fns::invitations::{InvitationsReplaceLink, InvitationsRevoke},
};
use entente_domain::usecases::users::UserRow;
use leptos::prelude::*;

/// One visible action by status, the rest behind ⋮.
pub(super) fn actions(account: &str, row: &UserRow, asking: Asking) -> AnyView {
    let page = in_account(account, &format!("users/{}", row.key));
    let name = called(&row.name, &row.email);
    let of = format!(" of {name}");
    let first = row.link.is_some().then(|| {
        view! {
            <ButtonLink href=format!("{page}#invitation") kind="small">
                "Invitation"<span class="visually-hidden">{of}</span>
            </ButtonLink>
        }
    });
    let invitation = row.link.clone().map(|link| invitation(account, row, link, asking));
    let remove = row.removable.then(|| {
        let question = removal(account, (&row.key, name), &row.made, "");
        view! {
            <QuestionLink href=format!("{page}/remove") class="menu-item danger" asking=asking question=question>
                "Remove"
            </QuestionLink>
        }
    });
    let open = if row.removable || row.link.is_some() {
        "Edit"
    } else {
        "Open"
    };
    view! {
        {first}
        <Menu id=format!("menu-{}", row.key) label=format!("More for {name}")>
            <a class="menu-item" href=page>{open}</a>
            {invitation}
            {remove}
        </Menu>
    }
    .into_any()
}

/// The items of somebody who is invited. What a dialog asks is asked without one where the link leads.
fn invitation(account: &str, row: &UserRow, link: String, asking: Asking) -> AnyView {
    let shown = in_account(account, &format!("users/{}#invitation", row.key));
    let name = called(&row.name, &row.email);
    let fields = || vec![("account", account.to_owned()), ("invitation", row.key.clone())];
    let replace = Question {
        title: format!("Make a new link for {name}?"),
        consequence: "The present link then says that a newer one exists.",
        touched: None,
        answer: "Replace link",
        kind: "primary",
        form: FormAction::of::<InvitationsReplaceLink>,
        fields: fields(),
        reason: false,
    };
    let revoke = Question {
        title: format!("Revoke the invitation of {name}?"),
        consequence: "The link stops working at once.",
        touched: None,
        answer: "Revoke invitation",
        kind: "danger",
        form: FormAction::of::<InvitationsRevoke>,
        fields: fields(),
        reason: true,
    };
    view! {
        {(!link.is_empty()).then(|| view! { <CopyAction text=link label="Copy invitation link" copied="The link is copied."/> })}
        <a class="menu-item no-js-only" href=shown.clone()>"Invitation link"</a>
        <button class="menu-item" type="submit" form="invitations-resend" name="invitation" value=row.key.clone()>
            "Resend"
        </button>
        <QuestionLink href=shown.clone() class="menu-item" asking=asking question=replace>"Replace link"</QuestionLink>
        <QuestionLink href=shown class="menu-item danger" asking=asking question=revoke>"Revoke"</QuestionLink>
    }
    .into_any()
}
