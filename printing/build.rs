//! Lays the two faces that we print with beside the crate. The crate that carries them holds eight megabytes of others,
//! and must therefore not be linked into the server itself.

#![expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script everything through its environment"
)]

use std::{env, error::Error, fs, path::Path};

/// By their PostScript names.
const FACES: [&str; 2] = ["LibertinusSerif-Regular", "LibertinusSerif-Semibold"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR")?;
    for face in FACES {
        let font = typst_assets::fonts()
            .find(|font| name(font).as_deref() == Some(face))
            .ok_or_else(|| format!("typst-assets has no {face} any more"))?;
        fs::write(Path::new(&folder).join(face).with_extension("otf"), font)?;
    }
    Ok(())
}

fn name(font: &[u8]) -> Option<String> {
    let face = ttf_parser::Face::parse(font, 0).ok()?;
    let mut names = face.names().into_iter();
    names
        .find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())
        .and_then(|name| name.to_string())
}
