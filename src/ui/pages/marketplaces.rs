//! Marketplaces: the list, the form for a new one, the form of one.

use crate::{
    answer::Answer,
    components::{
        ButtonLink, Card, CheckboxList, Confirm, Crumb, EmptyState, EventsLink, ForManagers, Form, FormAction,
        HiddenField, Load, LoadInAccount, ManagersPage, PageHead, SelectField, Submit, TextArea, TextField,
    },
    frame::Page,
    list::{List, cell, use_list_query},
    place::{in_account, use_account, use_param},
    server_fns::marketplaces::{
        MarketplacesChoices, MarketplacesCreate, MarketplacesDelete, MarketplacesFind, MarketplacesList,
        MarketplacesSave,
    },
};
use entente_domain::{
    permission::Module,
    usecases::{
        access::Place,
        marketplaces::{MARKETPLACES, MarketplaceChoices, MarketplaceForm, MarketplaceRow, MarketplaceView},
    },
};
use leptos::prelude::*;

/// The list of marketplaces.
#[component]
pub fn MarketplacesPage() -> impl IntoView {
    let account = use_account();
    let query = use_list_query(&MARKETPLACES);
    let page = Answer::new(move || MarketplacesList {
        account: account.get(),
        query: query.get(),
    });
    let base = Signal::derive(move || in_account(&account.get(), "marketplaces"));
    let add = move || {
        view! {
            <ForManagers module=Module::Marketplaces>
                <ButtonLink href=in_account(&account.get_untracked(), "marketplaces/new") kind="primary" icon="plus">
                    "Add marketplace"
                </ButtonLink>
            </ForManagers>
        }
    };
    view! {
        <Page kind="fill">
            <PageHead title="Marketplaces" lead="Where vendors' products are sold." actions=add/>
            <List
                spec=&MARKETPLACES
                label="Marketplaces"
                base=base
                page=page
                cell=move |row: &MarketplaceRow, column| marketplace_cell(&account.get_untracked(), row, column)
                numeric=&["agreements"]
                empty=move || {
                    view! {
                        <EmptyState icon="store" title="No marketplaces yet">
                            <p>"A vendor's distribution agreement names the marketplace it is for. Add one before the first vendor."</p>
                            <div class="actions">{add()}</div>
                        </EmptyState>
                    }
                }
            />
        </Page>
    }
    .into_any()
}

fn marketplace_cell(account: &str, row: &MarketplaceRow, column: &str) -> AnyView {
    match column {
        "name" => cell::title(
            in_account(account, &format!("marketplaces/{}", row.id)),
            &row.name,
            row.id.as_str(),
        ),
        "description" => cell::text(&row.description),
        "countries" => cell::text(&countries(&row.countries)),
        "currency" => cell::text(&row.currency),
        "hubs" => {
            let names: Vec<&str> = row.hubs.iter().map(|hub| hub.name.as_str()).collect();
            cell::text(&names.join(", "))
        }
        "agreements" => cell::count(row.agreements),
        "created" => cell::time(&row.created),
        _ => cell::none(),
    }
}

/// The first countries, and how many more there are.
fn countries(codes: &[String]) -> String {
    const SHOWN: usize = 6;
    if codes.len() <= SHOWN {
        codes.join(", ")
    } else {
        format!("{} and {} more", codes[..SHOWN].join(", "), codes.len() - SHOWN)
    }
}

/// The form for a new marketplace.
#[component]
pub fn NewMarketplacePage() -> impl IntoView {
    let account = use_account();
    let action = FormAction::of::<MarketplacesCreate>();
    let choices = Answer::new(move || MarketplacesChoices { account: account.get() });
    let list = move || in_account(&account.get_untracked(), "marketplaces");
    view! {
        <Page kind="narrow">
            <ManagersPage module=Module::Marketplaces distributors=true>
                <PageHead title="Add marketplace" crumbs=vec![Crumb::new("Marketplaces", list())]/>
                <Load
                    resource=choices
                    view=move |choices: MarketplaceChoices| {
                        view! {
                            <Form action=action>
                                <HiddenField name="account" value=account.get_untracked()/>
                                <MarketplaceFields form=MarketplaceForm::default() choices=choices.clone()/>
                                <div class="form-actions">
                                    <Submit icon="plus">"Add marketplace"</Submit>
                                    <a class="button quiet" href=list()>"Cancel"</a>
                                </div>
                            </Form>
                        }
                            .into_any()
                    }
                />
            </ManagersPage>
        </Page>
    }
    .into_any()
}

