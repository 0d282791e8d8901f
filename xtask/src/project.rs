//! What the build needs to know of the project: the `[[workspace.metadata.leptos]]` table, and where cargo puts things.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Dev,
    Release,
}

/// What one kind of page loads, or fetches later. The first three are `frontend` compiled with other features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The shopper's pages.
    Market,
    /// The merchant's pages.
    Counter,
    /// The official's pages.
    Hall,
    /// What reads barcodes: fetched by the counter when somebody aims at one and the browser knows none.
    Scanner,
}

/// The package of the barcode reader.
pub const SCANNER: &str = "scanner";

impl Bundle {
    pub const ALL: [Self; 4] = [Self::Market, Self::Counter, Self::Hall, Self::Scanner];

    /// The package that becomes it.
    pub fn package(self, project: &Project) -> &str {
        match self {
            Self::Market | Self::Counter | Self::Hall => &project.lib_package,
            Self::Scanner => SCANNER,
        }
    }

    /// Features, each with its package in front.
    pub fn features(self, project: &Project) -> String {
        match self {
            Self::Market | Self::Scanner => String::new(),
            Self::Counter => format!("{}/counter", project.lib_package),
            Self::Hall => format!("{}/hall", project.lib_package),
        }
    }

    /// Whether a document wakes it and says where its WebAssembly is. The others look beside their script.
    pub const fn is_named_by_pages(self) -> bool {
        matches!(self, Self::Market | Self::Counter | Self::Hall)
    }

    /// What its files are called: the project's name for the market, and more after it for the others.
    pub fn name(self, project: &Project) -> String {
        match self {
            Self::Market => project.output_name.clone(),
            Self::Counter => format!("{}-counter", project.output_name),
            Self::Hall => format!("{}-hall", project.output_name),
            Self::Scanner => format!("{}-scanner", project.output_name),
        }
    }
}

/// The project, with every path absolute except those inside the site.
#[derive(Debug)]
pub struct Project {
    pub root: PathBuf,
    pub target_dir: PathBuf,
    pub lib_package: String,
    pub release_profile: String,
    pub output_name: String,
    pub site_root: PathBuf,
    pub pkg_dir: PathBuf,
    pub style_file: PathBuf,
    pub assets_dir: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    #[serde(rename = "metadata")]
    tables: Option<Tables>,
}

#[derive(Deserialize)]
struct Tables {
    #[serde(default)]
    leptos: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    output_name: String,
    lib_package: String,
    site_root: PathBuf,
    site_pkg_dir: PathBuf,
    style_file: PathBuf,
    assets_dir: PathBuf,
    lib_profile_release: String,
}

impl Project {
    pub fn read() -> Result<Self> {
        let found = Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .output()
            .context("cargo could not be started")?;
        ensure!(
            found.status.success(),
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&found.stderr)
        );
        let found: Metadata = serde_json::from_slice(&found.stdout)
            .context("the [[workspace.metadata.leptos]] table of Cargo.toml lacks something")?;
        let mut tables = found.tables.map(|tables| tables.leptos).unwrap_or_default();
        let Some(table) = tables.pop().filter(|_| tables.is_empty()) else {
            bail!("Cargo.toml must have exactly one [[workspace.metadata.leptos]] table");
        };
        Ok(Self::from(found.workspace_root, found.target_directory, table))
    }

    fn from(root: PathBuf, target_dir: PathBuf, table: Table) -> Self {
        Self {
            site_root: site_root(&root, &target_dir, &table.site_root),
            style_file: root.join(table.style_file),
            assets_dir: root.join(table.assets_dir),
            lib_package: table.lib_package,
            release_profile: table.lib_profile_release,
            output_name: table.output_name,
            pkg_dir: table.site_pkg_dir,
            root,
            target_dir,
        }
    }

    /// The style sheets, each with its place inside the site: the whole one, which other tools build as well, and the
    /// market's, which spares shoppers what only the counter and the town hall show.
    pub fn sheets(&self) -> [(PathBuf, PathBuf); 2] {
        let market = self.style_file.with_file_name("market.css");
        [
            (self.style_file.clone(), self.style(Bundle::Counter)),
            (market, self.style(Bundle::Market)),
        ]
    }

    /// A bundle's style sheet inside the site: `pkg/halle-market.css`, and `pkg/halle.css` for all others.
    pub fn style(&self, bundle: Bundle) -> PathBuf {
        let name = match bundle {
            Bundle::Market => format!("{}-market", self.output_name),
            Bundle::Counter | Bundle::Hall | Bundle::Scanner => self.output_name.clone(),
        };
        self.pkg_dir.join(name).with_extension("css")
    }

    /// A bundle's script inside the site: `pkg/halle.js`.
    pub fn script(&self, bundle: Bundle) -> PathBuf {
        self.pkg_dir.join(bundle.name(self)).with_extension("js")
    }

    /// A bundle's WebAssembly inside the site. Leptos asks for `halle_bg.wasm`, or for `halle.wasm` when it was
    /// compiled with `LEPTOS_OUTPUT_NAME` set: both crates see the same `.cargo/config.toml`, so asking here answers
    /// for there.
    pub fn wasm(&self, bundle: Bundle) -> PathBuf {
        let suffix = if bundle.is_named_by_pages() && option_env!("LEPTOS_OUTPUT_NAME").is_some() {
            ""
        } else {
            "_bg"
        };
        self.pkg_dir.join(format!("{}{suffix}.wasm", bundle.name(self)))
    }
}

/// "target/site" means a folder of cargo's target folder, wherever that is.
fn site_root(root: &Path, target_dir: &Path, named: &Path) -> PathBuf {
    named
        .strip_prefix("target")
        .map_or_else(|_| root.join(named), |inside| target_dir.join(inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_follows_the_target_folder() {
        let site = |named| {
            site_root(
                Path::new("/project"),
                Path::new("/cache/target"),
                Path::new(named),
            )
        };
        assert_eq!(site("target/site"), Path::new("/cache/target/site"));
        assert_eq!(site("dist"), Path::new("/project/dist"));
    }
}
