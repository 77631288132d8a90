//! Every server function and every page of an account, asked by those who may not: anonymous, a stranger of
//! another account, a viewer. A new function is asked as soon as it exists; what is open to everybody stands on
//! [`PUBLIC`], what a viewer may read on [`READING`], and nothing else is let through.

use super::{Answer, FORM, Server, request};
use axum::http::{Method, StatusCode, header};
use entente_ui::app::PAGES;

/// Open to everybody: signing in, the set-up, the public pages. They decide by other means.
pub(super) const PUBLIC: [&str; 17] = [
    "access/viewer",
    "access/sign_in",
    "access/sign_out",
    "access/ask_reset",
    "access/reset_is_open",
    "access/reset_password",
    "me/email_change",
    "me/confirm_email",
    "me/code_is_awaited",
    "me/sign_in_with_code",
    "setup/door",
    "setup/begin",
    "invitations/view",
    "invitations/accept",
    "invitations/decline",
    "invitations/ask_for_new_link",
    "invitations/mail_newer_link",
];

/// A person's own, in no account.
pub(super) const OWN: [&str; 14] = [
    "access/sessions",
    "access/end_session",
    "access/end_other_sessions",
    "access/change_password",
    "me/profile",
    "me/save",
    "me/ask_email",
    "me/ask_proof",
    "me/cancel_email",
    "me/second_factor",
    "me/begin_second_factor",
    "me/confirm_second_factor",
    "me/renew_codes",
    "me/remove_second_factor",
];

/// What every member may do for themselves.
pub(super) const MEMBERS: [&str; 1] = ["users/leave"];

/// What a viewer of a distributor may read.
const READING: [&str; 25] = [
    "home/view",
    "hubs/list",
    "hubs/find",
    "marketplaces/list",
    "marketplaces/find",
    "marketplaces/choices",
    "partners/list",
    "partners/find",
    "agreements/list",
    "agreements/find",
    "contracts/list",
    "contracts/find",
    "events/list",
    "onboarding/find",
    "security/find",
    "groups/list",
    "groups/find",
    "groups/members",
    "users/list",
    "users/choices",
    "users/entered",
    "users/find",
    "setup/state",
    "access/viewer",
    "access/sessions",
];

/// Lists, and the objects on them, that an account of every role has.
pub(super) const OF_EVERY_ACCOUNT: [(&str, &str); 4] = [
    ("agreements", "agreement=AG"),
    ("contracts", "contract=CR"),
    ("groups", "group=UG-"),
    ("users", "user=UR-"),
];

/// May everything in the demo's account.
pub(super) const ADMIN: &str = "mick@mightymicks.example";
const PASSWORD: &str = "train like a champion";

/// A demo, with one object of each kind to ask for.
pub(super) struct Demo {
    pub server: Server,
    pub account: String,
    objects: String,
}

impl Demo {
    pub async fn load() -> Self {
        let server = Server::start().await;
        let demo = entente_backend::demo::load(&server.backend, 40).await.unwrap();
        let mut demo = Self {
            server,
            account: demo.account.to_string(),
            objects: String::new(),
        };
        let admin = demo.sign_in(ADMIN).await;
        let own = [
            ("partners?type=vendor", "partner=VA-"),
            ("hubs", "hub=HB-"),
            ("marketplaces", "marketplace=MP-"),
        ];
        demo.gather(&admin, &[own.as_slice(), &OF_EVERY_ACCOUNT].concat()).await;
        demo
    }

    /// Finds an object of each kind to ask for, on the lists of the account.
    pub async fn gather(&mut self, cookies: &str, lists: &[(&str, &str)]) {
        self.objects = "&invitation=INV-123-456-789&draft=DR-123-456-789&revision=1&number=1&kind=program".to_owned();
        for (list, prefix) in lists {
            let page = self
                .server
                .get(&format!("/{}/{list}", self.account), cookies)
                .await
                .body;
            let (field, start) = prefix.split_once('=').unwrap();
            let base = list.split('?').next().unwrap();
            let at = page.find(&format!("/{}/{base}/{start}", self.account)).unwrap();
            let id = page[at..].split(['/', '"', '#', '?']).nth(3).unwrap().to_owned();
            self.objects.extend(["&", field, "=", &id]);
        }
    }

