//! `halle`: the market of one town or of many.

use clap::Parser;
use mimalloc::MiMalloc;
use server::commands::Halle;
use std::process::ExitCode;

/// A page is thousands of small pieces, taken on one thread and given back on another, which the system's own allocator makes
/// a good part of its cost. The parts in C, first of all SQLite, take theirs from it too (`override`).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return sorry(&error.into()),
    };
    match runtime.block_on(Halle::parse().run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => sorry(&error),
    }
}

fn sorry(error: &anyhow::Error) -> ExitCode {
    eprintln!("halle: {error:#}");
    ExitCode::FAILURE
}
