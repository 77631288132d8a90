//! *Add user* from step to step: what was entered travels sealed, and only who may add users gets anything sealed.

use super::sweep::{ADMIN, Demo};
use axum::http::StatusCode;

const ENTERED: &str = "step=general&name=Ann+Lee&email=ann%40new.example&expiry_days=3";

/// Where the first step leads.
async fn next(demo: &Demo, cookies: &str) -> String {
    let answer = demo.ask("/sfn/users/check", cookies, ENTERED).await;
    let done: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    done["go"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_step_knows_what_was_entered_and_its_address_does_not_show_it() {
    let demo = Demo::load().await;
    let admin = demo.sign_in(ADMIN).await;
    let path = next(&demo, &admin).await;
    assert!(!path.contains("Ann") && !path.contains("new.example"), "{path}");
    let page = demo.server.get(&path, &admin).await.body;
    assert!(
        page.contains("Step 2 of 3") && page.contains("ann@new.example"),
        "{page}"
    );

    for broken in [&path[..path.len() - 3], &path.replace("entered=", "entered=A")] {
        let page = demo.server.get(broken, &admin).await.body;
        assert!(page.contains("Step 1 of 3"), "{broken}");
        assert!(page.contains("could not be read any more"), "{broken}");
        assert!(!page.contains("entered=A"), "and is not carried on");
    }
    let (partner, theirs) = demo.partner().await;
    let elsewhere = path.replace(&demo.account, &partner);
    let page = demo.server.get(&elsewhere, &theirs).await.body;
    assert!(page.contains("could not be read any more") && !page.contains("ann@new.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sealed_for_who_may_not_add_users() {
    let demo = Demo::load().await;
    let (_, stranger) = demo.partner().await;
    for (cookies, status) in [("", StatusCode::UNAUTHORIZED), (&stranger, StatusCode::NOT_FOUND)] {
        for form in [ENTERED.to_owned(), format!("{ENTERED}&back=true")] {
            let answer = demo.ask("/sfn/users/check", cookies, &form).await;
            assert_eq!(answer.status, status, "{form}");
            assert!(!answer.body.contains("entered="), "{}", answer.body);
        }
    }
    // Going back keeps what is wrong, to be mended there.
    let admin = demo.sign_in(ADMIN).await;
    let wrong = "step=groups&back=true&name=&email=nonsense";
    let answer = demo.ask("/sfn/users/check", &admin, wrong).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("/users/new/general?entered="), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_invitation_of_the_account_that_has_ended_is_made_again() {
    let demo = Demo::load().await;
    let admin = demo.sign_in(ADMIN).await;
    let invited = demo.ask("/sfn/users/choices", &admin, "").await.body;
    let groups: serde_json::Value = serde_json::from_str(&invited).unwrap();
    let form = format!("{ENTERED}&groups[]={}", groups[0]["id"].as_str().unwrap());
    let answer = demo.ask("/sfn/users/invite", &admin, &form).await;
    let done: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let id = done["go"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let again = format!("again={id}");
    let open = demo.ask("/sfn/users/entered", &admin, &again).await;
    assert_eq!(
        open.status,
        StatusCode::NOT_FOUND,
        "an open one is sent again from its page"
    );

    let revoked = demo
        .ask("/sfn/invitations/revoke", &admin, &format!("invitation={id}"))
        .await;
    assert_eq!(revoked.status, StatusCode::OK, "{}", revoked.body);
    let ended = demo.ask("/sfn/users/entered", &admin, &again).await;
    assert!(ended.body.contains("ann@new.example"), "{}", ended.body);
    let (_, stranger) = demo.partner().await;
    let theirs = demo.ask("/sfn/users/entered", &stranger, &again).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
}