    /// The cookies of somebody who has signed in.
    pub async fn sign_in(&self, email: &str) -> String {
        let form = format!(
            "email={}&password={}",
            email.replace('@', "%40"),
            PASSWORD.replace(' ', "+")
        );
        let answer = self.server.post("/sfn/access/sign_in", "/sign-in", &form).await;
        let (cookies, _) = answer.cookies();
        assert!(cookies.contains("entente="), "{email} cannot sign in: {}", answer.body);
        cookies
    }

    /// Calls a function as the page's program does, for the demo's objects.
    pub async fn call(&self, path: &str, cookies: &str) -> StatusCode {
        self.ask(path, cookies, &self.objects).await.status
    }

    /// The same with a form of one's own.
    pub async fn ask(&self, path: &str, cookies: &str, form: &str) -> Answer {
        let body = format!("account={}&{form}", self.account);
        let mut call = request(Method::POST, path, cookies, &body);
        let headers = call.headers_mut();
        headers.insert(header::CONTENT_TYPE, FORM.parse().unwrap());
        headers.insert(header::ACCEPT, "application/json".parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        self.server.send(call).await
    }

    /// An active partner's account and the cookies of one of its people, as the partner's page shows them.
    pub async fn partner(&self) -> (String, String) {
        let admin = self.sign_in(ADMIN).await;
        let list = format!("/{}/partners?status=active", self.account);
        let page = self.server.get(&list, &admin).await.body;
        for part in page.split(&format!("\"/{}/partners/", self.account)).skip(1) {
            let partner = part.split(['"', '#', '/']).next().unwrap();
            let page = self
                .server
                .get(&format!("/{}/partners/{partner}", self.account), &admin)
                .await
                .body;
            let Some(at) = page.find("id=\"users\"") else { continue };
            if let Some(email) = page[at..].split(['<', '>']).find(|text| text.contains('@')) {
                return (partner.to_owned(), self.sign_in(email).await);
            }
        }
        panic!("no active partner has a user");
    }
}

/// Every function that is not in `but`: its URL and its name.
pub(super) fn functions(but: &[&str]) -> Vec<&'static str> {
    let paths: Vec<&str> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.len() > 50, "the functions are not registered");
    paths
        .into_iter()
        .filter(|path| !but.contains(&path.trim_start_matches("/sfn/")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_does_anything_without_signing_in() {
    let demo = Demo::load().await;
    for path in functions(&PUBLIC) {
        assert_eq!(demo.call(path, "").await, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(
            demo.call(path, "entente=made-up").await,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_does_not_exist_for_strangers() {
    let demo = Demo::load().await;
    let (_, stranger) = demo.partner().await;
    for path in functions(&[PUBLIC.as_slice(), OWN.as_slice()].concat()) {
        assert_eq!(demo.call(path, &stranger).await, StatusCode::NOT_FOUND, "{path}");
    }
    for page in PAGES.iter().filter(|page| page.path.starts_with("/:account")) {
        let path = page.path.replace(":account", &demo.account);
        let path = demo
            .objects
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .fold(path, |path, (name, id)| path.replace(&format!(":{name}"), id));
        let answer = demo.server.get(&path, &stranger).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.body.contains("Mighty Mick"), "{path}");
    }
    for file in ["partners.csv", "users.csv", "events.csv"] {
        let export = demo.server.get(&format!("/{}/{file}", demo.account), &stranger).await;
        assert_eq!(export.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn viewers_read_and_change_nothing() {
    let demo = Demo::load().await;
    let viewer = demo.sign_in("ines@mightymicks.example").await;
    for path in functions(&[PUBLIC.as_slice(), &OWN, &READING, &MEMBERS].concat()) {
        let status = demo.call(path, &viewer).await;
        // Drafts are their owner's alone, and a distributor's people sign nothing: these do not exist for a viewer.
        let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status);
        assert!(refused, "{path}: {status}");
    }
    for name in READING {
        assert_eq!(
            demo.call(&format!("/sfn/{name}"), &viewer).await,
            StatusCode::OK,
            "{name}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_this_sweep_name_functions_that_exist() {
    let all = functions(&[]);
    for name in PUBLIC.iter().chain(&OWN).chain(&READING).chain(&MEMBERS) {
        assert!(all.contains(&format!("/sfn/{name}").as_str()), "{name}");
    }
}
