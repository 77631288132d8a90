//! The directory and the partner page.

mod export;
mod keepers;
mod list;
mod page;
mod search;
mod users;

use super::support::TestApp;
use crate::store::partners::{self, NewPartner};
use entente_domain::{
    account::Role,
    id::AccountId,
    list::Page,
    partner::{PartnerStatus, PartnerType},
    usecases::{
        Caller,
        partners::{PARTNERS, PartnerForm, PartnerRow, Partners},
    },
};

/// A page of the directory under a URL's query.
async fn list(app: &TestApp, caller: &Caller, query: &str) -> Page<PartnerRow> {
    Partners::list(&app.backend, caller, PARTNERS.parse(query))
        .await
        .unwrap()
}

/// The names that a search finds, in order.
async fn names(app: &TestApp, query: &str) -> Vec<String> {
    list(app, &app.admin(), query)
        .await
        .rows
        .into_iter()
        .map(|row| row.name)
        .collect()
}

/// Adds a partner of the first account.
async fn add(app: &TestApp, kind: PartnerType, status: PartnerStatus, form: PartnerForm) -> AccountId {
    add_to(app, &app.account, kind, status, form).await
}

async fn add_to(
    app: &TestApp,
    account: &AccountId,
    kind: PartnerType,
    status: PartnerStatus,
    form: PartnerForm,
) -> AccountId {
    let role = if kind == PartnerType::Vendor {
        Role::Vendor
    } else {
        Role::Reseller
    };
    let id = app.account(role, &form.name).await;
    let mut tx = app.backend.store().write().await.unwrap();
    let (account_id, partner_id, created_at) = (account.as_str(), id.as_str(), app.clock.now());
    let partner = NewPartner {
        account_id,
        partner_id,
        kind,
        status,
        form: &form,
        created_at,
    };
    partners::insert(&mut tx, &partner).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn named(name: &str) -> PartnerForm {
    PartnerForm {
        name: name.to_owned(),
        ..PartnerForm::default()
    }
}

/// Adds `count` partners at once, with names, ties, gaps and statuses that follow from their number.
async fn many(app: &TestApp, count: usize) {
    let numbers = format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})");
    let id = "printf('VA-%03d-%03d', i / 1000, i % 1000)";
    app.execute(&format!(
        "INSERT INTO accounts (id, role, name, status, created_at)
         {numbers} SELECT {id}, 'vendor', 'x', 'active', 0 FROM n"
    ))
    .await;
    app.execute(&format!(
        "INSERT INTO partners (account_id, partner_id, type, status, name, external_id, technical_name, business_name,
            program_count, distribution_count, service_count, syndication_count, created_at, changed_at)
         {numbers} SELECT '{account}', {id},
            CASE WHEN i % 3 = 0 THEN 'reseller' ELSE 'vendor' END,
            CASE WHEN i % 10 < 6 THEN 'active' WHEN i % 10 < 8 THEN 'invited' WHEN i % 50 = 9 THEN 'pending'
                ELSE 'declined' END,
            CASE i % 4 WHEN 0 THEN 'North ' WHEN 1 THEN 'south ' WHEN 2 THEN 'East ' ELSE 'west ' END
                || printf('%05d', i * 7919 % 100003) || ' Trading',
            CASE WHEN i % 5 <> 0 THEN 'EX-' || (i * 31 % 1000003) END,
            CASE WHEN i % 2 = 0 THEN '' ELSE 'Ann ' || (i % 17) END, 'Bob ' || (i % 7),
            i % 2, i % 5, i % 3, 0, 1000 * (i * 7 % 1009), 1000 * (i * 13 % 1013) FROM n",
        account = app.account
    ))
    .await;
}
