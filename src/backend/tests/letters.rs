//! Letters: what is written in them, and which are not sent.

use super::{
    outbox::{TO, queue, row, send},
    support::{EMAIL, START, TestApp, anonymous, smtp::MailServer},
};
use crate::{
    auth::Token,
    clock::{DAY, HOUR},
    mail::{ContractNews, Letter, PartnerNews},
};
use entente_domain::{account::Role, invitation::Channel, usecases::access::Access};
use mailparse::{MailHeaderMap as _, ParsedMail};

const INVITATION: &str = "INV-123-456-789";

/// An open invitation of a vendor, with its letter queued.
async fn invite(app: &TestApp, name: &str) {
    let vendor = app.account(Role::Vendor, name).await;
    app.execute(&format!(
        "INSERT INTO invitations (account_id, id, kind, status, generation, address, name, partner_id,
            joins_account_id, group_ids, expiry_days, expires_at, created_at, created_by)
         SELECT '{}', '{INVITATION}', 'partner', 'open', 3, '{TO}', 'Ann', '{vendor}', '{vendor}',
            json_array(id), 14, {}, {START}, '{}' FROM groups WHERE account_id = '{vendor}' LIMIT 1",
        app.account,
        START + 14 * DAY,
        app.user
    ))
    .await;
    queue(
        app,
        &Letter::Invitation {
            invitation: INVITATION.to_owned(),
        },
        TO,
    )
    .await;
}

fn links(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
        .filter(|word| word.contains("://"))
        .collect()
}

