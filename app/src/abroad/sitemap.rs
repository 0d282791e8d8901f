//! Entries of the list of all pages.

use super::xml::escaped;
use chrono::{DateTime, SecondsFormat, Utc};

/// A page; `changed` when it is known.
pub fn entry(address: &str, changed: Option<DateTime<Utc>>) -> String {
    let changed = changed.map_or_else(String::new, |at| {
        format!(
            "<lastmod>{}</lastmod>",
            at.to_rfc3339_opts(SecondsFormat::Secs, true)
        )
    });
    format!("<url><loc>{}</loc>{changed}</url>\n", escaped(address))
}

/// A list of pages.
pub fn index_entry(address: &str) -> String {
    format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(address))
}
