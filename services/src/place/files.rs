//! Files of any size on their way to a bucket and back: in parts, so that none waits for ever and memory stays small.

use super::{Bucket, PlaceError};
use bytes::Bytes;
use futures::TryStreamExt;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, path::Path};
use std::{path::Path as FolderPath, sync::Arc, time::Duration};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
};

/// For one part: at half a megabit each second it arrives.
const PATIENCE: Duration = Duration::from_mins(2);
/// No storage takes smaller ones than five megabytes, but for the last.
const PART: u64 = 8 << 20;
/// What is written to see whether it can be.
const PROBE: &str = ".halle-doctor";

/// The files of a bucket. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// Those of this bucket; nobody is asked yet. Blocking: for start-up.
    ///
    /// # Errors
    /// [`PlaceError::Secret`] when there is no key.
    pub fn of(bucket: &Bucket) -> Result<Self, PlaceError> {
        Ok(Self {
            store: bucket.open(PATIENCE)?,
        })
    }

    /// Brings a file there, whole or not at all, over one of the same name.
    ///
    /// # Errors
    /// [`PlaceError`] when it cannot be read here or written there.
    pub async fn send(&self, from: &FolderPath, to: &str) -> Result<(), PlaceError> {
        let to = Path::from(to);
        let mut file = File::open(from)
            .await
            .map_err(|error| PlaceError::Here(from.to_owned(), error))?;
        let first = part_of(&mut file, from).await?;
        if (first.len() as u64) < PART {
            self.store.put(&to, first.into()).await?;
            return Ok(());
        }
        let mut parts = self.store.put_multipart(&to).await?;
        let sent = pour(parts.as_mut(), first, &mut file, from).await;
        if sent.is_err() {
            // Parts of nothing would be kept, and paid, for ever.
            let _ = parts.abort().await;
        }
        sent
    }

    /// Brings a file from there.
    ///
    /// # Errors
    /// [`PlaceError`] when it cannot be read there or written here.
    pub async fn fetch(&self, from: &str, to: &FolderPath) -> Result<(), PlaceError> {
        let here = |error| PlaceError::Here(to.to_owned(), error);
        let from = Path::from(from);
        let size = self.store.head(&from).await?.size;
        let mut file = File::create(to).await.map_err(here)?;
        let mut at = 0;
        while at < size {
            let part = self.store.get_range(&from, at..size.min(at + PART)).await?;
            at += part.len() as u64;
            file.write_all(&part).await.map_err(here)?;
        }
        file.sync_all().await.map_err(here)
    }

    /// What a small file holds; nothing when it is not there.
    ///
    /// # Errors
    /// [`PlaceError::Storage`] when the storage does not answer.
    pub async fn read(&self, name: &str) -> Result<Option<Bytes>, PlaceError> {
        match self.store.get(&Path::from(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The names of all folders that stand at the top.
    ///
    /// # Errors
    /// [`PlaceError::Storage`] when the storage does not answer.
    pub async fn folders(&self) -> Result<Vec<String>, PlaceError> {
        let listed = self.store.list_with_delimiter(None).await?;
        let names = listed.common_prefixes.iter().filter_map(Path::filename);
        Ok(names.map(str::to_owned).collect())
    }

    /// The names of the files of a folder, without the folder's.
    ///
    /// # Errors
    /// [`PlaceError::Storage`] when the storage does not answer.
    pub async fn files_of(&self, folder: &str) -> Result<Vec<String>, PlaceError> {
        let folder = Path::from(folder);
        let listed = self.store.list(Some(&folder));
        let names = listed.map_ok(|file| file.location.filename().unwrap_or_default().to_owned());
        Ok(names.try_collect().await?)
    }

    /// Deletes a file. One that is not there is gone already.
    ///
    /// # Errors
    /// [`PlaceError::Storage`] when the storage does not answer.
    pub async fn delete(&self, name: &str) -> Result<(), PlaceError> {
        match self.store.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a small file, reads it, lists it, deletes it, and looks whether it is gone.
    ///
    /// # Errors
    /// [`PlaceError`] when one of these is not possible.
    pub async fn probe(&self) -> Result<(), PlaceError> {
        self.store.put(&Path::from(PROBE), PROBE.into()).await?;
        let written = self.read(PROBE).await?;
        // Whoever may not list is told of what is missing as of what is forbidden, and copies nothing.
        self.folders().await?;
        self.delete(PROBE).await?;
        let gone = self.read(PROBE).await?.is_none();
        if written.as_deref() == Some(PROBE.as_bytes()) && gone {
            Ok(())
        } else {
            Err(PlaceError::Forgetful)
        }
    }
}

async fn pour(
    parts: &mut dyn MultipartUpload,
    first: Vec<u8>,
    file: &mut File,
    from: &FolderPath,
) -> Result<(), PlaceError> {
    let mut part = first;
    while !part.is_empty() {
        parts.put_part(part.into()).await?;
        part = part_of(file, from).await?;
    }
    parts.complete().await?;
    Ok(())
}

async fn part_of(file: &mut File, name: &FolderPath) -> Result<Vec<u8>, PlaceError> {
    let mut part = Vec::new();
    file.take(PART)
        .read_to_end(&mut part)
        .await
        .map_err(|error| PlaceError::Here(name.to_owned(), error))?;
    Ok(part)
}
