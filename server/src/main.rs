//! `halle`: the market of one town or of many.

use clap::Parser;
use server::commands::Halle;
use std::process::ExitCode;

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
