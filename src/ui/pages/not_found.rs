//! For every address that leads nowhere.

use crate::{components::ProblemView, frame::PublicFrame};
use entente_domain::Problem;
use leptos::prelude::*;

/// The page for an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <PublicFrame><ProblemView problem=Problem::not_found()/></PublicFrame> }
}
