//! One style sheet out of `style/main.css` and all it imports.

use std::path::Path;

use anyhow::{Result, anyhow, ensure};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// Browsers of 2021 get colours and nesting they understand. What they lack altogether (`@layer`, before 2022) stays
/// as written: pages are complete HTML and readable without any style.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Browsers {
        chrome: version(91, 0),
        android: version(91, 0),
        edge: version(91, 0),
        samsung: version(15, 0),
        firefox: version(91, 0),
        safari: version(15, 0),
        ios_saf: version(15, 0),
        ..Browsers::default()
    }
    .into()
}

pub fn bundle(main: &Path) -> Result<String> {
    ensure!(main.is_file(), "the style sheet {} is missing", main.display());
    let files = FileProvider::new();
    let targets = targets();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(|error| wrong(&error))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| wrong(&error))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    });
    Ok(printed.map_err(|error| wrong(&error))?.code)
}

/// The errors borrow from the sources, so only their sentence leaves.
fn wrong(error: &impl std::fmt::Display) -> anyhow::Error {
    anyhow!("the styles do not parse: {error}")
}
