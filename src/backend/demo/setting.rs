//! What the distributor of the demo has before the first partner: people, hub, marketplaces, shared agreements.

use super::{
    dice::Ids,
    ledger::{Doer, Event, Ledger},
    plan::SPAN,
    tables::Tables,
};
use crate::{
    Error,
    clock::{DAY, HOUR},
    store::{Connection, hubs, marketplaces},
};
use entente_domain::{
    account::Role,
    agreement::{AgreementType, dependent_title},
    permission::Permissions,
    usecases::{Reference, hubs::HubForm, marketplaces::MarketplaceForm},
};
use std::sync::Arc;

/// The distributor's name.
pub(super) const NAME: &str = "Mighty Mick's LLC";
/// The administrator's address.
pub(super) const EMAIL: &str = "mick@mightymicks.example";

/// Name, address and group of the distributor's people; the first signs the demo in.
const STAFF: [(&str, &str, usize); 4] = [
    ("Michael Goldmill", EMAIL, 0),
    ("Gloria Reyes", "gloria@mightymicks.example", 1),
    ("Anthony Lang", "anthony@mightymicks.example", 1),
    ("Ines Duarte", "ines@mightymicks.example", 2),
];

/// Name, countries and currency.
const MARKETPLACES: [(&str, &[&str], &str); 3] = [
    ("Tutorial Marketplace", &["US"], "USD"),
    ("Central Europe Marketplace", &["AT", "CH", "DE"], "EUR"),
    ("Nordics Marketplace", &["DK", "FI", "NO", "SE"], "SEK"),
];

/// A shared agreement: type, title, description, versions, their link, marketplaces with auto accept.
type Shared = (AgreementType, &'static str, &'static str, i64, &'static str, &'static [(usize, bool)]);

const SHARED: [Shared; 5] = [
    (
        AgreementType::Program,
        "Software Vendor Program",
        "Terms for vendors of software and online services.\n\nPrice lists are valid for a quarter. Support requests \
         are answered within one working day. Invoices are paid within 30 days.",
        3,
        "",
        &[(0, true), (1, true)],
    ),
    (
        AgreementType::Program,
        "Hardware Vendor Program",
        "Terms for vendors of devices and accessories.\n\nDelivery within ten working days. Defective goods are \
         replaced within 24 months. Invoices are paid within 45 days.",
        1,
        "",
        &[(0, true), (2, false)],
    ),
    (
        AgreementType::Program,
        "Strategic Vendor Program",
        "Terms for vendors with a joint business plan. The full text is in the document.",
        2,
        "https://legal.mightymicks.example/strategic-vendor-program.pdf",
        &[(1, true)],
    ),
    (
        AgreementType::Service,
        "Reseller Partner Program",
        "Terms for resellers.\n\nOrders are placed through the marketplace. Credit limits are reviewed every quarter. \
         Resellers give first-level support to their customers.",
        2,
        "",
        &[(0, true)],
    ),
    (
        AgreementType::Service,
        "Managed Service Partner Program",
        "Terms for partners that run services for their customers. The full text is in the document.",
        1,
        "https://legal.mightymicks.example/managed-service-partner-program.pdf",
        &[(0, false)],
    ),
];

/// Somebody of the distributor.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub id: String,
    pub name: &'static str,
}

impl Staff {
    pub fn doer(&self) -> Doer {
        Doer { id: Some(self.id.clone()), name: self.name.to_owned(), channel: "web" }
    }
}

/// A version of an agreement.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub number: i64,
    pub at: i64,
}

/// An agreement with what stands under it.
#[derive(Debug)]
pub(super) struct Agreement {
    pub id: String,
    pub kind: AgreementType,
    pub title: String,
    pub description: String,
    pub link: &'static str,
    pub auto_accept: bool,
    /// For distribution.
    pub marketplace: Option<String>,
    /// The oldest first; the last one is active.
    pub versions: Vec<Version>,
    pub dependents: Vec<Arc<Agreement>>,
}

impl Agreement {
    /// Number of the version that contracts were made on at that time.
    pub fn version_at(&self, at: i64) -> i64 {
        self.versions.iter().rev().find(|version| version.at <= at).map_or(1, |version| version.number)
    }
}

