//! Where people come in: the set-up, links from mails, forms that come back, weight and length of what is sent.

use super::{Server, request};
use axum::http::{Method, StatusCode, header};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_installation_leads_to_its_set_up() {
    let server = Server::start().await;
    assert_eq!(server.get("/", "").await.header("location"), "/set-up");

    let forged = server.get("/set-up/t/forged", "").await;
    assert_eq!(forged.header("location"), "/set-up");
    let token = server.backend.set_up_token().await.unwrap().unwrap();
    let opened = server.get(&format!("/set-up/t/{token}"), "").await;
    assert_eq!(
        (opened.status, opened.header("location")),
        (StatusCode::SEE_OTHER, "/set-up")
    );
    let (cookies, set) = opened.cookies();
    assert!(
        set.iter()
            .all(|cookie| cookie.contains("HttpOnly") && !cookie.contains(&token))
    );

    let closed = server.get("/set-up", &forged.cookies().0).await;
    let open = server.get("/set-up", &cookies).await;
    assert!(!closed.body.contains("name=\"account_name\""));
    assert!(open.body.contains("name=\"account_name\""), "{}", open.body);
    assert!(open.header("x-robots-tag").contains("noindex"));
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_are_not_genuine_lead_to_clean_pages() {
    let server = Server::start().await;
    for (path, clean) in [
        ("/invitation/t/forged", "/invitation/unknown"),
        ("/reset-password/t/forged", "/reset-password/new"),
        ("/me/email/t/forged", "/me/email"),
    ] {
        let answer = server.get(path, "").await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, clean)
        );
        assert!(!server.get(clean, "").await.status.is_server_error());
    }
    assert_eq!(
        server.get("/invitation/unknown", "").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_at_the_end_leads_to_the_page() {
    let server = Server::start().await;
    for (path, page) in [
        ("/sign-in/", Some("/sign-in")),
        ("/sign-in/?next=%2Fme", Some("/sign-in?next=%2Fme")),
        ("/invitation/INV-1//", Some("/invitation/INV-1")),
        ("//evil.example/", None),
        ("//sign-in/", None),
        ("/\\evil.example/", None),
        ("/nothing/is/here/", None),
    ] {
        let answer = server.get(path, "").await;
        let expected = if page.is_some() { 308 } else { 404 };
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (expected, page.unwrap_or_default()),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_comes_back_filled_once() {
    let server = Server::start().await;
    let typed = "email=ann%40example.com&password=correct+horse+battery&next=%2Fme";
    let refused = server.post("/sfn/access/sign_in", "/sign-in?next=%2Fme", typed).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    assert_eq!(refused.header("location"), "/sign-in?next=%2Fme");

    let (cookies, set) = refused.cookies();
    assert!(
        !set.is_empty() && set.iter().all(|cookie| cookie.contains("Max-Age=120")),
        "{set:?}"
    );
    let page = server.get("/sign-in?next=%2Fme", &cookies).await;
    assert!(page.body.contains("ann@example.com"), "{}", page.body);
    assert!(!page.body.contains("correct horse"), "{}", page.body);
    let (_, cleared) = page.cookies();
    assert_eq!(cleared.len(), set.len());
    assert!(cleared.iter().all(|cookie| cookie.contains("Max-Age=0")));
    assert!(!server.get("/sign-in", "").await.body.contains("ann@example.com"));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_with_a_sentence() {
    let server = Server::start().await;
    let answer = server
        .post("/sfn/access/sign_in", "/sign-in", &"a".repeat(1_100_000))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("at most 1 MB"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_compressed_for_those_who_ask() {
    let server = Server::start().await;
    let mut asked = request(Method::GET, "/sign-in", "", "");
    asked
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
    assert_eq!(server.send(asked).await.header("content-encoding"), "gzip");
    assert_eq!(server.get("/sign-in", "").await.header("content-encoding"), "");
}
