//! Which language a letter is written in, and that every dictionary has words of its own.

use super::{
    offer::holder,
    outbox::{TO, queue},
    support::{EMAIL, PASSWORD, TestApp, anonymous},
    users::{BOB, invited, joining},
};
use crate::{
    mail::{
        ContractNews, Letter, Mail, PartnerNews,
        words::{ContractWords, Draft, InvitationWords, Offered, Words, words},
    },
    tests::access::client,
};
use chrono::DateTime;
use entente_domain::{
    Language,
    invitation::Channel,
    usecases::{
        Caller,
        access::Access,
        invitations::Invitations,
        me::{AskEmail, Me, ProfileForm},
    },
};

async fn speak(app: &TestApp, caller: &Caller, language: &str) {
    let form = ProfileForm {
        name: "Mick Goldmill".to_owned(),
        time_zone: "UTC".to_owned(),
        language: language.to_owned(),
    };
    Me::save(&app.backend, caller, form).await.unwrap();
}

/// The last mail to somebody.
fn to<'a>(mails: &'a [Mail], address: &str) -> &'a Mail {
    mails.iter().rfind(|mail| mail.to.to_string() == address).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_in_the_recipients_language() {
    let app = TestApp::new().await;
    let refused = Me::save(&app.backend, &app.admin(), ProfileForm::default()).await;
    assert!(refused.unwrap_err().of_field("language").is_some());
    speak(&app, &app.admin(), "de").await;
    assert_eq!(
        app.backend.profile(&app.admin()).await.unwrap().language,
        Language::German
    );
    app.backend.ask_reset(&anonymous(), EMAIL.to_owned()).await.unwrap();
    let mails = app.send_mail().await;
    let mail = to(&mails, EMAIL);
    assert_eq!(mail.subject, "Neues Passwort festlegen");
    assert!(mail.text.contains("bis 15.01.2027, 09:00 Uhr UTC"), "{}", mail.text);
    assert!(mail.html.contains(r#"<html lang="de">"#), "{}", mail.html);
    speak(&app, &app.admin(), "en").await;
    queue(&app, &Letter::PasswordChanged, EMAIL).await;
    let mails = app.send_mail().await;
    assert_eq!(to(&mails, EMAIL).subject, "Your password was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_known_yet_is_invited_in_the_inviters_language() {
    let app = TestApp::new().await;
    speak(&app, &app.admin(), "de").await;
    let invitation = invited(&app).await;
    let mails = app.send_mail().await;
    let mail = to(&mails, BOB);
    assert!(
        mail.subject.starts_with("Mick Goldmill lädt Sie ein, bei"),
        "{}",
        mail.subject
    );
    assert!(
        mail.text.contains("Der Link gilt bis 29.01.2027, 08:00 Uhr UTC."),
        "{}",
        mail.text
    );

    // Registered with a browser that asks for English: from now on their own language counts.
    let guest = holder(&app, &invitation, Channel::Mail, 1);
    app.backend.accept(&guest, invitation, joining()).await.unwrap();
    queue(&app, &Letter::PasswordChanged, BOB).await;
    let mails = app.send_mail().await;
    assert_eq!(to(&mails, BOB).subject, "Your password was changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registers_is_written_to_in_the_browsers_language() {
    let app = TestApp::new().await;
    let invitation = invited(&app).await;
    let guest = Caller {
        language: Language::German,
        ..holder(&app, &invitation, Channel::Mail, 1)
    };
    app.backend.accept(&guest, invitation, joining()).await.unwrap();
    app.send_mail().await;
    app.backend.ask_reset(&client(1), BOB.to_owned()).await.unwrap();
    let mails = app.send_mail().await;
    assert_eq!(to(&mails, BOB).subject, "Neues Passwort festlegen");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_is_written_to_in_the_persons_language() {
    let app = TestApp::new().await;
    speak(&app, &app.admin(), "de").await;
    let form = AskEmail {
        email: TO.to_owned(),
        current_password: PASSWORD.to_owned(),
    };
    app.backend.ask_email(&app.admin(), form).await.unwrap();
    let mails = app.send_mail().await;
    assert_eq!(to(&mails, TO).subject, "Bestätigen Sie Ihre Adresse");
    assert_eq!(to(&mails, EMAIL).subject, "Änderung Ihrer Adresse angefordert");
}

/// Everything that `words` can say.
fn everything(words: &dyn Words) -> Vec<Draft> {
    let [url, name, note] = ["https://partners.example.com/x", "Front Street Inc", "Soon."];
    let at = words.instant(DateTime::UNIX_EPOCH);
    let mut drafts = vec![
        words.password_reset(url, &at),
        words.password_changed(url, &at),
        words.email_confirmation(url, &at),
        words.email_changing(url, &at),
        words.email_changed(url, &at),
        words.second_factor(true, url, &at),
        words.second_factor(false, url, &at),
        words.invitation_accepted(name, url),
        words.application_received(name, url),
        words.invitation_declined(name, note, url),
        words.new_link_wanted(name, url),
        words.new_version(name, "Terms", 2, url),
        words.test(url),
    ];
    drafts.extend([Offered::Vendor, Offered::Reseller, Offered::User].map(|offer| {
        words.invitation(&InvitationWords {
            inviter: "Mick".to_owned(),
            inviter_account: "Mighty".to_owned(),
            account: name.to_owned(),
            name: String::new(),
            offer,
            until: at.clone(),
            url: url.to_owned(),
        })
    }));
    let contract = |what| ContractWords {
        contract: "C".to_owned(),
        by: name.to_owned(),
        what,
        note: note.to_owned(),
        url: url.to_owned(),
    };
    let news = [
        ContractNews::Signed,
        ContractNews::SignedForApproval,
        ContractNews::AcceptedVersion(2),
        ContractNews::Approved,
        ContractNews::ChangesWanted,
        ContractNews::Rejected,
        ContractNews::Withdrawn,
        ContractNews::Terminated,
    ];
    drafts.extend(news.map(|what| words.contract_news(&contract(what))));
    let news = [
        PartnerNews::Suspended,
        PartnerNews::Resumed,
        PartnerNews::Approved,
        PartnerNews::Rejected,
    ];
    drafts.extend(news.map(|what| words.partner_news(name, what, note, url)));
    drafts
}

#[test]
fn no_sentence_stays_in_another_language() {
    let english = everything(words(Language::English));
    let german = everything(words(Language::German));
    assert_eq!(english.len(), german.len());
    for (english, german) in english.iter().zip(&german) {
        assert_ne!(english.subject, german.subject);
        assert_ne!(english.action.label, german.action.label);
        assert_eq!(english.action.url, german.action.url);
        assert_ne!(english.footer, german.footer);
        assert_eq!(english.paragraphs.len(), german.paragraphs.len());
        assert_eq!(english.notes.len(), german.notes.len());
        let sentences = |draft: &Draft| draft.paragraphs.iter().chain(&draft.notes).cloned().collect::<Vec<_>>();
        for sentence in sentences(english) {
            assert!(!sentences(german).contains(&sentence), "{sentence}");
        }
    }
}
