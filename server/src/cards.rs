//! The pictures beside links, drawn when somebody asks and kept while they are asked for. One at a time is drawn, few wait,
//! and what is kept is bounded: a crowd of robots finds the market's processors busy with shoppers.

use app::abroad::Sketch;
use app::state::House;
use axum::body::Bytes;
use services::error::Failed;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Some ten megabytes.
const KEPT: usize = 100;
/// Who waits for a card, the one that is being drawn among them.
const WAITING: usize = 16;

/// Cards by their versions, the last one asked for at the end. Cheap to clone.
#[derive(Clone)]
pub struct Cards {
    drawn: Arc<Mutex<VecDeque<(String, Bytes)>>>,
    places: Arc<Semaphore>,
    pen: Arc<Semaphore>,
}

impl Default for Cards {
    fn default() -> Self {
        Self {
            drawn: Arc::default(),
            places: Arc::new(Semaphore::new(WAITING)),
            pen: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Cards {
    /// A card as a JPEG; none when too many wait already.
    pub async fn draw(&self, house: &House, sketch: Sketch) -> Result<Option<Bytes>, Failed> {
        let version = sketch.version();
        if let Some(card) = self.find(&version) {
            return Ok(Some(card));
        }
        let Ok(_place) = self.places.try_acquire() else {
            return Ok(None);
        };
        let pen = Arc::clone(&self.pen).acquire_owned().await.map_err(Failed::new)?;
        // Whoever had the pen before may have drawn this one.
        if let Some(card) = self.find(&version) {
            return Ok(Some(card));
        }
        let card = sketch.with_photos(house).await.map_err(Failed::new)?;
        // The drawing keeps the pen: somebody who hangs up meanwhile does not set a second one going.
        let drawing = spawn_blocking(move || {
            let drawn = card.draw();
            drop(pen);
            drawn
        });
        let card = Bytes::from(drawing.await.map_err(Failed::new)?.map_err(Failed::new)?);
        self.keep(version, card.clone());
        Ok(Some(card))
    }

    fn find(&self, version: &str) -> Option<Bytes> {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let at = drawn.iter().position(|(known, _)| known == version)?;
        let found = drawn.remove(at)?;
        let card = found.1.clone();
        drawn.push_back(found);
        Some(card)
    }

    fn keep(&self, version: String, card: Bytes) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() >= KEPT {
            drawn.pop_front();
        }
        drawn.push_back((version, card));
    }
}
