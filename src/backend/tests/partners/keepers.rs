//! Who decides who joins a partner's account: its distributor for the first people, these themselves afterwards.

use super::users::{VERA, form, front_street, invitation, invited, join, page};
use crate::tests::{
    offer::{accepted, form as acceptance, holder, status, vendor, with_link},
    support::{PASSWORD, TestApp, anonymous},
};
use entente_domain::{
    Code,
    id::InvitationId,
    invitation::Channel,
    usecases::{
        access::{Access, SignIn},
        invitations::{InvitationPage, Invitations},
        partners::Partners,
        users::{USERS, UserKey, Users},
    },
};

const VIC: &str = "vic@frontstreet.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_partners_own_people_decide_once_there_are_some() {
    let app = TestApp::new().await;
    let (partner, admin) = (front_street(&app).await, app.admin());
    let vera = invited(&app, &partner).await;
    let invite = app.backend.invite_to_partner(&admin, partner.clone(), form("Vic", VIC));
    invite.await.unwrap();
    let find = format!("SELECT id FROM invitations WHERE address = '{VIC}'");
    let vic: InvitationId = app.texts(&find).await[0].parse().unwrap();
    join(&app, &vera).await;

    let mine = "eve@mightymick.example";
    for refused in [
        app.backend.resend(&admin, vic.clone()).await.map(drop),
        app.backend.replace_link(&admin, vic.clone()).await.map(drop),
        app.backend
            .mail_to(&admin, vic.clone(), mine.to_owned())
            .await
            .map(drop),
        app.backend
            .correct(&admin, vic.clone(), form("Eve", mine))
            .await
            .map(drop),
    ] {
        let problem = refused.unwrap_err();
        assert!(problem.message.starts_with("The partner's own people"), "{problem}");
    }
    assert!(
        matches!(page(&app, &vic).await, InvitationPage::Offer(_)),
        "others could make it"
    );

    let sign_in = SignIn {
        email: VERA.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let signed_in = app.backend.sign_in(&anonymous(), sign_in).await.unwrap();
    let vera = app.caller(&signed_in.session, &partner);
    let list = Users::list(&app.backend, &vera, USERS.parse("status=invited"))
        .await
        .unwrap();
    assert!(list.rows[0].link.as_ref().is_some_and(|link| !link.is_empty()));
    app.backend.resend(&vera, vic.clone()).await.unwrap();
    let key = UserKey::Invited(vic.clone());
    let mut changed = Users::find(&app.backend, &vera, key.clone()).await.unwrap().form;
    changed.email = "victor@frontstreet.example".to_owned();
    let own: InvitationId = Users::save(&app.backend, &vera, key, changed)
        .await
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        !matches!(page(&app, &vic).await, InvitationPage::Offer(_)),
        "the old link is dead"
    );
    let theirs = app
        .backend
        .revoke(&admin, own.clone(), String::new())
        .await
        .unwrap_err();
    assert_eq!(theirs.code, Code::NotFound, "it is the partner's own by now");
    app.backend.revoke(&vera, own.clone(), String::new()).await.unwrap();
    assert!(matches!(page(&app, &own).await, InvitationPage::Revoked { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_with_people_is_taken_up_by_one_who_may_sign() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let ann = accepted(&app, &offer).await;
    app.execute("UPDATE contracts SET status = 'terminated'").await;
    app.execute("UPDATE partners SET status = 'removed'").await;
    // Whatever the partner calls its groups.
    app.execute("UPDATE groups SET name = 'Heads' WHERE name = 'Administrators'")
        .await;
    app.backend
        .invite_again(&app.admin(), offer.partner.clone())
        .await
        .unwrap();
    let find = "SELECT id FROM invitations WHERE status = 'open' AND kind = 'partner'";
    let again: InvitationId = app.texts(find).await[0].parse().unwrap();

    let guest = holder(&app, &again, Channel::Link, 1);
    let mut eve = acceptance(&app, &guest, &again).await;
    eve.email = "eve@elsewhere.example".to_owned();
    let before = app.dump().await;
    let refused = app.backend.accept(&guest, again.clone(), eve).await.unwrap_err();
    assert!(refused.message.contains("has people here already"), "{refused}");

    let ann = with_link(&app, ann, &again, Channel::Link, 1);
    let form = acceptance(&app, &ann, &again).await;
    let signs = |may: bool| {
        format!("UPDATE groups SET permissions = json_set(permissions, '$.sign', json('{may}')) WHERE name = 'Heads'")
    };
    app.execute(&signs(false)).await;
    let refused = app.backend.accept(&ann, again.clone(), form.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::Forbidden);
    app.execute(&signs(true)).await;
    assert_eq!(app.dump().await, before, "nothing was written");
    app.backend.accept(&ann, again, form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_of_before_goes_to_nobody_else_once_the_partner_manages_its_users() {
    let app = TestApp::new().await;
    let (partner, admin) = (front_street(&app).await, app.admin());
    let id = invited(&app, &partner).await;
    app.member(&partner, "administrators", "Vic Vendor", "vic@frontstreet.example")
        .await;
    let other = "mick.goldmill@mightymick.example";
    for refused in [
        app.backend
            .correct(&admin, id.clone(), form("Vera Vendor", other))
            .await,
        app.backend.mail_to(&admin, id.clone(), other.to_owned()).await,
        app.backend.resend(&admin, id.clone()).await,
    ] {
        let message = refused.unwrap_err().message;
        assert!(
            message.starts_with("The partner's own people manage its users"),
            "{message}"
        );
    }
    assert!(
        invitation(&app, &partner, VERA).await.link.is_none(),
        "nor is its link shown"
    );
    app.backend.revoke(&admin, id.clone(), String::new()).await.unwrap();
    assert_eq!(status(&app, "invitations", &id).await, "revoked");
}
