//! What all photos of a store weigh. A large store takes a while to be walked through, so it is done now and then, beside
//! whoever asks.

use super::{PhotoStoreError, Photos};
use chrono::{DateTime, Duration, Utc};
use futures::TryStreamExt;
use object_store::ObjectStore;
use std::sync::PoisonError;

/// For so long, what was weighed is near enough.
const LATELY: Duration = Duration::hours(1);
/// Whoever asks waits no longer than a glance.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(100);

/// A store in two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Photos that are complete.
    pub photos: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

/// What was weighed last, and whether somebody weighs now.
#[derive(Debug, Default)]
pub(super) struct Scale {
    last: Option<(Weight, DateTime<Utc>)>,
    is_busy: bool,
}

impl Photos {
    /// What all of it weighs, or weighed within the last hour or so; none as long as it is weighed for the first time.
    pub async fn weigh(&self, at: DateTime<Utc>) -> Option<Weight> {
        let (known, weigh) = self.with_scale(|scale| {
            let is_old = scale.last.is_none_or(|(_, then)| at - then > LATELY);
            let weigh = is_old && !scale.is_busy;
            scale.is_busy |= weigh;
            (scale.last.map(|(weight, _)| weight), weigh)
        });
        if !weigh {
            return known;
        }
        let photos = self.clone();
        let weighing = tokio::spawn(async move {
            let weighed = photos.walk_through().await.ok();
            photos.with_scale(|scale| {
                scale.is_busy = false;
                if let Some(weight) = weighed {
                    scale.last = Some((weight, at));
                }
            });
            weighed
        });
        match tokio::time::timeout(PATIENCE, weighing).await {
            Ok(Ok(Some(weight))) => Some(weight),
            _ => known,
        }
    }

    async fn walk_through(&self) -> Result<Weight, PhotoStoreError> {
        let nothing = Weight { photos: 0, bytes: 0 };
        let weight = self.files.list(None).try_fold(nothing, |sum, file| {
            let is_complete = file.location.filename() == Some("about.json");
            std::future::ready(Ok(Weight {
                photos: sum.photos + u64::from(is_complete),
                bytes: sum.bytes + file.size,
            }))
        });
        Ok(weight.await?)
    }

    fn with_scale<T>(&self, look: impl FnOnce(&mut Scale) -> T) -> T {
        look(&mut self.scale.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
