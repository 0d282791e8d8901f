//! Programs we use when they are there and do without when they are not.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::project::Project;

/// Older ones do not know the instructions that rustc emits since 1.87.
const OLDEST_WASM_OPT: u32 = 120;

/// A `wasm-opt` that is new enough: the end-to-end tests' own, else the one on PATH.
pub fn wasm_opt(project: &Project) -> Option<PathBuf> {
    [
        project.root.join("end2end/node_modules/.bin/wasm-opt"),
        PathBuf::from("wasm-opt"),
    ]
    .into_iter()
    .find(|path| version(path).is_some_and(|version| version >= OLDEST_WASM_OPT))
}

fn version(program: &PathBuf) -> Option<u32> {
    let told = Command::new(program)
        .arg("--version")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    parse_version(&String::from_utf8_lossy(&told.stdout))
}

/// `wasm-opt version 132 (version_132)` is 132.
fn parse_version(told: &str) -> Option<u32> {
    told.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_number() {
        assert_eq!(parse_version("wasm-opt version 132 (version_132)\n"), Some(132));
        assert_eq!(parse_version("wasm-opt version 108\n"), Some(108));
        assert_eq!(parse_version("command not found"), None);
    }
}
