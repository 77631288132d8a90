//! The export: every row once, in the list's order, harmless to spreadsheets.

use super::{add, list, many, named};
use crate::tests::support::{TestApp, records};
use entente_domain::{
    Code,
    partner::{PartnerStatus as S, PartnerType as T},
    usecases::{
        Caller,
        partners::{PARTNERS, PartnerForm, Partners},
    },
};

async fn export(app: &TestApp, query: &str) -> Vec<Vec<String>> {
    records(Partners::export(&app.backend, &app.admin(), PARTNERS.parse(query)).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_once_in_every_order() {
    let app = TestApp::new().await;
    many(&app, 2_300).await;
    for column in PARTNERS.columns {
        for direction in ["", "-"] {
            let sort = format!("sort={direction}{}", column.key);
            let rows = export(&app, &format!("?{sort}&columns=name&status=active&status=invited")).await;
            let ids: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
            let first = list(
                &app,
                &app.admin(),
                &format!("?{sort}&rows=100&status=active&status=invited"),
            )
            .await;
            let shown: Vec<&str> = first.rows.iter().map(|row| row.id.as_str()).collect();
            assert_eq!(ids[..100], shown[..], "{sort}");
            assert_eq!(i64::try_from(ids.len()).unwrap(), first.total, "{sort}");
            let once: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(once.len(), ids.len(), "{sort}");
        }
    }
    assert_eq!(export(&app, "?q=north&columns=type").await.len(), 1 + 575);
    assert_eq!(export(&app, "?q=nothing-like-it").await.len(), 1, "the head alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_no_formulas_and_the_head_has_labels() {
    let app = TestApp::new().await;
    let evil = PartnerForm {
        external_id: "+1".to_owned(),
        technical_name: "@SUM(A1)".to_owned(),
        business_name: "Ann, \"the\" buyer".to_owned(),
        ..named("=cmd|' /C calc'!A0")
    };
    add(&app, T::Vendor, S::Active, evil).await;
    let rows = export(&app, "?columns=name,external_id,technical,business,status,created").await;
    assert_eq!(
        rows[0],
        [
            "Account",
            "Id",
            "Technical contact",
            "Technical contact's address",
            "Business contact",
            "Business contact's address",
            "Status",
            "Created",
            "External id"
        ]
    );
    assert_eq!(rows[1][0], "'=cmd|' /C calc'!A0");
    assert_eq!(rows[1][2], "'@SUM(A1)");
    assert_eq!(rows[1][4], "Ann, \"the\" buyer");
    assert_eq!(rows[1][6..], ["Active", "2027-01-15T08:00:00Z", "'+1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may() {
    let app = TestApp::new().await;
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..app.stranger().await
    };
    let refused = Partners::export(&app.backend, &foreign, PARTNERS.default_query()).await;
    assert_eq!(refused.err().map(|problem| problem.code), Some(Code::NotFound));
}
