//! The people of a partner's account whom the distributor invites, and what it does with their invitations.

use super::{add, named};
use crate::tests::{
    offer::{holder, letters},
    support::{PASSWORD, TestApp, anonymous, at_once, faults},
};
use entente_domain::{
    Code, Problem,
    id::{AccountId, InvitationId},
    invitation::{Channel, InvitationState as I},
    partner::{PartnerStatus as S, PartnerType as T},
    usecases::{
        Caller,
        invitations::{AcceptForm, InvitationPage, Invitations, UserInvitation},
        partners::{PartnerView, Partners},
        users::UserForm,
    },
};

pub(super) const VERA: &str = "vera@frontstreet.example";

pub(super) fn form(name: &str, email: &str) -> UserForm {
    UserForm {
        name: name.to_owned(),
        email: email.to_owned(),
        ..UserForm::default()
    }
}

/// An active partner without any user, as *Create account now* leaves it.
pub(super) async fn front_street(app: &TestApp) -> AccountId {
    add(app, T::Vendor, S::Active, named("Front Street Inc")).await
}

async fn view(app: &TestApp, partner: &AccountId) -> PartnerView {
    Partners::find(&app.backend, &app.admin(), partner.clone())
        .await
        .unwrap()
}

/// The invitation of somebody, by address.
pub(super) async fn invitation(app: &TestApp, partner: &AccountId, email: &str) -> UserInvitation {
    let users = view(app, partner).await.users;
    users
        .into_iter()
        .find(|user| user.email == email)
        .unwrap()
        .invitation
        .unwrap()
}

/// Vera is invited.
pub(super) async fn invited(app: &TestApp, partner: &AccountId) -> InvitationId {
    let vera = form("Vera Vendor", VERA);
    app.backend
        .invite_to_partner(&app.admin(), partner.clone(), vera)
        .await
        .unwrap();
    invitation(app, partner, VERA).await.id.parse().unwrap()
}

pub(super) async fn page(app: &TestApp, id: &InvitationId) -> InvitationPage {
    let guest = holder(app, id, Channel::Mail, 1);
    app.backend.view(&guest, id.clone()).await.unwrap()
}

