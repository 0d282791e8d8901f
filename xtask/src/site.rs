//! The folder that the server serves and embeds, put together in memory and then written at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

const VERSION_FILE: &str = "version.txt";
/// What gains from compression; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 10] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Path inside the site → content.
#[derive(Debug, Default)]
pub struct Site(BTreeMap<PathBuf, Vec<u8>>);

impl Site {
    pub fn add(&mut self, path: PathBuf, content: Vec<u8>) {
        self.0.insert(path, content);
    }

    /// Everything in `folder`, under `at` in the site. A folder that is not there adds nothing.
    pub fn add_folder(&mut self, folder: &Path, at: &Path) -> Result<()> {
        for file in files_in(folder)? {
            let content = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            self.add(at.join(file.strip_prefix(folder)?), content);
        }
        Ok(())
    }

    /// Writes the version of the whole into it: twelve hexadecimal digits that change when any file does.
    pub fn stamp(&mut self) -> String {
        let version = short_hash(
            self.0
                .iter()
                .flat_map(|(path, content)| [path.as_os_str().as_encoded_bytes(), content]),
        );
        self.add(VERSION_FILE.into(), version.clone().into_bytes());
        version
    }

    /// Adds `halle.css.br` beside `halle.css`, so that the server never compresses these itself.
    pub fn compress(&mut self) {
        let compressed: Vec<_> = self
            .0
            .iter()
            .filter(|(path, _)| {
                path.extension()
                    .is_some_and(|end| COMPRESSIBLE.iter().any(|known| end == *known))
            })
            .map(|(path, content)| (with_br(path), brotli(content)))
            .collect();
        self.0.extend(compressed);
    }

    /// Makes `root` hold exactly this. Files already right keep their dates, so that nothing is rebuilt for them.
    pub fn write(&self, root: &Path) -> Result<usize> {
        let mut changed = 0;
        for (path, content) in &self.0 {
            let path = root.join(path);
            if fs::read(&path).is_ok_and(|there| there == *content) {
                continue;
            }
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(&path, content).with_context(|| format!("{} cannot be written", path.display()))?;
            changed += 1;
        }
        for stale in files_in(root)?.into_iter().filter(|file| !self.has(root, file)) {
            fs::remove_file(&stale).with_context(|| format!("{} cannot be removed", stale.display()))?;
            changed += 1;
        }
        Ok(changed)
    }

    fn has(&self, root: &Path, file: &Path) -> bool {
        file.strip_prefix(root)
            .is_ok_and(|inside| self.0.contains_key(inside))
    }
}

pub fn with_br(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

pub fn brotli(content: &[u8]) -> Vec<u8> {
    let params = BrotliEncoderParams {
        quality: 11,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut out, &params)
        .expect("memory does not fail to read or write");
    out
}

/// Each part counts with its length, so that moving a byte from one file to the next changes the result.
pub fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .take(6)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// All files below `folder`, in a stable order; hidden ones (.gitkeep) are not for the browser.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        match path.is_dir() {
            _ if hidden => {}
            true => files.extend(files_in(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_changes_with_names_and_contents() {
        let version = |files: &[(&str, &str)]| {
            let mut site = Site::default();
            for (path, content) in files {
                site.add(path.into(), content.as_bytes().to_vec());
            }
            site.stamp()
        };
        let first = version(&[("a.css", "x"), ("b.js", "y")]);
        assert_eq!(first.len(), 12);
        assert_eq!(first, version(&[("b.js", "y"), ("a.css", "x")]));
        assert_ne!(first, version(&[("a.css", "xb"), ("b.js", "y")]));
        assert_ne!(first, version(&[("a.cssx", ""), ("b.js", "y")]));
    }

    #[test]
    fn only_text_and_wasm_are_compressed() {
        let mut site = Site::default();
        site.add("pkg/halle.css".into(), b"a{color:red}".to_vec());
        site.add("icon.png".into(), vec![0; 64]);
        site.compress();
        let names: Vec<_> = site.0.keys().map(|path| path.display().to_string()).collect();
        assert_eq!(names, ["icon.png", "pkg/halle.css", "pkg/halle.css.br"]);
    }
}
