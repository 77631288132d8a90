//! Inviting somebody to the account.

use super::{
    here::{refuse_invited, refuse_member},
    ids, names, read_groups, union,
};
use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::{changes::of_invitation, groups::require_held},
    store::{
        Connection,
        events::NewEvent,
        groups::GroupRow,
        invitations::{self, InvitationRow, NewInvitation, place},
    },
};
use entente_domain::{
    fields::{self, Fields},
    id::InvitationId,
    invitation::{DEFAULT_EXPIRY_DAYS, InvitationKind},
    permission::Level,
    usecases::{Caller, users::UserForm},
};

/// Reads name and address of somebody for `account`, the actor's own or that of a partner; refuses an address that is
/// there already. `own` is the invitation that is edited.
pub(in crate::service) async fn read_person(
    backend: &Backend,
    connection: &mut Connection,
    (actor, account): (&Actor, &str),
    fields: &mut Fields,
    form: &UserForm,
    own: Option<&InvitationRow>,
) -> Result<(String, String), Error> {
    // Who was invited by an address alone may stay without a name.
    let is_nameless = own.is_some_and(|own| own.name.is_empty());
    let least = usize::from(!is_nameless);
    let name = fields.line("name", "Name", &form.name, least..=*fields::PERSON.end());
    let email = fields.email("email", &form.email).map(String::from).unwrap_or_default();
    if email.is_empty() {
        return Ok((name, email));
    }
    if let Some(member) = place::member_with(connection, account, &email).await? {
        refuse_member(fields, (actor, account), &member);
    } else if let Some(open) = invitations::open_of_user(connection, account, &email).await?
        && own.is_none_or(|own| open.id != own.id)
    {
        refuse_invited(backend, fields, (actor, account), &open);
    }
    Ok((name, email))
}

pub(super) async fn check(backend: &Backend, caller: &Caller, form: &UserForm) -> Result<(), Error> {
    let mut connection = backend.store().reader().await?;
    let actor = backend.users_actor(&mut connection, caller, Level::Manage).await?;
    let mut fields = Fields::new();
    read_person(
        backend,
        &mut connection,
        (&actor, actor.account().as_str()),
        &mut fields,
        form,
        None,
    )
    .await?;
    read_days(&mut fields, &form.expiry_days);
    Ok(fields.finish()?)
}

/// How long the link is to work; so long as links do when nothing is said of it.
pub(super) fn read_days(fields: &mut Fields, text: &str) -> u16 {
    let given = (!text.trim().is_empty()).then(|| fields.expiry_days(text));
    given.flatten().unwrap_or(DEFAULT_EXPIRY_DAYS)
}

pub(super) async fn run(backend: &Backend, caller: &Caller, form: &UserForm) -> Result<InvitationId, Error> {
    let mut tx = backend.store().write().await?;
    let actor = backend.users_actor(&mut tx, caller, Level::Manage).await?;
    let account = actor.account().as_str();
    let mut fields = Fields::new();
    let (name, email) = read_person(backend, &mut tx, (&actor, account), &mut fields, form, None).await?;
    let groups = read_groups(&mut tx, &actor, &mut fields, &form.groups).await?;
    let days = read_days(&mut fields, &form.expiry_days);
    fields.finish()?;
    require_held(&actor, &union(&groups))?;
    backend.require_room_for_invitations(&mut tx, account, 1).await?;
    let new = NewUser {
        joins: account,
        name: &name,
        email: &email,
        groups: &groups,
        days,
    };
    let id = insert(backend, &mut tx, &actor, &new).await?;
    tx.commit().await?;
    Ok(id)
}

/// Who is invited where.
pub(in crate::service) struct NewUser<'a> {
    /// The actor's own account, or that of a partner.
    pub joins: &'a str,
    /// Possibly empty.
    pub name: &'a str,
    /// As it was read.
    pub email: &'a str,
    /// Groups of that account.
    pub groups: &'a [GroupRow],
    /// The link works for so many days.
    pub days: u16,
}

/// Makes the invitation, and mails it where mail is set up.
pub(in crate::service) async fn insert(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
    new: &NewUser<'_>,
) -> Result<InvitationId, Error> {
    let (id, now, account) = (
        InvitationId::draw(|| backend.rng().digit()),
        backend.now(),
        actor.account().as_str(),
    );
    let &NewUser {
        joins,
        name,
        email,
        groups,
        ..
    } = new;
    let days = i64::from(new.days);
    let invitation = NewInvitation {
        account_id: account,
        id: id.as_str(),
        kind: InvitationKind::User,
        address: Some(email),
        name,
        partner_id: None,
        contract_id: None,
        joins_account_id: joins,
        group_ids: &ids(groups),
        expiry_days: days,
        expires_at: now + days * DAY,
        created_at: now,
        created_by: actor.user().as_str(),
    };
    invitations::insert(connection, &invitation).await?;
    let whom = if name.is_empty() { "somebody" } else { name };
    let event = NewEvent {
        partner_id: (joins != account).then_some(joins),
        object_type: "invitation",
        object_id: id.as_str(),
        action: "created",
        what: &format!("invited {whom} as a user"),
        after: &of_invitation(name, &names(groups)),
        ..NewEvent::default()
    };
    backend.record(connection, actor, event).await?;
    if backend.settings().mail.is_configured() {
        let inviter = (account, actor.user().as_str());
        backend
            .queue_invitation(connection, inviter, id.as_str(), email)
            .await?;
    }
    Ok(id)
}
