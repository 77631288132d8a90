//! Links that a browser opened: using one leaves the others alone.

use super::{Answer, FORM, Server, request};
use axum::http::{Method, StatusCode, header};
use entente_domain::usecases::{
    Caller,
    users::{UserForm, UserKey, Users},
};

/// Invites two people to the demo account; returns the paths of their links.
async fn invited(server: &Server) -> Vec<String> {
    let demo = entente_backend::demo::load(&server.backend, 1).await.unwrap();
    let form = "email=mick%40mightymicks.example&password=train+like+a+champion";
    let cookies = server.post("/sfn/access/sign_in", "/sign-in", form).await.cookies().0;
    let caller = Caller {
        session: cookies
            .split("; ")
            .find_map(|cookie| cookie.strip_prefix("entente="))
            .map(str::to_owned),
        account: Some(demo.account),
        ..Caller::default()
    };
    let groups = server.backend.choices(&caller).await.unwrap();
    let mut links = Vec::new();
    for name in ["Ann", "Bob"] {
        let form = UserForm {
            name: name.to_owned(),
            email: format!("{name}@new.example"),
            groups: vec![groups[0].id.clone()],
            ..UserForm::default()
        };
        let id = server.backend.invite(&caller, form).await.unwrap();
        let view = server.backend.find(&caller, UserKey::Invited(id)).await.unwrap();
        links.push(view.link.unwrap().url.replace("http://localhost:3000", ""));
    }
    links
}

/// A browser's cookie for opened links, and where a link leads.
async fn open(server: &Server, link: &str, cookies: &str) -> (String, String) {
    let answer = server.get(link, cookies).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    (answer.cookies().0, answer.header("location").to_owned())
}

async fn send(server: &Server, function: &str, cookies: &str, form: &str) -> Answer {
    let mut request = request(Method::POST, function, cookies, form);
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, FORM.parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    server.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn accepting_or_declining_one_invitation_leaves_the_other_open() {
    let server = Server::start().await;
    let links = invited(&server).await;
    let (cookies, ann) = open(&server, &links[0], "").await;
    let (cookies, bob) = open(&server, &links[1], &cookies).await;
    let id = |page: &str| page.rsplit('/').next().unwrap().to_owned();

    let declined = format!("invitation={}", id(&bob));
    let answer = send(&server, "/sfn/invitations/decline", &cookies, &declined).await;
    assert_eq!(answer.header("location"), bob);
    assert!(
        server.get(&ann, &cookies).await.body.contains("Accept and register"),
        "the other one can be taken"
    );

    let accepted = format!(
        "invitation={}&name=Ann&password=tapes+and+old+radios&accepted=true",
        id(&ann)
    );
    let answer = send(&server, "/sfn/invitations/accept", &cookies, &accepted).await;
    assert!(answer.header("location").starts_with("/PA-"), "{}", answer.body);
    let (_, set) = answer.cookies();
    let rest = set.iter().find(|cookie| cookie.starts_with("entente-links=")).unwrap();
    let rest = rest.split(';').next().unwrap();
    let page = server.get(&bob, rest).await;
    assert!(page.body.contains("This invitation was declined"), "{}", page.body);
    assert_eq!(
        server.get(&ann, rest).await.status,
        StatusCode::NOT_FOUND,
        "used and forgotten"
    );
}
