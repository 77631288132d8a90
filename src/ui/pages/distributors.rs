//! The distributors that a vendor or reseller works with.

use super::home::distributor_table;
use crate::{
    answer::Answer,
    components::{Card, LoadInAccount, PageHead},
    frame::Page,
    place::use_account,
    server_fns::home::HomeDistributors,
};
use entente_domain::usecases::{access::Place, home::DistributorRow};
use leptos::prelude::*;

/// `/:account/distributors`
#[component]
pub fn DistributorsPage() -> impl IntoView {
    let account = use_account();
    let resource = Answer::new(move || HomeDistributors { account: account.get() });
    view! {
        <Page>
            <LoadInAccount resource=resource view=page/>
        </Page>
    }
    .into_any()
}

fn page(rows: Vec<DistributorRow>, place: Place) -> AnyView {
    let table = distributor_table(place.id.as_str(), rows);
    view! {
        <PageHead title="Distributors" lead="Whose products you supply or sell on."/>
        <Card title="All" id="distributors" flush=true>{table}</Card>
    }
    .into_any()
}
