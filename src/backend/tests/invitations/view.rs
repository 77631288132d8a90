//! What a link leads to, in every state. Looking changes nothing.

use crate::tests::{
    offer::{accepted, colleague, form, holder, shown, vendor, vendor_at, with_link},
    support::{TestApp, anonymous},
};
use entente_domain::{
    invitation::Channel,
    usecases::invitations::{InvitationPage, Invitations},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_says_everything() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let view = shown(&app, &caller, &offer.invitation).await;
    assert_eq!(
        (view.inviter_account.as_str(), view.inviter.as_str()),
        ("Mighty Mick's LLC", "Mick Goldmill")
    );
    assert_eq!(
        (view.account.as_str(), view.becomes.as_str()),
        ("Front Street Inc", "vendor")
    );
    assert_eq!(
        view.statement,
        "I have read and accept Front Street Inc Agreement, version 1."
    );
    assert_eq!(
        view.authority_statement,
        "I am authorised to sign for Front Street Inc."
    );
    assert_eq!(
        view.consequences,
        [
            "The contract on Front Street Inc Agreement (Tutorial Marketplace) for the marketplace Tutorial Marketplace \
          comes into force at the same time."
        ]
    );
    let document = view.document.unwrap();
    assert_eq!((document.version, document.note.as_str()), (1, "Welcome aboard"));
    assert_eq!(view.expires.exact, "29 Jan 2027, 08:00 UTC");

    let id = colleague(&app, Some("paulie@mightymick.example")).await;
    let view = shown(&app, &holder(&app, &id, Channel::Mail, 1), &id).await;
    assert_eq!(
        (view.becomes.split_once(": ").unwrap().0, view.account.as_str()),
        ("Managers", "Mighty Mick's LLC")
    );
    assert!(
        view.becomes.ends_with("; views users, settings; signs"),
        "{}",
        view.becomes
    );
    assert!(view.document.is_none() && view.authority_statement.is_empty());
    assert_eq!(view.name, "Paulie Pennino");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_genuine_link_nothing_is_known() {
    let app = TestApp::new().await;
    let (offer, other) = (vendor(&app).await, colleague(&app, None).await);
    let unknown =
        async |caller| app.backend.view(&caller, offer.invitation.clone()).await == Ok(InvitationPage::Unknown);
    assert!(unknown(anonymous()).await);
    assert!(unknown(app.admin()).await);
    // A link of another invitation, a link that was never made, a changed one.
    let mut caller = holder(&app, &other, Channel::Link, 1);
    let token = caller.links.remove(other.as_str()).unwrap();
    caller.links.insert(offer.invitation.to_string(), token);
    assert!(unknown(caller).await);
    assert!(unknown(holder(&app, &offer.invitation, Channel::Link, 2)).await);
    let mut caller = holder(&app, &offer.invitation, Channel::Link, 1);
    caller.links.values_mut().for_each(|token| {
        token.pop();
    });
    assert!(unknown(caller).await);
    assert_eq!(app.backend.open("nonsense"), None);
    let token = holder(&app, &offer.invitation, Channel::Mail, 7).links[offer.invitation.as_str()].clone();
    assert_eq!(app.backend.open(&token), Some(offer.invitation));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dead_end_has_its_page() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    let (old, new) = (
        holder(&app, &offer.invitation, Channel::Link, 1),
        holder(&app, &offer.invitation, Channel::Link, 2),
    );
    let view = async |caller| app.backend.view(caller, offer.invitation.clone()).await.unwrap();
    app.backend
        .replace_link(&app.admin(), offer.invitation.clone())
        .await
        .unwrap();
    assert!(matches!(
        view(&old).await,
        InvitationPage::Replaced { can_mail: true, .. }
    ));
    assert!(matches!(view(&new).await, InvitationPage::Offer(_)));

    app.days(14).await;
    assert!(matches!(
        view(&old).await,
        InvitationPage::Replaced { can_mail: false, .. }
    ));
    assert!(matches!(view(&new).await, InvitationPage::Expired { asked: false, .. }));
    app.backend
        .ask_for_new_link(&new, offer.invitation.clone())
        .await
        .unwrap();
    assert!(matches!(view(&new).await, InvitationPage::Expired { asked: true, .. }));

    app.backend
        .mail_to(
            &app.admin(),
            offer.invitation.clone(),
            "bob@frontstreet.example".to_owned(),
        )
        .await
        .unwrap();
    assert!(matches!(
        view(&new).await,
        InvitationPage::Replaced { can_mail: false, .. }
    ));

    let revoked = vendor(&app).await;
    let caller = holder(&app, &revoked.invitation, Channel::Link, 1);
    app.backend
        .revoke(&app.admin(), revoked.invitation.clone(), String::new())
        .await
        .unwrap();
    assert!(matches!(
        app.backend.view(&caller, revoked.invitation.clone()).await.unwrap(),
        InvitationPage::Revoked { inviter_account } if inviter_account == "Mighty Mick's LLC"
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_very_millisecond_it_has_expired() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let caller = holder(&app, &offer.invitation, Channel::Link, 1);
    let form = form(&app, &caller, &offer.invitation).await;
    app.days(14).await;
    let problem = app
        .backend
        .accept(&caller, offer.invitation.clone(), form.clone())
        .await
        .unwrap_err();
    assert!(problem.message.contains("expired"), "{problem}");
    let problem = app
        .backend
        .decline(&caller, offer.invitation.clone(), String::new())
        .await
        .unwrap_err();
    assert!(problem.message.contains("expired"), "{problem}");
    app.clock.advance(-1);
    app.backend
        .accept(&caller, offer.invitation.clone(), form)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_decides() {
    let app = TestApp::new().await;
    let offer = vendor_at(&app, "ann@frontstreet.example").await;
    app.person("Bob", "bob@elsewhere.example").await;
    app.person("Ann Marvel", "ann@frontstreet.example").await;
    let view = async |email: &str, channel| {
        let caller = with_link(&app, app.session_of(email).await, &offer.invitation, channel, 1);
        app.backend.view(&caller, offer.invitation.clone()).await.unwrap()
    };
    let wrong = |page, shown: &str| {
        let InvitationPage::WrongPerson { invited, signed_in, .. } = page else {
            panic!("{page:?}")
        };
        assert_eq!((invited.as_str(), signed_in.as_str()), (shown, "bob@elsewhere.example"));
    };
    wrong(
        view("bob@elsewhere.example", Channel::Mail).await,
        "ann@frontstreet.example",
    );
    wrong(
        view("bob@elsewhere.example", Channel::Link).await,
        "a•••@frontstreet.example",
    );
    assert!(matches!(
        view("ann@frontstreet.example", Channel::Link).await,
        InvitationPage::SignedIn { .. }
    ));

    // Without an address anybody may, but not the inviting organisation's own people by mistake.
    let open = vendor(&app).await;
    let mut caller = with_link(&app, app.admin(), &open.invitation, Channel::Link, 1);
    caller.account = None;
    let page = app.backend.view(&caller, open.invitation.clone()).await.unwrap();
    assert!(matches!(page, InvitationPage::WrongPerson { invited, .. } if invited == "somebody at Front Street Inc"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_link_leads_its_taker_on_and_nobody_else() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    let ann = with_link(&app, ann, &offer.invitation, Channel::Link, 1);
    let page = app.backend.view(&ann, offer.invitation.clone()).await.unwrap();
    assert!(matches!(page, InvitationPage::AcceptedByYou { account } if account == offer.partner.as_str()));
    let page = app
        .backend
        .view(
            &holder(&app, &offer.invitation, Channel::Link, 1),
            offer.invitation.clone(),
        )
        .await;
    assert!(matches!(page.unwrap(), InvitationPage::Accepted { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_changes_nothing() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let before = app.dump().await;
    for caller in [
        anonymous(),
        holder(&app, &offer.invitation, Channel::Mail, 1),
        app.admin(),
    ] {
        for _ in 0..50 {
            app.backend.view(&caller, offer.invitation.clone()).await.unwrap();
        }
    }
    assert_eq!(before, app.dump().await);
}
