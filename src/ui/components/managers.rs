//! What is offered to those alone who may change something. The server asks again.

use super::ProblemView;
use crate::place::place;
use entente_domain::{
    Problem,
    account::Role,
    permission::{Level, Module},
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
    view! {
        <Suspense>
            {move || {
                let children = Arc::clone(&children);
                Suspend::new(async move {
                    let manages = place().await.is_ok_and(|place| place.permissions.manages(module));
                    manages.then(|| children())
                })
            }}
        </Suspense>
    }
    .into_any()
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
    view! {
        <Suspense>
            {move || {
                let children = Arc::clone(&children);
                Suspend::new(async move {
                    let allowed = place().await.map_err(|error| error.0).and_then(|place| {
                        if distributors && place.role != Role::Distributor {
                            return Err(Problem::not_found());
                        }
                        place.permissions.require(module, Level::Manage, place.suspended)
                    });
                    match allowed {
                        Ok(()) => children().into_any(),
                        Err(problem) => view! { <ProblemView problem=problem/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}
