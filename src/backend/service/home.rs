//! The page an account opens with, implemented: what waits, the funnel, the distributors, the newest events.

use crate::{
    Backend, Error,
    auth::Actor,
    clock::DAY,
    service::timeline,
    store::{Connection, events, home, marketplaces, partner_counts, partners, partnership},
};
use async_trait::async_trait;
use entente_domain::{
    Problem,
    account::Role,
    partner::PartnerStatus,
    permission::{Level, Module},
    usecases::{
        Caller,
        home::{DistributorRow, FunnelStep, Halted, Home, HomeView, Waiting},
    },
};

/// Events shown.
const RECENT: i64 = 10;
/// An open invitation whose time ends within so long calls for attention.
const SOON: i64 = 2 * DAY;

#[async_trait]
impl Home for Backend {
    async fn view(&self, caller: &Caller) -> Result<HomeView, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.actor(&mut connection, caller).await?;
            self.home(&mut connection, &actor).await
        })
        .await
    }

    async fn distributors(&self, caller: &Caller) -> Result<Vec<DistributorRow>, Problem> {
        self.answer(caller, async {
            let mut connection = self.store().reader().await?;
            let actor = self.actor(&mut connection, caller).await?;
            if actor.role() == Role::Distributor {
                return Err(Problem::not_found().into());
            }
            actor.require(Module::Partners, Level::View)?;
            distributors(self, &mut connection, &actor).await
        })
        .await
    }
}

impl Backend {
    async fn home(&self, connection: &mut Connection, actor: &Actor) -> Result<HomeView, Error> {
        let account = actor.account().as_str();
        let may = actor.permissions();
        let mut view = HomeView {
            waiting: Vec::new(),
            funnel: Vec::new(),
            distributors: Vec::new(),
            halted: Vec::new(),
            needs_marketplace: false,
            recent: Vec::new(),
        };
        if actor.role() == Role::Distributor {
            if may.views(Module::Contracts) {
                let count = home::contracts_to_approve(connection, account).await?;
                wait(
                    &mut view,
                    count,
                    ["contract to approve", "contracts to approve"],
                    "contracts?status=pending",
                    true,
                );
            }
            if may.views(Module::Partners) {
                self.partners_waiting(connection, account, &mut view).await?;
            }
            if may.views(Module::Marketplaces) {
                view.needs_marketplace = !marketplaces::any(connection, account).await?;
            }
        } else {
            if may.views(Module::Contracts) {
                let (sign, newer) = home::contracts_to_sign(connection, account).await?;
                wait(
                    &mut view,
                    sign,
                    ["contract to sign", "contracts to sign"],
                    "contracts?status=enrolling&status=pending",
                    true,
                );
                wait(
                    &mut view,
                    newer,
                    ["contract with a newer version", "contracts with a newer version"],
                    "contracts?status=active",
                    false,
                );
            }
            let distributors = distributors(self, connection, actor).await?;
            if may.views(Module::Partners) {
                view.distributors = distributors;
            } else {
                view.halted = distributors.into_iter().filter_map(halted).collect();
            }
        }
        view.waiting.sort_by_key(|waiting| !waiting.urgent);
        if may.views(Module::Events) {
            view.recent = timeline(events::of_account(connection, account, RECENT).await?, self.now());
        }
        Ok(view)
    }

    /// What waits in the directory, and the funnel invited → applied → active.
    async fn partners_waiting(
        &self,
        connection: &mut Connection,
        account: &str,
        view: &mut HomeView,
    ) -> Result<(), Error> {
        let counts = partner_counts::of_account(connection, account).await?;
        let count = |status: PartnerStatus| counts.sum(&[status.as_str().to_owned()], &[]);
        let invited = "partners?status=invited";
        wait(
            view,
            count(PartnerStatus::Pending),
            ["partner to approve", "partners to approve"],
            "partners?status=pending",
            true,
        );
        let waiting = home::invitations(connection, account, self.now(), SOON).await?;
        wait(
            view,
            waiting.asked,
            ["new link asked for", "new links asked for"],
            invited,
            true,
        );
        wait(
            view,
            waiting.failed,
            ["invitation whose mail failed", "invitations whose mail failed"],
            invited,
            true,
        );
        wait(
            view,
            waiting.expiring,
            [
                "invitation that expires within two days",
                "invitations that expire within two days",
            ],
            invited,
            false,
        );
        wait(
            view,
            waiting.expired,
            ["invitation that has expired", "invitations that have expired"],
            invited,
            false,
        );
        wait(
            view,
            count(PartnerStatus::Declined),
            ["partner that declined", "partners that declined"],
            "partners?status=declined",
            false,
        );
        view.funnel = funnel(count);
        Ok(())
    }
}

/// Invited → applied → active.
fn funnel(count: impl Fn(PartnerStatus) -> i64) -> Vec<FunnelStep> {
    let steps = [
        ("Invited", PartnerStatus::Invited),
        ("Applied", PartnerStatus::Pending),
        ("Active", PartnerStatus::Active),
    ];
    let step = |(label, status): (&str, PartnerStatus)| FunnelStep {
        label: label.to_owned(),
        count: count(status),
        path: format!("partners?status={status}"),
    };
    steps.into_iter().map(step).collect()
}

/// Adds what waits, in words for one and for several of it.
fn wait(view: &mut HomeView, count: i64, [one, several]: [&str; 2], path: &str, urgent: bool) {
    if count > 0 {
        view.waiting.push(Waiting {
            label: if count == 1 { one } else { several }.to_owned(),
            count,
            path: path.to_owned(),
            urgent,
        });
    }
}

async fn distributors(
    backend: &Backend,
    connection: &mut Connection,
    actor: &Actor,
) -> Result<Vec<DistributorRow>, Error> {
    let own = actor.account().as_str();
    let mut rows = Vec::new();
    for (id, name, status, active_contracts) in partners::distributors(connection, own).await? {
        let halted = partnership::halted(connection, (&id, own), status).await?;
        rows.push(DistributorRow {
            id,
            name,
            status,
            active_contracts,
            halted: halted.map(|(at, why)| (backend.when(at), why)),
        });
    }
    Ok(rows)
}

/// Of a partnership that stands still, only since when and why.
fn halted(row: DistributorRow) -> Option<Halted> {
    let (since, why) = row.halted?;
    let status = row.status;
    Some(Halted { status, since, why })
}
