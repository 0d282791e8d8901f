//! What the operator reads: as much as is asked for, and never an address. Addresses hold the keys of orders and links.

use tracing_subscriber::EnvFilter;

/// Writes requests down with their whole addresses, and is therefore never heard.
const WITH_ADDRESSES: &str = "tower_http::csrf=off";

/// As `HALLE_LOG` says: "info", or "halle=debug,warn".
pub fn filter(typed: &str) -> EnvFilter {
    EnvFilter::new(format!("{typed},{WITH_ADDRESSES}"))
}
