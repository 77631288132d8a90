//! The first hub and marketplace.

use crate::{
    answer::Answer,
    components::{
        Alert, Card, CheckboxList, Form, FormAction, HiddenField, Load, SelectField, Submit, TextField, Tone,
    },
    reload::reload_after,
    server_fns::{marketplaces::MarketplacesChoices, setup::SetupAddMarketplace},
};
use entente_domain::usecases::marketplaces::MarketplaceChoices;
use leptos::prelude::*;

/// A form for hub and marketplace, or the word that they are there.
#[component]
pub(super) fn MarketplaceCard(
    /// The account.
    account: String,
    /// They are there.
    done: bool,
    /// Loads the page again.
    reload: RwSignal<u32>,
) -> impl IntoView {
    let content = if done {
        view! {
            <Alert tone=Tone::Success title="Hub and marketplace are there">
                <p>"Vendors can be given a distribution agreement for the marketplace."</p>
            </Alert>
        }
        .into_any()
    } else {
        let choices = {
            let account = account.clone();
            Answer::new(move || MarketplacesChoices {
                account: account.clone(),
            })
        };
        view! { <Load resource=choices view=move |choices| form(account.clone(), choices, reload)/> }.into_any()
    };
    view! { <Card title="Somewhere to sell" id="marketplace">{content}</Card> }
}

fn form(account: String, choices: MarketplaceChoices, reload: RwSignal<u32>) -> AnyView {
    let action = FormAction::of::<SetupAddMarketplace>();
    reload_after(action, reload);
    view! {
        <Form action=action>
            <HiddenField name="account" value=account.clone()/>
            <TextField
                name="hub_name"
                label="Hub"
                hint="Where your marketplaces are served from, for example your platform's name."
                max=256
            />
            <TextField name="marketplace_name" label="Marketplace" hint="Where products are sold." max=255/>
            <SelectField
                name="currency"
                label="Currency"
                options=choices.currencies.clone()
                empty="Choose a currency"
                width="medium"
            />
            <CheckboxList name="countries" label="Countries" options=choices.countries.clone() long=true/>
            <div class="form-actions"><Submit>"Create both"</Submit></div>
        </Form>
    }
    .into_any()
}
