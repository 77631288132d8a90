//! What the distributor of the demo has before the first partner: people, hub, marketplaces, shared agreements.

use super::{
    agreements::{Agreement, SHARED},
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

/// Somebody of the distributor.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub id: String,
    pub name: &'static str,
}

impl Staff {
    pub fn doer(&self) -> Doer {
        Doer {
            id: Some(self.id.clone()),
            name: self.name.to_owned(),
            channel: "web",
        }
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
    for ((id, name), permissions) in groups
        .iter()
        .zip(["Administrators", "Managers", "Viewers"])
        .zip(permissions)
    {
        tables.groups.push([
            account.into(),
            id.as_str().into(),
            name.into(),
            permissions.as_str().into(),
        ]);
    }
    groups
}

/// What the starting groups of an account that is this may do, as stored.
pub(super) fn permissions(role: Role) -> Result<[String; 3], Error> {
    let json = |permissions: Permissions| serde_json::to_string(&permissions).map_err(Error::defect);
    Ok([
        json(Permissions::administrators(role))?,
        json(Permissions::managers(role))?,
        json(Permissions::viewers(role))?,
    ])
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
        let account = Reference {
            id: ids.account(Role::Distributor).into(),
            name: NAME.to_owned(),
        };
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
            object: ("account", account.id.clone(), account.name.clone()),
            action: ("created", "set up this installation"),
            doer: staff[0].doer(),
            note: "",
        };
        ledger.event(begun, set_up);
        let marketplaces = places(connection, ledger, ids, &account.id, &staff[0], begun + HOUR).await?;
        let mut setting = Self {
            account,
            staff,
            marketplaces,
            shared: Vec::new(),
        };
        for (number, shared) in SHARED.iter().enumerate() {
            let at = begun + DAY + i64::try_from(number).unwrap_or_default() * HOUR;
            let agreement = setting.share(tables, ledger, ids, shared, at);
            setting.shared.push(Arc::new(agreement));
        }
        Ok(setting)
    }
}

fn staff(tables: &mut Tables, ids: &mut Ids, account: &str, password_hash: &str, at: i64) -> Result<Vec<Staff>, Error> {
    let groups = groups(tables, ids, account, &permissions(Role::Distributor)?);
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
            tables
                .memberships
                .push([account.into(), id.as_str().into(), "joined".into(), at.into()]);
            let group = groups[group].as_str();
            tables
                .membership_groups
                .push([account.into(), id.as_str().into(), group.into()]);
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
    let added = |kind: &'static str, (id, name): (&str, &str), what: &'static str| Event {
        account: account.to_owned(),
        partner: None,
        object: (kind, id.to_owned(), name.to_owned()),
        action: ("created", what),
        doer: by.doer(),
        note: "",
    };
    ledger.event(at, added("hub", (&hub, &form.name), "added the hub"));
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
        ledger.event(at, added("marketplace", (&id, name), "added the marketplace"));
        made.push(Reference {
            id,
            name: name.to_owned(),
        });
    }
    Ok(made)
}
