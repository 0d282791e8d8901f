//! Through here goes whoever looks for a file of a photo: so many at once, so long and no longer. A store that is slow or
//! gone costs pictures and nothing else.

use super::PhotoStoreError;
use bytes::Bytes;
use moka::sync::Cache;
use object_store::{Error, ObjectStore, ObjectStoreExt, path::Path};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// Who is in the store at once; the others wait at the door.
const PLACES: usize = 32;
/// For what is left out where it cannot be had.
const GLANCE: Duration = Duration::from_millis(300);
/// Bytes of pictures that were asked for lately: those of some towns' first pages.
const LATELY: u64 = 48 << 20;

#[derive(Debug)]
pub(super) struct Door {
    places: Semaphore,
    patience: Duration,
    /// Spares shoppers the way to a storage. A folder has none: the machine itself keeps what was read lately.
    lately: Option<Cache<Path, Bytes>>,
    is_shut: AtomicBool,
}

impl Door {
    /// Of a store nearby.
    pub(super) fn near(patience: Duration) -> Self {
        Self {
            places: Semaphore::new(PLACES),
            patience,
            lately: None,
            is_shut: AtomicBool::new(false),
        }
    }

    /// Of one behind a network.
    pub(super) fn far(patience: Duration) -> Self {
        let weight = |_: &Path, picture: &Bytes| u32::try_from(picture.len()).unwrap_or(u32::MAX);
        Self {
            lately: Some(Cache::builder().max_capacity(LATELY).weigher(weight).build()),
            ..Self::near(patience)
        }
    }

    /// A file that never changes, once it is there.
    pub(super) async fn picture(
        &self,
        files: &dyn ObjectStore,
        path: &Path,
    ) -> Result<Option<Bytes>, PhotoStoreError> {
        let Some(lately) = &self.lately else {
            return self.file(files, path).await;
        };
        if let Some(picture) = lately.get(path) {
            return Ok(Some(picture));
        }
        let found = self.file(files, path).await?;
        if let Some(picture) = &found {
            // What came from the network may hold on to more than itself.
            lately.insert(path.clone(), Bytes::copy_from_slice(picture));
        }
        Ok(found)
    }

    /// A file; nothing when it is not there.
    pub(super) async fn file(
        &self,
        files: &dyn ObjectStore,
        path: &Path,
    ) -> Result<Option<Bytes>, PhotoStoreError> {
        let file = async { files.get(path).await?.bytes().await };
        let answer = self.through(self.patience, file).await;
        self.tell(answer.as_ref().err());
        answer
    }

    /// How many bytes it has; nothing when it is not there. Whoever asks has something to say without it, and waits for a
    /// glance only.
    pub(super) async fn size(
        &self,
        files: &dyn ObjectStore,
        path: &Path,
    ) -> Result<Option<u64>, PhotoStoreError> {
        let size = async { Ok(files.head(path).await?.size) };
        self.through(GLANCE.min(self.patience), size).await
    }

    async fn through<T>(
        &self,
        patience: Duration,
        asked: impl Future<Output = object_store::Result<T>>,
    ) -> Result<Option<T>, PhotoStoreError> {
        let served = async {
            let Ok(_place) = self.places.acquire().await else {
                return Err(PhotoStoreError::Stopped(None));
            };
            match asked.await {
                Ok(found) => Ok(Some(found)),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(PhotoStoreError::Files(error)),
            }
        };
        timeout(patience, served)
            .await
            .unwrap_or(Err(PhotoStoreError::Slow))
    }

    /// Once when it shuts and once when it opens: a page has many pictures, and the operator one journal.
    fn tell(&self, failed: Option<&PhotoStoreError>) {
        let was_shut = self.is_shut.swap(failed.is_some(), Ordering::Relaxed);
        match failed {
            Some(error) if !was_shut => {
                let error: &(dyn std::error::Error + 'static) = error;
                tracing::error!(error, "the photo store fails; pages go on without pictures");
            }
            None if was_shut => tracing::info!("the photo store answers again"),
            _ => {}
        }
    }
}
