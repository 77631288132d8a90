//! The outbox: what becomes of a mail when the mail server does this or that. What is written is in `letters.rs`.

use super::support::{
    TestApp, at_once, open_in,
    smtp::{Answer, MailServer, Step},
};
use crate::{
    Backend, MailTransport,
    clock::{DAY, HOUR, MINUTE},
    mail::Letter,
    store::deliveries::{self, NewDelivery},
};
use entente_domain::Language;
use mailparse::MailHeaderMap as _;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The usual recipient.
pub const TO: &str = "ann@frontstreet.example";

/// Queues a letter on behalf of the first account.
pub async fn queue(app: &TestApp, letter: &Letter, to: &str) {
    let mut tx = app.backend.store().write().await.unwrap();
    let account = Some(app.account.as_str());
    let delivery = NewDelivery {
        account_id: account,
        letter,
        recipient: to,
        invitation_id: None,
        language: Language::default(),
    };
    deliveries::queue(&mut tx, app.clock.now(), &delivery).await.unwrap();
    tx.commit().await.unwrap();
}

/// Queues a letter about nothing in particular.
async fn queue_any(app: &TestApp) {
    queue(app, &Letter::PasswordChanged, TO).await;
}

/// state, attempts, detail of the only delivery.
pub async fn row(app: &TestApp) -> (String, i64, String) {
    let [state, detail] = app
        .texts("SELECT state FROM deliveries UNION ALL SELECT detail FROM deliveries")
        .await
        .try_into()
        .unwrap();
    (state, app.number("SELECT attempts FROM deliveries").await, detail)
}

