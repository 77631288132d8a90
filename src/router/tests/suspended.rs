//! What the people of a partner may still call while the partnership is suspended: they read and change nothing.

use super::sweep::{ADMIN, Demo, MEMBERS, OF_EVERY_ACCOUNT, OWN, PUBLIC, functions};
use axum::http::StatusCode;

/// What a partner's administrator may read.
const READING: [&str; 15] = [
    "home/view",
    "home/distributors",
    "agreements/list",
    "agreements/find",
    "contracts/list",
    "contracts/find",
    "events/list",
    "security/find",
    "groups/list",
    "groups/find",
    "groups/members",
    "users/list",
    "users/choices",
    "users/entered",
    "users/find",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_partner_reads_and_changes_nothing() {
    let mut demo = Demo::load().await;
    let (partner, cookies) = demo.partner().await;
    let admin = demo.sign_in(ADMIN).await;
    let form = format!("partner={partner}&reason=Unpaid");
    assert_eq!(
        demo.ask("/sfn/partners/suspend", &admin, &form).await.status,
        StatusCode::OK
    );

    demo.account = partner;
    demo.gather(&cookies, &OF_EVERY_ACCOUNT).await;
    for path in functions(&[PUBLIC.as_slice(), &OWN, &READING, &MEMBERS].concat()) {
        let status = demo.call(path, &cookies).await;
        // What only distributors have does not exist for partners.
        let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status);
        assert!(refused, "{path}: {status}");
    }
    for name in READING {
        let status = demo.call(&format!("/sfn/{name}"), &cookies).await;
        assert_eq!(status, StatusCode::OK, "{name}");
    }
}
