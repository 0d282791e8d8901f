//! A secret in a file of its own: made at the first start, readable for its owner only. All servers on one database share it.

use crate::secret;
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Result, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// What the file holds; makes the file when there is none.
pub(crate) fn read_or_make(path: &Path, make: impl FnOnce() -> String) -> Result<String> {
    match fs::read_to_string(path) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => {
            keep_new(path, &make())?;
            // Another node may have been faster: what lies there counts.
            fs::read_to_string(path)
        }
        read => read,
    }
}

/// A whole file or none, and never over one that is there.
fn keep_new(path: &Path, text: &str) -> Result<()> {
    let half = path.with_extension(secret::id().simple().to_string());
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&half)?;
    let kept = file
        .write_all(format!("{text}\n").as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::hard_link(&half, path));
    fs::remove_file(&half)?;
    match kept {
        Err(there) if there.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}
