//! Photos: taken in, drawn clean by the `pictures` crate, and kept in a folder or a bucket, or in memory for tests. A store
//! that does not answer has *failed* ([`PhotoStoreError`]); a file that is no good is *refused* ([`PhotoRefused`]).
//!
//! `ab/abcdef…/640.webp`: named by content, so a file never changes once written and may be cached for ever. Beside the
//! pictures lies `about.json`, written last: where it is, the photo is complete.

mod copies;
mod door;
pub(crate) mod known;
mod weight;

use std::path::Path as FolderPath;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::place::{Bucket, Place, PlaceError};
use bytes::Bytes;
use door::Door;
use futures::future::try_join_all;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use tokio::task::{JoinError, spawn_blocking};

use crate::meters::Queue;

pub use copies::known_after;
pub use pictures::{
    MAX_BYTES, NotAPhotoHash, PhotoFormat, PhotoHash, PhotoRefused, Prepared, WIDTHS, prepare, size_at,
    thumbhash_data_url,
};
use pictures::{check_outside, prepare_as};
pub use weight::Weight;

/// Until the store counts as down. An upload asks it three times in a row and is answered within half a minute.
const PATIENCE: Duration = Duration::from_secs(9);

/// The photo store. Cheap to clone; clones share the files and the bounds on work at once.
#[derive(Debug, Clone)]
pub struct Photos {
    files: Arc<dyn ObjectStore>,
    door: Arc<Door>,
    /// One permit for each CPU: more decodings at once would only take more memory.
    workers: Arc<Semaphore>,
    /// What it weighed last.
    scale: Arc<Mutex<weight::Scale>>,
    cpus: usize,
    waiting: Queue,
}

/// A photo that is in the store: what the database keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its name.
    pub hash: PhotoHash,
    /// Width of the largest picture, upright, in pixels. [`size_at`] gives the others.
    pub width: u32,
    /// Height of the largest picture, upright, in pixels.
    pub height: u32,
    /// Its placeholder, about 25 bytes: see [`thumbhash_data_url`].
    pub thumbhash: Vec<u8>,
}

