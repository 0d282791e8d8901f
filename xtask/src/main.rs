//! The build driver: makes what the browser downloads, for people who have nothing but cargo.
//!
//! `cargo leptos` does the same from the same `[[workspace.metadata.leptos]]` table and keeps working for those who
//! have it; building it from source takes half an hour, building this takes two minutes.

mod communes;
mod project;
mod site;
mod sizes;
mod style;
mod tools;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use project::{Bundle, Mode, Project};

const USAGE: &str = "\
cargo run -p xtask -- front             what the browser downloads, built fast
cargo run -p xtask -- front --release   the same, small: optimised, and compressed beside
cargo run -p xtask -- sizes             what it weighs, against the target
cargo run -p xtask -- communes FILE     the list of communes, from `data/communes.json` of @etalab/decoupage-administratif";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<()> {
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["front"] => front(Mode::Dev),
        ["front", "--release"] => front(Mode::Release),
        ["sizes"] => sizes::print(&Project::read()?),
        ["communes", file] => communes::write(&Project::read()?.root, file.as_ref()),
        _ => bail!("one of these was expected:\n{USAGE}"),
    }
}

fn front(mode: Mode) -> Result<()> {
    let project = Project::read()?;
    let mut site = site::Site::default();
    for bundle in Bundle::ALL {
        site.add_folder(&wasm::build(&project, mode, bundle)?, &project.pkg_dir)?;
    }
    for (sheet, at) in project.sheets() {
        site.add(at, style::bundle(&sheet)?.into_bytes());
    }
    site.add_folder(&project.assets_dir, "".as_ref())?;
    let version = site.stamp();
    if mode == Mode::Release {
        site.compress();
    }
    let changed = site.write(&project.site_root)?;
    println!(
        "site {version} in {} ({changed} files changed)",
        project.site_root.display()
    );
    Ok(())
}
