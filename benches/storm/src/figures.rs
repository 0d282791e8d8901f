//! Writes what was measured into the one table of `docs/figures.md`.

use anyhow::{Context, Result};
use std::{fs, path::PathBuf};

/// Where figures go besides the terminal.
#[derive(Clone, Debug, clap::Args)]
pub struct Figures {
    /// The file with the table of figures; without it they are only printed.
    #[arg(long = "figures", global = true)]
    table: Option<PathBuf>,
    /// The command that measures this, as it is to be typed.
    #[arg(long, global = true, default_value = "storm")]
    command: String,
    /// Today.
    #[arg(long, global = true, default_value = "undated")]
    date: String,
}

impl Figures {
    /// Prints a figure and puts it into the table, in place of the last one of that name.
    pub fn tell(&self, id: &str, value: &str, target: &str) -> Result<()> {
        println!("{id}  {value} (target {target})");
        let Some(file) = &self.table else { return Ok(()) };
        let table = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let row = format!(
            "| {id} | {value} | {target} | `{}` | {} |",
            self.command, self.date
        );
        Ok(fs::write(file, with_row(&table, id, &row))?)
    }
}

/// The text with the row in place of the one with the same id, or below all others.
fn with_row(text: &str, id: &str, row: &str) -> String {
    let begins = format!("| {id} |");
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(known) = lines.iter_mut().find(|line| line.starts_with(&begins)) {
        *known = row;
    } else {
        let last = lines.iter().rposition(|line| line.starts_with('|'));
        lines.insert(last.map_or(lines.len(), |last| last + 1), row);
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "# Figures\n\n| id | value |\n|---|---|\n| P8 | 1 |\n| P8, again | 2 |\n\nMore words.\n";

    #[test]
    fn a_figure_replaces_its_namesake_and_no_other() {
        let table = with_row(TABLE, "P8", "| P8 | 3 |");
        assert_eq!(table, TABLE.replace("| P8 | 1 |", "| P8 | 3 |"));
    }

    #[test]
    fn a_new_figure_stands_below_the_others() {
        let table = with_row(TABLE, "R1", "| R1 | 0 |");
        assert_eq!(table, TABLE.replace("again | 2 |\n", "again | 2 |\n| R1 | 0 |\n"));
    }
}
