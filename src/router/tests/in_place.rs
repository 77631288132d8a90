//! Forms whose page is the answer: what fits no flash comes back whole, and they are guarded like any other.

use super::{Answer, FORM, Server, request};
use axum::http::{Method, StatusCode, header};

struct Office {
    server: Server,
    account: String,
    cookies: String,
}

impl Office {
    async fn open() -> Self {
        let server = Server::start().await;
        let demo = entente_backend::demo::load(&server.backend, 1).await.unwrap();
        let form = "email=mick%40mightymicks.example&password=train+like+a+champion";
        let cookies = server.post("/sfn/access/sign_in", "/sign-in", form).await.cookies().0;
        Self {
            server,
            account: demo.account.to_string(),
            cookies,
        }
    }

    /// Sends the form as a browser does without the page's program.
    async fn send(&self, cookies: &str, function: &str, text: &str, site: &str) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("_function", function)
            .append_pair("account", &self.account)
            .append_pair("text", text)
            .finish();
        let mut request = request(Method::POST, &format!("/{}/users/invite", self.account), cookies, &body);
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, FORM.parse().unwrap());
        headers.insert("sec-fetch-site", site.parse().unwrap());
        self.server.send(request).await
    }
}

const CHECK: &str = "/sfn/users/check_pasted";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_comes_back_whole_however_long() {
    let office = Office::open().await;
    let lines: Vec<String> = (0..501)
        .map(|number| format!("Ann {number} <a{number}@x.example>"))
        .collect();
    let answer = office
        .send(&office.cookies, CHECK, &lines.join("\n"), "same-origin")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("These are 501 entries;"), "{}", answer.body);
    assert!(answer.body.contains("Choose at least one group."), "{}", answer.body);
    for line in &lines {
        assert!(
            answer.body.contains(&line.replace('<', "&lt;").replace('>', "&gt;")),
            "{line}"
        );
    }
    assert!(answer.cookies().1.is_empty(), "nothing is left for another page");
}

#[tokio::test(flavor = "multi_thread")]
async fn such_forms_are_guarded_like_any_other() {
    let office = Office::open().await;
    for (cookies, function, site, status) in [
        ("", CHECK, "same-origin", StatusCode::UNAUTHORIZED),
        ("entente=made-up", CHECK, "same-origin", StatusCode::UNAUTHORIZED),
        (&*office.cookies, CHECK, "cross-site", StatusCode::FORBIDDEN),
        (&*office.cookies, "/sfn/none", "same-origin", StatusCode::BAD_REQUEST),
        (&*office.cookies, "/PA-123-456", "same-origin", StatusCode::BAD_REQUEST),
        (&*office.cookies, "", "same-origin", StatusCode::BAD_REQUEST),
    ] {
        let answer = office.send(cookies, function, "ann@x.example", site).await;
        assert_eq!(answer.status, status, "{cookies} {function} {site}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_sent_after_the_session_has_ended_comes_back_to_be_copied() {
    let office = Office::open().await;
    let list = "\nAnn & Bob <ann@x.example>\n</textarea><script>alert(1)</script>";
    let answer = office.send("entente=ended", CHECK, list, "same-origin").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let back = format!("href=\"/sign-in?next=%2F{}%2Fusers%2Finvite\"", office.account);
    assert!(answer.body.contains(&back), "{}", answer.body);
    // The first line break belongs to the text area, the second one to the list.
    let kept =
        ">\n\nAnn &amp; Bob &lt;ann@x.example&gt;\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>";
    assert!(answer.body.contains(kept), "{}", answer.body);
    assert!(!answer.body.contains("<script>"), "{}", answer.body);
}
