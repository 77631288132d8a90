//! `target/site`: everything the server embeds. Files that pages load carry a digest of their content in their
//! name, or lie in a folder that carries one of them all, so that browsers may keep them for ever; beside each
//! file that compresses stand its `.br` and `.gz`.

use crate::{
    Mode, Outcome,
    chunks::{Chunks, LOADER},
    css, wasm,
};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

/// What is already compressed gains nothing.
const NOT_COMPRESSED: [&str; 5] = ["png", "jpg", "webp", "woff2", "gz"];

/// Builds everything into `target/site` and leaves nothing old there.
pub fn build(root: &Path, mode: Mode) -> Outcome<()> {
    let bundle = wasm::build(root, &root.join("target/xtask"), mode)?;
    let style = css::bundle(&root.join("style/main.css"))?;
    let mut site = Site::open(root.join("target/site"), mode)?;

    let program = format!("pkg/{}", digest_of_folder(&bundle.folder)?);
    site.put_folder(&bundle.folder, Path::new(&program))?;
    let css = site.put_hashed("entente", "css", style.as_bytes())?;
    site.put_folder(&root.join("public"), Path::new(""))?;
    let url = |name: &str| format!("/{program}/{name}");
    let (js, loader, wasm) = (url(bundle.js), url(LOADER), url(bundle.wasm));
    let urls = |names: Vec<String>| names.iter().map(|name| url(name)).collect();
    let chunks: Chunks = bundle
        .chunks
        .into_iter()
        .map(|(chunk, names)| (chunk, urls(names)))
        .collect();
    let manifest = json!({ "js": js, "loader": loader, "wasm": wasm, "css": css, "chunks": chunks });
    site.keep(Path::new("manifest.json"), format!("{manifest}\n").as_bytes())?;
    site.sweep()?;
    site.report(&[("js", &[js, loader]), ("wasm", &[wasm]), ("css", &[css])], &chunks)
}

/// The first 16 hexadecimal digits of the content's SHA-256.
pub fn digest(content: &[u8]) -> String {
    let mut text = String::new();
    for byte in &Sha256::digest(content)[..8] {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The digest of all files of a folder, with their names.
fn digest_of_folder(folder: &Path) -> Outcome<String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let inner = if entry.file_type()?.is_dir() {
            digest_of_folder(&entry.path())?
        } else {
            digest(&fs::read(entry.path())?)
        };
        files.insert(entry.file_name(), inner);
    }
    Ok(digest(format!("{files:?}").as_bytes()))
}

struct Site {
    folder: PathBuf,
    mode: Mode,
    /// The files of this build; all others go.
    kept: BTreeSet<PathBuf>,
}

impl Site {
    /// Begins anew when the last build compressed for another mode.
    fn open(folder: PathBuf, mode: Mode) -> Outcome<Self> {
        let stamp = folder.with_file_name("site.stamp");
        let wanted = format!("{mode:?}");
        if !fs::read_to_string(&stamp).is_ok_and(|mode| mode == wanted) && folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        fs::write(stamp, wanted)?;
        let kept = BTreeSet::new();
        Ok(Self { folder, mode, kept })
    }

    /// Writes `pkg/{name}.{digest}.{extension}` and returns its path in a URL.
    fn put_hashed(&mut self, name: &str, extension: &str, content: &[u8]) -> Outcome<String> {
        let path = format!("pkg/{name}.{}.{extension}", digest(content));
        self.put(Path::new(&path), content)?;
        Ok(format!("/{path}"))
    }

