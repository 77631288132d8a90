//! What is offered to those alone who may change something. The server asks again.

use crate::place::place;
use entente_domain::permission::Module;
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
