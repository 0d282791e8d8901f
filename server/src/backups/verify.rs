//! Looking at one as if it were needed.

use super::{
    Label, books,
    take::{AT_ONCE, photos_of},
};
use anyhow::{Result, ensure};
use futures::future::join_all;
use services::photos::Photos;
use std::path::Path;

/// Reads everything: the database's file whole, each photo by its sum.
pub async fn verify(folder: &Path, label: &Label, photos: &Photos) -> Result<()> {
    label.check_seals(folder)?;
    books::check(label.engine, &folder.join(label.engine.file())).await?;
    let mut damaged = Vec::new();
    let needed: Vec<_> = photos_of(folder)?.into_iter().collect();
    for some in needed.chunks(AT_ONCE) {
        let found = join_all(some.iter().map(|hash| photos.is_sound(hash))).await;
        for (hash, is_sound) in some.iter().zip(found) {
            if !is_sound? {
                damaged.push(hash.to_string());
            }
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
