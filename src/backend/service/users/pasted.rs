//! Inviting many at once: what becomes of every entry of a pasted list, and then the doing of it. Both ask the same
//! plan, sending inside its transaction, so that what changed since the check is seen and nobody is invited twice.

use super::{
    here::{note_of_invited, note_of_member},
    invite::{NewUser, insert, read_days},
    read_groups, union,
};
use crate::{
    Backend, Error,
    auth::Actor,
    service::groups::require_held,
    store::{
        Connection,
        groups::GroupRow,
        invitations::{
            among::{self, Invited},
            place::Member,
        },
    },
};
use entente_domain::{
    Email,
    addresses::{self, Entry},
    fields::Fields,
    permission::{Level, Module},
    usecases::{
        Caller,
        users::{Fate, MOST_AT_ONCE, Pasted, PastedForm, PastedRow},
    },
};
use std::collections::{HashMap, HashSet};

pub(super) async fn check(backend: &Backend, caller: &Caller, form: &PastedForm) -> Result<Pasted, Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::Manage).await?;
    let (entries, ..) = read(&mut connection, &actor, form).await?;
    let (rows, limit) = plan(backend, &mut connection, &actor, &entries).await?;
    Ok(Pasted {
        form: form.clone(),
        rows,
        limit,
        sent: false,
        mail_configured: backend.settings().mail.is_configured(),
    })
}

pub(super) async fn send(backend: &Backend, caller: &Caller, form: &PastedForm) -> Result<Pasted, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let (entries, groups, days) = read(&mut tx, &actor, form).await?;
    let (mut rows, limit) = plan(backend, &mut tx, &actor, &entries).await?;
    let account = actor.account().as_str();
    for row in rows.iter_mut().filter(|row| is_invited(row.fate)) {
        let new = NewUser {
            joins: account,
            name: &row.name,
            email: &row.text,
            groups: &groups,
            days,
        };
        let id = insert(backend, &mut tx, &actor, &new).await?;
        row.key = id.to_string();
    }
    tx.commit().await?;
    let waits = |fate: Fate| matches!(fate, Fate::Later | Fate::Unreadable);
    let left = entries.iter().zip(&rows).filter(|(_, row)| waits(row.fate));
    Ok(Pasted {
        form: PastedForm {
            text: addresses::write(left.map(|(entry, _)| entry)),
            groups: form.groups.clone(),
            expiry_days: form.expiry_days.clone(),
        },
        rows,
        limit,
        sent: true,
        mail_configured: backend.settings().mail.is_configured(),
    })
}

const fn is_invited(fate: Fate) -> bool {
    matches!(fate, Fate::Invite | Fate::Join)
}

/// Reads the form; refuses groups with more than the actor may give.
async fn read(
    connection: &mut Connection,
    actor: &Actor,
    form: &PastedForm,
) -> Result<(Vec<Entry>, Vec<GroupRow>, u16), Error> {
    let mut fields = Fields::new();
    let entries = addresses::read(&form.text);
    if entries.is_empty() {
        fields.refuse("text", "Paste at least one address.");
    }
    if entries.len() > MOST_AT_ONCE {
        let message = format!(
            "These are {} entries; at most {MOST_AT_ONCE} go at once. Take some out and send them afterwards.",
            entries.len()
        );
        fields.refuse("text", message);
    }
    let groups = read_groups(connection, actor, &mut fields, &form.groups).await?;
    let days = read_days(&mut fields, &form.expiry_days);
    fields.finish()?;
    require_held(actor, &union(&groups))?;
    Ok((entries, groups, days))
}

/// What is known of the addresses in a list.
struct Known {
    members: HashMap<String, Member>,
    invited: HashMap<String, Invited>,
    elsewhere: HashSet<String>,
}

impl Known {
    async fn look_up(connection: &mut Connection, actor: &Actor, entries: &[Entry]) -> Result<Self, Error> {
        let account = actor.account().as_str();
        let emails = entries.iter().filter_map(Entry::email);
        let all: Vec<&str> = emails.map(Email::as_str).collect();
        let sees_partners = actor.require(Module::Partners, Level::View).is_ok();
        Ok(Self {
            members: among::members(connection, account, &all).await?,
            invited: among::invited(connection, account, &all).await?,
            elsewhere: among::known(connection, account, sees_partners, &all).await?,
        })
    }

    /// The row of somebody who stands in the list for the first time, as far as no limit is in the way.
    fn row(&self, backend: &Backend, actor: &Actor, name: &str, address: &str) -> PastedRow {
        let (fate, note, key) = if let Some(member) = self.members.get(address) {
            let note = note_of_member(actor, member).to_owned();
            (Fate::Member, note, member.id.as_str())
        } else if let Some(open) = self.invited.get(address) {
            (Fate::Invited, note_of_invited(backend, open), open.id.as_str())
        } else if self.elsewhere.contains(address) {
            (Fate::Join, String::new(), "")
        } else {
            (Fate::Invite, String::new(), "")
        };
        PastedRow {
            name: name.to_owned(),
            text: address.to_owned(),
            fate,
            note,
            key: key.to_owned(),
        }
    }
}

/// What becomes of every entry, in the list's order, and the limit that makes some wait.
async fn plan(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    entries: &[Entry],
) -> Result<(Vec<PastedRow>, String), Error> {
    let known = Known::look_up(connection, actor, entries).await?;
    let account = actor.account().as_str();
    let (mut room, limit) = backend
        .room_for_invitations(connection, (account, actor.user().as_str()))
        .await?;
    let (mut rows, mut seen, mut full) = (Vec::with_capacity(entries.len()), HashSet::new(), false);
    for entry in entries {
        let mut row = match entry {
            Entry::Unreadable { text, why } => PastedRow {
                name: String::new(),
                text: text.clone(),
                fate: Fate::Unreadable,
                note: why.clone(),
                key: String::new(),
            },
            Entry::Person { name, email } => known.row(backend, actor, name, email.as_str()),
        };
        if row.fate != Fate::Unreadable && !seen.insert(row.text.clone()) {
            row.fate = Fate::Twice;
            (row.note, row.key) = (String::new(), String::new());
        } else if is_invited(row.fate) && room == 0 {
            (row.fate, full) = (Fate::Later, true);
        } else if is_invited(row.fate) {
            match too_many_to(backend, connection, account, &row.text).await? {
                Some(note) => (row.fate, row.note) = (Fate::Later, note),
                None => room -= 1,
            }
        }
        rows.push(row);
    }
    Ok((rows, if full { limit } else { String::new() }))
}

/// Why an address waits although there is room; without a mail server nothing is in the way.
async fn too_many_to(
    backend: &Backend,
    connection: &mut Connection,
    account: &str,
    address: &str,
) -> Result<Option<String>, Error> {
    if !backend.settings().mail.is_configured() {
        return Ok(None);
    }
    backend.too_many_to(connection, account, address).await
}