/// Why a photo was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The file is at fault: a sentence for the person.
    #[error(transparent)]
    Refused(#[from] PhotoRefused),
    /// The store is at fault: trying again later may help.
    #[error(transparent)]
    Failed(#[from] PhotoStoreError),
}

/// The store did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum PhotoStoreError {
    /// The folder could not be made.
    #[error("the photo folder cannot be made")]
    Folder(#[source] std::io::Error),
    /// A file could not be written or read: disk full, no permission, store unreachable.
    #[error("the photo store does not answer")]
    Files(#[from] object_store::Error),
    /// The bucket does not open.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// It takes too long, or too many wait for it.
    #[error("the photo store does not answer in time")]
    Slow,
    /// What is known of a photo could not be written down.
    #[error("a photo's description cannot be written")]
    About(#[from] serde_json::Error),
    /// The work was given up: the server is stopping.
    #[error("the work on a photo was given up")]
    Stopped(#[source] Option<JoinError>),
}

impl Photos {
    /// Photos in a place. Blocking: for start-up.
    ///
    /// # Errors
    /// [`PhotoStoreError::Folder`] or [`PhotoStoreError::Files`] when a folder cannot be made or opened,
    /// [`PhotoStoreError::Place`] when there is no key to a bucket.
    pub fn at(place: &Place) -> Result<Self, PhotoStoreError> {
        match place {
            Place::Folder(path) => Self::folder(path),
            Place::Bucket(bucket) => Self::bucket(bucket, PATIENCE),
        }
    }

    /// Photos in a bucket, which counts as down when it has not answered after this long. Opens while it is down. Blocking:
    /// for start-up.
    ///
    /// # Errors
    /// [`PhotoStoreError::Place`] when there is no key to it.
    pub fn bucket(bucket: &Bucket, patience: Duration) -> Result<Self, PhotoStoreError> {
        Ok(Self::over(bucket.open(patience)?, Door::far(patience)))
    }

    /// Photos in a folder, made if it is not there. Blocking: for start-up.
    ///
    /// # Errors
    /// [`PhotoStoreError::Folder`] or [`PhotoStoreError::Files`] when the folder cannot be made or opened.
    pub fn folder(path: &FolderPath) -> Result<Self, PhotoStoreError> {
        std::fs::create_dir_all(path).map_err(PhotoStoreError::Folder)?;
        // A phone forgets its copy once we have said "stored": the disk must have it by then.
        let files = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Self::over(Arc::new(files), Door::near(PATIENCE)))
    }

    /// Photos in memory, for tests.
    pub fn memory() -> Self {
        Self::over(Arc::new(InMemory::new()), Door::near(PATIENCE))
    }

    fn over(files: Arc<dyn ObjectStore>, door: Door) -> Self {
        let cpus = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            files,
            door: Arc::new(door),
            workers: Arc::new(Semaphore::new(cpus)),
            scale: Arc::default(),
            cpus,
            waiting: Queue::default(),
        }
    }

    /// Takes an upload in: checks it, draws its sizes, stores them. Waits while every CPU is busy with other photos.
    /// Taking the same upload again changes nothing and costs almost nothing.
    ///
    /// # Errors
    /// [`AcceptError::Refused`] when the file is no good, [`AcceptError::Failed`] when it could not be stored.
    pub async fn accept(&self, upload: impl Into<Bytes>) -> Result<Stored, AcceptError> {
        let upload = upload.into();
        // What is no picture at all must not wait in line.
        check_outside(&upload)?;
        let copy = upload.clone();
        let hash = self.work(move || PhotoHash::of(&copy)).await?;
        if let Some(stored) = self.about(&hash).await? {
            return Ok(stored);
        }
        let name = hash.clone();
        match self.work(move || prepare_as(name, &upload)).await {
            Ok(prepared) => Ok(self.keep(prepared?).await?),
            Err(PhotoStoreError::Stopped(Some(error))) if error.is_panic() => {
                tracing::error!(%hash, "a photo set off a bug in a decoder; refused as broken");
                Err(PhotoRefused::Broken.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The file of a photo in one of [`WIDTHS`]; nothing when there is no such photo or width.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn read(
        &self,
        hash: &PhotoHash,
        width: u32,
        format: PhotoFormat,
    ) -> Result<Option<Bytes>, PhotoStoreError> {
        if !WIDTHS.contains(&width) {
            return Ok(None);
        }
        let path = picture_path(hash, width, format);
        self.door.picture(self.files.as_ref(), &path).await
    }

    /// How many bytes that file has; nothing when there is no such photo or width.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn weight(
        &self,
        hash: &PhotoHash,
        width: u32,
        format: PhotoFormat,
    ) -> Result<Option<u64>, PhotoStoreError> {
        let path = picture_path(hash, width, format);
        self.door.size(self.files.as_ref(), &path).await
    }

    /// How many are worked on just now.
    pub fn being_made(&self) -> usize {
        self.cpus.saturating_sub(self.workers.available_permits())
    }

    /// Who waits until a CPU is free for the next one.
    pub fn waiting(&self) -> &Queue {
        &self.waiting
    }

    /// What is known of a photo; nothing when it is not in the store, or not completely.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn about(&self, hash: &PhotoHash) -> Result<Option<Stored>, PhotoStoreError> {
        let text = self.find(&about_path(hash)).await?;
        // A damaged description counts as none: the photo is then drawn again.
        Ok(text
            .and_then(|text| serde_json::from_slice(&text).ok())
            .filter(|stored: &Stored| stored.hash == *hash))
    }

    async fn find(&self, path: &Path) -> Result<Option<Bytes>, PhotoStoreError> {
        self.door.file(self.files.as_ref(), path).await
    }

    async fn keep(&self, prepared: Prepared) -> Result<Stored, PhotoStoreError> {
        let Prepared {
            hash,
            width,
            height,
            thumbhash,
            files,
        } = prepared;
        let puts = files.into_iter().map(|file| {
            let path = picture_path(&hash, file.width_class, file.format);
            async move { self.files.put(&path, file.bytes.into()).await }
        });
        try_join_all(puts).await?;
        let stored = Stored {
            hash,
            width,
            height,
            thumbhash,
        };
        self.files
            .put(&about_path(&stored.hash), serde_json::to_vec(&stored)?.into())
            .await?;
        Ok(stored)
    }

    /// Runs CPU work off the async threads. The work holds the permit, not the caller: a client that hangs up stops
    /// waiting, but its photo goes on being drawn, and must go on being counted.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PhotoStoreError> {
        let place = self.waiting.stand();
        let permit = Arc::clone(&self.workers)
            .acquire_owned()
            .await
            .map_err(|_| PhotoStoreError::Stopped(None))?;
        drop(place);
        let done = spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        done.await.map_err(|error| PhotoStoreError::Stopped(Some(error)))
    }
}

/// Two digits first: no folder of a town's photos gets more than some hundreds of entries.
fn folder_of(hash: &PhotoHash) -> String {
    format!("{}/{hash}", &hash.as_str()[..2])
}

fn picture_path(hash: &PhotoHash, width: u32, format: PhotoFormat) -> Path {
    Path::from(format!("{}/{width}.{format}", folder_of(hash)))
}

fn about_path(hash: &PhotoHash) -> Path {
    Path::from(format!("{}/about.json", folder_of(hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_lies_where_its_name_says() {
        let hash = PhotoHash::of(b"a pear");
        let path = picture_path(&hash, 640, PhotoFormat::WebP);
        assert_eq!(path.as_ref(), format!("{}/{hash}/640.webp", &hash.as_str()[..2]));
    }

    #[tokio::test]
    async fn a_bug_in_a_decoder_frees_its_place() {
        let photos = Photos::memory();
        for _ in 0..100 {
            let outcome = photos.work(|| panic!("a decoder's bug")).await;
            assert!(
                matches!(outcome, Err(PhotoStoreError::Stopped(Some(error))) if error.is_panic()),
                "{:?}",
                ()
            );
        }
    }
}
