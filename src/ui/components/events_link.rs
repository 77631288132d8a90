//! From an object's page to what happened to it.

use super::ButtonLink;
use crate::place::in_account;
use entente_domain::{permission::Module, usecases::access::Place};
use leptos::prelude::*;

/// Leads to the events about one object, for those who may read the log.
#[component]
pub fn EventsLink(
    /// Where the person is.
    place: Place,
    /// The object's id.
    #[prop(into)]
    object: String,
) -> impl IntoView {
    let href = in_account(place.id.as_str(), &format!("events?about={object}"));
    place
        .permissions
        .views(Module::Events)
        .then(|| view! { <ButtonLink href=href kind="quiet" icon="history">"Events"</ButtonLink> })
}
