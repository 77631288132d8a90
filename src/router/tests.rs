//! The whole server, asked without a network: what holds for every address.

mod add_user;
mod entrance;
mod in_place;
mod links;
mod rights;
mod suspended;
mod sweep;

use super::router;
use crate::edge::{Site, caller::Proxies};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use entente_backend::{Backend, Clock, MailTransport, Rng, Settings};
use std::time::Duration;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

const FORM: &str = "application/x-www-form-urlencoded";
const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A server on a fresh database; the folder goes when it is dropped.
struct Server {
    router: Router,
    backend: Backend,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Server {
    async fn start() -> Self {
        Self::at("http://localhost:3000").await
    }

    async fn at(public_url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            database: folder.path().join("entente.db").to_string_lossy().into_owned(),
            data_dir: folder.path().to_owned(),
            public_url: public_url.parse().unwrap(),
            mail: MailTransport::Memory,
            key: None,
        };
        let public_url = settings.public_url.clone();
        let backend = Backend::open(settings, Clock::system(), Rng::seeded(1)).await.unwrap();
        let router = router(Site::new(backend.clone(), &public_url, Proxies::default()));
        Self {
            router,
            backend,
            _folder: folder,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// As a browser that goes to a page; `cookies` as it would send them.
    async fn get(&self, path: &str, cookies: &str) -> Answer {
        self.send(request(Method::GET, path, cookies, "")).await
    }

    /// As a browser that sends a form from the page `from`, without the page's program.
    async fn post(&self, path: &str, from: &str, body: &str) -> Answer {
        let mut request = request(Method::POST, path, "", body);
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, FORM.parse().unwrap());
        headers.insert(header::REFERER, format!("http://localhost:3000{from}").parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        self.send(request).await
    }
}

impl Answer {
    fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What the browser would send back, and the attributes of each.
    fn cookies(&self) -> (String, Vec<&str>) {
        let set: Vec<&str> = self
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|c| c.to_str().unwrap())
            .collect();
        let pairs: Vec<&str> = set.iter().map(|cookie| cookie.split(';').next().unwrap()).collect();
        (pairs.join("; "), set)
    }
}

fn request(method: Method, path: &str, cookies: &str, body: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:3000")
        .header(header::ACCEPT, BROWSER)
        .header(header::COOKIE, cookies)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

/// Addresses of every kind: pages, files, functions, links, probes, and nothing at all.
const ADDRESSES: [&str; 20] = [
    "/",
    "/sign-in",
    "/set-up",
    "/me",
    "/me/second-factor",
    "/me/email",
    "/me/email/t/forged",
    "/sign-in/code",
    "/PA-123-456",
    "/PA-123-456/partners",
    "/PA-123-456/partners.csv",
    "/PA-123-456/users.csv",
    "/PA-123-456/events.csv",
    "/sfn/access/sign_in",
    "/sfn/none",
    "/pkg/none.js",
    "/healthz",
    "/readyz",
    "/invitation/t/forged",
    "/there/is/nothing/here",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_guarded() {
    let server = Server::start().await;
    for path in ADDRESSES {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::DELETE] {
            let answer = server.send(request(method.clone(), path, "", "")).await;
            assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.status);
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{method} {path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{method} {path}");
            assert!(
                answer
                    .header("content-security-policy")
                    .contains("frame-ancestors 'none'"),
                "{method} {path}"
            );
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
            assert_eq!(answer.header("x-request-id").len(), 16, "{method} {path}");
            assert_eq!(answer.header("strict-transport-security"), "", "{method} {path}");
        }
    }
    let secure = Server::at("https://partners.example.com").await;
    assert!(
        secure
            .get("/sign-in", "")
            .await
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_holds_up_no_page() {
    let server = Server::start().await;
    let url = "http://localhost:3000".parse().unwrap();
    let site = Site::new(server.backend.clone(), &url, Proxies::default());
    let mut others = JoinSet::new();
    let made = others.spawn(async move {
        for _ in 0..200 {
            drop(router(site.clone()));
        }
    });
    while !made.is_finished() {
        let page = tokio::time::timeout(Duration::from_secs(10), server.get("/set-up", "")).await;
        assert_eq!(page.expect("the page hangs").status, StatusCode::OK);
    }
    others.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_answers_like_get_without_a_body() {
    let server = Server::start().await;
    for path in ADDRESSES {
        let get = server.get(path, "").await;
        let head = server.send(request(Method::HEAD, path, "", "")).await;
        assert_eq!(get.status, head.status, "{path}");
        assert_eq!(get.header("location"), head.header("location"), "{path}");
        assert_eq!(head.body, "", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_is_refused() {
    let server = Server::start().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let mut forged = request(Method::POST, "/sfn/access/sign_in", "", "email=a&password=b");
        forged.headers_mut().insert(name, value.parse().unwrap());
        let answer = server.send(forged).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.body.contains("sent from another site") && answer.body.starts_with("<!DOCTYPE html>"));

        let mut forged = request(Method::POST, "/sfn/access/sign_in", "", "");
        forged.headers_mut().insert(name, value.parse().unwrap());
        forged
            .headers_mut()
            .insert(header::ACCEPT, "application/json".parse().unwrap());
        let answer = server.send(forged).await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert!(answer.body.contains("\"code\":\"forbidden\""), "{}", answer.body);
    }
    let behind_proxy = Server::at("https://partners.example.com").await;
    let mut sent = request(Method::POST, "/sfn/access/sign_in", "", "");
    sent.headers_mut()
        .insert("origin", "https://partners.example.com".parse().unwrap());
    assert_ne!(behind_proxy.send(sent).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn functions_take_nothing_but_posts() {
    let server = Server::start().await;
    for (path, _) in server_fn::axum::server_fn_paths() {
        let answer = server.get(path, "").await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(answer.header("allow"), "POST", "{path}");
    }
    assert_eq!(server.get("/sfn/none", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(server.post("/sfn/none", "/", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_a_page_that_says_so() {
    let server = Server::start().await;
    let answer = server.get("/there/is/nothing/here", "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert!(answer.body.contains("<h1"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_into_an_account_without_signing_in() {
    let server = Server::start().await;
    for (path, next) in [
        ("/PA-123-456", "%2FPA-123-456"),
        (
            "/PA-123-456/partners?status=active",
            "%2FPA-123-456%2Fpartners%3Fstatus%3Dactive",
        ),
        ("/PA-123-456/partners.csv", "%2FPA-123-456%2Fpartners.csv"),
        ("/me", "%2Fme"),
        ("/me/second-factor", "%2Fme%2Fsecond-factor"),
    ] {
        for cookies in ["", "entente=ended-or-made-up"] {
            let answer = server.get(path, cookies).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(answer.header("location"), format!("/sign-in?next={next}"));
            assert_eq!(answer.body, "");
        }
    }
}
