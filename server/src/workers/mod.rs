//! The service workers, as browsers run them: a script of the site with what it must know of this build written into it.

pub mod counter;
pub mod orders;

use serde_json::Value;

/// What both are built on.
const SHELL: &str = include_str!("shell.js");

/// A worker may ask its own site, and load nothing else.
pub const POLICY: &str = "default-src 'none'; connect-src 'self'";

/// A script with its blank line filled in.
fn written(script: &str, blank: &str, build: &Value) -> String {
    script.replacen(blank, &format!("const BUILD = {build};\n{SHELL}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_has_the_line_that_is_replaced() {
        for (script, blank) in [(counter::SCRIPT, counter::BLANK), (orders::SCRIPT, orders::BLANK)] {
            assert_eq!(script.matches(blank).count(), 1);
        }
    }
}
