//! What the inviter's organisation does with an invitation, and what the holder of a dead link can ask for.

use crate::tests::{
    offer::{accepted, colleague, form, holder, letters, offer, status, vendor, vendor_at},
    support::{TestApp, faults},
};
use entente_domain::{
    Code,
    invitation::Channel,
    partner::PartnerType,
    usecases::invitations::{InvitationPage, Invitations},
};

#[tokio::test(flavor = "multi_thread")]
async fn resending_renews_the_same_link() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let caller = holder(&app, &offer.invitation, Channel::Mail, 1);
    app.days(20).await;
    app.backend
        .ask_for_new_link(&caller, offer.invitation.clone())
        .await
        .unwrap();
    app.backend
        .resend(&app.admin(), offer.invitation.clone())
        .await
        .unwrap();
    app.days(13).await;
    let form = form(&app, &caller, &offer.invitation).await;
    app.backend
        .accept(&caller, offer.invitation.clone(), form)
        .await
        .unwrap();
    assert_eq!(
        letters(&app).await[..2],
        [
            "new_link_wanted to mick@mightymick.example",
            "invitation to ann@frontstreet.example"
        ]
    );
    let problem = app
        .backend
        .resend(&app.admin(), offer.invitation.clone())
        .await
        .unwrap_err();
    assert_eq!(problem.message, "Cannot resend: the status is Accepted now.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_link_is_dead_and_can_have_the_newer_one_mailed() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let (old, new) = (
        holder(&app, &offer.invitation, Channel::Link, 1),
        holder(&app, &offer.invitation, Channel::Link, 2),
    );
    let filled = form(&app, &old, &offer.invitation).await;
    let early = app
        .backend
        .mail_newer_link(&old, offer.invitation.clone())
        .await
        .unwrap_err();
    assert_eq!(early.code, Code::Conflict);
    app.backend
        .replace_link(&app.admin(), offer.invitation.clone())
        .await
        .unwrap();
    let problem = app
        .backend
        .accept(&old, offer.invitation.clone(), filled.clone())
        .await
        .unwrap_err();
    assert_eq!(problem.message, "This link was replaced. Use the newer one.");
    for _ in 0..4 {
        app.backend
            .mail_newer_link(&old, offer.invitation.clone())
            .await
            .unwrap();
    }
    let problem = app
        .backend
        .mail_newer_link(&old, offer.invitation.clone())
        .await
        .unwrap_err();
    assert_eq!(problem.code, Code::TooMany);
    assert!(!problem.message.contains("ann@"), "{problem}");
    assert!(problem.message.contains("(15 Jan 2027, 09:00 UTC)"), "{problem}");
    app.backend
        .accept(&new, offer.invitation.clone(), filled)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_can_be_asked_for_once_a_day() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let ask = async || app.backend.ask_for_new_link(&caller, offer.invitation.clone()).await;
    assert_eq!(ask().await.unwrap_err().code, Code::Conflict);
    app.days(14).await;
    ask().await.unwrap();
    let problem = ask().await.unwrap_err();
    assert_eq!(problem.code, Code::TooMany);
    assert!(problem.message.contains("30 Jan 2027"), "{problem}");
    app.days(1).await;
    ask().await.unwrap();
    assert_eq!(letters(&app).await.len(), 2);
    assert_eq!(app.number("SELECT generation FROM invitations").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_withdraws_the_contract() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    faults::sweep(&app, async || {
        app.backend
            .revoke(&app.admin(), offer.invitation.clone(), "Wrong partner".to_owned())
            .await
    })
    .await;
    assert_eq!(status(&app, "contracts", &offer.contract).await, "withdrawn");
    let again = app
        .backend
        .revoke(&app.admin(), offer.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(again.code, Code::Conflict);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_named_or_changed() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let mail_to = async |id: &entente_domain::id::InvitationId, email: &str| {
        app.backend.mail_to(&app.admin(), id.clone(), email.to_owned()).await
    };
    assert!(
        mail_to(&offer.invitation, "nobody")
            .await
            .unwrap_err()
            .of_field("email")
            .is_some()
    );
    mail_to(&offer.invitation, " Ann@FrontStreet.example ").await.unwrap();
    mail_to(&offer.invitation, "ann@frontstreet.example").await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM invitations").await, 1);
    assert!(matches!(
        app.backend.view(&caller, offer.invitation.clone()).await.unwrap(),
        InvitationPage::Offer(_)
    ));

    faults::sweep(&app, async || {
        mail_to(&offer.invitation, "bob@frontstreet.example").await
    })
    .await;
    assert_eq!(status(&app, "invitations", &offer.invitation).await, "superseded");
    let new = app
        .texts("SELECT superseded_by FROM invitations WHERE superseded_by IS NOT NULL")
        .await
        .remove(0);
    assert_eq!(status(&app, "invitations", &new).await, "open");
    assert_eq!(letters(&app).await.len(), 3);
    let old = form(
        &app,
        &holder(&app, &new.parse().unwrap(), Channel::Mail, 1),
        &new.parse().unwrap(),
    )
    .await;
    let problem = app
        .backend
        .accept(&caller, offer.invitation.clone(), old)
        .await
        .unwrap_err();
    assert_eq!(problem.message, "A newer invitation took the place of this one.");

    // An address that has an open invitation is refused, with the reason at the field.
    let first = colleague(&app, Some("paulie@mightymick.example")).await;
    let second = colleague(&app, None).await;
    assert!(
        mail_to(&second, "paulie@mightymick.example")
            .await
            .unwrap_err()
            .of_field("email")
            .is_some()
    );
    assert_eq!(status(&app, "invitations", &first).await, "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_have_limits_that_say_when_they_end() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let resend = async |id: &entente_domain::id::InvitationId| app.backend.resend(&app.admin(), id.clone()).await;
    for _ in 0..5 {
        resend(&offer.invitation).await.unwrap();
    }
    let before = app.dump().await;
    let problem = resend(&offer.invitation).await.unwrap_err();
    assert_eq!(problem.code, Code::TooMany);
    assert!(
        problem.message.contains("5 invitation mails within the last hour"),
        "{problem}"
    );
    assert_eq!(before, app.dump().await);

    app.clock.advance(60 * 60 * 1_000);
    for number in 0..30 {
        let address = format!("ann{number}@frontstreet.example");
        resend(&vendor_at(&app, &address).await.invitation).await.unwrap();
    }
    let problem = resend(&offer.invitation).await.unwrap_err();
    assert!(
        problem
            .message
            .contains("30 invitation mails of one person within ten minutes"),
        "{problem}"
    );
    assert!(problem.message.contains("in 10 minutes"), "{problem}");
    app.clock.advance(10 * 60 * 1_000);
    resend(&offer.invitation).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_viewers_change_nothing() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let other = self::offer(&app, PartnerType::Vendor, "Back Street Inc", None, true).await;
    let partner = accepted(&app, &other).await;
    let viewer = app.viewer().await;
    for (caller, code) in [
        (app.stranger().await, Code::NotFound),
        (partner, Code::NotFound),
        (viewer, Code::Forbidden),
    ] {
        let (backend, id) = (&app.backend, || offer.invitation.clone());
        let refused = [
            backend.resend(&caller, id()).await.unwrap_err().code,
            backend.replace_link(&caller, id()).await.unwrap_err().code,
            backend.revoke(&caller, id(), String::new()).await.unwrap_err().code,
            backend
                .mail_to(&caller, id(), "ann@frontstreet.example".to_owned())
                .await
                .unwrap_err()
                .code,
        ];
        assert_eq!(refused, [code; 4]);
        let public = [
            backend.decline(&caller, id(), String::new()).await.unwrap_err().code,
            backend.ask_for_new_link(&caller, id()).await.unwrap_err().code,
            backend.mail_newer_link(&caller, id()).await.unwrap_err().code,
        ];
        assert_eq!(public, [Code::NotFound; 3]);
    }
}