pub(super) async fn join(app: &TestApp, id: &InvitationId) {
    let guest = holder(app, id, Channel::Mail, 1);
    let form = AcceptForm {
        name: "Vera Vendor".to_owned(),
        password: PASSWORD.to_owned(),
        accepted: "true".to_owned(),
        ..AcceptForm::default()
    };
    app.backend.accept(&guest, id.clone(), form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_user_is_invited_and_manages_the_others() {
    let app = TestApp::new().await;
    let (partner, admin) = (front_street(&app).await, app.admin());
    assert!(view(&app, &partner).await.invites_users);
    let invite = async |email: &str| {
        app.backend
            .invite_to_partner(&admin, partner.clone(), form("Vera Vendor", email))
            .await
    };
    let refused = invite("no address").await.unwrap_err();
    assert!(refused.of_field("email").is_some());
    faults::sweep(&app, async || invite(VERA).await).await;
    let twice = invite(VERA).await.unwrap_err();
    assert!(twice.of_field("email").is_some(), "{twice}");
    assert_eq!(letters(&app).await, [format!("invitation to {VERA}")]);
    let open = invitation(&app, &partner, VERA).await;
    assert_eq!((open.state, open.deliveries.len()), (I::Open, 1));
    assert_eq!(
        view(&app, &partner).await.timeline[0].what,
        "invited Vera Vendor as a user"
    );

    join(&app, &open.id.parse().unwrap()).await;
    let joined = view(&app, &partner).await;
    assert!(!joined.invites_users);
    assert_eq!(joined.users.len(), 1);
    assert!(joined.users[0].invitation.is_none(), "who has joined stands there once");
    let group = "SELECT g.name FROM groups g JOIN membership_groups m ON m.group_id = g.id WHERE m.account_id = '";
    assert_eq!(app.texts(&format!("{group}{partner}'")).await, ["Administrators"]);
    let late = invite("vic@frontstreet.example").await.unwrap_err();
    assert!(
        late.message.starts_with("The partner's own people manage its users"),
        "{late}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn users_are_invited_to_active_partners_only() {
    let app = TestApp::new().await;
    let vera = form("Vera Vendor", VERA);
    for (number, status) in [S::Invited, S::Declined, S::Suspended, S::Removed]
        .into_iter()
        .enumerate()
    {
        let partner = add(&app, T::Vendor, status, named(&format!("Partner {number}"))).await;
        assert!(!view(&app, &partner).await.invites_users);
        let refused = app.backend.invite_to_partner(&app.admin(), partner, vera.clone()).await;
        assert_eq!(refused.unwrap_err().code, Code::Conflict, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_link_is_sent_again_replaced_and_revoked_and_what_ended_stays() {
    let app = TestApp::new().await;
    let (partner, admin) = (front_street(&app).await, app.admin());
    let id = invited(&app, &partner).await;
    let link = invitation(&app, &partner, VERA).await.link.unwrap().url;
    app.days(15).await;
    assert_eq!(invitation(&app, &partner, VERA).await.state, I::Expired);
    app.backend.resend(&app.admin(), id.clone()).await.unwrap();
    let again = invitation(&app, &partner, VERA).await;
    assert_eq!((again.state, again.deliveries.len()), (I::Open, 2));
    assert_eq!(again.link.unwrap().url, link, "the same link");
    assert!(matches!(page(&app, &id).await, InvitationPage::Offer(_)));

    app.backend.replace_link(&admin, id.clone()).await.unwrap();
    assert!(matches!(page(&app, &id).await, InvitationPage::Replaced { .. }));
    app.backend
        .revoke(&admin, id.clone(), "Left the company".to_owned())
        .await
        .unwrap();
    assert!(matches!(page(&app, &id).await, InvitationPage::Revoked { .. }));
    let ended = invitation(&app, &partner, VERA).await;
    assert_eq!((ended.state, ended.reason.as_str()), (I::Revoked, "Left the company"));
    assert!(ended.link.is_none());
    let again = app.backend.revoke(&admin, id, String::new()).await.unwrap_err();
    assert_eq!(again.code, Code::Conflict);
    let told: Vec<_> = view(&app, &partner)
        .await
        .timeline
        .into_iter()
        .map(|entry| entry.what)
        .collect();
    for what in ["renewed the invitation", "replaced the link", "revoked the invitation"] {
        assert!(told.iter().any(|told| told == what), "{told:?}");
    }
    invited(&app, &partner).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_address_is_corrected_and_the_old_link_dies() {
    let app = TestApp::new().await;
    let (partner, admin) = (front_street(&app).await, app.admin());
    let vera = form("Vera Vendor", "vrea@frontstreet.example");
    app.backend
        .invite_to_partner(&admin, partner.clone(), vera.clone())
        .await
        .unwrap();
    let old: InvitationId = invitation(&app, &partner, &vera.email).await.id.parse().unwrap();
    let before = app.dump().await;
    app.backend.correct(&admin, old.clone(), vera).await.unwrap();
    assert_eq!(app.dump().await, before, "nothing was wrong");

    let right = form("Vera Vendor", VERA);
    faults::sweep(&app, async || {
        app.backend.correct(&admin, old.clone(), right.clone()).await
    })
    .await;
    assert!(matches!(page(&app, &old).await, InvitationPage::Replaced { .. }));
    let replaced = invitation(&app, &partner, "vrea@frontstreet.example").await;
    assert_eq!(replaced.state, I::Superseded);
    let twice = app.backend.correct(&admin, old, right.clone()).await.unwrap_err();
    assert_eq!(twice.code, Code::Conflict);
    assert_eq!(letters(&app).await.last().unwrap(), &format!("invitation to {VERA}"));
    let new: InvitationId = invitation(&app, &partner, VERA).await.id.parse().unwrap();
    join(&app, &new).await;
    let verified =
        "SELECT count(*) FROM users WHERE email_verified_at IS NOT NULL AND email = 'vera@frontstreet.example'";
    assert_eq!(app.number(verified).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_corrections_one_wins() {
    let app = TestApp::new().await;
    let partner = front_street(&app).await;
    let id = invited(&app, &partner).await;
    let results = at_once(50, |number| {
        let (backend, admin, id) = (app.backend.clone(), app.admin(), id.clone());
        let right = form("Vera Vendor", &format!("vera{number}@frontstreet.example"));
        async move { backend.correct(&admin, id, right).await }
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(
        app.number("SELECT count(*) FROM invitations WHERE status = 'open'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_inviting_accounts_managers_of_partners() {
    let app = TestApp::new().await;
    let partner = front_street(&app).await;
    let id = invited(&app, &partner).await;
    let stranger = app.stranger().await;
    let foreign = Caller {
        account: Some(app.account.clone()),
        ..stranger.clone()
    };
    let theirs = app
        .member(&partner, "viewers", "Vic Vendor", "vic@frontstreet.example")
        .await;
    for (caller, code) in [
        (anonymous(), None),
        (app.viewer().await, Some(Code::Forbidden)),
        (stranger, Some(Code::NotFound)),
        (foreign, Some(Code::NotFound)),
        (theirs.clone(), None),
    ] {
        let before = app.dump().await;
        for refused in attempts(&app, &caller, &partner, &id).await {
            let refused = refused.unwrap_err();
            assert!(code.is_none_or(|code| refused.code == code), "{refused:?}");
        }
        assert_eq!(app.dump().await, before);
    }
    let known = app.backend.resend(&theirs, id).await.unwrap_err();
    assert_eq!(
        known.code,
        Code::Forbidden,
        "who is invited to the account is no secret there"
    );
    let seen = Partners::find(&app.backend, &app.viewer().await, partner)
        .await
        .unwrap();
    assert!(!seen.invites_users);
    assert!(
        seen.users
            .into_iter()
            .filter_map(|user| user.invitation)
            .all(|made| made.link.is_none())
    );
}

/// Everything that can be done with the invitation, and inviting.
async fn attempts(app: &TestApp, caller: &Caller, partner: &AccountId, id: &InvitationId) -> Vec<Result<(), Problem>> {
    let (backend, mine) = (&app.backend, form("Mine", "mine@rival.example"));
    vec![
        backend.invite_to_partner(caller, partner.clone(), mine.clone()).await,
        backend.correct(caller, id.clone(), mine).await,
        backend.resend(caller, id.clone()).await,
        backend.replace_link(caller, id.clone()).await,
        backend.revoke(caller, id.clone(), String::new()).await,
    ]
}
