//! From a resource to a page: what is shown while it loads, when it comes, and when it is refused.

use super::ProblemView;
use crate::{
    answer::{Answer, Text, read},
    error::AppError,
    place::place,
};
use entente_domain::usecases::access::Place;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
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
    resource: Answer<T>,
    /// What is shown of it.
    view: V,
) -> impl IntoView
where
    T: DeserializeOwned + 'static,
    V: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let view = move |text: &str| read(text).map_or_else(refused, &view);
    waiting(resource.text(), Skeleton.into(), Arc::new(view))
}

/// [`Load`] for pages of an account: `view` also gets the account in the path and what the person may do in it.
#[component]
pub fn LoadInAccount<T, V>(
    /// What is loaded.
    resource: Answer<T>,
    /// What is shown of it.
    view: V,
) -> impl IntoView
where
    T: DeserializeOwned + 'static,
    V: Fn(T, Place) -> AnyView + Send + Sync + 'static,
{
    let view = move |text: &str, place: Result<Place, AppError>| match (read(text), place) {
        (Ok(value), Ok(place)) => view(value, place),
        (Err(error), _) | (_, Err(error)) => refused(error),
    };
    waiting_in_account(resource.text(), Arc::new(view))
}

/// Waits for the text of an answer. Apart from the components that know what it says, so that waiting is compiled
/// once.
pub(crate) fn waiting(text: Text, fallback: ViewFnOnce, view: Arc<dyn Fn(&str) -> AnyView + Send + Sync>) -> AnyView {
    view! {
        <Transition fallback=fallback>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move { view(&text.await) })
            }}
        </Transition>
    }
    .into_any()
}

type InAccount = dyn Fn(&str, Result<Place, AppError>) -> AnyView + Send + Sync;

fn waiting_in_account(text: Text, view: Arc<InAccount>) -> AnyView {
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move {
                    let text = text.await;
                    view(&text, place().await)
                })
            }}
        </Transition>
    }
    .into_any()
}
