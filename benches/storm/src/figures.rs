//! Writes what was measured into the one table of `docs/figures.md`.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

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
    /// Whether a number was on the wrong side of its target.
    #[arg(skip)]
    missed: Arc<AtomicBool>,
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

    /// The same for what is timed, whose value begins with that number. A target that is missed stops nothing before the
    /// [end](Self::end).
    pub fn compare(&self, id: &str, number: f64, value: &str, target: &str) -> Result<()> {
        if !holds(number, target).context("a target without its bound")? {
            println!("MISSED");
            self.missed.store(true, Ordering::Relaxed);
        }
        self.tell(id, value, target)
    }

    /// Fails when a target was missed.
    pub fn end(&self) -> Result<()> {
        ensure!(!self.missed.load(Ordering::Relaxed), "a target was missed");
        Ok(())
    }
}

/// Whether a number keeps to a target such as "≥ 3 (8)" or "≤ 2".
fn holds(number: f64, target: &str) -> Option<bool> {
    let mut words = target.split_whitespace();
    let (sign, bound) = (words.next()?, words.next()?.parse::<f64>().ok()?);
    match sign {
        "≥" => Some(number >= bound),
        "≤" => Some(number <= bound),
        _ => None,
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
    fn a_number_is_held_against_its_target() {
        assert_eq!(
            (holds(3.0, "≥ 3 (8)"), holds(2.9, "≥ 3 (8)")),
            (Some(true), Some(false))
        );
        assert_eq!(
            (holds(2.0, "≤ 2"), holds(f64::NAN, "≤ 2")),
            (Some(true), Some(false))
        );
        assert_eq!(holds(0.0, "0 errors"), None);
    }

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
