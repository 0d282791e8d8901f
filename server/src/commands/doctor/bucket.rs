//! Whether a bucket takes what is written, and what to do when it does not.

use super::ways;
use anyhow::{Result, anyhow, ensure};
use services::place::{Bucket, Files, PlaceError, Trouble};
use std::{fs, os::unix::fs::PermissionsExt as _};

/// Writes a small file into it, reads it, and deletes it again.
pub async fn writable(bucket: &Bucket) -> Result<()> {
    let storage = &bucket.storage;
    ensure!(
        ways::hides_files(&storage.endpoint),
        "what goes to {bucket} can be read on its way: write https:// in HALLE_S3_ENDPOINT"
    );
    let files = Files::of(bucket).map_err(|error| match error {
        PlaceError::Secret(file, why) => anyhow!(
            "the secret of the key {} cannot be read ({why}): put it into {}, readable for this user only",
            storage.key,
            file.display()
        ),
        other => other.into(),
    })?;
    let rights = fs::metadata(&storage.secret)?.permissions().mode();
    let secret = storage.secret.display();
    ensure!(
        rights % 0o10 == 0,
        "every user of this machine can read the secret of the key {}: chmod o= {secret}",
        storage.key
    );
    files.probe().await.map_err(|error| match error.trouble() {
        Trouble::NoBucket => anyhow!(
            "{} has no bucket {}: make it there, or mend its name",
            storage.endpoint,
            bucket.name
        ),
        Trouble::NotAllowed => anyhow!(
            "the key {} may not list, read, write and delete in {bucket}: give it the right, or mend HALLE_S3_KEY and {secret}",
            storage.key
        ),
        Trouble::Unwell => anyhow::Error::new(error).context(format!(
            "{bucket} does not answer as it should: is the storage at {} running, and is {} its region?",
            storage.endpoint, storage.region
        )),
    })
}