    /// Copies a folder's files, and those of its folders, below `to`.
    fn put_folder(&mut self, from: &Path, to: &Path) -> Outcome<()> {
        if !from.exists() {
            return Ok(());
        }
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let target = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.put_folder(&entry.path(), &target)?;
            } else {
                self.put(&target, &fs::read(entry.path())?)?;
            }
        }
        Ok(())
    }

    /// Writes a file and its compressed forms, unless they are there already.
    fn put(&mut self, path: &Path, content: &[u8]) -> Outcome<()> {
        let unchanged = self.keep(path, content)?;
        let is = |ending: &str| path.extension().is_some_and(|extension| extension == ending);
        if NOT_COMPRESSED.iter().any(|ending| is(ending)) {
            return Ok(());
        }
        for (ending, compress) in [("br", brotli as Compress), ("gz", gzip as Compress)] {
            let smaller = with_ending(&self.folder.join(path), ending);
            if !unchanged || !smaller.exists() {
                fs::write(&smaller, compress(content, self.mode)?)?;
            }
            self.kept.insert(smaller);
        }
        Ok(())
    }

    /// Writes a file unless it is there already, which the answer tells. An unchanged file keeps its time, so
    /// that cargo does not build the server again.
    fn keep(&mut self, path: &Path, content: &[u8]) -> Outcome<bool> {
        let file = self.folder.join(path);
        let unchanged = fs::read(&file).is_ok_and(|there| there == content);
        if let (false, Some(parent)) = (unchanged, file.parent()) {
            fs::create_dir_all(parent)?;
            fs::write(&file, content)?;
        }
        self.kept.insert(file);
        Ok(unchanged)
    }

    /// Removes what an earlier build left.
    fn sweep(&self) -> Outcome<()> {
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else if !self.kept.contains(&entry.path()) {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// Says how much a first visit loads: what every page needs, and the chunk that weighs most.
    fn report(&self, always: &[(&str, &[String])], chunks: &Chunks) -> Outcome<()> {
        let mut parts = Vec::new();
        let mut first = 0;
        for (kind, paths) in always {
            let size = self.weight(*paths)?;
            parts.push(format!("{kind} {}", kilobytes(size)));
            first += size;
        }
        let mut heaviest = (0, "");
        for (name, paths) in chunks {
            let size = self.weight(paths)?;
            println!("chunk {name}: {} kB", kilobytes(size));
            heaviest = heaviest.max((size, name));
        }
        let (size, name) = heaviest;
        parts.push(format!("chunk {name} {}", kilobytes(size)));
        println!("site: {} = {} kB brotli", parts.join(" + "), kilobytes(first + size));
        let all = self.weight(chunks.values().flatten().collect::<BTreeSet<_>>())?;
        println!("site: {} kB with all chunks", kilobytes(first + all));
        Ok(())
    }

    /// How much these files weigh, compressed.
    fn weight<'path>(&self, paths: impl IntoIterator<Item = &'path String>) -> Outcome<u64> {
        let mut total = 0;
        for path in paths {
            let file = with_ending(&self.folder.join(path.trim_start_matches('/')), "br");
            total += fs::metadata(file)?.len();
        }
        Ok(total)
    }
}

fn kilobytes(size: u64) -> String {
    format!("{}.{}", size / 1000, size % 1000 / 100)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

type Compress = fn(&[u8], Mode) -> Outcome<Vec<u8>>;

fn brotli(content: &[u8], mode: Mode) -> Outcome<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: if mode == Mode::Release { 11 } else { 3 },
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut smaller = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut smaller, &parameters)?;
    Ok(smaller)
}

fn gzip(content: &[u8], mode: Mode) -> Outcome<Vec<u8>> {
    let level = if mode == Mode::Release {
        Compression::best()
    } else {
        Compression::fast()
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_file_stands_with_its_compressed_forms_and_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(&site).unwrap();
        fs::write(folder.path().join("site.stamp"), "Dev").unwrap();
        fs::write(site.join("old.css"), "old").unwrap();

        let mut built = Site::open(site.clone(), Mode::Dev).unwrap();
        let url = built.put_hashed("entente", "css", b"body{}").unwrap();
        built.put(Path::new("logo.png"), b"png").unwrap();
        built.sweep().unwrap();

        let file = site.join(url.trim_start_matches('/'));
        assert_eq!(fs::read(&file).unwrap(), b"body{}");
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&fs::read(with_ending(&file, "gz")).unwrap()[..])
            .read_to_string(&mut plain)
            .unwrap();
        assert_eq!(plain, "body{}");
        assert!(with_ending(&file, "br").exists());
        assert!(site.join("logo.png").exists() && !site.join("logo.png.br").exists());
        assert!(!site.join("old.css").exists());
    }

    #[test]
    fn the_name_follows_the_content() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea");
        assert_ne!(digest(b"abc"), digest(b"abd"));
    }
}
