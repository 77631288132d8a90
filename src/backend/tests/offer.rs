//! A vendor or reseller with an offered contract, as the wizard leaves it: the account with its groups, the
//! partner, a main agreement with one under it, the pending contract and its invitation.

use super::support::{PASSWORD, TestApp, anonymous};
use crate::{
    auth::Token,
    clock::DAY,
    store::{
        Connection, accounts,
        contracts::{self, NewContract},
        groups,
        invitations::{self, NewInvitation},
        partners::{self, NewPartner},
    },
};
use entente_domain::{
    account::AccountStatus,
    agreement::AgreementType,
    contract::{ContractStatus, contract_name},
    id::{AccountId, AgreementId, ContractId, GroupId, InvitationId},
    invitation::{Channel, InvitationKind},
    partner::{PartnerStatus, PartnerType},
    usecases::{
        Caller,
        agreements::{Agreements, NewAgreement},
        contracts::{ContractView, Contracts, SignForm},
        invitations::{AcceptForm, InvitationPage, Invitations, Offer as OfferView, Taken},
        partners::PartnerForm,
    },
};

/// The marketplace of all offers.
pub const MARKETPLACE: &str = "MP-29583";

/// What is offered, and what hangs on it.
#[derive(Debug, Clone)]
pub struct Offer {
    pub partner: AccountId,
    /// The program or service agreement.
    pub agreement: AgreementId,
    /// The distribution or syndication agreement under it.
    pub dependent: AgreementId,
    /// On the main agreement, pending.
    pub contract: ContractId,
    pub invitation: InvitationId,
}

/// A vendor, "Front Street Inc", invited by a link that names no address; auto accept is on.
pub async fn vendor(app: &TestApp) -> Offer {
    offer(app, PartnerType::Vendor, "Front Street Inc", None, true).await
}

/// As [`vendor`], invited at an address.
pub async fn vendor_at(app: &TestApp, address: &str) -> Offer {
    offer(app, PartnerType::Vendor, "Front Street Inc", Some(address), true).await
}

/// An offer to a new partner.
pub async fn offer(app: &TestApp, kind: PartnerType, name: &str, address: Option<&str>, auto_accept: bool) -> Offer {
    let agreement = agreement(app, kind.main_agreement(), &format!("{name} Agreement"), None, false).await;
    let title = format!("{name} Agreement (Tutorial Marketplace)");
    let dependent = self::agreement(app, kind.dependent_agreement(), &title, Some(&agreement), auto_accept).await;
    let offer = Offer {
        partner: AccountId::draw(kind.role(), || app.backend.rng().digit()),
        agreement,
        dependent,
        contract: ContractId::draw(kind.main_agreement(), || app.backend.rng().digit()),
        invitation: InvitationId::draw(|| app.backend.rng().digit()),
    };
    let mut tx = app.backend.store().write().await.unwrap();
    let group = insert_partner(app, &mut tx, kind, name, &offer.partner).await;
    insert_contract(app, &mut tx, kind, name, &offer).await;
    let row = NewInvitation {
        account_id: app.account.as_str(),
        id: offer.invitation.as_str(),
        kind: InvitationKind::Partner,
        address,
        name: "",
        partner_id: Some(offer.partner.as_str()),
        contract_id: Some(offer.contract.as_str()),
        joins_account_id: offer.partner.as_str(),
        group_ids: &[group.to_string()],
        expiry_days: 14,
        expires_at: app.clock.now() + 14 * DAY,
        created_at: app.clock.now(),
        created_by: app.user.as_str(),
    };
    invitations::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    offer
}

async fn insert_partner(app: &TestApp, tx: &mut Connection, kind: PartnerType, name: &str, id: &AccountId) -> GroupId {
    let (role, status) = (kind.role(), AccountStatus::Invited);
    let row = accounts::NewAccount { id, role, name, status };
    accounts::insert(tx, app.clock.now(), &row).await.unwrap();
    let form = PartnerForm {
        name: name.to_owned(),
        ..PartnerForm::default()
    };
    let row = NewPartner {
        account_id: app.account.as_str(),
        partner_id: id.as_str(),
        kind,
        status: PartnerStatus::Invited,
        form: &form,
        created_at: app.clock.now(),
    };
    partners::insert(tx, &row).await.unwrap();
    let groups = groups::insert_starting_groups(tx, (id, kind.role()), app.backend.rng())
        .await
        .unwrap();
    groups.administrators
}

async fn insert_contract(app: &TestApp, tx: &mut Connection, kind: PartnerType, name: &str, offer: &Offer) {
    let row = NewContract {
        account_id: app.account.as_str(),
        id: offer.contract.as_str(),
        kind: kind.main_agreement(),
        status: ContractStatus::Pending,
        name: &contract_name(&format!("{name} Agreement")),
        agreement_id: offer.agreement.as_str(),
        version: 1,
        partner_id: offer.partner.as_str(),
        parent_id: None,
        note_to_signee: "Welcome aboard",
        internal_note: "Met at the fair",
        expires_at: None,
        created_at: app.clock.now(),
        created_by: Some(app.user.as_str()),
    };
    contracts::insert(tx, &row).await.unwrap();
}