fn part<'a>(mail: &'a ParsedMail<'_>, kind: &str) -> &'a ParsedMail<'a> {
    mail.subparts.iter().find(|part| part.ctype.mimetype == kind).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_parts_say_who_what_until_when_and_carry_one_link() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    invite(&app, "Front Street Inc").await;
    send(&app).await;
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert!(received[0].to.contains(TO));
    assert!(received[0].from.contains("entente@partners.example.com"));
    let raw = &received[0].raw;
    assert!(raw.lines().all(|line| line.len() <= 998));
    let mail = mailparse::parse_mail(raw.as_bytes()).unwrap();
    let header = |name: &str| mail.headers.get_first_value(name).unwrap();
    assert_eq!(
        header("Subject"),
        "Mighty Mick's LLC invites Front Street Inc to become a vendor"
    );
    assert!(header("From").contains("Mighty Mick's LLC via Entente"));
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert!(header("Message-ID").ends_with("@partners.example.com>"));
    assert_eq!(header("Date"), "Fri, 15 Jan 2027 08:00:00 +0000");
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    assert_eq!(mail.subparts[0].ctype.mimetype, "text/plain", "text first");
    let text = part(&mail, "text/plain").get_body().unwrap();
    let html = part(&mail, "text/html").get_body().unwrap();
    for part in [&text, &html] {
        for said in [
            "Mick Goldmill",
            "Front Street Inc",
            "29 Jan 2027, 08:00 UTC",
            "Not expected?",
        ] {
            assert!(part.contains(said), "{said} is missing in {part}");
        }
    }
    let [link] = links(&text)[..] else { panic!("{text}") };
    assert!(links(&html).iter().all(|other| *other == link), "{html}");
    assert!(!html.contains("<img") && !html.contains("src="));
    assert!(raw.contains(link), "the link is folded");
    let token = app
        .backend
        .key()
        .read_invitation_token(link.rsplit_once('/').unwrap().1)
        .unwrap();
    let expected = Token {
        invitation: INVITATION.parse().unwrap(),
        generation: 3,
        channel: Channel::Mail,
    };
    assert_eq!(token, expected);
    assert_eq!(
        row(&app).await,
        ("handed_over".to_owned(), 1, "250 2.0.0 Ok: queued as 4711".to_owned())
    );
    assert!(
        !app.dump().await.contains(link.rsplit_once('.').unwrap().1),
        "the token is stored"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn names_cannot_add_headers_links_or_markup() {
    let app = TestApp::new().await;
    let name = "Evil\r\nBcc: victim@example.com\r\n\r\n<img src=x> http://evil.example \u{202E}money";
    invite(&app, name).await;
    let mails = app.send_mail().await;
    let parsed = mailparse::parse_mail(&mails[0].raw).unwrap();
    assert!(parsed.headers.get_first_value("Bcc").is_none());
    assert_eq!(parsed.headers.get_all_values("To"), [TO]);
    let subject = parsed.headers.get_first_value("Subject").unwrap();
    assert!(!subject.contains("http") && !subject.contains('\u{202E}'), "{subject}");
    let html = part(&parsed, "text/html").get_body().unwrap();
    assert!(!html.contains("<img") && !html.contains("evil.example"), "{html}");
    let text = part(&parsed, "text/plain").get_body().unwrap();
    assert_eq!(links(&text).len(), 1, "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_reason_is_gone_is_not_sent() {
    for (change, detail) in [
        (
            "UPDATE invitations SET status = 'revoked'",
            "not sent: the invitation was revoked",
        ),
        (
            "UPDATE invitations SET status = 'accepted'",
            "not sent: the invitation was accepted",
        ),
        (
            "UPDATE invitations SET status = 'superseded'",
            "not sent: the invitation was replaced by another",
        ),
        (
            "UPDATE invitations SET expires_at = created_at",
            "not sent: the invitation has expired",
        ),
        ("DELETE FROM invitations", "not sent: the invitation does not exist"),
        (
            "UPDATE invitations SET group_ids = '[]'",
            "not sent: nobody could make the invitation any more",
        ),
    ] {
        let app = TestApp::new().await;
        invite(&app, "Front Street Inc").await;
        app.execute(change).await;
        assert!(app.send_mail().await.is_empty());
        assert_eq!(row(&app).await, ("failed".to_owned(), 1, detail.to_owned()));
        assert_eq!(send(&app).await, 0);
    }
    let app = TestApp::new().await;
    app.backend.ask_reset(&anonymous(), EMAIL.to_owned()).await.unwrap();
    app.clock.advance(HOUR);
    assert!(app.send_mail().await.is_empty());
    assert_eq!(row(&app).await.2, "not sent: the link was used or is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_can_be_written() {
    let app = TestApp::new().await;
    let [by, path, note] = ["Front Street Inc", "/PA-1/x", "Soon."].map(str::to_owned);
    let letters = [
        Letter::InvitationAccepted {
            by: by.clone(),
            path: path.clone(),
        },
        Letter::ApplicationReceived {
            by: by.clone(),
            path: path.clone(),
        },
        Letter::InvitationDeclined {
            by: by.clone(),
            reason: note.clone(),
            path: path.clone(),
        },
        Letter::NewLinkWanted {
            by: by.clone(),
            path: path.clone(),
        },
        Letter::NewVersion {
            issuer: by.clone(),
            agreement: "Terms".to_owned(),
            version: 2,
            path: path.clone(),
        },
        Letter::ContractNews {
            contract: "Contract of Terms".to_owned(),
            by: by.clone(),
            what: ContractNews::SignedForApproval,
            note: note.clone(),
            path: path.clone(),
        },
        Letter::PartnerNews {
            issuer: by,
            what: PartnerNews::Suspended,
            note,
            path,
        },
    ];
    for letter in &letters {
        queue(&app, letter, TO).await;
    }
    let mails = app.send_mail().await;
    assert_eq!(mails.len(), letters.len());
    for mail in &mails {
        assert_eq!(
            links(&mail.text),
            ["https://partners.example.com/PA-1/x"],
            "{}",
            mail.text
        );
        assert!(mail.html.contains("https://partners.example.com/PA-1/x"));
        assert!(mail.text.contains("Front Street Inc") || mail.subject.contains("Front Street Inc"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_beyond_ascii_need_a_server_that_takes_them() {
    let server = MailServer::start().await;
    let app = TestApp::with_mail(server.setting()).await;
    queue(&app, &Letter::PasswordChanged, "jürgen@example.com").await;
    send(&app).await;
    let (state, _, detail) = row(&app).await;
    assert_eq!(state, "failed");
    assert!(detail.contains("beyond ASCII"), "{detail}");
}
