//! The chunks of the program: what only some pages use, taken out of its main part.
//!
//! The split gives a part for each set of chunks that have functions in common, which are many small files. So the
//! parts of a chunk travel together, in one pack. What nearly all chunks use is in a pack of its own: loaded once,
//! whichever page comes next.

use crate::Outcome;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};
use wasm_split_cli_support::Options;

/// The module that loads chunks. The program's main part imports it by this name.
pub const LOADER: &str = "loader.js";

/// Files by the name of their chunk.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// Splits `compiled` into a main part, for wasm-bindgen, and the parts of chunks, without it, in `folder`.
pub fn split(compiled: &[u8], main: &Path, folder: &Path) -> Outcome<Chunks> {
    println!("wasm-split");
    let link_name = format!("./{LOADER}");
    let mut options = Options::new(compiled);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = "./entente.js";
    options.link_name = &link_name;
    let split = wasm_split_cli_support::transform(options).map_err(|error| format!("{error:?}"))?;
    let named = |(chunk, stems): (String, Vec<String>)| {
        let names = stems.into_iter().map(|stem| format!("{stem}.wasm")).collect();
        (chunk, names)
    };
    Ok(split.prefetch_map.into_iter().map(named).collect())
}

/// Packs the parts in `from` and writes the packs and the loader to `to`. Returns the packs of each chunk.
pub fn pack(parts: &Chunks, from: &Path, to: &Path) -> Outcome<Chunks> {
    let mut chunks = Chunks::new();
    let mut packs: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (chunk, names) in parts {
        for name in names {
            let users = parts.values().filter(|other| other.contains(name)).count();
            let pack = if users * 4 > parts.len() * 3 { "common" } else { chunk };
            packs.entry(format!("{pack}.pack")).or_default().insert(name);
            let needed = chunks.entry(chunk.clone()).or_default();
            if !needed.contains(&format!("{pack}.pack")) {
                needed.push(format!("{pack}.pack"));
            }
        }
    }
    let mut index = BTreeMap::new();
    for (pack, names) in packs {
        let mut content = Vec::new();
        let mut lengths = Vec::new();
        for name in names {
            let part = fs::read(from.join(name))?;
            lengths.push(json!([name, part.len()]));
            content.extend(part);
        }
        fs::write(to.join(&pack), content)?;
        index.insert(pack, lengths);
    }
    let generated = fs::read_to_string(from.join(LOADER))?;
    fs::write(to.join(LOADER), loader(&generated, &json!(index), &chunks)?)?;
    Ok(chunks)
}

/// The split's own loader knows what parts import from the main part; the rest of it would load file by file.
fn loader(generated: &str, index: &serde_json::Value, chunks: &Chunks) -> Outcome<String> {
    let (imports, _) = generated
        .split_once("function wrapAsyncCb")
        .ok_or("the split's loader is not as expected")?;
    let mut script = format!("{imports}{}const packs = {index};\n", include_str!("loader.js"));
    for (chunk, packs) in chunks {
        let packs = json!(packs);
        writeln!(script, "export const __wasm_split_load_{chunk} = chunk({packs});")?;
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_chunk_travel_together() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(from.path().join(LOADER), "let imports;\nfunction wrapAsyncCb() {}").unwrap();
        for (name, content) in [("all.wasm", "aaa"), ("a.wasm", "b"), ("b.wasm", "cc"), ("c.wasm", "d")] {
            fs::write(from.path().join(name), content).unwrap();
        }
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let parts = Chunks::from([
            ("a".to_owned(), names(&["all.wasm", "a.wasm"])),
            ("b".to_owned(), names(&["all.wasm", "b.wasm"])),
            ("c".to_owned(), names(&["all.wasm", "b.wasm", "c.wasm"])),
        ]);

        let chunks = pack(&parts, from.path(), to.path()).unwrap();

        assert_eq!(chunks["a"], ["common.pack", "a.pack"]);
        assert_eq!(chunks["c"], ["common.pack", "c.pack"]);
        assert_eq!(fs::read_to_string(to.path().join("common.pack")).unwrap(), "aaa");
        assert_eq!(fs::read_to_string(to.path().join("c.pack")).unwrap(), "ccd");
        let loader = fs::read_to_string(to.path().join(LOADER)).unwrap();
        assert!(loader.starts_with("let imports;"));
        assert!(loader.contains(r#""c.pack":[["b.wasm",2],["c.wasm",1]]"#));
        assert!(loader.ends_with("export const __wasm_split_load_c = chunk([\"common.pack\",\"c.pack\"]);\n"));
    }
}
