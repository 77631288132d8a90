//! From a resource to a page: what is shown while it loads, when it comes, and when it is refused.

use super::ProblemView;
use crate::{error::AppError, place::place};
use entente_domain::usecases::access::Place;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="stack" aria-busy="true">
            <div class="skeleton" aria-hidden="true"></div>
            <div class="skeleton block" aria-hidden="true"></div>
        </div>
    }
}

fn refused(error: AppError) -> AnyView {
    view! { <ProblemView problem=error.0/> }.into_any()
}

/// Shows what `resource` brings; a refusal becomes the page. Loading again keeps the old view until then.
#[component]
pub fn Load<T, V>(
    /// What is loaded.
    resource: Resource<Result<T, AppError>>,
    /// What is shown of it.
    view: V,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let view = Arc::new(view);
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => view(value),
                        Err(error) => refused(error),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// [`Load`] for pages of an account: `view` also gets the account in the path and what the person may do in it.
#[component]
pub fn LoadInAccount<T, V>(
    /// What is loaded.
    resource: Resource<Result<T, AppError>>,
    /// What is shown of it.
    view: V,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: Fn(T, Place) -> AnyView + Send + Sync + 'static,
{
    let view = Arc::new(view);
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move {
                    let value = resource.await;
                    match (value, place().await) {
                        (Ok(value), Ok(place)) => view(value, place),
                        (Err(error), _) | (_, Err(error)) => refused(error),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}
