//! What a link leads to, for the one who looks. Reads only.

use super::{
    backing::{backing, gives},
    held::Held,
};
use crate::{
    Backend, Error,
    auth::Person,
    clock::DAY,
    service::document,
    store::{
        Connection, agreements,
        invitations::place::{self, Group},
        memberships,
    },
};
use entente_domain::{
    account::Role,
    evidence::{authority_statement, statement, statement_without_document},
    id::InvitationId,
    invitation::{Backing, Channel, InvitationKind, InvitationState},
    usecases::{
        Caller,
        invitations::{InvitationPage, Offer},
    },
};

pub(super) async fn run(backend: &Backend, caller: &Caller, id: &InvitationId) -> Result<InvitationPage, Error> {
    let mut connection = backend.store().reader().await?;
    let Some(held) = Held::find(backend, &mut connection, caller, id).await? else {
        return Ok(InvitationPage::Unknown);
    };
    let now = backend.now();
    let person = Person::find(&mut connection, caller, now).await?;
    let (row, inviter_account) = (&held.row, held.names.inviter_account.clone());
    let ended = backend.when(row.ended_at.unwrap_or(row.created_at));
    Ok(match row.state(now) {
        InvitationState::Revoked => InvitationPage::Revoked { inviter_account },
        InvitationState::Declined => InvitationPage::Declined {
            inviter_account,
            declined: ended,
        },
        InvitationState::Accepted => match person {
            Some(person) if is_theirs(&mut connection, &held, &person).await? => InvitationPage::AcceptedByYou {
                account: row.joins_account_id.clone(),
            },
            _ => InvitationPage::Accepted {
                inviter_account,
                accepted: ended,
            },
        },
        InvitationState::Superseded => InvitationPage::Replaced {
            inviter_account,
            can_mail: false,
        },
        state if held.is_replaced() => InvitationPage::Replaced {
            inviter_account,
            can_mail: state == InvitationState::Open
                && row.address.is_some()
                && backend.settings().mail.is_configured(),
        },
        InvitationState::Expired => InvitationPage::Expired {
            inviter_account,
            expired: backend.when(row.expires_at),
            asked: row.asked_at.is_some_and(|asked| asked > now - DAY),
        },
        InvitationState::Open => open(backend, &mut connection, &held, person).await?,
    })
}

async fn open(
    backend: &Backend,
    connection: &mut Connection,
    held: &Held,
    person: Option<Person>,
) -> Result<InvitationPage, Error> {
    let inviter_account = held.names.inviter_account.clone();
    if held.waits(connection).await? {
        return Ok(InvitationPage::Suspended {
            inviter_account,
            account: held.names.account.clone(),
        });
    }
    let groups = place::groups(connection, &held.row).await?;
    if backing(connection, &held.row, &groups).await? == Backing::Nobody {
        return Ok(InvitationPage::Unbacked { inviter_account });
    }
    Ok(match person {
        None => InvitationPage::Offer(Box::new(offer(backend, connection, held, &groups).await?)),
        Some(person) if held.is_right_person(connection, &person).await? => InvitationPage::SignedIn {
            offer: Box::new(offer(backend, connection, held, &groups).await?),
            name: person.name().to_owned(),
            email: person.email().to_owned(),
        },
        Some(person) => InvitationPage::WrongPerson {
            inviter_account,
            invited: invited(held),
            bound: held.row.address.is_some(),
            signed_in: person.email().to_owned(),
        },
    })
}

/// The one who took it, and still belongs to the account.
async fn is_theirs(connection: &mut Connection, held: &Held, person: &Person) -> Result<bool, Error> {
    Ok(held.row.ended_by.as_deref() == Some(person.id().as_str())
        && memberships::exists(connection, &held.joins()?, person.id()).await?)
}

/// The invited one, as far as somebody else may see it.
fn invited(held: &Held) -> String {
    match (&held.row.address, held.token.channel) {
        (Some(address), Channel::Mail) => address.clone(),
        (Some(address), Channel::Link) => masked(address),
        (None, _) => format!("somebody at {}", held.names.account),
    }
}

/// `a•••@example.com`.
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

async fn offer(backend: &Backend, connection: &mut Connection, held: &Held, groups: &[Group]) -> Result<Offer, Error> {
    let (row, names) = (&held.row, &held.names);
    let offered = held.offered(connection).await?;
    let becomes = match (row.kind, names.role) {
        (InvitationKind::Partner, Role::Vendor) => "vendor".to_owned(),
        (InvitationKind::Partner, Role::Reseller) => "reseller".to_owned(),
        (InvitationKind::Partner, Role::Distributor) => "partner".to_owned(),
        (InvitationKind::User, _) => {
            let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            format!(
                "{}: {}",
                names.join(", "),
                gives(groups).summary(held.names.role).to_lowercase()
            )
        }
    };
    let consequences = match &offered {
        Some((contract, _)) => consequences(connection, &row.account_id, &contract.agreement_id).await?,
        None => Vec::new(),
    };
    Ok(Offer {
        id: row.id.clone().try_into().map_err(Error::defect)?,
        kind: row.kind,
        inviter_account: names.inviter_account.clone(),
        inviter: names.inviter.clone(),
        account: names.account.clone(),
        becomes,
        expires: backend.when(row.expires_at),
        statement: offered.as_ref().map_or_else(
            || statement_without_document(&names.inviter_account),
            |(_, shown)| statement(&shown.title, shown.version),
        ),
        authority_statement: match row.kind {
            InvitationKind::Partner => authority_statement(&names.account),
            InvitationKind::User => String::new(),
        },
        document: offered.as_ref().map(|(_, shown)| document::view(shown)),
        consequences,
        channel: held.token.channel,
        name: row.name.clone(),
        address: row.address.clone().unwrap_or_default(),
    })
}

/// The contracts that come into force together with the one that is signed.
async fn consequences(connection: &mut Connection, account_id: &str, agreement_id: &str) -> Result<Vec<String>, Error> {
    let dependents = agreements::dependents(connection, account_id, agreement_id).await?;
    Ok(dependents
        .into_iter()
        .filter(|dependent| dependent.auto_accept)
        .map(|dependent| {
            let place = dependent
                .marketplace
                .map_or_else(String::new, |name| format!(" for the marketplace {name}"));
            format!(
                "The contract on {}{place} comes into force at the same time.",
                dependent.title
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_masked() {
        assert_eq!(super::masked("ann@example.com"), "a•••@example.com");
        assert_eq!(super::masked("ä@example.com"), "ä•••@example.com");
    }
}
