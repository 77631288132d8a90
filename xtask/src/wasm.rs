//! The browser's half: compiled by cargo, given its JavaScript by wasm-bindgen, made smaller by wasm-opt.

use crate::{Mode, Outcome, command, site::digest};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// What rustc emits for wasm32 by default and every browser since 2022 reads.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The two files a page loads, and the pieces of JavaScript that crates bring along.
pub struct Bundle {
    /// The module that starts the wasm.
    pub js: PathBuf,
    /// The wasm.
    pub wasm: PathBuf,
    /// A folder that the module imports from, if any crate asked for one.
    pub snippets: Option<PathBuf>,
}

/// Builds the client and returns where its files are. `work` keeps them for the next time.
pub fn build(root: &Path, work: &Path, mode: Mode) -> Outcome<Bundle> {
    let compiled = compile(root, mode)?;
    let optimiser = (mode == Mode::Release).then(|| optimiser(root)).flatten();
    let bundle = Bundle {
        js: work.join("entente.js"),
        wasm: work.join("entente_bg.wasm"),
        snippets: Some(work.join("snippets")),
    };
    let key = format!("{} {mode:?} {optimiser:?}", digest(&fs::read(&compiled)?));
    let stamp = work.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|done| done == key) {
        return Ok(bundle.with_snippets_that_exist());
    }
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    fs::create_dir_all(work)?;
    bind(&compiled, work, mode)?;
    match optimiser {
        Some(program) => optimise(&program, &bundle.wasm)?,
        None if mode == Mode::Release => {
            println!("wasm-opt is not installed (`npm ci` installs it): skipped, the wasm stays larger.");
        }
        None => {}
    }
    fs::write(stamp, key)?;
    Ok(bundle.with_snippets_that_exist())
}

impl Bundle {
    fn with_snippets_that_exist(mut self) -> Self {
        self.snippets = self.snippets.filter(|folder| folder.exists());
        self
    }
}

/// Lets cargo decide whether anything changed.
fn compile(root: &Path, mode: Mode) -> Outcome<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Dev => ("dev", "debug"),
        Mode::Release => ("wasm-release", "wasm-release"),
    };
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    command::run(command::cargo(root).args([
        "build",
        "--package",
        "entente-client",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
    ]))?;
    Ok(target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("entente_client.wasm"))
}

/// The library of the very version that the lock file gives the client, so the two cannot disagree.
fn bind(compiled: &Path, work: &Path, mode: Mode) -> Outcome<()> {
    println!("wasm-bindgen");
    let release = mode == Mode::Release;
    Bindgen::new()
        .input_path(compiled)
        .out_name("entente")
        .web(true)?
        .typescript(false)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(work)?;
    Ok(())
}

/// wasm-opt as npm installed it; without npm the build goes on without.
fn optimiser(root: &Path) -> Option<PathBuf> {
    let program = root.join("node_modules/.bin/wasm-opt");
    program.exists().then_some(program)
}

fn optimise(program: &Path, wasm: &Path) -> Outcome<()> {
    println!("wasm-opt");
    let smaller = wasm.with_extension("opt");
    command::run(
        Command::new(program)
            .args(FEATURES)
            .arg("-Oz")
            .arg(wasm)
            .arg("--output")
            .arg(&smaller),
    )?;
    Ok(fs::rename(smaller, wasm)?)
}
