//! Who sees and may do what.

use crate::tests::{
    offer::{accepted, contract, enrolled_and_signed, offer, sign_form, vendor},
    support::TestApp,
};
use entente_domain::{
    Code,
    partner::PartnerType,
    usecases::{
        Caller,
        contracts::{CONTRACTS, ContractActions, Contracts, SignForm},
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn each_side_sees_its_own_actions_and_notes() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let view = contract(&app, &app.admin(), &offer.contract).await;
    let expected = ContractActions {
        withdraw: true,
        edit_notes: true,
        ..ContractActions::default()
    };
    assert_eq!(
        (view.actions, view.internal_note.as_str()),
        (expected, "Met at the fair")
    );
    assert_eq!(
        contract(&app, &app.viewer().await, &offer.contract).await.actions,
        ContractActions::default()
    );

    let ann = accepted(&app, &offer).await;
    let view = contract(&app, &ann, &offer.contract).await;
    assert_eq!(
        (view.actions, view.internal_note.as_str()),
        (ContractActions::default(), "")
    );
    assert_eq!(view.note_to_signee, "Welcome aboard");
    assert_eq!(view.dependents.len(), 1);
    let view = contract(&app, &app.admin(), &offer.contract).await;
    let expected = ContractActions {
        terminate: true,
        edit_notes: true,
        ..ContractActions::default()
    };
    assert_eq!(view.actions, expected);
    let reader = app
        .member(&offer.partner, "viewers", "Rob", "rob@frontstreet.example")
        .await;
    assert_eq!(
        contract(&app, &reader, &offer.contract).await.actions,
        ContractActions::default()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_contract_does_not_exist() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let other = self::offer(&app, PartnerType::Vendor, "Back Street Inc", None, true).await;
    let stranger = app.stranger().await;
    let other_partner = app
        .member(&other.partner, "administrators", "Bob", "bob@back.example")
        .await;
    for caller in [stranger, other_partner] {
        for (verb, code) in everything(&app, &caller, &offer).await {
            assert_eq!(code, Code::NotFound, "{verb}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_look_changes_nothing() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let reader = app
        .member(&offer.partner, "viewers", "Rob", "rob@frontstreet.example")
        .await;
    let before = app.dump().await;
    for caller in [app.viewer().await, reader] {
        for (verb, code) in everything(&app, &caller, &offer).await {
            if verb != "find" {
                assert!(matches!(code, Code::Forbidden | Code::NotFound), "{verb}: {code}");
            }
        }
    }
    let (events, contracts) = ("SELECT count(*) FROM events", "SELECT count(*) FROM contracts");
    assert!(before.contains("contracts") && app.number(events).await > 0);
    assert_eq!(app.number(contracts).await, 1);
    assert_eq!(app.number("SELECT count(*) FROM acceptances").await, 0);
}

/// What every verb answers on the contract of an offer.
async fn everything(app: &TestApp, caller: &Caller, offer: &crate::tests::offer::Offer) -> Vec<(&'static str, Code)> {
    let (backend, id) = (&app.backend, || offer.contract.clone());
    let text = || "x".to_owned();
    let mut answers = vec![
        ("sign", backend.sign(caller, id(), SignForm::default()).await.err()),
        ("reject", backend.reject(caller, id(), text()).await.err()),
        ("approve", backend.approve(caller, id()).await.err()),
        (
            "request changes",
            backend.request_changes(caller, id(), text()).await.err(),
        ),
        ("withdraw", backend.withdraw(caller, id(), text()).await.err()),
        ("terminate", backend.terminate(caller, id(), text()).await.err()),
        (
            "save notes",
            backend.save_notes(caller, id(), 1, text(), text()).await.err(),
        ),
        ("enrol", backend.enrol(caller, offer.agreement.clone()).await.err()),
    ];
    if let Err(problem) = backend.find(caller, id()).await {
        answers.push(("find", Some(problem)));
    }
    answers
        .into_iter()
        .map(|(verb, problem)| (verb, problem.expect(verb).code))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_saved_once() {
    let app = TestApp::new().await;
    let offer = vendor(&app).await;
    let admin = app.admin();
    let save = async |revision, note: &str| {
        app.backend
            .save_notes(
                &admin,
                offer.contract.clone(),
                revision,
                note.to_owned(),
                "Inside".to_owned(),
            )
            .await
    };
    save(1, "Hello").await.unwrap();
    let problem = save(1, "Other").await.unwrap_err();
    assert_eq!(problem.code, Code::Stale);
    assert!(
        save(2, &"x".repeat(201))
            .await
            .unwrap_err()
            .of_field("to_signee")
            .is_some()
    );
    let view = contract(&app, &admin, &offer.contract).await;
    assert_eq!(
        (view.note_to_signee.as_str(), view.internal_note.as_str()),
        ("Hello", "Inside")
    );
    let kept = app
        .texts("SELECT note || before || after FROM events WHERE action = 'edited'")
        .await;
    assert_eq!(kept, [""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_filtered_and_sorted() {
    let app = TestApp::new().await;
    let first = offer(&app, PartnerType::Vendor, "Front Street Inc", None, true).await;
    let second = offer(&app, PartnerType::Reseller, "Corner Shop", None, false).await;
    let ann = accepted(&app, &first).await;
    let bob = accepted(&app, &second).await;
    enrolled_and_signed(&app, &bob, &second).await;
    let list = async |caller: &Caller, text: &str| app.backend.list(caller, CONTRACTS.parse(text)).await.unwrap();
    let admin = app.admin();
    let page = list(&admin, "?status=active").await;
    assert_eq!((page.total, page.unfiltered), (3, 4));
    let count = |name: &str, value: &str| {
        let filter = page.filters.iter().find(|filter| filter.name == name).unwrap();
        filter
            .options
            .iter()
            .find(|option| option.value == value)
            .unwrap()
            .count
    };
    assert_eq!(
        (
            count("status", "pending"),
            count("type", "syndication"),
            count("type", "program")
        ),
        (1, 0, 1)
    );
    assert_eq!(list(&admin, "?q=corner").await.total, 2);
    assert_eq!(list(&admin, "?q=ann+marvel&type=program").await.total, 1);
    let page = list(&admin, "?sort=partner").await;
    assert_eq!(page.rows[0].partner.name, "Corner Shop");
    for sort in [
        "name", "-name", "type", "-type", "-partner", "status", "-status", "created", "signed", "-signed",
    ] {
        assert_eq!(list(&admin, &format!("?sort={sort}")).await.rows.len(), 4, "{sort}");
    }
    // Each partner sees its own; the distributor's name finds them.
    assert_eq!(list(&ann, "?q=mighty").await.total, 2);
    assert_eq!(list(&bob, "").await.total, 2);
    assert_eq!(list(&app.stranger().await, "").await.unfiltered, 0);
}

/// Whoever manages contracts signs nothing, and whoever signs need not manage any.
#[tokio::test(flavor = "multi_thread")]
async fn signing_is_a_right_of_its_own() {
    let app = TestApp::new().await;
    let offer = offer(&app, PartnerType::Vendor, "Front Street Inc", None, false).await;
    let ann = accepted(&app, &offer).await;
    let id = app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap();
    let may = async |level: &str, sign: bool| {
        let account = ann.account.as_ref().unwrap();
        app.execute(&format!(
            r#"UPDATE groups SET permissions = '{{"modules":{{"contracts":"{level}"}},"sign":{sign}}}'
                WHERE account_id = '{account}'"#
        ))
        .await;
    };
    may("manage", false).await;
    assert!(!contract(&app, &ann, &id).await.actions.sign);
    let form = sign_form(&app, &ann, &id).await;
    for refused in [
        app.backend.sign(&ann, id.clone(), form.clone()).await.unwrap_err(),
        app.backend.enrol(&ann, offer.dependent.clone()).await.unwrap_err(),
    ] {
        assert_eq!(refused.code, Code::Forbidden);
    }
    may("view", true).await;
    assert!(contract(&app, &ann, &id).await.actions.sign);
    let form = sign_form(&app, &ann, &id).await;
    app.backend.sign(&ann, id, form).await.unwrap();
}
