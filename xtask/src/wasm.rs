//! From a crate to the JavaScript and WebAssembly the browser loads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{Bundle, Mode, Project, SCANNER};
use crate::{site, tools};

const TARGET: &str = "wasm32-unknown-unknown";
/// What rustc emits by default for this target; `wasm-opt` refuses what it is not told to expect.
const INSTRUCTIONS: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds and returns the folder that holds nothing but the results.
pub fn build(project: &Project, mode: Mode, bundle: Bundle) -> Result<PathBuf> {
    let compiled = compile(project, mode, bundle)?;
    let bytes = fs::read(&compiled).with_context(|| format!("{} cannot be read", compiled.display()))?;
    let optimiser = if mode == Mode::Release {
        tools::wasm_opt(project)
    } else {
        None
    };
    if mode == Mode::Release && optimiser.is_none() {
        println!("wasm-opt skipped: none of version 120 or later was found (npm ci in end2end brings one)");
    }

    let name = bundle.name(project);
    let kitchen = project
        .target_dir
        .join("xtask")
        .join(if mode == Mode::Dev { "dev" } else { "release" })
        .join(&name);
    let (out, stamp_file) = (kitchen.join("pkg"), kitchen.join("stamp"));
    let stamp = format!("{} {}", site::short_hash([bytes.as_slice()]), optimiser.is_some());
    if fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) && out.is_dir() {
        return Ok(out);
    }

    // The stamp goes first and comes back last, so that an interrupted build is never taken for a finished one.
    let _ = fs::remove_file(&stamp_file);
    let _ = fs::remove_dir_all(&out);
    bind(&name, mode, bundle, bytes, &out)?;
    let wasm = out.join(format!("{name}_bg.wasm"));
    if let Some(optimiser) = optimiser {
        optimise(&optimiser, &wasm)?;
    }
    let named = out.join(
        project
            .wasm(bundle)
            .file_name()
            .context("the WebAssembly file has no name")?,
    );
    fs::rename(&wasm, &named).with_context(|| format!("{} cannot be written", named.display()))?;
    fs::write(&stamp_file, stamp)?;
    Ok(out)
}

fn compile(project: &Project, mode: Mode, bundle: Bundle) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    // Always both packages: a choice of one has other features of the crates below, and these would be compiled again.
    cargo.current_dir(&project.root).args([
        "build",
        "--lib",
        "--target",
        TARGET,
        "--package",
        &project.lib_package,
        "--package",
        SCANNER,
        "--no-default-features",
        "--features",
        &bundle.features(project),
    ]);
    let folder = match mode {
        // Not a profile of its own: macros and build scripts are then shared with the server's build.
        Mode::Dev => {
            cargo
                .env("CARGO_PROFILE_DEV_OPT_LEVEL", "s")
                .env("CARGO_PROFILE_DEV_DEBUG", "false");
            "debug"
        }
        Mode::Release => {
            cargo.args(["--profile", &project.release_profile]);
            &project.release_profile
        }
    };
    let status = cargo.status().context("cargo could not be started")?;
    ensure!(
        status.success(),
        "the browser's part did not build (if the target is missing: rustup target add {TARGET})"
    );
    let file = bundle.package(project).replace('-', "_");
    Ok(project
        .target_dir
        .join(TARGET)
        .join(folder)
        .join(file)
        .with_extension("wasm"))
}

fn bind(name: &str, mode: Mode, bundle: Bundle, bytes: Vec<u8>, out: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, bytes)
        .web(true)?
        .typescript(false)
        // Where Leptos says where the module is, the default would be a second opinion.
        .omit_default_module_path(bundle.is_named_by_pages())
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release)
        .generate(out)
        .context("wasm-bindgen failed (its crate and wasm-bindgen-cli-support must have the same version)")
}

fn optimise(program: &Path, wasm: &Path) -> Result<()> {
    let status = Command::new(program)
        .args(INSTRUCTIONS)
        .args(["-Oz", "--output"])
        .args([wasm, wasm])
        .status()
        .with_context(|| format!("{} could not be started", program.display()))?;
    ensure!(status.success(), "wasm-opt failed on {}", wasm.display());
    Ok(())
}
