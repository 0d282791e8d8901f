//! Photos carried from one store to another, file by file, and what proves later that they are still the same.

use super::{PhotoHash, PhotoStoreError, Photos, about_path, folder_of, known};
use bytes::Bytes;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use sea_orm::{QueryOrder, QuerySelect, entity::prelude::*};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Beside a photo's files: their SHA-256, as `sha256sum --check` reads them.
const SUMS: &str = "sha256sums";
/// How many names are read from the database at once.
const PAGE: u64 = 1_000;

impl Photos {
    /// Brings a photo here from another store, its description last, and gives the bytes that were written: none when it
    /// was here already. Nothing when the other store does not have it.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when one of the two stores does not answer.
    pub async fn bring(&self, hash: &PhotoHash, from: &Self) -> Result<Option<u64>, PhotoStoreError> {
        if self.about(hash).await?.is_some() {
            return Ok(Some(0));
        }
        if from.about(hash).await?.is_none() {
            return Ok(None);
        }
        let (about, sums) = (about_path(hash), sums_path(hash));
        let mut names = from.files_of(hash).await?;
        names.retain(|name| *name != about && *name != sums);
        names.push(about);
        let (mut written, mut said) = (0, String::new());
        for name in &names {
            let bytes = from.files.get(name).await?.bytes().await?;
            // Writing to a text does not fail.
            let _ = writeln!(said, "{}  {}", sum(&bytes), name.filename().unwrap_or_default());
            written += bytes.len() as u64;
            if *name == about_path(hash) {
                self.files.put(&sums, said.clone().into()).await?;
            }
            self.files.put(name, bytes.into()).await?;
        }
        Ok(Some(written))
    }

    /// Whether all files of a photo that was [brought](Self::bring) here are still what they were.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn is_sound(&self, hash: &PhotoHash) -> Result<bool, PhotoStoreError> {
        let Some(sums) = self.find(&sums_path(hash)).await? else {
            return Ok(false);
        };
        for line in String::from_utf8_lossy(&sums).lines() {
            let Some((expected, name)) = line.split_once("  ") else {
                return Ok(false);
            };
            let path = Path::from(format!("{}/{name}", folder_of(hash)));
            match self.find(&path).await? {
                Some(bytes) if sum(&bytes) == expected => {}
                _ => return Ok(false),
            }
        }
        Ok(self.about(hash).await?.is_some())
    }

    /// Throws a photo's files away, its description first: half of a photo is none.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn throw_away(&self, hash: &PhotoHash) -> Result<(), PhotoStoreError> {
        let mut names = self.files_of(hash).await?;
        names.sort_by_key(|name| *name != about_path(hash));
        for name in names {
            self.files.delete(&name).await?;
        }
        Ok(())
    }

    /// The names of all photos that are here completely.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn names(&self) -> Result<Vec<PhotoHash>, PhotoStoreError> {
        let all = self.files.list(None);
        let names = all.try_filter_map(|file| async move {
            let mut parts = file.location.parts().rev();
            let is_description = parts.next().is_some_and(|name| name.as_ref() == "about.json");
            let hash = parts.next().and_then(|name| name.as_ref().parse().ok());
            Ok(hash.filter(|_| is_description))
        });
        Ok(names.try_collect().await?)
    }

    /// Every file of a photo with its name, the description last, as another store takes them; none when it is not here
    /// completely.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn unpacked(&self, hash: &PhotoHash) -> Result<Vec<(String, Bytes)>, PhotoStoreError> {
        if self.about(hash).await?.is_none() {
            return Ok(Vec::new());
        }
        let mut names = self.files_of(hash).await?;
        names.sort_by_key(|name| *name == about_path(hash));
        let mut files = Vec::with_capacity(names.len());
        for name in names {
            let bytes = self.files.get(&name).await?.bytes().await?;
            files.push((name.filename().unwrap_or_default().to_owned(), bytes));
        }
        Ok(files)
    }

    /// Takes a photo in that was [unpacked](Self::unpacked) elsewhere, its description last; false when it was here already.
    ///
    /// # Errors
    /// [`PhotoStoreError`] when the store does not answer.
    pub async fn put_back(
        &self,
        hash: &PhotoHash,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<bool, PhotoStoreError> {
        if self.about(hash).await?.is_some() {
            return Ok(false);
        }
        let mut files = files;
        files.sort_by_key(|(name, _)| name == "about.json");
        for (name, bytes) in files {
            let path = Path::from(format!("{}/{name}", folder_of(hash)));
            self.files.put(&path, bytes.into()).await?;
        }
        Ok(true)
    }

    async fn files_of(&self, hash: &PhotoHash) -> Result<Vec<Path>, PhotoStoreError> {
        let folder = Path::from(folder_of(hash));
        let files = self.files.list(Some(&folder));
        Ok(files.map_ok(|file| file.location).try_collect().await?)
    }
}

/// The names of the photos that the database knows, after the last one of the page before, in their order; none: all were
/// read.
///
/// # Errors
/// [`DbErr`] when the database does not answer.
pub async fn known_after(
    db: &impl ConnectionTrait,
    last: Option<&PhotoHash>,
) -> Result<Vec<PhotoHash>, DbErr> {
    let mut asked = known::Entity::find()
        .select_only()
        .column(known::Column::Hash)
        .order_by_asc(known::Column::Hash)
        .limit(PAGE);
    if let Some(last) = last {
        asked = asked.filter(known::Column::Hash.gt(last.as_str()));
    }
    let names: Vec<String> = asked.into_tuple().all(db).await?;
    names
        .iter()
        .map(|name| {
            name.parse()
                .map_err(|_| DbErr::Custom(format!("{name} names no photo")))
        })
        .collect()
}

fn sum(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn sums_path(hash: &PhotoHash) -> Path {
    Path::from(format!("{}/{SUMS}", folder_of(hash)))
}
