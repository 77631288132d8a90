//! What is offered to those alone who may change something. The server asks again.

use super::ProblemView;
use crate::{error::AppError, place::place};
use entente_domain::{
    Problem,
    account::Role,
    permission::{Level, Module},
    usecases::access::Place,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Shown to those who manage `module` in the account of the path.
#[component]
pub fn ForManagers(
    /// What they manage.
    module: Module,
    /// What they are offered.
    children: ChildrenFn,
) -> impl IntoView {
    at_place(Arc::new(move |place| {
        let manages = place.is_ok_and(|place| place.permissions.manages(module));
        manages.then(|| children()).into_any()
    }))
}

/// A page for those who manage `module` in the account of the path. Others learn that they cannot before they have
/// filled anything in.
#[component]
pub fn ManagersPage(
    /// What they manage.
    module: Module,
    /// Only distributors have the page.
    #[prop(default = false)]
    distributors: bool,
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    at_place(Arc::new(move |place| {
        let allowed = place.map_err(|error| error.0).and_then(|place| {
            if distributors && place.role != Role::Distributor {
                return Err(Problem::not_found());
            }
            place.permissions.require(module, Level::Manage, place.suspended)
        });
        match allowed {
            Ok(()) => children().into_any(),
            Err(problem) => view! { <ProblemView problem=problem/> }.into_any(),
        }
    }))
}

type AtPlace = dyn Fn(Result<Place, AppError>) -> AnyView + Send + Sync;

/// Waits for the account of the path, and what the person may do in it.
fn at_place(view: Arc<AtPlace>) -> AnyView {
    view! {
        <Suspense>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move { view(place().await) })
            }}
        </Suspense>
    }
    .into_any()
}