/// An agreement of the first account, with version 1 active.
pub async fn agreement(
    app: &TestApp,
    kind: AgreementType,
    title: &str,
    parent: Option<&AgreementId>,
    auto_accept: bool,
) -> AgreementId {
    app.execute(&format!(
        "INSERT INTO marketplaces (account_id, id, name, description, countries, currency, created_at)
         VALUES ('{}', '{MARKETPLACE}', 'Tutorial Marketplace', '', 'US', 'USD', 0) ON CONFLICT DO NOTHING",
        app.account
    ))
    .await;
    let form = NewAgreement {
        kind: kind.to_string(),
        title: title.to_owned(),
        description: "This is agreement created for Front Street Inc".to_owned(),
        parent: parent.map(ToString::to_string).unwrap_or_default(),
        marketplace: MARKETPLACE.to_owned(),
        auto_accept: if auto_accept { "true" } else { "" }.to_owned(),
        source: "none".to_owned(),
        link: String::new(),
    };
    app.backend.create(&app.admin(), form).await.unwrap()
}

/// An invitation to join the first account as a manager.
pub async fn colleague(app: &TestApp, address: Option<&str>) -> InvitationId {
    let id = InvitationId::draw(|| app.backend.rng().digit());
    let mut tx = app.backend.store().write().await.unwrap();
    let group = groups::by_word(&mut tx, &app.account, "managers")
        .await
        .unwrap()
        .unwrap();
    let row = NewInvitation {
        account_id: app.account.as_str(),
        id: id.as_str(),
        kind: InvitationKind::User,
        address,
        name: "Paulie Pennino",
        partner_id: None,
        contract_id: None,
        joins_account_id: app.account.as_str(),
        group_ids: &[group.to_string()],
        expiry_days: 14,
        expires_at: app.clock.now() + 14 * DAY,
        created_at: app.clock.now(),
        created_by: app.user.as_str(),
    };
    invitations::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Version 2 of an agreement, a draft with a text of its own.
pub async fn version(app: &TestApp, agreement: &AgreementId) {
    app.execute(&format!(
        "INSERT INTO agreement_versions (account_id, agreement_id, number, status, source, link, title, description,
            change_note, published_at)
         VALUES ('{}', '{agreement}', 2, 'draft', 'none', '', 'As published', 'The second text', '', 0)",
        app.account
    ))
    .await;
}

/// A browser that opened a link of an invitation.
pub fn holder(app: &TestApp, invitation: &InvitationId, channel: Channel, generation: i64) -> Caller {
    with_link(app, anonymous(), invitation, channel, generation)
}

/// A caller that opened a link of an invitation besides.
pub fn with_link(
    app: &TestApp,
    mut caller: Caller,
    invitation: &InvitationId,
    channel: Channel,
    generation: i64,
) -> Caller {
    let token = app.backend.key().invitation_token(&Token {
        invitation: invitation.clone(),
        generation,
        channel,
    });
    caller.links.insert(invitation.to_string(), token);
    caller
}

/// What the page shows to somebody who can accept.
pub async fn shown(app: &TestApp, caller: &Caller, invitation: &InvitationId) -> OfferView {
    match app.backend.view(caller, invitation.clone()).await.unwrap() {
        InvitationPage::Offer(offer) | InvitationPage::SignedIn { offer, .. } => *offer,
        other => panic!("no offer but {other:?}"),
    }
}

/// The form of somebody who registers as Ann Marvel.
pub async fn form(app: &TestApp, caller: &Caller, invitation: &InvitationId) -> AcceptForm {
    AcceptForm {
        email: "ann@frontstreet.example".to_owned(),
        name: "Ann Marvel".to_owned(),
        title: "Head of Sales".to_owned(),
        password: PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        authorised: "true".to_owned(),
        document_hash: shown(app, caller, invitation)
            .await
            .document
            .map(|document| document.hash)
            .unwrap_or_default(),
    }
}

/// Opens the copied link, accepts, registers as Ann Marvel; returns her, signed in in the partner's account.
pub async fn accepted(app: &TestApp, offer: &Offer) -> Caller {
    let caller = holder(app, &offer.invitation, Channel::Link, 1);
    let form = form(app, &caller, &offer.invitation).await;
    let taken: Taken = app
        .backend
        .accept(&caller, offer.invitation.clone(), form)
        .await
        .unwrap();
    app.caller(&taken.signed_in.unwrap().session, &taken.account)
}

/// The form that signs a contract as it is shown now.
pub async fn sign_form(app: &TestApp, caller: &Caller, contract: &ContractId) -> SignForm {
    let view = self::contract(app, caller, contract).await;
    SignForm {
        name: "Ann Marvel".to_owned(),
        title: String::new(),
        accepted: "true".to_owned(),
        authorised: "true".to_owned(),
        document_hash: view.document.map(|document| document.hash).unwrap_or_default(),
    }
}

/// Enrols in the dependent agreement and signs; returns the contract.
pub async fn enrolled_and_signed(app: &TestApp, caller: &Caller, offer: &Offer) -> ContractId {
    let contract = app.backend.enrol(caller, offer.dependent.clone()).await.unwrap();
    let form = sign_form(app, caller, &contract).await;
    app.backend.sign(caller, contract.clone(), form).await.unwrap();
    contract
}

/// The contract page, for somebody who may see it.
pub async fn contract(app: &TestApp, caller: &Caller, id: &ContractId) -> ContractView {
    Contracts::find(&app.backend, caller, id.clone()).await.unwrap()
}

/// The status of a contract, of the partner, of an invitation.
pub async fn status(app: &TestApp, table: &str, id: &impl ToString) -> String {
    let column = if table == "partners" { "partner_id" } else { "id" };
    let sql = format!("SELECT status FROM {table} WHERE {column} = '{}'", id.to_string());
    app.texts(&sql).await.remove(0)
}

/// The texts of the letters in the outbox, the oldest first: template and recipient.
pub async fn letters(app: &TestApp) -> Vec<String> {
    app.texts("SELECT template || ' to ' || recipient FROM deliveries ORDER BY id")
        .await
}