/// Sends what is due; returns how many were taken up.
pub async fn send(app: &TestApp) -> usize {
    app.backend.send_due(&CancellationToken::new()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_for_now_is_tried_again_later_and_later() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    let busy = Some((Step::Recipient, Answer::Say("451 4.7.1 try again later")));
    server.script([busy, Some((Step::End, Answer::Say("452 4.3.1 disk full"))), busy, busy]);
    queue_any(&app).await;
    assert_eq!(send(&app).await, 1);
    assert_eq!(
        row(&app).await,
        ("deferred".to_owned(), 1, "451 4.7.1 try again later".to_owned())
    );
    for (number, wait) in [MINUTE, 5 * MINUTE, 15 * MINUTE].into_iter().enumerate() {
        app.clock.advance(wait - 1);
        assert_eq!(send(&app).await, 0, "attempt {number} came too early");
        app.clock.advance(1);
        assert_eq!(send(&app).await, 1);
    }
    assert_eq!(row(&app).await.1, 4);
    app.clock.advance(HOUR);
    assert_eq!(send(&app).await, 1);
    assert_eq!(
        row(&app).await,
        ("handed_over".to_owned(), 5, "250 2.0.0 Ok: queued as 4711".to_owned())
    );
    assert_eq!(app.number("SELECT unconfirmed FROM deliveries").await, 0);
    assert_eq!(
        server.received().len(),
        2,
        "the one that met a full disk, and the one that was taken"
    );
    let ids: Vec<_> = server.received().iter().map(|mail| message_id(&mail.raw)).collect();
    assert_eq!(ids[0], ids[1], "a second copy can be recognised");
}

fn message_id(raw: &str) -> String {
    mailparse::parse_mail(raw.as_bytes())
        .unwrap()
        .headers
        .get_first_value("Message-ID")
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_for_good_keeps_the_servers_words() {
    for step in [Step::Sender, Step::Recipient, Step::Data, Step::End] {
        let server = MailServer::start().await;
        let app = TestApp::with_mail(server.setting()).await;
        server.script([Some((step, Answer::Say("550 5.1.1 mailbox unavailable")))]);
        queue_any(&app).await;
        send(&app).await;
        assert_eq!(
            row(&app).await,
            ("failed".to_owned(), 1, "550 5.1.1 mailbox unavailable".to_owned())
        );
        app.clock.advance(DAY);
        assert_eq!(send(&app).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_loses_nothing() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    let (port, setting) = (server.port, server.setting());
    drop(server);
    queue_any(&app).await;
    send(&app).await;
    let (state, _, detail) = row(&app).await;
    assert_eq!(state, "deferred");
    assert!(detail.starts_with("no connection to the mail server: "), "{detail}");
    let server = MailServer::start_on(port).await;
    for answer in [Answer::Say("554 5.3.2 no service"), Answer::HangUp] {
        server.script([Some((Step::Greeting, answer))]);
        app.clock.advance(15 * MINUTE);
        send(&app).await;
        assert_eq!(row(&app).await.0, "deferred", "it says nothing about this mail");
    }
    // Another process goes on where this one stopped.
    let restarted = open_in(app.directory(), &app.clock, setting, 9).await;
    app.clock.advance(HOUR);
    restarted.send_due(&CancellationToken::new()).await.unwrap();
    assert_eq!(row(&app).await.0, "handed_over");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_days_it_is_given_up() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    let busy = Some((Step::Sender, Answer::Say("421 4.3.2 shutting down")));
    server.script(std::iter::repeat_n(busy, 30));
    queue_any(&app).await;
    for _ in 0..80 {
        send(&app).await;
        app.clock.advance(HOUR);
    }
    let (state, attempts, detail) = row(&app).await;
    assert_eq!(
        (state.as_str(), detail.as_str()),
        ("failed", "given up after three days: 421 4.3.2 shutting down")
    );
    assert!((10..20).contains(&attempts), "{attempts} attempts");
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_without_an_answer_is_repeated_once() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    let gone = |step| Some((step, Answer::HangUp));
    server.script([
        gone(Step::Data),
        gone(Step::Recipient),
        gone(Step::End),
        gone(Step::End),
    ]);
    queue_any(&app).await;
    for _ in 0..10 {
        send(&app).await;
        app.clock.advance(HOUR);
    }
    let (state, attempts, detail) = row(&app).await;
    assert_eq!((state.as_str(), attempts), ("failed", 4), "{detail}");
    assert!(detail.starts_with("sent twice without an answer"), "{detail}");
    assert_eq!(server.received().len(), 2);
}

/// Sends until the server has the mail, and dies before anything is kept.
async fn crash(backend: &Backend, server: &MailServer, mails: usize) {
    server.script([Some((Step::End, Answer::Silence))]);
    let mut tasks = tokio::task::JoinSet::new();
    let dying = backend.clone();
    tasks.spawn(async move { dying.send_due(&CancellationToken::new()).await });
    for _ in 0..500 {
        if server.received().len() == mails {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the mail did not arrive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_after_sending_makes_at_most_one_copy() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    queue_any(&app).await;
    crash(&app.backend, &server, 1).await;
    app.clock.advance(MINUTE);
    assert_eq!(send(&app).await, 0, "the lease holds");
    app.clock.advance(10 * MINUTE);
    assert_eq!(send(&app).await, 1);
    assert_eq!(row(&app).await.0, "handed_over");
    assert_eq!(server.received().len(), 2);

    let app = TestApp::with_mail(server.setting()).await;
    queue_any(&app).await;
    for crashes in 1..=2 {
        crash(&app.backend, &server, 2 + crashes).await;
        app.clock.advance(10 * MINUTE);
    }
    send(&app).await;
    let (state, _, detail) = row(&app).await;
    assert_eq!(state, "failed", "{detail}");
    assert_eq!(server.received().len(), 4, "not a third time");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_senders_send_each_mail_once() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    for number in 0..20 {
        queue(&app, &Letter::PasswordChanged, &format!("p{number}@example.com")).await;
    }
    let counts = at_once(5, |_| {
        let backend = app.backend.clone();
        async move { backend.send_due(&CancellationToken::new()).await.unwrap() }
    })
    .await;
    assert_eq!(counts.iter().sum::<usize>(), 20);
    let mut to: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_goes_to_files_or_nowhere_as_the_settings_say() {
    let directory = tempfile::tempdir().unwrap();
    let app = TestApp::with_mail(MailTransport::Files(directory.path().join("mail"))).await;
    queue_any(&app).await;
    send(&app).await;
    assert_eq!(row(&app).await.0, "handed_over");
    let files: Vec<_> = std::fs::read_dir(directory.path().join("mail"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    let mail = std::fs::read(&files[0]).unwrap();
    let subject = mailparse::parse_mail(&mail)
        .unwrap()
        .headers
        .get_first_value("Subject")
        .unwrap();
    assert_eq!(subject, "Your password was changed");

    let app = TestApp::with_mail(MailTransport::None).await;
    queue_any(&app).await;
    send(&app).await;
    let expected = (
        "failed".to_owned(),
        1,
        "no mail server is set; nothing was sent".to_owned(),
    );
    assert_eq!(row(&app).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_for_a_password_gets_it_and_never_in_clear() {
    let server = MailServer::start().await;
    let setting = format!("smtp://sales%40mightymick.example:s3cret@127.0.0.1:{}", server.port);
    let app = TestApp::with_mail(setting.parse().unwrap()).await;
    server.script([Some((Step::Password, Answer::Say("535 5.7.8 wrong password")))]);
    queue_any(&app).await;
    send(&app).await;
    assert_eq!(
        row(&app).await,
        ("deferred".to_owned(), 1, "535 5.7.8 wrong password".to_owned())
    );
    app.clock.advance(HOUR);
    send(&app).await;
    assert_eq!(row(&app).await.0, "handed_over");
    assert!(server.received()[0].from.contains("<sales@mightymick.example>"));

    let setting = format!("smtp://127.0.0.1:{}?tls=required&from=a@b.example", server.port);
    let app = TestApp::with_mail(setting.parse().unwrap()).await;
    queue_any(&app).await;
    send(&app).await;
    let (state, _, detail) = row(&app).await;
    assert_eq!(state, "deferred");
    assert!(detail.contains("STARTTLS"), "{detail}");
    assert_eq!(server.received().len(), 1);
}
