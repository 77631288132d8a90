//! The events of one object, and of days as the person who looks has them.

use super::{export::export, hub, list};
use crate::tests::support::TestApp;
use entente_domain::{
    list::FilterOption,
    usecases::{
        hubs::Hubs,
        me::{Me, ProfileForm},
    },
};

fn option(value: &str, label: &str) -> FilterOption {
    FilterOption {
        value: value.to_owned(),
        label: label.to_owned(),
        count: 0,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_object_is_shown_by_its_newest_name() {
    let app = TestApp::new().await;
    let id = Hubs::create(&app.backend, &app.admin(), hub("North")).await.unwrap();
    Hubs::create(&app.backend, &app.admin(), hub("North of it"))
        .await
        .unwrap();
    Hubs::save(&app.backend, &app.admin(), id.clone(), 1, hub("South"))
        .await
        .unwrap();
    let url = format!("?about={id}");
    let page = list(&app, &app.admin(), &url).await;
    let said: Vec<&str> = page.rows.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(said, ["changed the hub", "added the hub"]);
    assert_eq!((page.total, page.capped), (2, false));
    let about = page.filters.iter().find(|filter| filter.name == "about").unwrap();
    assert_eq!(
        (about.label.as_str(), &about.options),
        ("About", &vec![option(id.as_str(), "South")])
    );
    let searched = list(
        &app,
        &app.admin(),
        &format!("{url}&q=north&object=hub&person={}", app.user),
    )
    .await;
    assert_eq!(searched.total, 1, "the name of that moment");

    // The log of another account has nothing of it, not even its name.
    let page = list(&app, &app.stranger().await, &url).await;
    assert_eq!((page.total, page.rows.len()), (0, 0));
    assert_eq!(
        page.query.chosen("about"),
        [id.as_str()],
        "not the whole log in its place"
    );
    let about = page.filters.iter().find(|filter| filter.name == "about").unwrap();
    assert_eq!(about.options, [option(id.as_str(), id.as_str())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_those_of_the_persons_zone() {
    let app = TestApp::new().await;
    // The clocks of Vienna are set forward on 28 March: a day of 23 hours, from 23:00 to 22:00 in UTC.
    for (number, at) in [
        1_806_188_399_999_i64,
        1_806_188_400_000,
        1_806_271_199_999,
        1_806_271_200_000,
    ]
    .into_iter()
    .enumerate()
    {
        app.execute(&format!(
            "INSERT INTO events (account_id, object_type, object_id, action, what, user_name, channel, note, before,
                after, at, previous_hash, hash)
             VALUES ('{}', 'hub', 'HB-{number}', 'x', 'x', 'x', '', '', '', '', {at}, '', '')",
            app.account
        ))
        .await;
    }
    let shown = async |url: &str| {
        let page = list(&app, &app.admin(), url).await;
        let ids: Vec<String> = page.rows.iter().map(|row| row.object.id.clone()).collect();
        assert_eq!(page.total, i64::try_from(ids.len()).unwrap(), "{url}");
        let exported = export(&app, url).await;
        let exported: Vec<&String> = exported[1..].iter().map(|row| &row[6]).collect();
        assert_eq!(exported, ids.iter().collect::<Vec<_>>(), "{url}");
        ids
    };
    let day = "?object=hub&from=2027-03-28&to=2027-03-28";
    assert_eq!(shown(day).await, ["HB-3", "HB-2"], "in UTC");
    let form = ProfileForm {
        name: "Mick Goldmill".to_owned(),
        time_zone: "Europe/Vienna".to_owned(),
        language: "en".to_owned(),
    };
    Me::save(&app.backend, &app.admin(), form).await.unwrap();
    assert_eq!(shown(day).await, ["HB-2", "HB-1"]);
    assert_eq!(shown("?object=hub&to=2027-03-27").await, ["HB-0"]);
    assert_eq!(shown("?object=hub&from=2027-03-29").await, ["HB-3"]);
    assert!(shown("?object=hub&from=2027-03-29&to=2027-03-28").await.is_empty());
    let page = list(&app, &app.admin(), day).await;
    let options: Vec<_> = page.filters[4..]
        .iter()
        .flat_map(|filter| filter.options.clone())
        .collect();
    assert_eq!(
        options,
        [option("2027-03-28", "28 Mar 2027"), option("2027-03-28", "28 Mar 2027")]
    );
}
