//! Letters about contracts to the other side: to the person concerned while they belong to the account, else to
//! everybody there who can act on it.

use crate::{
    Backend, Error,
    mail::{ContractNews, Letter},
    store::{
        Connection,
        contracts::ContractRow,
        recipients::{self, Member},
    },
};
use entente_domain::permission::{Module, Permissions};

/// The side of a contract that a letter goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The distributor.
    Issuer,
    /// The vendor or reseller.
    Partner,
}

impl Side {
    fn can_act(self, permissions: &Permissions) -> bool {
        match self {
            Self::Issuer => permissions.manages(Module::Contracts),
            Self::Partner => permissions.sign,
        }
    }
}

/// The person, while they belong to the account and can still act; else all who can.
fn choose(members: &[Member], person: Option<&str>, can_act: impl Fn(&Permissions) -> bool) -> Vec<String> {
    let able: Vec<&Member> = members.iter().filter(|member| can_act(&member.permissions)).collect();
    let concerned = able.iter().find(|member| Some(member.id.as_str()) == person);
    concerned.map_or_else(
        || able.iter().map(|member| member.email.clone()).collect(),
        |member| vec![member.email.clone()],
    )
}

impl Backend {
    /// Tells one side of a contract what the organisation `by` did.
    pub(crate) async fn tell(
        &self,
        connection: &mut Connection,
        contract: &ContractRow,
        to: Side,
        (what, note): (ContractNews, &str),
    ) -> Result<(), Error> {
        let (issuer, signee) = recipients::of_contract(connection, &contract.account_id, &contract.id).await?;
        let (account, person, by) = match to {
            Side::Issuer => (&contract.account_id, issuer, &contract.partner),
            Side::Partner => (&contract.partner_id, signee, &contract.issuer),
        };
        let letter = Letter::ContractNews {
            contract: contract.name.clone(),
            by: by.clone(),
            what,
            note: note.to_owned(),
            path: format!("/{account}/contracts/{}", contract.id),
        };
        let members = recipients::members(connection, account).await?;
        for email in choose(&members, person.as_deref(), |permissions| to.can_act(permissions)) {
            self.queue(connection, Some(&contract.account_id), &email, &letter)
                .await?;
        }
        Ok(())
    }

    /// Tells the signees of the contracts in force on an agreement that it has a newer version.
    pub(crate) async fn tell_of_version(
        &self,
        connection: &mut Connection,
        (account_id, issuer): (&str, &str),
        (agreement_id, title): (&str, &str),
        version: i64,
    ) -> Result<(), Error> {
        for (contract, partner, signee) in recipients::in_force(connection, account_id, agreement_id).await? {
            let letter = Letter::NewVersion {
                issuer: issuer.to_owned(),
                agreement: title.to_owned(),
                version,
                path: format!("/{partner}/contracts/{contract}"),
            };
            let members = recipients::members(connection, &partner).await?;
            for email in choose(&members, signee.as_deref(), |permissions| {
                Side::Partner.can_act(permissions)
            }) {
                self.queue(connection, Some(account_id), &email, &letter).await?;
            }
        }
        Ok(())
    }

    /// Tells whoever made an invitation, or those who could make it now, what became of it.
    pub(crate) async fn tell_inviter(
        &self,
        connection: &mut Connection,
        (account_id, inviter): (&str, &str),
        module: Module,
        letter: &Letter,
    ) -> Result<(), Error> {
        let members = recipients::members(connection, account_id).await?;
        for email in choose(&members, Some(inviter), |permissions| permissions.manages(module)) {
            self.queue(connection, Some(account_id), &email, letter).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::account::Role;

    fn member(id: &str, permissions: Permissions) -> Member {
        Member {
            id: id.to_owned(),
            email: format!("{id}@example.com"),
            permissions,
        }
    }

    #[test]
    fn the_person_concerned_comes_first() {
        let members = [
            member("ann", Permissions::managers(Role::Distributor)),
            member("bob", Permissions::administrators(Role::Distributor)),
            member("cid", Permissions::viewers(Role::Distributor)),
        ];
        let can_sign = |permissions: &Permissions| permissions.sign;
        assert_eq!(choose(&members, Some("bob"), can_sign), ["bob@example.com"]);
        assert_eq!(
            choose(&members, Some("cid"), can_sign),
            ["ann@example.com", "bob@example.com"]
        );
        assert_eq!(choose(&members, None, can_sign).len(), 2);
        assert!(choose(&[], Some("ann"), can_sign).is_empty());
    }
}
