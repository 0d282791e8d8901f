//! Tables for a spreadsheet: CSV as the programs of offices open it by a double click.

use crate::error::Failed;
use csv::WriterBuilder;

/// Without it, spreadsheets take the letters for those of another alphabet.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A table in UTF-8; `comma` separates its cells: a semicolon where numbers are written with a comma.
///
/// A cell that a spreadsheet would calculate is written as words: what people typed into a shop's name is no formula.
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>, comma: u8) -> Result<Vec<u8>, Failed> {
    let mut writer = WriterBuilder::new()
        .delimiter(comma)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| tame(cell)))
            .map_err(Failed::new)?;
    }
    writer
        .into_inner()
        .map_err(|error| Failed::new(error.into_error()))
}

/// A quote in front is what spreadsheets read as "these are words".
fn tame(cell: &str) -> String {
    let is_number = cell.strip_prefix('-').is_some_and(|rest| {
        rest.chars()
            .all(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '.'))
    });
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[&[&str]]) -> String {
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
        String::from_utf8(csv(rows, b';').unwrap()).unwrap()
    }

    #[test]
    fn it_opens_in_a_spreadsheet() {
        assert_eq!(
            written(&[&["Boutique", "Total"], &["L’Œuf; et \"la\" poule", "12,50"]]),
            "\u{FEFF}Boutique;Total\r\n\"L’Œuf; et \"\"la\"\" poule\";12,50\r\n"
        );
    }

    #[test]
    fn what_people_typed_is_never_calculated() {
        for typed in ["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1"] {
            let text = written(&[&[typed]]);
            assert!(text.contains(&format!("'{typed}")), "{text}");
        }
        assert!(written(&[&["-12,50"]]).contains("\u{FEFF}-12,50"));
    }
}
