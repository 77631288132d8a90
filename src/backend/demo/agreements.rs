//! The demo's agreements: shared ones that many partners are on, and what stands under an agreement.

use super::{
    dice::Ids,
    ledger::{Event, Ledger},
    plan::SPAN,
    setting::{Setting, Staff},
    tables::Tables,
};
use crate::clock::HOUR;
use entente_domain::{
    agreement::{AgreementType, dependent_title},
    usecases::Reference,
};
use std::sync::Arc;

/// A shared agreement: type, title, description, versions, their link, marketplaces with auto accept.
pub(super) type Shared = (
    AgreementType,
    &'static str,
    &'static str,
    i64,
    &'static str,
    &'static [(usize, bool)],
);

pub(super) const SHARED: [Shared; 5] = [
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
        self.versions
            .iter()
            .rev()
            .find(|version| version.at <= at)
            .map_or(1, |version| version.number)
    }
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
            if is_first {
                ""
            } else {
                "Terms reviewed for the new year"
            }
            .into(),
            version.at.into(),
            by.id.as_str().into(),
        ]);
        let action = if is_first {
            ("created", "made the agreement with version 1")
        } else {
            ("published", "published a new version")
        };
        let event = Event {
            account: account.to_owned(),
            partner: partner.map(str::to_owned),
            object: ("agreement", agreement.id.clone(), agreement.title.clone()),
            action,
            doer: by.doer(),
            note: "",
        };
        ledger.event(version.at, event);
    }
}

impl Setting {
    pub(super) fn share(
        &self,
        tables: &mut Tables,
        ledger: &mut Ledger,
        ids: &mut Ids,
        shared: &Shared,
        at: i64,
    ) -> Agreement {
        let &(kind, title, description, versions, link, places) = shared;
        let by = &self.staff[0];
        let version = |number: i64| Version {
            number,
            at: at + (number - 1) * (SPAN / 4),
        };
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
            let dependent = Self::dependent(ids, &agreement, &self.marketplaces[place], auto_accept, at + HOUR / 2);
            let parent = Some(agreement.id.as_str());
            insert_agreement(tables, ledger, &self.account.id, &dependent, parent, (by, None));
            agreement.dependents.push(Arc::new(dependent));
        }
        agreement
    }

    /// An agreement under another one: for a marketplace, or for syndication.
    pub(super) fn dependent(
        ids: &mut Ids,
        main: &Agreement,
        place: &Reference,
        auto_accept: bool,
        at: i64,
    ) -> Agreement {
        let kind = main.kind.child().unwrap_or(AgreementType::Distribution);
        let marketplace = (kind == AgreementType::Distribution).then(|| place.id.clone());
        let place = if marketplace.is_some() {
            &place.name
        } else {
            kind.label()
        };
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
