//! The server program, the only place where everything meets: command line, back end, user interface.
//!
//! Here belong starting and stopping. What happens to a request is in `router.rs`, what is done at its edge
//! (cookies, headers, guard, links) in `edge/`, the rules behind it in the back end. To add a command: a
//! variant of [`config::Command`] and an arm in [`run`].

mod assets;
mod config;
mod edge;
mod router;
mod serve;

use clap::Parser as _;
use config::{Cli, Command, Options};
use entente_backend::{Backend, Clock, Rng, StartError};
use entente_domain::password::MIN_PASSWORD;
use std::process::ExitCode;

/// Page rendering allocates many small pieces; this allocator is measurably quicker at it than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Refused to start: the command line, the environment or the data directory must be changed.
const REFUSED: u8 = 2;
/// A row or a document was changed or taken out.
const MISFIT: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("entente: {error}");
            ExitCode::from(REFUSED)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode, StartError> {
    if matches!(cli.command, Some(Command::Version)) {
        println!("entente {}", env!("CARGO_PKG_VERSION"));
        return Ok(ExitCode::SUCCESS);
    }
    edge::telemetry::start(&cli.options.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            StartError(format!(
                "cannot start worker threads: {error}. Allow this program more of them."
            ))
        })?;
    runtime.block_on(async {
        match cli.command {
            Some(Command::Verify) => {
                let fits = verify(&cli.options).await?;
                return Ok(ExitCode::from(if fits { 0 } else { MISFIT }));
            }
            Some(Command::ForgetSecondFactor { address }) => {
                tend(&cli.options, async |backend| {
                    backend.forget_second_factor(&address).await?;
                    Ok(format!(
                        "No code is asked for any more. A password of fewer than {MIN_PASSWORD} characters has to be \
                         replaced, by a mailed link."
                    ))
                })
                .await?;
            }
            Some(Command::Deactivate { address }) => {
                tend(&cli.options, async |backend| {
                    Ok(deactivated(backend.deactivate(&address).await?))
                })
                .await?;
            }
            Some(Command::Activate { address }) => {
                tend(&cli.options, async |backend| {
                    backend.activate(&address).await?;
                    Ok("The person can sign in again.".to_owned())
                })
                .await?;
            }
            Some(Command::Demo { partners, load_only }) => demo(&cli.options, partners, load_only).await?,
            Some(Command::Serve | Command::Version) | None => {
                let listener = serve::listen(&cli.options).await?;
                let backend = open(&cli.options, serve::port(&listener)).await?;
                serve::run(&cli.options, listener, backend).await?;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Says for each chain whether it fits, and whether both do.
async fn verify(options: &Options) -> Result<bool, StartError> {
    let report = entente_backend::verify::run(&options.database()).await?;
    for line in report.lines() {
        println!("{line}");
    }
    Ok(report.fits())
}

/// Does something to one person, and prints what is said of it; the server may run meanwhile.
async fn tend(
    options: &Options,
    deed: impl AsyncFnOnce(&Backend) -> Result<String, StartError>,
) -> Result<(), StartError> {
    let database = options.database();
    if !std::path::Path::new(&database).exists() {
        return Err(StartError(format!(
            "there is no database at {database}. Give its --data-dir."
        )));
    }
    let backend = open(options, options.listen.port()).await?;
    let result = deed(&backend).await;
    backend.close().await;
    println!("{}", result?);
    Ok(())
}

/// What is said of somebody who was deactivated and has so many open invitations made.
fn deactivated(open: i64) -> String {
    let done = "The person cannot sign in any more, and every session of theirs has ended.";
    match open {
        0 => done.to_owned(),
        1 => format!("{done}\nAn invitation that they made is open, and counts while others could make it."),
        many => format!("{done}\n{many} invitations that they made are open, and count while others could make them."),
    }
}

/// Loads the demo account, says how to sign in, and serves it.
async fn demo(options: &Options, partners: u32, load_only: bool) -> Result<(), StartError> {
    if load_only {
        let backend = open(options, options.listen.port()).await?;
        load_demo(&backend, partners).await?;
        backend.close().await;
        return Ok(());
    }
    let listener = serve::listen(options).await?;
    let backend = open(options, serve::port(&listener)).await?;
    load_demo(&backend, partners).await?;
    serve::run(options, listener, backend).await
}

async fn load_demo(backend: &Backend, partners: u32) -> Result<(), StartError> {
    let demo = entente_backend::demo::load(backend, partners).await?;
    println!(
        "Demo account {}: sign in as {} with the password {}",
        demo.account, demo.email, demo.password
    );
    Ok(())
}

async fn open(options: &Options, port: u16) -> Result<Backend, StartError> {
    Backend::open(options.settings(port)?, Clock::system(), Rng::system()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_database_is_checked_while_it_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().to_str().unwrap();
        let cli = Cli::try_parse_from(["entente", "verify", "--data-dir", directory]).unwrap();
        assert!(matches!(cli.command, Some(Command::Verify)));
        let missing = verify(&cli.options).await.unwrap_err();
        assert!(missing.0.contains("--data-dir"), "{missing}");

        let backend = open(&cli.options, 3000).await.unwrap();
        load_demo(&backend, 3).await.unwrap();
        assert!(verify(&cli.options).await.unwrap());
        backend.close().await;
        assert!(verify(&cli.options).await.unwrap());
    }
}
