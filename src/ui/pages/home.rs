//! The page an account opens with: what waits, how partners come along, what happened last.

use crate::{
    answer::Answer,
    components::{
        Alert, ButtonLink, Card, EmptyState, Head, Icon, LoadInAccount, PageHead, StatusBadge, Table, Time, Timeline,
        Tone,
    },
    frame::Page,
    list::grouped,
    place::{in_account, use_account},
    server_fns,
};
use entente_domain::{
    account::Role,
    permission::Module,
    usecases::{
        When,
        access::Place,
        home::{DistributorRow, FunnelStep, Halted, HomeView, Waiting},
    },
};
use leptos::prelude::*;

/// `/:account`
#[component]
pub fn HomePage() -> impl IntoView {
    let account = use_account();
    let resource = Answer::new(move || server_fns::home::HomeView { account: account.get() });
    view! {
        <Page>
            <LoadInAccount resource=resource view=home/>
        </Page>
    }
    .into_any()
}

fn home(home: HomeView, place: Place) -> AnyView {
    let account = place.id.to_string();
    let adds_partners = place.role == Role::Distributor && place.permissions.manages(Module::Partners);
    let add = in_account(&account, "partners/new");
    let actions = move || {
        adds_partners.then(|| {
            view! { <ButtonLink href=add.clone() kind="primary" icon="plus">"Add partner"</ButtonLink> }
        })
    };
    let first_step = home.needs_marketplace.then(|| first_step(&account, &place));
    let first_card = if place.role == Role::Distributor {
        funnel_card(&account, &home.funnel)
    } else if place.permissions.views(Module::Partners) {
        distributors_card(&account, home.distributors)
    } else {
        home.halted.into_iter().map(standstill).collect_view().into_any()
    };
    let recent = place.permissions.views(Module::Events).then(|| {
        view! { <Card title="What happened" id="recent"><Timeline entries=home.recent/></Card> }
    });
    view! {
        <PageHead title="Home" actions=actions/>
        <div class="stack large">
            {first_step}
            {waiting_card(&account, home.waiting)}
            {first_card}
            {recent}
        </div>
    }
    .into_any()
}

/// Without a marketplace no vendor can be added: the way to the first one.
fn first_step(account: &str, place: &Place) -> AnyView {
    let href = in_account(account, "marketplaces/new");
    let next = if place.permissions.manages(Module::Marketplaces) {
        view! { <div class="actions"><a class="button" href=href>"Add marketplace"</a></div> }.into_any()
    } else {
        view! { <p>"Somebody who manages marketplaces can add one."</p> }.into_any()
    };
    view! {
        <Alert tone=Tone::Info title="Add a marketplace first">
            <p>"Vendors sell on a marketplace. Without one, only resellers can be added."</p>
            {next}
        </Alert>
    }
    .into_any()
}

fn waiting_card(account: &str, waiting: Vec<Waiting>) -> AnyView {
    if waiting.is_empty() {
        return view! {
            <Card title="Waiting for you" id="waiting">
                <EmptyState icon="check-circle" title="Nothing waits for you" small=true>
                    <p>"What needs a decision or a hand of yours shows here."</p>
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let items = waiting
        .into_iter()
        .map(|waiting| {
            let icon = if waiting.urgent { "alert" } else { "clock" };
            view! {
                <li>
                    <a class="waiting-item" href=in_account(account, &waiting.path)>
                        <Icon name=icon/>
                        <span class="waiting-text"><b>{grouped(waiting.count)}</b>" "{waiting.label}</span>
                        <Icon name="chevron-right" size="small"/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <Card title="Waiting for you" id="waiting" flush=true><ul class="waiting">{items}</ul></Card> }.into_any()
}

/// A part of a whole in percent, rounded down; 0 of nothing.
const fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { part * 100 / whole }
}

fn funnel_card(account: &str, steps: &[FunnelStep]) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let most = steps.iter().map(|step| step.count).max().unwrap_or(0);
    let whole: i64 = steps.iter().map(|step| step.count).sum();
    let rows = steps
        .iter()
        .map(|step| {
            view! {
                <div class="funnel-row">
                    <dt><a href=in_account(account, &step.path)>{step.label.clone()}</a></dt>
                    <dd>
                        <meter
                            class="funnel-bar"
                            min="0"
                            max=most.max(1).to_string()
                            value=step.count.to_string()
                            aria-hidden="true"
                        ></meter>
                        <b class="num">{grouped(step.count)}</b>
                        <span class="muted">{format!("{} %", percent(step.count, whole))}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <Card title="Partners on their way" id="funnel"><dl class="funnel">{rows}</dl></Card> }.into_any()
}

fn distributors_card(account: &str, rows: Vec<DistributorRow>) -> AnyView {
    let table = distributor_table(account, rows);
    view! { <Card title="Your distributors" id="distributors" flush=true>{table}</Card> }.into_any()
}

/// The distributors a vendor or reseller works with; also the page of that name.
pub(super) fn distributor_table(account: &str, rows: Vec<DistributorRow>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState icon="building" title="No distributors yet" small=true>
                <p>"A distributor shows here once you have accepted its invitation."</p>
            </EmptyState>
        }
        .into_any();
    }
    let contracts = in_account(account, "contracts");
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <td class="cell-main" data-label="Distributor">
                        <span class="cell-title">{row.name}</span>
                        <span class="cell-sub mono">{row.id}</span>
                    </td>
                    <td data-label="Status"><StatusBadge status=row.status/>{row.halted.map(halted)}</td>
                    <td class="num" data-label="Active contracts">
                        <a href=contracts.clone()>{grouped(row.active_contracts)}</a>
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = vec![
        Head::Text("Distributor"),
        Head::Text("Status"),
        Head::Number("Active contracts"),
    ];
    view! { <Table label="Distributors" heads=heads rows=rows/> }.into_any()
}

/// The same, for those who may not see with whom.
fn standstill(halted: Halted) -> AnyView {
    let Halted { status, since, why } = halted;
    let title = format!("A partnership is {}", status.label().to_lowercase());
    let why = (!why.is_empty()).then(|| format!(": {why}"));
    view! { <Alert tone=Tone::Warning title=title><p>"Since "<Time when=since/>{why}</p></Alert> }.into_any()
}

/// Since when and why the partnership stands still.
fn halted((when, why): (When, String)) -> AnyView {
    let why = (!why.is_empty()).then(|| format!(": {why}"));
    view! { <span class="cell-sub whole">"Since "<Time when=when/>{why}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_are_of_the_whole() {
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(3, 3), 100);
        assert_eq!(percent(0, 0), 0);
    }
}
