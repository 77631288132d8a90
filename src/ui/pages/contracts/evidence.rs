//! The evidence of a contract: one block per acceptance or decline.

use crate::components::{Card, Fact, Facts};
use entente_domain::usecases::contracts::EvidenceRow;
use leptos::prelude::*;

/// Every acceptance and decline, the newest first.
#[component]
pub(super) fn Evidence(rows: Vec<EvidenceRow>) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <div class="evidence">
                    <Facts two=true>
                        <Fact label="Act" value=row.act/>
                        <Fact label="When" value=row.at/>
                        <Fact label="Signatory" value=row.signatory/>
                        <Fact label="Address" value=row.address/>
                        <Fact label="Channel" value=row.channel/>
                        <Fact label="Client" value=row.client/>
                        <Fact label="Version" value=row.version.to_string()/>
                        <Fact label="SHA-256 of the document"><span class="mono hash">{row.document_hash}</span></Fact>
                        <Fact label="SHA-256 of this row"><span class="mono hash">{row.hash}</span></Fact>
                    </Facts>
                </div>
            }
        })
        .collect_view();
    view! { <Card title="Evidence" id="evidence">{rows}</Card> }.into_any()
}
