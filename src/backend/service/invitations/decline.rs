//! The invitee declines. Whoever holds the link may; somebody else who is signed in may not.

use super::held::{Held, module};
use crate::{
    Backend, Error,
    auth::Person,
    mail::Letter,
    service::{
        cascade::{self, Doer},
        changes::status,
        document::Document,
        proof::{self, Signatory},
    },
    store::{
        Connection,
        contracts::{self, ContractRow, Move},
        events::{self, NewEvent},
        invitations::moves,
        partnership,
    },
};
use entente_domain::{
    Problem,
    contract::ContractAction,
    evidence::{EvidenceAct, Verification},
    fields::{Fields, REASON},
    id::InvitationId,
    invitation::{InvitationAction, InvitationKind},
    partner::PartnerAction,
    usecases::Caller,
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &InvitationId, reason: &str) -> Result<(), Error> {
    let mut fields = Fields::new();
    let reason = fields.lines("reason", "Reason", reason, REASON);
    fields.finish()?;

    let mut tx = backend.store().write().await?;
    let held = Held::need(backend, &mut tx, caller, id).await?;
    held.require_open(backend)?;
    let person = Person::find(&mut tx, caller, backend.now()).await?;
    if let Some(person) = &person {
        held.require_right_person(&mut tx, person.id(), person.email()).await?;
    }
    let user = person.as_ref().map(|person| person.id().as_str());
    let state = held.row.state(backend.now());
    let to = state.after(InvitationAction::Decline)?;
    if !moves::answer(&mut tx, &held.row, to, &reason, (user, backend.now())).await? {
        return Err(Problem::conflict("Somebody answered this invitation meanwhile.").into());
    }
    let doer = Doer {
        user_id: user,
        user_name: person.as_ref().map_or("The invited person", Person::name),
        channel: held.channel(),
    };
    let event = NewEvent {
        note: &reason,
        before: &status(state),
        after: &status(to),
        ..NewEvent::default()
    };
    record(backend, &mut tx, &held, &doer, event).await?;
    if held.row.kind == InvitationKind::Partner {
        let declining = Declining {
            held: &held,
            caller,
            person: person.as_ref(),
            doer: &doer,
            reason: &reason,
        };
        reject_contract(backend, &mut tx, &declining).await?;
        lose_partner(backend, &mut tx, &declining).await?;
    }
    let letter = Letter::InvitationDeclined {
        by: held.invitee(),
        reason,
        path: held.path(),
    };
    let inviter = (held.row.account_id.as_str(), held.row.created_by.as_str());
    backend
        .tell_inviter(&mut tx, inviter, module(&held.row), &letter)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    doer: &Doer<'_>,
    event: NewEvent<'_>,
) -> Result<(), Error> {
    let event = NewEvent {
        account_id: &held.row.account_id,
        partner_id: held.row.partner(),
        object_type: "invitation",
        object_id: &held.row.id,
        action: "declined",
        what: "declined the invitation",
        user_id: doer.user_id,
        user_name: doer.user_name,
        channel: doer.channel,
        ..event
    };
    events::append(connection, backend.now(), &event).await
}

/// Who turns down what, and how.
struct Declining<'a> {
    held: &'a Held,
    caller: &'a Caller,
    person: Option<&'a Person>,
    doer: &'a Doer<'a>,
    reason: &'a str,
}

/// The contract that was offered, if it still waits, is rejected with evidence.
async fn reject_contract(
    backend: &Backend,
    connection: &mut Connection,
    declining: &Declining<'_>,
) -> Result<(), Error> {
    let Declining { held, doer, reason, .. } = *declining;
    let Some((contract, document)) = held.offered(connection).await? else {
        return Ok(());
    };
    let Ok(to) = contract.standing().after(ContractAction::Reject) else {
        return Ok(());
    };
    let who = (doer.user_id, backend.now());
    if !contracts::apply(connection, &contract, to, Move::Ended { note: reason }, who).await? {
        return Err(Problem::conflict("The contract was changed meanwhile. Open the link again.").into());
    }
    keep(backend, connection, declining, (&document, &contract)).await?;
    let event = NewEvent {
        account_id: &contract.account_id,
        partner_id: Some(&contract.partner_id),
        object_type: "contract",
        object_id: &contract.id,
        action: to.as_str(),
        what: "rejected the contract with the invitation",
        user_id: doer.user_id,
        user_name: doer.user_name,
        channel: doer.channel,
        note: reason,
        before: &status(contract.status),
        after: &status(to),
        ..NewEvent::default()
    };
    events::append(connection, backend.now(), &event).await
}

/// Evidence of the decline. Nobody typed a name; whoever is signed in is named.
async fn keep(
    backend: &Backend,
    connection: &mut Connection,
    declining: &Declining<'_>,
    shown: (&Document, &ContractRow),
) -> Result<(), Error> {
    let Declining {
        held, caller, person, ..
    } = *declining;
    let address = person.map(Person::email).or(held.row.address.as_deref());
    let address = address.unwrap_or_default();
    let signatory = Signatory {
        user_id: person.map(|person| person.id().as_str()),
        name: person.map_or("", Person::name),
        title: "",
        address,
        verified_by: if held.proves(address) {
            Verification::MailedLink
        } else if person.is_some_and(Person::is_verified) {
            Verification::SignedIn
        } else {
            Verification::NotVerified
        },
        channel: held.evidence_channel(),
        invitation_id: Some(&held.row.id),
        ip: &caller.ip,
        user_agent: &caller.user_agent,
        session: person.map_or(&[], Person::session),
    };
    proof::keep_signature(backend, connection, EvidenceAct::Declined, shown, &signatory).await
}

/// A partner that was invited has declined; one that is in business stays so.
async fn lose_partner(backend: &Backend, connection: &mut Connection, declining: &Declining<'_>) -> Result<(), Error> {
    let row = &declining.held.row;
    let partner = (row.account_id.as_str(), row.joins_account_id.as_str());
    let Some(partnership) = partnership::find(connection, partner.0, partner.1).await? else {
        return Ok(());
    };
    if partnership.status.after(PartnerAction::Decline).is_err() {
        return Ok(());
    }
    let moving = (partnership.status, PartnerAction::Decline);
    cascade::move_partner(backend, connection, partner, moving, declining.doer).await
}