/// One marketplace.
#[component]
pub fn MarketplacePage() -> impl IntoView {
    let (account, marketplace) = (use_account(), use_param("marketplace"));
    let resource = Answer::new(move || MarketplacesFind {
        account: account.get(),
        marketplace: marketplace.get(),
    });
    view! {
        <Page kind="narrow">
            <LoadInAccount
                resource=resource
                view=move |marketplace: MarketplaceView, place| {
                    let choices = Answer::new(move || MarketplacesChoices { account: account.get() });
                    let editor = move |choices| {
                        let (marketplace, place) = (marketplace.clone(), place.clone());
                        view! { <MarketplaceEditor marketplace=marketplace choices=choices place=place/> }.into_any()
                    };
                    view! { <Load resource=choices view=editor/> }.into_any()
                }
            />
        </Page>
    }
    .into_any()
}

#[component]
fn MarketplaceEditor(marketplace: MarketplaceView, choices: MarketplaceChoices, place: Place) -> impl IntoView {
    let save = FormAction::of::<MarketplacesSave>();
    let account = place.id.to_string();
    let list = in_account(&account, "marketplaces");
    let manages = place.permissions.manages(Module::Marketplaces);
    let (id, name) = (marketplace.id.to_string(), marketplace.form.name.clone());
    let agreements = marketplace
        .agreements
        .iter()
        .map(|agreement| {
            let href = in_account(&account, &format!("agreements/{}", agreement.id));
            view! { <li><a href=href>{agreement.name.clone()}</a>" "<span class="mono muted">{agreement.id.clone()}</span></li> }
        })
        .collect_view();
    let events = {
        let id = id.clone();
        move || view! { <EventsLink place=place object=id/> }
    };
    let nothing = marketplace
        .agreements
        .is_empty()
        .then(|| view! { <p class="muted">"No distribution agreement is for it yet."</p> });
    let form = {
        let (account, id, list, form) = (account.clone(), id.clone(), list.clone(), marketplace.form.clone());
        let revision = marketplace.revision.to_string();
        move || {
            view! {
                <Form action=save>
                    <HiddenField name="account" value=account.clone()/>
                    <HiddenField name="marketplace" value=id.clone()/>
                    <HiddenField name="revision" value=revision.clone()/>
                    <MarketplaceFields form=form.clone() choices=choices.clone()/>
                    <div class="form-actions">
                        {manages.then(|| view! { <Submit icon="check">"Save"</Submit> })}
                        <a class="button quiet" href=list.clone()>"Cancel"</a>
                    </div>
                </Form>
            }
        }
    };
    view! {
        <PageHead title=name.clone() crumbs=vec![Crumb::new("Marketplaces", list)] lead=id.clone() actions=events/>
        {form()}
        <Card title="Distribution agreements" id="agreements">
            <ul class="plain">{agreements}</ul>
            {nothing}
        </Card>
        {manages.then(|| view! { <DeleteMarketplace account=account id=id name=name/> })}
    }
}

#[component]
fn DeleteMarketplace(account: String, id: String, name: String) -> impl IntoView {
    let delete = FormAction::of::<MarketplacesDelete>();
    view! {
        <Confirm
            open="Delete marketplace"
            question=format!("Delete the marketplace {name}?")
            consequence="It is gone for good. A marketplace that an agreement is for is not deleted."
        >
            <Form action=delete class="">
                <HiddenField name="account" value=account.clone()/>
                <HiddenField name="marketplace" value=id.clone()/>
                <div class="actions"><Submit kind="danger" icon="trash">"Delete marketplace"</Submit></div>
            </Form>
        </Confirm>
    }
}

#[component]
fn MarketplaceFields(form: MarketplaceForm, choices: MarketplaceChoices) -> impl IntoView {
    let no_hubs = choices.hubs.is_empty();
    view! {
        <TextField name="name" label="Name" value=form.name max=255/>
        <TextArea name="description" label="Description" value=form.description rows=3 max=4000 optional=true/>
        <CheckboxList name="countries" label="Countries" values=form.countries options=choices.countries long=true/>
        <SelectField
            name="currency"
            label="Currency"
            value=form.currency
            options=choices.currencies
            empty="Choose a currency"
            width="medium"
        />
        <CheckboxList name="hubs" label="Hubs" hint="Which serve it." values=form.hubs options=choices.hubs/>
        {no_hubs.then(|| view! { <p class="muted">"There is no hub yet: add one under Hubs first."</p> })}
    }
}

#[cfg(test)]
mod tests {
    use super::countries;

    #[test]
    fn long_country_lists_are_cut() {
        let codes: Vec<String> = ["AT", "BE", "CH", "DE", "ES", "FR", "GB", "IT"]
            .map(str::to_owned)
            .into();
        assert_eq!(countries(&codes[..2]), "AT, BE");
        assert_eq!(countries(&codes), "AT, BE, CH, DE, ES, FR and 2 more");
    }
}
