//! The browser's half: compiled by cargo, split into a main part and chunks, given its JavaScript by wasm-bindgen,
//! made smaller by wasm-opt.

use crate::{Mode, Outcome, command, site::digest};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

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
    /// The module that loads chunks.
    pub loader: &'static str,
    /// The program's main part.
    pub wasm: &'static str,
    /// The files of each chunk. What several chunks use is in files of its own.
    pub chunks: Chunks,
}

type Chunks = BTreeMap<String, Vec<String>>;

const LOADER: &str = "loader.js";

/// Builds the client and returns where its files are. `work` keeps them for the next time.
pub fn build(root: &Path, work: &Path, mode: Mode) -> Outcome<Bundle> {
    let compiled = fs::read(compile(root, mode)?)?;
    let optimiser = (mode == Mode::Release).then(|| optimiser(root)).flatten();
    let bundle = |chunks| Bundle {
        folder: work.join("bundle"),
        js: "entente.js",
        loader: LOADER,
        wasm: "entente_bg.wasm",
        chunks,
    };
    let key = format!("{} {mode:?} {optimiser:?}", digest(&compiled));
    let (stamp, chunks) = (work.join("stamp"), work.join("chunks.json"));
    // Twice the same input need not be split in the same way.
    if fs::read_to_string(&stamp).is_ok_and(|done| done == key) {
        return Ok(bundle(serde_json::from_slice(&fs::read(chunks)?)?));
    }
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    fs::create_dir_all(work)?;
    let main = work.join("entente.wasm");
    let bundle = bundle(split(&compiled, &main, &work.join("bundle"))?);
    bind(&main, &bundle.folder, mode)?;
    match optimiser {
        Some(program) => optimise(&program, &bundle.folder)?,
        None if mode == Mode::Release => {
            println!("wasm-opt is not installed (`npm ci` installs it): skipped, the wasm stays larger.");
        }
        None => {}
    }
    fs::write(chunks, serde_json::to_vec(&bundle.chunks)?)?;
    fs::write(stamp, key)?;
    Ok(bundle)
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

/// Moves what only some pages use out of the main part.
fn split(compiled: &[u8], main: &Path, folder: &Path) -> Outcome<Chunks> {
    println!("wasm-split");
    let link_name = format!("./{LOADER}");
    let mut options = Options::new(compiled);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = "./entente.js";
    options.link_name = &link_name;
    let split = wasm_split_cli_support::transform(options).map_err(|error| format!("{error:?}"))?;
    Ok(split.prefetch_map.into_iter().collect())
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

fn optimise(program: &Path, folder: &Path) -> Outcome<()> {
    println!("wasm-opt");
    for entry in fs::read_dir(folder)? {
        let wasm = entry?.path();
        if wasm.extension().is_none_or(|extension| extension != "wasm") {
            continue;
        }
        let smaller = wasm.with_extension("opt");
        command::run(
            Command::new(program)
                .args(FEATURES)
                .arg("-Oz")
                .arg(&wasm)
                .arg("--output")
                .arg(&smaller),
        )?;
        fs::rename(smaller, wasm)?;
    }
    Ok(())
}
