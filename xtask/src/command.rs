//! Running other programs.

use crate::Outcome;
use std::{ffi::OsString, io, path::Path, process::Command};

/// The cargo that runs this build, in the workspace's folder.
pub fn cargo(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

/// Runs `command` to its end; anything but success is an error that names it.
pub fn run(command: &mut Command) -> Outcome<()> {
    let name = format!("{command:?}").replace('"', "");
    let status = command.status().map_err(|error| not_started(&name, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} ended with {status}").into())
    }
}

fn not_started(name: &str, error: &io::Error) -> String {
    format!("{name} could not be started: {error}")
}
