//! A back end without anything in it, a caller without a name, many tasks at once.

use super::{PASSWORD, START};
use crate::{Backend, Clock, MailTransport, Rng, Settings};
use entente_domain::usecases::Caller;
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};
use tempfile::TempDir;

/// A fresh back end, not set up.
pub async fn open(mail: MailTransport) -> (Backend, Clock, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::test(START);
    let backend = open_in(directory.path(), &clock, mail, 1).await;
    (backend, clock, directory)
}

/// A back end on what is in `directory`, as after a restart; `seed` makes its random numbers.
pub async fn open_in(directory: &Path, clock: &Clock, mail: MailTransport, seed: u64) -> Backend {
    let settings = Settings {
        database: directory.join("entente.db").to_str().unwrap().to_owned(),
        data_dir: directory.to_owned(),
        public_url: "https://partners.example.com".parse().unwrap(),
        mail,
        key: None,
    };
    Backend::open(settings, clock.clone(), Rng::seeded(seed)).await.unwrap()
}

/// Nobody, in a browser of their own.
pub fn anonymous() -> Caller {
    Caller {
        ip: "192.0.2.1".to_owned(),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
        request_id: "test".to_owned(),
        ..Caller::default()
    }
}

/// Runs the same thing many times at once, on tasks of their own; returns all results.
pub async fn at_once<T, F>(times: usize, make: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(tokio::sync::Barrier::new(times));
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..times {
        let (work, barrier) = (make(number), Arc::clone(&barrier));
        tasks.spawn(async move {
            barrier.wait().await;
            work.await
        });
    }
    tasks.join_all().await
}

/// The hash of [`PASSWORD`], worked out once for all tests.
pub async fn password_hash(backend: &Backend) -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return hash.clone();
    }
    let hash = backend.hash_password(PASSWORD).await.unwrap();
    HASH.get_or_init(|| hash).clone()
}
