//! Accepting: person, membership, contract, evidence and what follows from them, in one transaction. The guarded
//! UPDATE of the invitation lets exactly one of many through.

use super::{
    guest::{Admitted, Guest},
    held::{Held, module},
    sign::{Signing, sign},
    terms::{PartnerTerms, Signs, Terms},
};
use crate::{
    Backend, Error,
    mail::Letter,
    service::{
        cascade::{self, Doer, MainContract},
        changes::{in_groups, status},
    },
    store::{
        Connection, accounts,
        events::{self, NewEvent},
        invitations::{moves, place::Group},
        memberships, recipients, users,
    },
};
use entente_domain::{
    Problem,
    id::InvitationId,
    invitation::{Backing, InvitationAction, InvitationKind},
    partner::PartnerAction,
    usecases::{
        Caller,
        access::SignedIn,
        invitations::{AcceptForm, Taken},
    },
};

/// What the log says of an invitation that its inviter could not make any more.
const INVITER_COULD_NOT: &str = "Who made the invitation could not make it any more; others of the account could.";

pub(super) async fn run(
    backend: &Backend,
    caller: &Caller,
    id: &InvitationId,
    form: AcceptForm,
) -> Result<Taken, Error> {
    let guest = Guest::prepare(backend, caller, id, &form).await?;
    let mut tx = backend.store().write().await?;
    let held = Held::need(backend, &mut tx, caller, id).await?;
    held.require_open(backend)?;
    let terms = Terms::require(&mut tx, &held, &form.document_hash).await?;
    let admitted = guest.admit(backend, &mut tx, caller).await?;
    held.require_right_person(&mut tx, &admitted.user, &admitted.email)
        .await?;
    claim(backend, &mut tx, &held, &admitted, terms.backing).await?;
    join(backend, &mut tx, &held, &admitted, &terms.groups).await?;
    if let Some(partner) = &terms.partner {
        let signing = Signing {
            caller,
            signature: &guest.signature,
        };
        take_up(backend, &mut tx, &held, &admitted, (partner, &signing)).await?;
    }
    let standing = terms.partner.and_then(|partner| partner.action);
    tell(backend, &mut tx, &held, &admitted, standing).await?;
    tx.commit().await?;
    let account = held.joins()?;
    let signed_in = admitted.cookie.map(|session| SignedIn {
        session,
        account: Some(account.clone()),
        needs_code: false,
    });
    Ok(Taken { signed_in, account })
}

pub(super) fn doer<'a>(held: &Held, admitted: &'a Admitted) -> Doer<'a> {
    Doer {
        user_id: Some(admitted.user.as_str()),
        user_name: &admitted.name,
        channel: held.channel(),
    }
}

/// Closes the invitation; of many parallel calls exactly one gets past here.
async fn claim(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    admitted: &Admitted,
    backing: Backing,
) -> Result<(), Error> {
    let state = held.row.state(backend.now());
    let to = state.after(InvitationAction::Accept)?;
    let who = (Some(admitted.user.as_str()), backend.now());
    if !moves::answer(connection, &held.row, to, "", who).await? {
        return Err(Problem::conflict("Somebody answered this invitation meanwhile.").into());
    }
    let event = NewEvent {
        account_id: &held.row.account_id,
        partner_id: held.row.partner(),
        object_type: "invitation",
        object_id: &held.row.id,
        action: "accepted",
        what: "accepted the invitation",
        before: &status(state),
        after: &status(to),
        note: if backing == Backing::Account {
            INVITER_COULD_NOT
        } else {
            ""
        },
        ..NewEvent::default()
    };
    record(backend, connection, event, &doer(held, admitted)).await
}

/// Makes the person a member with the invitation's groups. A mailed link proves the mailbox.
async fn join(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    admitted: &Admitted,
    groups: &[Group],
) -> Result<(), Error> {
    if held.proves(&admitted.email) {
        users::set_verified(connection, &admitted.user, backend.now()).await?;
    }
    let account = held.joins()?;
    if memberships::exists(connection, &account, &admitted.user).await? {
        if held.row.kind == InvitationKind::User {
            let message = format!(
                "You belong to {} already; there is nothing to accept.",
                held.names.account
            );
            return Err(Problem::conflict(message).into());
        }
        return require_signs(connection, held, admitted).await;
    }
    held.require_vacant(connection).await?;
    let ids: Vec<_> = groups.iter().map(|group| group.id.clone()).collect();
    memberships::insert(connection, backend.now(), &account, &admitted.user, &ids).await?;
    let after = in_groups(groups.iter().map(|group| group.name.as_str()));
    let event = NewEvent {
        account_id: account.as_str(),
        object_type: "user",
        object_id: admitted.user.as_str(),
        action: "joined",
        what: if admitted.is_new {
            "registered and joined the account"
        } else {
            "joined the account"
        },
        after: &after,
        ..NewEvent::default()
    };
    record(backend, connection, event, &doer(held, admitted)).await
}

/// Refuses somebody of the account who may not sign for it.
async fn require_signs(connection: &mut Connection, held: &Held, admitted: &Admitted) -> Result<(), Error> {
    let members = recipients::members(connection, &held.row.joins_account_id).await?;
    let signs = |member: &recipients::Member| member.id == admitted.user.as_str() && member.permissions.sign;
    if members.iter().any(signs) {
        return Ok(());
    }
    Err(Problem::forbidden("sign for this account").into())
}

/// The partner's account is in use; the contract, if one is offered, is signed. What stands under it follows, or
/// waits for the distributor together with the partner.
async fn take_up(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    admitted: &Admitted,
    (terms, signing): (&PartnerTerms, &Signing<'_>),
) -> Result<(), Error> {
    let row = &held.row;
    accounts::activate(connection, &held.joins()?).await?;
    let doer = doer(held, admitted);
    if let Some(signs) = &terms.signs {
        sign(backend, connection, held, admitted, signing, signs).await?;
    }
    let waits = terms.action == Some(PartnerAction::Apply);
    let Some(Signs { contract, .. }) = terms.signs.as_ref().filter(|_| !waits) else {
        if let Some(action) = terms.action {
            let partner = (row.account_id.as_str(), row.joins_account_id.as_str());
            cascade::move_partner(backend, connection, partner, (terms.status, action), &doer).await?;
        }
        return Ok(());
    };
    let main = MainContract {
        account_id: &contract.account_id,
        partner_id: &contract.partner_id,
        contract_id: &contract.id,
        agreement_id: &contract.agreement_id,
    };
    cascade::begin(backend, connection, &main, &doer).await?;
    Ok(())
}

/// The letter to the inviter.
async fn tell(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    admitted: &Admitted,
    standing: Option<PartnerAction>,
) -> Result<(), Error> {
    let by = match held.row.kind {
        InvitationKind::Partner => held.names.account.clone(),
        InvitationKind::User => admitted.name.clone(),
    };
    let path = held.path();
    let letter = match standing {
        Some(PartnerAction::Apply) => Letter::ApplicationReceived { by, path },
        _ => Letter::InvitationAccepted { by, path },
    };
    let inviter = (held.row.account_id.as_str(), held.row.created_by.as_str());
    backend
        .tell_inviter(connection, inviter, module(&held.row), &letter)
        .await
}

pub(super) async fn record(
    backend: &Backend,
    connection: &mut Connection,
    event: NewEvent<'_>,
    doer: &Doer<'_>,
) -> Result<(), Error> {
    let event = NewEvent {
        user_id: doer.user_id,
        user_name: doer.user_name,
        channel: doer.channel,
        ..event
    };
    events::append(connection, backend.now(), &event).await
}
