//! What became of an invitation's mails.

use super::{Head, StatusBadge, Table};
use crate::list::cell;
use entente_domain::usecases::partners::DeliveryRow;
use leptos::prelude::*;

/// A row per mail; nothing while there was none.
#[component]
pub fn Deliveries(
    /// The newest first.
    rows: Vec<DeliveryRow>,
) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td class="cell-main" data-label="To">{row.address}</td>
                    <td data-label="State"><StatusBadge status=row.state/></td>
                    <td data-label="When">{cell::time(&row.when)}</td>
                    <td data-label="Server's answer">{cell::text(&row.detail)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = vec![
        Head::Text("Mailed to"),
        Head::Text("State"),
        Head::Text("When"),
        Head::Text("Server's answer"),
    ];
    view! { <Table label="Mail" heads=heads rows=rows/> }.into_any()
}
