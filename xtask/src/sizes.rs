//! What the first page costs a shopper, besides its HTML and photos, and what the counter costs a merchant.

use std::fs;
use std::ops::Add;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::{Bundle, Project};
use crate::site::{brotli, with_br};

/// HTML, styles, script and WebAssembly of the first page, compressed.
const TARGET_BYTES: usize = 110_000;

pub fn print(project: &Project) -> Result<()> {
    println!("{:<28}{:>12}{:>12}", "file", "raw", "brotli");
    let mut market = Size::default();
    for bundle in Bundle::ALL {
        let module = row(project, &project.script(bundle))? + row(project, &project.wasm(bundle))?;
        if !bundle.is_named_by_pages() {
            line(&format!("{bundle:?}, when first used"), module);
            continue;
        }
        let total = row(project, &project.style(bundle))? + module;
        line(&format!("{bundle:?}, with the style"), total);
        if bundle == Bundle::Market {
            market = total;
        }
    }
    if !with_br(&project.site_root.join(project.wasm(Bundle::Market))).exists() {
        println!("These are of a fast build; the small one is `cargo run -p xtask -- front --release`.");
    }
    println!("{}", against_target(market.compressed));
    Ok(())
}

/// In bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    raw: usize,
    compressed: usize,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            compressed: self.compressed + other.compressed,
        }
    }
}

fn row(project: &Project, path: &Path) -> Result<Size> {
    let file = project.site_root.join(path);
    let content = fs::read(&file).with_context(|| {
        format!(
            "{} is missing: run `cargo run -p xtask -- front --release`",
            file.display()
        )
    })?;
    // The server sends the file beside it when there is one, so that is what counts.
    let compressed = fs::read(with_br(&file)).unwrap_or_else(|_| brotli(&content));
    let size = Size {
        raw: content.len(),
        compressed: compressed.len(),
    };
    line(&path.display().to_string(), size);
    Ok(size)
}

fn line(what: &str, size: Size) {
    println!(
        "{what:<28}{:>12}{:>12}",
        kilobytes(size.raw),
        kilobytes(size.compressed)
    );
}

fn against_target(total: usize) -> String {
    match TARGET_BYTES.checked_sub(total) {
        Some(left) => format!(
            "{} left for the page's HTML, of {}",
            kilobytes(left),
            kilobytes(TARGET_BYTES)
        ),
        None => {
            format!(
                "{} over the target of {}",
                kilobytes(total - TARGET_BYTES),
                kilobytes(TARGET_BYTES)
            )
        }
    }
}

/// Thousands of bytes with one decimal, in whole numbers so that nothing is rounded twice.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_round_up() {
        assert_eq!(kilobytes(0), "0.0 kB");
        assert_eq!(kilobytes(1), "0.1 kB");
        assert_eq!(kilobytes(110_000), "110.0 kB");
    }

    #[test]
    fn the_target_is_named_either_way() {
        assert_eq!(
            against_target(100_000),
            "10.0 kB left for the page's HTML, of 110.0 kB"
        );
        assert_eq!(against_target(110_001), "0.1 kB over the target of 110.0 kB");
    }
}
