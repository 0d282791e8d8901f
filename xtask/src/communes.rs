//! The list of communes that the program knows, from the npm package `@etalab/decoupage-administratif`.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::{fmt::Write as _, fs, path::Path};

/// Where the program has it.
const LIST: &str = "services/src/communes/list.txt";
/// Islands on which nobody lives: no market opens there.
const UNINHABITED: [&str; 2] = ["984", "989"];
/// France has some more than this.
const LEAST: usize = 34_000;

#[derive(Deserialize)]
struct Commune {
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "codesPostaux", default)]
    postcodes: Vec<String>,
}

/// Writes the list anew from `data/communes.json` of the unpacked package.
pub fn write(root: &Path, communes: &Path) -> Result<()> {
    let text = fs::read(communes).with_context(|| format!("{} cannot be read", communes.display()))?;
    let mut all: Vec<Commune> = serde_json::from_slice(&text).context("this is no list of communes")?;
    // Those of today, and not the parts that they were made of.
    all.retain(|commune| {
        commune.kind == "commune-actuelle"
            && !UNINHABITED.iter().any(|island| commune.code.starts_with(island))
    });
    ensure!(
        all.len() > LEAST,
        "only {} communes: is this all of it?",
        all.len()
    );
    all.sort_by(|a, b| a.code.cmp(&b.code));
    let mut list = String::new();
    for commune in &all {
        ensure!(
            !commune.nom.contains(';') && !commune.postcodes.is_empty(),
            "{} cannot be written",
            commune.code
        );
        writeln!(
            list,
            "{};{};{}",
            commune.code,
            commune.postcodes.join(" "),
            commune.nom
        )?;
    }
    let path = root.join(LIST);
    fs::write(&path, list).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{} communes in {}", all.len(), path.display());
    Ok(())
}