/// Everything a partner is added to.
#[derive(Debug)]
pub(super) struct Setting {
    pub account: Reference,
    pub staff: Vec<Staff>,
    pub marketplaces: Vec<Reference>,
    pub shared: Vec<Arc<Agreement>>,
}

/// Ids of the three starting groups, and their rows.
pub(super) fn groups(tables: &mut Tables, ids: &mut Ids, account: &str, permissions: &[String; 3]) -> [String; 3] {
    let groups = std::array::from_fn(|_| String::from(ids.group()));
    for ((id, name), permissions) in groups.iter().zip(["Administrators", "Managers", "Viewers"]).zip(permissions) {
        tables.groups.push([account.into(), id.as_str().into(), name.into(), permissions.as_str().into()]);
    }
    groups
}

/// What the starting groups may do, as stored.
pub(super) fn permissions() -> Result<[String; 3], Error> {
    let json = |permissions: Permissions| serde_json::to_string(&permissions).map_err(Error::defect);
    Ok([
        json(Permissions::administrators())?,
        json(Permissions::managers())?,
        json(Permissions::viewers())?,
    ])
}

/// An agreement's rows, one per version, and its event.
pub(super) fn insert_agreement(
    tables: &mut Tables,
    ledger: &mut Ledger,
    account: &str,
    agreement: &Agreement,
    parent: Option<&str>,
    (by, partner): (&Staff, Option<&str>),
) {
    let created = agreement.versions.first().map_or(0, |version| version.at);
    tables.agreements.push([
        account.into(),
        agreement.id.as_str().into(),
        agreement.kind.as_str().into(),
        agreement.title.as_str().into(),
        agreement.description.as_str().into(),
        parent.into(),
        agreement.marketplace.as_deref().into(),
        i64::from(agreement.auto_accept).into(),
        created.into(),
        by.id.as_str().into(),
    ]);
    let newest = agreement.versions.len();
    for (at, version) in agreement.versions.iter().enumerate() {
        let is_first = at == 0;
        tables.versions.push([
            account.into(),
            agreement.id.as_str().into(),
            version.number.into(),
            if at + 1 == newest { "active" } else { "inactive" }.into(),
            if agreement.link.is_empty() { "none" } else { "link" }.into(),
            agreement.link.into(),
            agreement.title.as_str().into(),
            agreement.description.as_str().into(),
            if is_first { "" } else { "Terms reviewed for the new year" }.into(),
            version.at.into(),
            by.id.as_str().into(),
        ]);
        let action = if is_first { ("created", "made the agreement with version 1") } else { ("published", "published a new version") };
        let event = Event {
            account: account.to_owned(),
            partner: partner.map(str::to_owned),
            object: ("agreement", agreement.id.clone()),
            action,
            doer: by.doer(),
            note: "",
        };
        ledger.event(version.at, event);
    }
}

impl Setting {
    /// Writes the distributor.
    pub async fn insert(
        connection: &mut Connection,
        (tables, ledger, ids): (&mut Tables, &mut Ledger, &mut Ids),
        password_hash: &str,
        now: i64,
    ) -> Result<Self, Error> {
        let begun = now - SPAN;
        let account = Reference { id: ids.account(Role::Distributor).into(), name: NAME.to_owned() };
        tables.accounts.push([
            account.id.as_str().into(),
            Role::Distributor.as_str().into(),
            NAME.into(),
            "active".into(),
            begun.into(),
        ]);
        let staff = staff(tables, ids, &account.id, password_hash, begun)?;
        tables.flush(connection).await?;
        let set_up = Event {
            account: account.id.clone(),
            partner: None,
            object: ("account", account.id.clone()),
            action: ("created", "set up this installation"),
            doer: staff[0].doer(),
            note: "",
        };
        ledger.event(begun, set_up);
        let marketplaces = places(connection, ledger, ids, &account.id, &staff[0], begun + HOUR).await?;
        let mut setting = Self { account, staff, marketplaces, shared: Vec::new() };
        for (number, shared) in SHARED.iter().enumerate() {
            let at = begun + DAY + i64::try_from(number).unwrap_or_default() * HOUR;
            let agreement = setting.share(tables, ledger, ids, shared, at);
            setting.shared.push(Arc::new(agreement));
        }
        Ok(setting)
    }

