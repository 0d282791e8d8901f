//! Looking at one as if it were needed.

use super::{Label, books, take::photos_of};
use anyhow::{Result, ensure};
use services::photos::Photos;
use std::path::Path;

/// Reads everything: the database's file whole, each photo by its sum.
pub async fn verify(folder: &Path, label: &Label, photos: &Photos) -> Result<()> {
    label.check_seals(folder)?;
    books::check(label.engine, &folder.join(label.engine.file())).await?;
    let mut damaged = Vec::new();
    for hash in photos_of(folder)? {
        if !photos.is_sound(&hash).await? {
            damaged.push(hash.to_string());
        }
    }
    ensure!(
        damaged.is_empty(),
        "{} photos are damaged or gone, the first is {}: what the market still has is copied again once these are deleted here",
        damaged.len(),
        damaged[0]
    );
    Ok(())
}
