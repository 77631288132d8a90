//! Users: the list, inviting, joining, editing, removing, leaving.

mod backing;
mod export;
mod guards;
mod invite;
mod joining;
mod late;
mod list;
mod made;
mod pasted;

use super::support::{PASSWORD, TestApp};
use crate::store::{groups, users as store};
use entente_domain::{
    Problem,
    id::{InvitationId, UserId},
    usecases::{
        Caller,
        invitations::AcceptForm,
        users::{UserForm, UserKey, Users},
    },
};

pub const BOB: &str = "bob@mightymick.example";

pub async fn group(app: &TestApp, word: &str) -> String {
    let mut connection = app.backend.store().reader().await.unwrap();
    let id = groups::by_word(&mut connection, &app.account, word).await.unwrap();
    id.unwrap().to_string()
}

async fn form(app: &TestApp, name: &str, email: &str, word: &str) -> UserForm {
    UserForm {
        name: name.to_owned(),
        email: email.to_owned(),
        groups: vec![group(app, word).await],
        ..UserForm::default()
    }
}

pub async fn user(app: &TestApp, email: &str) -> UserId {
    let mut connection = app.backend.store().reader().await.unwrap();
    let found = store::find_by_email(&mut connection, &email.parse().unwrap())
        .await
        .unwrap();
    found.unwrap().id
}

/// Bob is invited as a viewer.
pub async fn invited(app: &TestApp) -> InvitationId {
    let bob = form(app, "Bob Barker", BOB, "viewers").await;
    app.backend.invite(&app.admin(), bob).await.unwrap()
}

/// What Bob sends to join: his registration, or his sign-in when he is known.
pub fn joining() -> AcceptForm {
    AcceptForm {
        email: BOB.to_owned(),
        name: "Bob Barker".to_owned(),
        password: PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    }
}

async fn save(app: &TestApp, caller: &Caller, key: UserKey, form: UserForm) -> Result<String, Problem> {
    Users::save(&app.backend, caller, key, form).await
}

async fn remove(app: &TestApp, caller: &Caller, email: &str) -> Result<(), Problem> {
    app.backend.remove(caller, user(app, email).await).await
}
