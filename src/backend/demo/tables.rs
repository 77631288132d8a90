//! The rows of everything but log and evidence, written in an order in which each finds what it refers to.

use crate::{
    Error,
    store::{Connection, bulk::Rows},
};

/// Rows on their way.
#[derive(Debug)]
pub(super) struct Tables {
    pub accounts: Rows,
    pub users: Rows,
    pub groups: Rows,
    pub memberships: Rows,
    pub membership_groups: Rows,
    pub partners: Rows,
    pub agreements: Rows,
    pub versions: Rows,
    pub contracts: Rows,
    pub invitations: Rows,
    pub deliveries: Rows,
}

/// The tables whose indexes are set aside while they are filled.
pub(super) const FILLED: &[&str] = &[
    "accounts",
    "users",
    "groups",
    "memberships",
    "membership_groups",
    "partners",
    "agreements",
    "agreement_versions",
    "contracts",
    "invitations",
    "deliveries",
    "events",
    "acceptances",
    "documents",
];

impl Tables {
    pub fn new() -> Self {
        Self {
            accounts: Rows::into("accounts", "id, role, name, status, created_at"),
            users: Rows::into(
                "users",
                "id, email, name, password_hash, email_verified_at, last_account_id, created_at",
            ),
            groups: Rows::into("groups", "account_id, id, name, permissions"),
            memberships: Rows::into("memberships", "account_id, user_id, status, joined_at"),
            membership_groups: Rows::into("membership_groups", "account_id, user_id, group_id"),
            partners: Rows::into(
                "partners",
                "account_id, partner_id, type, status, name, external_id, technical_name, technical_email,
                 business_name, business_email, created_at, changed_at",
            ),
            agreements: Rows::into(
                "agreements",
                "account_id, id, type, title, description, parent_id, marketplace_id, auto_accept, created_at,
                 created_by",
            ),
            versions: Rows::into(
                "agreement_versions",
                "account_id, agreement_id, number, status, source, link, title, description, change_note,
                 published_at, published_by",
            ),
            contracts: Rows::into(
                "contracts",
                "account_id, id, type, status, name, agreement_id, version, partner_id, parent_id, signee,
                 note_to_signee, ending_note, created_at, created_by, signed_at, signed_by, countersigned_at,
                 countersigned_by, ended_at, ended_by",
            ),
            invitations: Rows::into(
                "invitations",
                "account_id, id, kind, status, address, name, partner_id, contract_id, joins_account_id, group_ids,
                 expiry_days, expires_at, asked_at, reason, superseded_by, created_at, created_by, ended_at, ended_by",
            ),
            deliveries: Rows::into(
                "deliveries",
                "account_id, template, params, recipient, invitation_id, state, attempts, next_at, detail, created_at,
                 changed_at",
            ),
        }
    }

    /// Everything that was added, in the order to write it.
    pub fn take(&mut self) -> Vec<Rows> {
        self.in_order().map(Rows::take).into()
    }

    /// Writes everything that was added.
    pub async fn flush(&mut self, connection: &mut Connection) -> Result<(), Error> {
        for rows in self.in_order() {
            rows.flush(connection).await?;
        }
        Ok(())
    }

    fn in_order(&mut self) -> [&mut Rows; 11] {
        [
            &mut self.accounts,
            &mut self.users,
            &mut self.groups,
            &mut self.memberships,
            &mut self.membership_groups,
            &mut self.partners,
            &mut self.agreements,
            &mut self.versions,
            &mut self.contracts,
            &mut self.invitations,
            &mut self.deliveries,
        ]
    }
}
