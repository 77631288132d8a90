//! The build and the test run: `cargo xtask build [--dev]`, `cargo xtask site [--dev]`, `cargo xtask test`.
//!
//! Here belongs what cargo alone cannot do: the browser's half of the program, its style sheet and its files,
//! named by content, compressed and laid into `target/site`, from where the server embeds them. Every step is
//! skipped when its input is unchanged. To add a step: a function in the file of its subject, called from
//! [`site::build`] in the order of the data.

mod chunks;
mod command;
mod css;
mod site;
mod test;
mod wasm;

use std::{error::Error, path::PathBuf, process::ExitCode};

/// What a step returns; an error's words reach whoever runs the build.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// For whom the build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Built fast: unoptimised, lightly compressed.
    Dev,
    /// Built small.
    Release,
}

const USAGE: &str = "\
cargo xtask build [--dev]   the site, then the server with the site inside
cargo xtask site  [--dev]   the site only: wasm, style sheet, files, into target/site
cargo xtask test            every test, Rust and browser, and one summary; needs a release build";

/// The folder of the workspace.
fn root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map_or(xtask.clone(), PathBuf::from)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["build" | "site", mode] if !matches!(*mode, "--dev" | "--release") => Err(USAGE.into()),
        ["build", rest @ ..] if rest.len() < 2 => build(mode(rest)),
        ["site", rest @ ..] if rest.len() < 2 => site::build(&root(), mode(rest)),
        ["test"] => return tested(),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Says nothing after the summary, which is to be the last line.
fn tested() -> ExitCode {
    match test::run(&root()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn mode(rest: &[&str]) -> Mode {
    if rest == ["--dev"] { Mode::Dev } else { Mode::Release }
}

/// The site, then the server that carries it.
fn build(mode: Mode) -> Outcome<()> {
    site::build(&root(), mode)?;
    let mut arguments = vec!["build", "--package", "entente"];
    if mode == Mode::Release {
        arguments.push("--release");
    }
    command::run(command::cargo(&root()).args(arguments))
}
