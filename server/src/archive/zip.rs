//! A zip file, as every computer opens it: files one after another as they are, then a list of them. Nothing is packed smaller,
//! because pictures are already and the rest weighs little beside them. Files are whole when they are written, so that the
//! whole can leave while it is made.

use anyhow::{Context, Result, bail, ensure};
use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
};

const LOCAL: u32 = 0x0403_4b50;
const LISTED: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const WAY_TO_END_64: u32 = 0x0706_4b50;
/// Stands in a field that is too small; the number is elsewhere.
const ELSEWHERE: u32 = u32::MAX;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
/// Needed to read it: 4.5, for lists longer than the first zip knew.
const VERSION: u16 = 45;
/// The first of January 1980: the same files make the same zip.
const DAY: u16 = 0b0000_0000_0010_0001;

/// What is known of a file in it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    at: u64,
    size: u32,
    sum: u32,
}

/// Makes one.
#[derive(Debug, Default)]
pub struct Writer {
    at: u64,
    entries: Vec<(String, Entry)>,
}

impl Writer {
    /// What stands before the bytes of a file; these follow at once.
    pub fn begin(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let size = u32::try_from(bytes.len()).ok().filter(|size| *size < ELSEWHERE);
        let entry = Entry {
            at: self.at,
            size: size.with_context(|| format!("{name} is too large for one file"))?,
            sum: crc(bytes),
        };
        let mut head = Vec::with_capacity(30 + name.len());
        put(&mut head, &LOCAL.to_le_bytes());
        describe(&mut head, name, entry)?;
        put(&mut head, &0_u16.to_le_bytes());
        put(&mut head, name.as_bytes());
        self.at += (head.len() + bytes.len()) as u64;
        self.entries.push((name.to_owned(), entry));
        Ok(head)
    }

    /// The list of all files, with which it ends.
    pub fn end(self) -> Result<Vec<u8>> {
        let mut list = Vec::new();
        for (name, entry) in &self.entries {
            put(&mut list, &LISTED.to_le_bytes());
            put(&mut list, &VERSION.to_le_bytes());
            describe(&mut list, name, *entry)?;
            let is_far = entry.at >= u64::from(ELSEWHERE);
            put(&mut list, &(if is_far { 12_u16 } else { 0 }).to_le_bytes());
            // No remark, the first disk, no attributes.
            put(&mut list, &[0; 10]);
            let at = u32::try_from(entry.at).unwrap_or(ELSEWHERE);
            put(&mut list, &at.to_le_bytes());
            put(&mut list, name.as_bytes());
            if is_far {
                put(&mut list, &[1, 0, 8, 0]);
                put(&mut list, &entry.at.to_le_bytes());
            }
        }
        let (count, size) = (self.entries.len() as u64, list.len() as u64);
        let end_64 = self.at + size;
        put(&mut list, &END_64.to_le_bytes());
        put(&mut list, &44_u64.to_le_bytes());
        put(&mut list, &VERSION.to_le_bytes());
        put(&mut list, &VERSION.to_le_bytes());
        put(&mut list, &[0; 8]);
        for number in [count, count, size, self.at] {
            put(&mut list, &number.to_le_bytes());
        }
        put(&mut list, &WAY_TO_END_64.to_le_bytes());
        put(&mut list, &0_u32.to_le_bytes());
        put(&mut list, &end_64.to_le_bytes());
        put(&mut list, &1_u32.to_le_bytes());
        put(&mut list, &END.to_le_bytes());
        put(&mut list, &[0; 4]);
        let short = u16::try_from(count).unwrap_or(u16::MAX);
        put(&mut list, &short.to_le_bytes());
        put(&mut list, &short.to_le_bytes());
        for number in [size, self.at] {
            let number = u32::try_from(number).unwrap_or(ELSEWHERE);
            put(&mut list, &number.to_le_bytes());
        }
        put(&mut list, &0_u16.to_le_bytes());
        Ok(list)
    }
}

/// What stands in both places of a file.
fn describe(to: &mut Vec<u8>, name: &str, entry: Entry) -> Result<()> {
    for number in [VERSION, UTF_8, 0, 0, DAY] {
        put(to, &number.to_le_bytes());
    }
    for number in [entry.sum, entry.size, entry.size] {
        put(to, &number.to_le_bytes());
    }
    let length = u16::try_from(name.len()).context("a name is too long")?;
    put(to, &length.to_le_bytes());
    Ok(())
}

fn put(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend_from_slice(bytes);
}

/// Reads one that was written like this.
#[derive(Debug)]
pub struct Reader {
    file: File,
    entries: HashMap<String, Entry>,
}

impl Reader {
    /// Reads the list at its end.
    pub fn open(mut file: File) -> Result<Self> {
        let (at, size, count) = find_list(&mut file).context("this is no zip file, or its end is missing")?;
        let list = read_at(&mut file, at, size)?;
        let mut entries = HashMap::new();
        let mut rest = Bytes(&list);
        for _ in 0..count {
            let (name, entry) = rest.entry().context("its list of files is damaged")?;
            ensure!(
                entries.insert(name.clone(), entry).is_none(),
                "{name} is in it twice"
            );
        }
        Ok(Self { file, entries })
    }

    /// How many files it has.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// A file of it, whole; an error when it is not there or is not what was written.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>> {
        let entry = *self
            .entries
            .get(name)
            .with_context(|| format!("{name} is missing"))?;
        let head = read_at(&mut self.file, entry.at, 30)?;
        let mut head = Bytes(&head);
        let is_local = head.number::<4>()? == u64::from(LOCAL);
        head.skip(22)?;
        let (name_length, extra) = (head.number::<2>()?, head.number::<2>()?);
        ensure!(is_local, "{name} is not where the list says");
        let bytes = read_at(
            &mut self.file,
            entry.at + 30 + name_length + extra,
            entry.size.into(),
        )?;
        ensure!(crc(&bytes) == entry.sum, "{name} is damaged");
        Ok(bytes)
    }
}

