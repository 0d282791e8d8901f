//! Tells the code where the build driver puts what the browser downloads, so that it can be taken into the binary.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let site = target_folder(&PathBuf::from(told("OUT_DIR")?), &told("TARGET")?)
        .ok_or("cargo's target folder was not found")?
        .join("site");
    // The first check of a fresh clone comes before the first build of the front.
    fs::create_dir_all(&site)?;
    // A debug build reads the files as it runs.
    if told("PROFILE")? == "release" {
        println!("cargo::rerun-if-changed={}", site.display());
    }
    println!("cargo::rustc-env=HALLE_SITE={}", site.display());
    Ok(())
}

/// `…/target/[triple/]profile/build/server-hash/out` is below the target folder.
fn target_folder(out: &Path, triple: &str) -> Option<PathBuf> {
    let build = out.ancestors().find(|folder| folder.ends_with("build"))?;
    let above = build.parent()?.parent()?;
    if above.ends_with(triple) {
        above.parent().map(Path::to_owned)
    } else {
        Some(above.to_owned())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells build scripts by their environment"
)]
fn told(name: &str) -> Result<String, std::env::VarError> {
    std::env::var(name)
}
