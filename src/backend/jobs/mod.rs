//! What runs beside the requests: the outbox sender, keeping sessions' last use, clean-up.
//!
//! Each job is one file with a function that does one round; this file runs the rounds, and goes on after a
//! failed one. To add a job: its file, its line in [`Backend::spawn_jobs`]. Only here may tasks be spawned.

mod cleanup;
mod compose;
mod outbox;
mod sessions;

use crate::{Backend, Error};
use std::{future::Future, time::Duration};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How often the outbox is looked at.
const OUTBOX: Duration = Duration::from_secs(1);
/// How often sessions' last uses are written; a crash forgets so much of them.
const SESSIONS: Duration = Duration::from_mins(5);
/// How often what has ended is deleted.
const CLEANUP: Duration = Duration::from_hours(1);
/// How long a stop waits for a mail that is being handed over. One that takes longer is taken up again later.
const STOPPING: Duration = Duration::from_secs(20);

/// The running jobs.
#[derive(Debug)]
pub struct Jobs {
    backend: Backend,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Backend {
    /// Starts the jobs; they run until [`Jobs::stop`].
    pub fn spawn_jobs(&self) -> Jobs {
        let jobs = Jobs {
            backend: self.clone(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        let stop = jobs.stop.clone();
        jobs.run("outbox", OUTBOX, move |backend| {
            let stop = stop.clone();
            async move { backend.send_due(&stop).await.map(drop) }
        });
        jobs.run(
            "sessions",
            SESSIONS,
            |backend| async move { backend.write_seen().await },
        );
        jobs.run("clean-up", CLEANUP, |backend| async move { backend.clean_up().await });
        jobs.tasks.close();
        jobs
    }
}

impl Jobs {
    /// Lets the jobs finish what they are at, and writes what is still in memory.
    pub async fn stop(self) {
        self.stop.cancel();
        if tokio::time::timeout(STOPPING, self.tasks.wait()).await.is_err() {
            tracing::warn!("a job did not stop in time; what it was at is taken up at the next start");
        }
        if let Err(error) = self.backend.write_seen().await {
            tracing::warn!(%error, "the last use of some sessions is forgotten");
        }
    }

    fn run<F>(&self, name: &'static str, pause: Duration, round: impl Fn(Backend) -> F + Send + 'static)
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let (backend, stop, tasks) = (self.backend.clone(), self.stop.clone(), self.tasks.clone());
        self.tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(pause) => {}
                }
                // A task of its own, so that a panic ends the round and not the job.
                match tasks.spawn(round(backend.clone())).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => tracing::error!(job = name, %error, "the job {name} failed; it goes on"),
                    Err(panic) => tracing::error!(job = name, %panic, "the job {name} panicked; it goes on"),
                }
            }
        });
    }
}
