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

/// The same, for a program whose warnings help nobody: what it writes shows only with an error.
pub fn run_quietly(command: &mut Command) -> Outcome<()> {
    let name = format!("{command:?}").replace('"', "");
    let output = command.output().map_err(|error| not_started(&name, &error))?;
    if output.status.success() {
        Ok(())
    } else {
        let words = String::from_utf8_lossy(&output.stderr);
        Err(format!("{words}{name} ended with {}", output.status).into())
    }
}

fn not_started(name: &str, error: &io::Error) -> String {
    format!("{name} could not be started: {error}")
}