/// Where the list of files begins, how long it is and how many it names.
fn find_list(file: &mut File) -> Result<(u64, u64, u64)> {
    let length = file.seek(SeekFrom::End(0))?;
    // Without remarks, all three ends have their length.
    let tail = length.checked_sub(22 + 20 + 56).context("too short")?;
    let bytes = read_at(file, tail, 56)?;
    let mut end = Bytes(&bytes);
    ensure!(end.number::<4>()? == u64::from(END_64), "another kind of zip");
    end.skip(28)?;
    let (count, size, at) = (end.number::<8>()?, end.number::<8>()?, end.number::<8>()?);
    ensure!(
        at.checked_add(size).is_some_and(|end| end <= tail),
        "the list is not in the file"
    );
    Ok((at, size, count))
}

fn read_at(file: &mut File, at: u64, size: u64) -> Result<Vec<u8>> {
    let length = file.seek(SeekFrom::End(0))?;
    if at.checked_add(size).is_none_or(|end| end > length) {
        bail!("it ends too early");
    }
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = vec![0; usize::try_from(size)?];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Bytes that are read from their beginning.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("it ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, count: usize) -> Result<()> {
        self.take(count).map(drop)
    }

    /// A number of so many bytes, the smallest first.
    fn number<const N: usize>(&mut self) -> Result<u64> {
        let mut bytes = [0; 8];
        bytes[..N].copy_from_slice(self.take(N)?);
        Ok(u64::from_le_bytes(bytes))
    }

    fn entry(&mut self) -> Result<(String, Entry)> {
        ensure!(self.number::<4>()? == u64::from(LISTED), "not a file of the list");
        self.skip(6)?;
        ensure!(
            self.number::<2>()? == 0,
            "a file in it is packed: leave the archive as it was made"
        );
        self.skip(4)?;
        let (sum, size) = (self.number::<4>()?, self.number::<4>()?);
        self.skip(4)?;
        let (name, extra, remark) = (self.number::<2>()?, self.number::<2>()?, self.number::<2>()?);
        self.skip(8)?;
        let mut at = self.number::<4>()?;
        let name = String::from_utf8(self.take(usize::try_from(name)?)?.to_vec())?;
        let mut extra = Bytes(self.take(usize::try_from(extra)?)?);
        if at == u64::from(ELSEWHERE) {
            extra.skip(4)?;
            at = extra.number::<8>()?;
        }
        self.skip(usize::try_from(remark)?)?;
        let entry = Entry {
            at,
            size: u32::try_from(size)?,
            sum: u32::try_from(sum)?,
        };
        Ok((name, entry))
    }
}

/// The sum by which zip files know that a file is what it was (CRC-32).
fn crc(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        let [low, ..] = sum.to_le_bytes();
        TABLE[usize::from(low ^ byte)] ^ (sum >> 8)
    });
    !sum
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at: u32 = 0;
    while at < 256 {
        let mut sum = at;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 {
                0xEDB8_8320 ^ (sum >> 1)
            } else {
                sum >> 1
            };
            bit += 1;
        }
        table[at as usize] = sum;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut all = Vec::new();
        for (name, bytes) in files {
            all.extend(writer.begin(name, bytes).unwrap());
            all.extend_from_slice(bytes);
        }
        all.extend(writer.end().unwrap());
        all
    }

    fn opened(bytes: &[u8]) -> Result<Reader> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        Reader::open(file)
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let files: [(&str, &[u8]); 3] = [
            ("index.html", b"<p>Dourdan</p>"),
            ("json/L\u{2019}\u{c9}t\u{e9}.json", b"[]"),
            ("empty", b""),
        ];
        let mut reader = opened(&zipped(&files)).unwrap();
        assert_eq!(reader.count(), 3);
        for (name, bytes) in files {
            assert_eq!(reader.read(name).unwrap(), bytes, "{name}");
        }
        assert!(reader.read("other").is_err());
    }

    #[test]
    fn sums_are_those_of_the_standard() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc(b""), 0);
    }

    #[test]
    fn what_is_damaged_or_cut_off_is_noticed() {
        let whole = zipped(&[("a.txt", b"Miel de tilleul"), ("b.txt", b"Pain")]);
        let at = whole.windows(4).position(|four| four == b"Miel").unwrap();
        let mut other = whole.clone();
        other[at] = b'F';
        let mut reader = opened(&other).unwrap();
        assert!(reader.read("a.txt").is_err());
        assert_eq!(reader.read("b.txt").unwrap(), b"Pain");
        for length in 0..whole.len() {
            // Never a panic; most often no list.
            if let Ok(mut reader) = opened(&whole[..length]) {
                let _ = reader.read("a.txt");
            }
        }
        assert!(opened(b"").is_err() && opened(&[0; 200]).is_err());
    }

    #[test]
    fn many_files_and_far_ones_are_found() {
        let mut writer = Writer::default();
        for at in 0..70_000 {
            writer.begin(&format!("{at}"), b"").unwrap();
        }
        let list = writer.end().unwrap();
        assert_eq!(list[list.len() - 12..list.len() - 10], u16::MAX.to_le_bytes());
        let mut far = Writer {
            at: 5_000_000_000,
            ..Writer::default()
        };
        far.begin("far", b"").unwrap();
        let list = far.end().unwrap();
        let (name, entry) = Bytes(&list).entry().unwrap();
        assert_eq!((name.as_str(), entry.at), ("far", 5_000_000_000));
    }
}
