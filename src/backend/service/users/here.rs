//! What is said of an address that is here already, as a member's or with an open invitation: *Add user* says it at
//! the address, *Paste addresses* beside the entry.

use crate::{
    Backend,
    auth::Actor,
    store::invitations::{InvitationRow, among::Invited, place::Member},
};
use entente_domain::{Way, fields::Fields};

/// Refuses the address of a member, in words of their own for oneself and for who cannot sign in.
pub(super) fn refuse_member(fields: &mut Fields, at: (&Actor, &str), member: &Member) {
    if is_self(at.0, &member.id) {
        fields.refuse(
            "email",
            "This is your own address, and you belong to the account already.",
        );
        return;
    }
    let name = &member.name;
    let message = if member.deactivated {
        format!(
            "{name} belongs to the account already, with a sign-in that is deactivated. The people who run this \
             installation can activate it."
        )
    } else {
        format!("{name} belongs to the account already.")
    };
    refuse(fields, at, message, ("Open the user", &member.id));
}

/// Refuses an address that has an open invitation, which can be sent again, also after it has expired.
pub(super) fn refuse_invited(backend: &Backend, fields: &mut Fields, at: (&Actor, &str), open: &InvitationRow) {
    let name = if open.name.is_empty() {
        "This address"
    } else {
        &open.name
    };
    let since = since(backend, (open.created_at, open.expires_at));
    let message = format!("{name} was invited {since}");
    refuse(fields, at, message, ("Open the invitation", &open.id));
}

/// What is noted of an entry whose address a member has; possibly empty.
pub(super) fn note_of_member(actor: &Actor, member: &Member) -> &'static str {
    if is_self(actor, &member.id) {
        "This is your own address."
    } else if member.deactivated {
        "Cannot sign in: deactivated by the people who run this installation."
    } else {
        ""
    }
}

/// What is noted of an entry whose address is invited.
pub(super) fn note_of_invited(backend: &Backend, open: &Invited) -> String {
    let since = since(backend, (open.created_at, open.expires_at));
    format!("Invited {since}")
}

/// "on 15 Jan 2027, 08:00 UTC. Open the invitation to send it again."
fn since(backend: &Backend, (created_at, expires_at): (i64, i64)) -> String {
    let on = backend.when(created_at).exact;
    if expires_at > backend.now() {
        format!("on {on}. Open the invitation to send it again.")
    } else {
        let button = if backend.settings().mail.is_configured() {
            "Resend"
        } else {
            "Renew"
        };
        format!("on {on}; the invitation expired. Open it and press {button}.")
    }
}

fn is_self(actor: &Actor, user: &str) -> bool {
    user == actor.user().as_str()
}

/// Leads to the user or the invitation, where that is of the actor's own account.
fn refuse(fields: &mut Fields, (actor, account): (&Actor, &str), message: String, (label, id): (&str, &str)) {
    if account != actor.account().as_str() {
        fields.refuse("email", message);
        return;
    }
    let way = Way {
        label: label.to_owned(),
        path: format!("/{account}/users/{id}"),
    };
    fields.refuse_with("email", message, way);
}
