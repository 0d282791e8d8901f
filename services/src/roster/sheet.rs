//! A list as spreadsheets write it: what separates its fields, and what its bytes mean.

use csv::{ReaderBuilder, StringRecord};

/// Bytes of a list that are read: a town's file of establishments has far fewer.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Lines of a list.
pub const MAX_LINES: usize = 20_000;
/// Fields of a line, and lines that one field may go over.
const MAX_FIELDS: usize = 200;
const MAX_ROWS_OF_A_FIELD: usize = 4;

/// Why a list is not read at all. Nothing of it is then on the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetRefused {
    /// No file, or one without a line.
    Empty,
    /// More than [`MAX_BYTES`].
    TooBig,
    /// More than [`MAX_LINES`].
    TooManyLines,
    /// A workbook, a picture: no text.
    NotText,
    /// The first line names no columns that we know.
    UnknownColumns,
    /// A quote that begins on this line is never closed.
    OpenQuote(u64),
    /// More shops than a town has.
    TooManyShops,
}

/// The lines with their numbers, the first line among them.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, SheetRefused> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetRefused::TooBig);
    }
    let text = text(bytes)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| SheetRefused::NotText)?
    {
        let number = record.position().map_or(0, |at| first_line(&text, at));
        if record
            .iter()
            .any(|cell| cell.matches('\n').count() > MAX_ROWS_OF_A_FIELD)
        {
            return Err(SheetRefused::OpenQuote(number));
        }
        if lines.len() > MAX_LINES {
            return Err(SheetRefused::TooManyLines);
        }
        let is_blank = record.iter().all(|cell| cell.trim().is_empty());
        if !is_blank {
            // Whoever has more fields than any list is told so by the line's length.
            lines.push((
                number,
                record.iter().take(MAX_FIELDS + 1).map(str::to_owned).collect(),
            ));
        }
    }
    if lines.is_empty() {
        return Err(SheetRefused::Empty);
    }
    Ok(lines)
}

/// The line on which a record begins; the reader counts the empty ones before it as its own.
fn first_line(text: &str, at: &csv::Position) -> u64 {
    let rest = usize::try_from(at.byte())
        .ok()
        .and_then(|byte| text.as_bytes().get(byte..));
    let empty = rest
        .unwrap_or_default()
        .iter()
        .take_while(|sign| matches!(sign, b'\r' | b'\n'));
    at.line() + empty.filter(|sign| **sign == b'\n').count() as u64
}

/// Whether a line has more fields than any list.
pub(super) fn is_broken(line: &[String]) -> bool {
    line.len() > MAX_FIELDS
}

/// UTF-8 or UTF-16 by its mark, else UTF-8 if it is that, else what French spreadsheets still write: Windows-1252.
fn text(bytes: &[u8]) -> Result<String, SheetRefused> {
    let read = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(
            |_| bytes.iter().map(|byte| windows_1252(*byte)).collect(),
            str::to_owned,
        ),
    };
    // Text has no such characters, and every workbook and picture has.
    let is_binary = bytes.starts_with(b"PK") || read.contains(|c: char| c < '\t');
    if is_binary {
        Err(SheetRefused::NotText)
    } else {
        Ok(read)
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The characters of 0x80 to 0x9F, in which Windows-1252 is not Latin-1 (WHATWG, Encoding, index windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|at| UPPER.get(usize::from(at)).copied())
        .unwrap_or(char::from(byte))
}

/// What stands most often in the first line: a semicolon in France, a comma in official files, a tabulator when copied.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |wanted: u8| first.bytes().filter(|byte| *byte == wanted).count();
    [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        lines(bytes).unwrap().into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn every_spreadsheets_way_of_writing_is_read() {
        let wanted = vec![
            vec!["nom".to_owned(), "adresse".into()],
            vec!["Épi d’or".into(), "à côté".into()],
        ];
        let text = "nom;adresse\r\nÉpi d’or;à côté\r\n";
        assert_eq!(cells(text.as_bytes()), wanted);
        assert_eq!(cells(format!("\u{FEFF}{text}").as_bytes()), wanted);
        assert_eq!(cells(text.replace(';', ",").as_bytes()), wanted);
        assert_eq!(cells(text.replace(';', "\t").as_bytes()), wanted);
        assert_eq!(
            cells(b"nom;adresse\n\xC9pi d\x92or;\xE0 c\xF4t\xE9\n\n;\n"),
            wanted
        );
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(cells(&wide), wanted);
    }

    #[test]
    fn a_line_keeps_its_number() {
        let numbers: Vec<u64> = lines(b"nom\n\n\"a\nb\"\nc\n")
            .unwrap()
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        assert_eq!(numbers, [1, 3, 5]);
    }

    #[test]
    fn what_is_no_list_is_refused_whole() {
        for (bytes, why) in [
            (b"".to_vec(), SheetRefused::Empty),
            (b"\n\n;;\n".to_vec(), SheetRefused::Empty),
            (b"PK\x03\x04workbook".to_vec(), SheetRefused::NotText),
            (b"\x89PNG\r\n\x1A\n\0\0".to_vec(), SheetRefused::NotText),
            (vec![b'a'; MAX_BYTES + 1], SheetRefused::TooBig),
            (b"a;b\n".repeat(1_000_000), SheetRefused::TooManyLines),
            (
                b"nom\n\"La pause;\n1\n2\n3\n4\n5\n6\n".to_vec(),
                SheetRefused::OpenQuote(2),
            ),
        ] {
            assert_eq!(lines(&bytes).map(|_| ()), Err(why));
        }
    }
}
