//! Forms as HTML, fresh and after a refusal without JavaScript.

use super::{
    state::{field_id, form_id},
    *,
};
use crate::components::{CheckboxList, TextField};
use crate::flash::Flash;
use entente_domain::{Problem, Way, fields::Fields, usecases::Choice};
use leptos_router::{components::Router, location::RequestUrl};

#[test]
fn ids_follow_path_and_key() {
    assert_eq!(form_id("/sfn/partners/save", None), "partners-save");
    let key = ("id", "VA-392-495".to_owned());
    assert_eq!(
        form_id("/sfn/invitations/revoke", Some(&key)),
        "invitations-revoke-VA-392-495"
    );
    assert_eq!(
        field_id("marketplaces-save", "countries[]"),
        "marketplaces-save-countries"
    );
}

/// A form with a text field and two boxes, as the page has it after `flash`.
fn html(flash: Option<Flash>) -> String {
    let choice = |value: &str| Choice {
        value: value.to_owned(),
        label: value.to_owned(),
        hint: String::new(),
    };
    Owner::new().with(|| {
        provide_context(RequestUrl::new("/"));
        CurrentFlash::provide_this(flash);
        let options = vec![choice("AT"), choice("DE")];
        view! {
            <Router>
                <NativeForm action="/sfn/marketplaces/save">
                    <TextField name="name" label="Name" value="Saved"/>
                    <CheckboxList name="countries" label="Countries" options=options/>
                    <Submit>"Save"</Submit>
                </NativeForm>
            </Router>
        }
        .to_html()
    })
}

#[test]
fn a_fresh_form_shows_what_is_saved() {
    let html = html(None);
    assert!(html.contains(r#"value="Saved""#), "{html}");
    assert!(!html.contains("aria-invalid"), "{html}");
    assert!(!html.contains("error-summary"), "{html}");
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let html = html(Some(Flash {
        path: "/sfn/marketplaces/save".to_owned(),
        problem: Some(Problem::field("name", "Name is taken.")),
        values: vec![pair("name", "Typed & kept"), pair("countries[]", "DE")],
        ..Flash::default()
    }));
    assert!(html.contains(r#"value="Typed &amp; kept""#), "{html}");
    assert!(html.contains(r##"href="#marketplaces-save-name"##), "{html}");
    assert!(html.contains(r#"id="marketplaces-save-name-error""#), "{html}");
    assert!(
        html.contains(r#"aria-describedby="marketplaces-save-name-error""#),
        "{html}"
    );
    assert_eq!(html.matches(" checked").count(), 1, "{html}");
}

#[test]
fn what_is_mended_elsewhere_leads_there() {
    let mut fields = Fields::new();
    let way = Way {
        label: "Open the marketplace".to_owned(),
        path: "/PA-1/marketplaces/MP-1".to_owned(),
    };
    fields.refuse_with("name", "Name is taken.", way);
    let html = html(Some(Flash {
        path: "/sfn/marketplaces/save".to_owned(),
        problem: fields.finish().err(),
        ..Flash::default()
    }));
    assert!(html.contains(r##"href="#marketplaces-save-name"##), "{html}");
    assert!(
        html.contains(r#"href="/PA-1/marketplaces/MP-1">Open the marketplace"#),
        "{html}"
    );
}

#[test]
fn the_flash_of_another_form_changes_nothing() {
    let html = html(Some(Flash {
        path: "/sfn/hubs/save".to_owned(),
        problem: Some(Problem::field("name", "Name is taken.")),
        ..Flash::default()
    }));
    assert!(
        html.contains(r#"value="Saved""#) && !html.contains("error-summary"),
        "{html}"
    );
}
