//! Inviting many at once: every entry's fate, all or nothing, once, within the limits.

use super::{BOB, group, invited, remove};
use crate::{
    MailTransport,
    tests::{
        offer::{accepted, vendor},
        support::{EMAIL, TestApp, at_once, faults},
    },
};
use entente_domain::{
    Code, Problem,
    usecases::{
        Caller,
        users::{Fate, Pasted, PastedForm, Users},
    },
};

const OPEN: &str = "SELECT count(*) FROM invitations WHERE kind = 'user' AND status = 'open'";

async fn viewers(app: &TestApp, text: &str) -> PastedForm {
    PastedForm {
        expiry_days: "3".to_owned(),
        text: text.to_owned(),
        groups: vec![group(app, "viewers").await],
    }
}

async fn check(app: &TestApp, text: &str) -> Result<Pasted, Problem> {
    app.backend.check_pasted(&app.admin(), viewers(app, text).await).await
}

async fn send(app: &TestApp, text: &str) -> Result<Pasted, Problem> {
    app.backend.invite_pasted(&app.admin(), viewers(app, text).await).await
}

fn fates(pasted: &Pasted) -> Vec<(&str, Fate)> {
    pasted.rows.iter().map(|row| (row.text.as_str(), row.fate)).collect()
}

/// Addresses that nobody has, `a0@x.example` and so on.
fn strangers(count: usize) -> String {
    let all: Vec<String> = (0..count).map(|number| format!("a{number}@x.example")).collect();
    all.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_entry_has_its_fate() {
    let app = TestApp::new().await;
    let bob = invited(&app).await;
    app.viewer().await;
    remove(&app, &app.admin(), "victor@mightymick.example").await.unwrap();
    let text = format!("Ann Lee <ANN@x.example>; {EMAIL}; nonsense, {BOB}\nann@x.example, victor@mightymick.example");
    let before = app.dump().await;
    let checked = check(&app, &text).await.unwrap();
    assert_eq!(before, app.dump().await, "checking writes nothing");
    assert_eq!(
        fates(&checked),
        [
            ("ann@x.example", Fate::Invite),
            (EMAIL, Fate::Member),
            ("nonsense", Fate::Unreadable),
            (BOB, Fate::Invited),
            ("ann@x.example", Fate::Twice),
            ("victor@mightymick.example", Fate::Join),
        ]
    );
    assert_eq!((checked.form.text.as_str(), checked.sent), (text.as_str(), false));
    assert_eq!(checked.rows[1].key, app.user.to_string());
    assert_eq!(checked.rows[1].note, "This is your own address.");
    assert_eq!(checked.rows[3].key, bob.to_string());
    assert!(
        checked.rows[2].note.contains("name@example.com"),
        "{}",
        checked.rows[2].note
    );

    let sent = send(&app, &text).await.unwrap();
    assert_eq!(fates(&sent), fates(&checked));
    assert_eq!((sent.form.text.as_str(), sent.sent), ("nonsense", true));
    assert_eq!(app.number(OPEN).await, 3);
    let ann = "SELECT name || ' ' || id FROM invitations WHERE address = 'ann@x.example'";
    assert_eq!(app.texts(ann).await, [format!("Ann Lee {}", sent.rows[0].key)]);
    let mails = app.send_mail().await;
    for address in ["ann@x.example", "victor@mightymick.example"] {
        assert_eq!(
            mails.iter().filter(|mail| mail.to.to_string() == address).count(),
            1,
            "{address}"
        );
    }

    app.manager().await;
    app.backend.deactivate("marie@mightymick.example").await.unwrap();
    let marie = check(&app, "marie@mightymick.example").await.unwrap();
    assert!(marie.rows[0].note.contains("deactivated"), "{}", marie.rows[0].note);
    app.days(15).await;
    let later = check(&app, BOB).await.unwrap();
    assert_eq!(
        later.rows[0].note,
        "Invited on 15 Jan 2027, 08:00 UTC; the invitation expired. Open it and press Resend."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn all_are_invited_or_nobody_and_sent_again_nobody_twice() {
    let app = TestApp::new().await;
    let text = "Ann Lee <ann@x.example>; bob@y.example";
    let sent = faults::sweep(&app, async || send(&app, text).await).await;
    assert_eq!(sent.count(&[Fate::Invite]), 2);
    let again = send(&app, text).await.unwrap();
    assert_eq!((again.count(&[Fate::Invited]), app.number(OPEN).await), (2, 2));

    let (backend, admin, form) = (app.backend.clone(), app.admin(), viewers(&app, &strangers(3)).await);
    let results = at_once(50, |_| {
        let (backend, admin, form) = (backend.clone(), admin.clone(), form.clone());
        async move { backend.invite_pasted(&admin, form).await }
    })
    .await;
    let invited = results
        .iter()
        .map(|result| result.as_ref().unwrap().count(&[Fate::Invite]));
    assert_eq!((invited.sum::<usize>(), app.number(OPEN).await), (3, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_over_a_limit_waits_in_the_box() {
    let app = TestApp::new().await;
    invited(&app).await;
    app.clock.advance(4 * 60_000);
    let checked = check(&app, &strangers(40)).await.unwrap();
    assert_eq!(
        (checked.count(&[Fate::Invite]), checked.count(&[Fate::Later])),
        (29, 11)
    );
    assert!(
        checked.limit.starts_with("30 invitation mails of one person"),
        "{}",
        checked.limit
    );
    assert!(checked.limit.contains("in 6 minutes"), "{}", checked.limit);
    let sent = send(&app, &strangers(40)).await.unwrap();
    assert_eq!((sent.form.text.lines().count(), app.number(OPEN).await), (11, 30));
    let none = send(&app, &sent.form.text).await.unwrap();
    assert_eq!((none.count(&[Fate::Later]), none.form.text.lines().count()), (11, 11));
    app.clock.advance(10 * 60_000);
    let rest = send(&app, &sent.form.text).await.unwrap();
    assert_eq!((rest.count(&[Fate::Invite]), rest.form.text.as_str()), (11, ""));
    assert!(rest.limit.is_empty(), "{}", rest.limit);

    // An address that got five mails within the hour waits by itself.
    app.execute("UPDATE invitations SET status = 'revoked' WHERE address = 'a39@x.example'")
        .await;
    app.execute(
        "INSERT INTO deliveries (account_id, template, params, recipient, state, next_at, created_at, changed_at)
         SELECT d.account_id, d.template, d.params, d.recipient, d.state, 1, d.created_at, 1 FROM deliveries d, json_each('[1,2,3,4]')
         WHERE d.recipient = 'a39@x.example'",
    )
    .await;
    let one = check(&app, "a39@x.example, new@x.example").await.unwrap();
    assert_eq!(
        fates(&one),
        [("a39@x.example", Fate::Later), ("new@x.example", Fate::Invite)]
    );
    assert!(one.rows[0].note.contains("5 invitation mails"), "{}", one.rows[0].note);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_only_the_number_of_open_invitations_counts() {
    let app = TestApp::with_mail(MailTransport::None).await;
    let sent = send(&app, &strangers(500)).await.unwrap();
    assert_eq!((sent.count(&[Fate::Invite]), sent.mail_configured), (500, false));
    let more: Vec<String> = (500..1_000).map(|number| format!("a{number}@x.example")).collect();
    send(&app, &more[..499].join(";")).await.unwrap();
    let full = send(&app, "b@x.example; c@x.example").await.unwrap();
    assert_eq!(
        fates(&full),
        [("b@x.example", Fate::Invite), ("c@x.example", Fate::Later)]
    );
    assert!(
        full.limit.starts_with("An account can have 1000 open invitations."),
        "{}",
        full.limit
    );
    assert_eq!(app.number("SELECT count(*) FROM deliveries").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_known_is_said_of_those_only_whom_the_account_can_see() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    accepted(&app, &offer).await;
    let members = "SELECT u.email FROM users u JOIN memberships m ON m.user_id = u.id WHERE m.account_id LIKE 'VA-%'";
    let theirs = app.texts(members).await.remove(0);
    app.stranger().await;
    let checked = check(&app, &format!("{theirs}; rita@rival.example")).await.unwrap();
    assert_eq!(
        fates(&checked),
        [(theirs.as_str(), Fate::Join), ("rita@rival.example", Fate::Invite)]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_who_may_not_does_not() {
    let app = TestApp::new().await;
    let none = app
        .backend
        .check_pasted(&app.admin(), PastedForm::default())
        .await
        .unwrap_err();
    assert_eq!(none.of_field("text"), Some("Paste at least one address."));
    assert_eq!(none.of_field("groups"), Some("Choose at least one group."));
    let many = send(&app, &strangers(501)).await.unwrap_err();
    assert!(
        many.of_field("text")
            .unwrap()
            .starts_with("These are 501 entries; at most 500")
    );

    let refused = async |caller: Caller, form: PastedForm| {
        let checked = app.backend.check_pasted(&caller, form.clone()).await.unwrap_err();
        let sent = app.backend.invite_pasted(&caller, form).await.unwrap_err();
        assert_eq!(checked.code, sent.code);
        sent
    };
    let form = viewers(&app, "ann@x.example").await;
    assert_eq!(refused(app.manager().await, form.clone()).await.code, Code::Forbidden);
    assert_eq!(
        refused(app.viewer().await, PastedForm::default()).await.code,
        Code::Forbidden
    );
    let stranger = Caller {
        account: Some(app.account.clone()),
        ..app.stranger().await
    };
    assert_eq!(refused(stranger, form).await.code, Code::NotFound);

    app.execute(&format!(
        "INSERT INTO groups (account_id, id, name, permissions) VALUES ('{}', 'UG-111-111-111', 'Clerks',
            '{{\"modules\":{{\"users\":\"manage\"}},\"sign\":false}}')",
        app.account
    ))
    .await;
    let clerk = app
        .member(&app.account, "viewers", "Clara Clerk", "clara@mightymick.example")
        .await;
    app.execute(
        "UPDATE membership_groups SET group_id = 'UG-111-111-111'
         WHERE user_id = (SELECT id FROM users WHERE email = 'clara@mightymick.example')",
    )
    .await;
    let form = PastedForm {
        text: "ann@x.example".to_owned(),
        groups: vec!["UG-111-111-111".to_owned(), group(&app, "administrators").await],
        ..PastedForm::default()
    };
    let problem = refused(clerk, form).await;
    assert!(
        problem
            .message
            .starts_with("You cannot give what you may not do yourself:"),
        "{problem}"
    );
    assert_eq!(app.number(OPEN).await, 0);
}
