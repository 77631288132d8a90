//! Every test, one after the other, and one line at the end that says how many passed.

use crate::{Outcome, command};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

/// Passed and failed tests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
}

/// Rust's tests, then the browser's against `target/release/entente`; true when all passed. The last line printed
/// is the summary.
pub fn run(root: &Path) -> Outcome<bool> {
    let rust = tally(command::cargo(root).args(["test", "--no-fail-fast"]), rust_line)?;
    let browser = tally(
        Command::new("npx")
            .args(["playwright", "test"])
            .env("FORCE_COLOR", "0")
            .current_dir(root.join("end2end")),
        browser_line,
    )?;
    for (kind, tally) in [("Rust", rust), ("Browser", browser)] {
        println!("{kind}: {} passed and {} failed.", tally.passed, tally.failed);
    }
    let failed = rust.failed + browser.failed;
    println!("{} passed, {failed} failed", rust.passed + browser.passed);
    Ok(failed == 0)
}

/// Runs a test program, lets its output through and adds up what `count` reads from each line. A program that
/// fails without a failed test, by not compiling for example, or that runs no test, counts as one failure.
fn tally(command: &mut Command, count: fn(&str) -> Tally) -> Outcome<Tally> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut sum = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            let found = count(&line);
            sum.passed += found.passed;
            sum.failed += found.failed;
        }
    }
    let succeeded = child.wait()?.success();
    if sum.failed == 0 && (!succeeded || sum.passed == 0) {
        sum.failed = 1;
    }
    Ok(sum)
}

/// `test result: ok. 12 passed; 0 failed; 0 ignored; …`
fn rust_line(line: &str) -> Tally {
    line.strip_prefix("test result: ")
        .and_then(|rest| rest.split_once(". "))
        .map_or_else(Tally::default, |(_, counts)| words(counts.split("; ")))
}

/// `  12 passed (3.4s)`, `  1 failed`, `  1 flaky`, one a line at the end of Playwright's output. A flaky test
/// is a failed one.
fn browser_line(line: &str) -> Tally {
    if line.starts_with("  ") {
        words(std::iter::once(line.trim()))
    } else {
        Tally::default()
    }
}

fn words<'a>(parts: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally::default();
    for part in parts {
        let mut words = part.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else {
            continue;
        };
        match (words.next(), words.next()) {
            (Some("passed"), _) => tally.passed += number,
            (Some("failed" | "flaky" | "interrupted"), None) | (Some("did"), Some("not")) => tally.failed += number,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_lines_are_counted() {
        let tally = |passed, failed| Tally { passed, failed };
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(rust_line(line), tally(12, 3));
        assert_eq!(rust_line("test result is 4 passed"), tally(0, 0));
        assert_eq!(browser_line("  31 passed (1.2m)"), tally(31, 0));
        assert_eq!(browser_line("  2 failed"), tally(0, 2));
        assert_eq!(browser_line("  1 did not run"), tally(0, 1));
        assert_eq!(browser_line("  4 skipped"), tally(0, 0));
        assert_eq!(browser_line("    2 failed because of this"), tally(0, 0));
        assert_eq!(browser_line("31 passed"), tally(0, 0));
    }
}
