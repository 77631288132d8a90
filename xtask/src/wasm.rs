//! The browser's half: compiled by cargo, split into a main part and chunks, given its JavaScript by wasm-bindgen,
//! made smaller by wasm-opt. Its `-O3` leaves more bytes than `-Oz`, but fewer once they are compressed.

use crate::{
    Mode, Outcome,
    chunks::{self, Chunks},
    command,
    site::digest,
};
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

/// The scripts and the parts of the program, which find one another by their names in one folder.
pub struct Bundle {
    /// Where they are.
    pub folder: PathBuf,
    /// The module that starts the program.
    pub js: &'static str,
    /// The program's main part.
    pub wasm: &'static str,
    /// The files of each chunk.
    pub chunks: Chunks,
}

/// Builds the client and returns where its files are. `work` keeps them for the next time.
pub fn build(root: &Path, work: &Path, mode: Mode) -> Outcome<Bundle> {
    let compiled = fs::read(compile(root, mode)?)?;
    let optimiser = (mode == Mode::Release).then(|| optimiser(root)).flatten();
    let (stamp, packed) = (work.join("stamp"), work.join("chunks.json"));
    let (main, parts, folder) = (work.join("entente.wasm"), work.join("parts"), work.join("bundle"));
    let key = format!("{} {mode:?} {optimiser:?}", digest(&compiled));
    // The same input is not always split in the same way, so what has been split stays.
    if !fs::read_to_string(&stamp).is_ok_and(|done| done == key) {
        if work.exists() {
            fs::remove_dir_all(work)?;
        }
        fs::create_dir_all(work)?;
        let split = chunks::split(&compiled, &main, &parts)?;
        bind(&main, &folder, mode)?;
        match optimiser {
            Some(program) => optimise(&program, &[&folder, &parts])?,
            None if mode == Mode::Release => {
                println!("wasm-opt is not installed (`npm ci` installs it): skipped, the wasm stays larger.");
            }
            None => {}
        }
        let chunks = chunks::pack(&split, &parts, &folder)?;
        fs::write(&packed, serde_json::to_vec(&chunks)?)?;
        fs::write(stamp, key)?;
    }
    Ok(Bundle {
        folder,
        js: "entente.js",
        wasm: "entente_bg.wasm",
        chunks: serde_json::from_slice(&fs::read(packed)?)?,
    })
}

/// Lets cargo decide whether anything changed.
fn compile(root: &Path, mode: Mode) -> Outcome<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Dev => ("dev", "debug"),
        Mode::Release => ("wasm-release", "wasm-release"),
    };
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    command::run(command::cargo(root).args([
        "rustc",
        "--package",
        "entente-client",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
        "--",
        // What the split goes by.
        "-Clink-arg=--emit-relocs",
    ]))?;
    Ok(target
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("entente_client.wasm"))
}

/// The library of the very version that the lock file gives the client, so the two cannot disagree.
fn bind(main: &Path, folder: &Path, mode: Mode) -> Outcome<()> {
    println!("wasm-bindgen");
    let release = mode == Mode::Release;
    Bindgen::new()
        .input_path(main)
        .out_name("entente")
        .web(true)?
        .typescript(false)
        // Chunks use them.
        .keep_lld_exports(true)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(folder)?;
    Ok(())
}

/// wasm-opt as npm installed it; without npm the build goes on without.
fn optimiser(root: &Path) -> Option<PathBuf> {
    let program = root.join("node_modules/.bin/wasm-opt");
    program.exists().then_some(program)
}

fn optimise(program: &Path, folders: &[&Path]) -> Outcome<()> {
    println!("wasm-opt");
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            let wasm = entry?.path();
            if wasm.extension().is_some_and(|extension| extension == "wasm") {
                shrink(program, &wasm)?;
            }
        }
    }
    Ok(())
}

fn shrink(program: &Path, wasm: &Path) -> Outcome<()> {
    let smaller = wasm.with_extension("opt");
    // It warns of every name section that the split has written.
    command::run_quietly(
        Command::new(program)
            .args(FEATURES)
            .arg("-O3")
            .arg(wasm)
            .arg("--output")
            .arg(&smaller),
    )?;
    Ok(fs::rename(smaller, wasm)?)
}