    fn share(&self, tables: &mut Tables, ledger: &mut Ledger, ids: &mut Ids, shared: &Shared, at: i64) -> Agreement {
        let &(kind, title, description, versions, link, places) = shared;
        let by = &self.staff[0];
        let version = |number: i64| Version { number, at: at + (number - 1) * (SPAN / 4) };
        let mut agreement = Agreement {
            id: ids.agreement(kind).into(),
            kind,
            title: title.to_owned(),
            description: description.to_owned(),
            link,
            auto_accept: false,
            marketplace: None,
            versions: (1..=versions).map(version).collect(),
            dependents: Vec::new(),
        };
        insert_agreement(tables, ledger, &self.account.id, &agreement, None, (by, None));
        for &(place, auto_accept) in places {
            let dependent = self.dependent(ids, &agreement, &self.marketplaces[place], auto_accept, at + HOUR / 2);
            let parent = Some(agreement.id.as_str());
            insert_agreement(tables, ledger, &self.account.id, &dependent, parent, (by, None));
            agreement.dependents.push(Arc::new(dependent));
        }
        agreement
    }

    /// An agreement under another one: for a marketplace, or for syndication.
    pub fn dependent(
        &self,
        ids: &mut Ids,
        main: &Agreement,
        place: &Reference,
        auto_accept: bool,
        at: i64,
    ) -> Agreement {
        let kind = main.kind.child().unwrap_or(AgreementType::Distribution);
        let marketplace = (kind == AgreementType::Distribution).then(|| place.id.clone());
        let place = if marketplace.is_some() { &place.name } else { kind.label() };
        Agreement {
            id: ids.agreement(kind).into(),
            kind,
            title: dependent_title(&main.title, place),
            description: format!("What is sold under {}, and how it is settled.", main.title),
            link: "",
            auto_accept,
            marketplace,
            versions: vec![Version { number: 1, at }],
            dependents: Vec::new(),
        }
    }
}

fn staff(
    tables: &mut Tables,
    ids: &mut Ids,
    account: &str,
    password_hash: &str,
    at: i64,
) -> Result<Vec<Staff>, Error> {
    let groups = groups(tables, ids, account, &permissions()?);
    Ok(STAFF
        .iter()
        .map(|&(name, email, group)| {
            let id = String::from(ids.user());
            tables.users.push([
                id.as_str().into(),
                email.into(),
                name.into(),
                password_hash.into(),
                at.into(),
                account.into(),
                at.into(),
            ]);
            tables.memberships.push([account.into(), id.as_str().into(), "joined".into(), at.into()]);
            let group = groups[group].as_str();
            tables.membership_groups.push([account.into(), id.as_str().into(), group.into()]);
            Staff { id, name }
        })
        .collect())
}

async fn places(
    connection: &mut Connection,
    ledger: &mut Ledger,
    ids: &mut Ids,
    account: &str,
    by: &Staff,
    at: i64,
) -> Result<Vec<Reference>, Error> {
    let hub = String::from(ids.hub());
    let form = HubForm {
        name: "Mighty Mick's Commerce".to_owned(),
        description: "Serves all our marketplaces.".to_owned(),
        instance_type: "Commerce".to_owned(),
        instance_id: "mm-01".to_owned(),
    };
    hubs::insert(connection, account, &hub, &form, at).await?;
    let added = |kind: &'static str, id: &str, what: &'static str| Event {
        account: account.to_owned(),
        partner: None,
        object: (kind, id.to_owned()),
        action: ("created", what),
        doer: by.doer(),
        note: "",
    };
    ledger.event(at, added("hub", &hub, "added the hub"));
    let mut made = Vec::new();
    for (name, countries, currency) in MARKETPLACES {
        let id = String::from(ids.marketplace());
        let form = MarketplaceForm {
            name: name.to_owned(),
            description: String::new(),
            countries: countries.iter().map(|&code| code.to_owned()).collect(),
            currency: currency.to_owned(),
            hubs: vec![hub.clone()],
        };
        marketplaces::insert(connection, account, &id, &form, at).await?;
        ledger.event(at, added("marketplace", &id, "added the marketplace"));
        made.push(Reference { id, name: name.to_owned() });
    }
    Ok(made)
}
