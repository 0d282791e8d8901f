//! Where backups are: in a folder, or in a bucket. Those of a bucket are made in a folder of this machine before they go there,
//! and read there once they came back.

use super::{Label, away::Away, label::LABEL, take::photos_of};
use anyhow::{Context, Result};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use services::{
    photos::{PhotoHash, Photos},
    place::Place,
};
use std::{
    collections::BTreeSet,
    fmt,
    fs::{self, File},
    path::{Path, PathBuf},
};

/// How a backup's folder is called; without colons, which some disks do not know.
const NAMED: &str = "%Y-%m-%dT%H-%M-%SZ";
/// Behind the name of one that is not finished.
const UNFINISHED: &str = ".unfinished";

/// Where backups are.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Where they are, or where those of a bucket are made and read.
    folder: PathBuf,
    away: Option<Away>,
}

/// Nobody else on this machine changes the vault as long as this lives, whichever program it is.
#[derive(Debug)]
pub struct Locked(#[expect(dead_code, reason = "the lock ends with the file")] File);

/// A backup whose files are at hand.
#[derive(Debug)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Where its files are for now.
    pub folder: PathBuf,
    /// What is written on it.
    pub label: Label,
    /// Those that were fetched go again.
    fetched: Option<Locked>,
}

impl Drop for Found {
    fn drop(&mut self) {
        if self.fetched.is_some() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Vault {
    /// The one in this place, which may not be there yet. What goes to a bucket and comes from it lies in the data folder
    /// meanwhile.
    pub fn at(place: &Place, data: &Path) -> Result<Self> {
        Ok(match place {
            Place::Folder(folder) => Self {
                folder: folder.clone(),
                away: None,
            },
            Place::Bucket(bucket) => Self {
                folder: data.join("backups-on-their-way"),
                away: Some(Away::of(bucket)?),
            },
        })
    }

    /// Makes its folder, readable for its owner only: it holds what people told the market.
    pub fn make(&self) -> Result<()> {
        use std::os::unix::fs::DirBuilderExt as _;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700);
        builder
            .create(&self.folder)
            .with_context(|| format!("the folder {} cannot be made", self.folder.display()))
    }

    /// The photos of all backups.
    pub fn photos(&self) -> Result<Photos> {
        let folder = || Ok(Photos::folder(&self.folder.join("photos"))?);
        let photos = self.away.as_ref().map_or_else(folder, Away::photos);
        photos.with_context(|| format!("the photos in {self} do not open"))
    }

    /// Keeps others from changing it meanwhile.
    pub fn lock(&self) -> Result<Locked> {
        let file = File::create(self.folder.join(".lock"))
            .with_context(|| format!("nothing can be written in {}", self.folder.display()))?;
        file.try_lock().context("another backup is being taken or read")?;
        Ok(Locked(file))
    }

    /// When the finished ones were taken, the oldest first.
    pub async fn taken(&self) -> Result<Vec<DateTime<Utc>>> {
        let mut taken = match &self.away {
            Some(away) => away.taken().await?,
            None => self.taken_here()?,
        };
        taken.sort_unstable();
        Ok(taken)
    }

    fn taken_here(&self) -> Result<Vec<DateTime<Utc>>> {
        if !self.folder.is_dir() {
            return Ok(Vec::new());
        }
        let reading = || format!("the folder {} cannot be read", self.folder.display());
        let mut taken = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(reading)? {
            let path = entry.with_context(reading)?.path();
            let at = path.file_name().and_then(|name| named(name.to_str()?));
            taken.extend(at.filter(|_| path.join(LABEL).is_file()));
        }
        Ok(taken)
    }

    /// The first second from then on that has none.
    pub async fn free_from(&self, at: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let taken = self.taken().await?;
        let is_free = |at: &DateTime<Utc>| !taken.contains(at) && !self.of(*at).exists();
        let mut seconds = std::iter::successors(Some(at), |at| Some(*at + Duration::seconds(1)));
        Ok(seconds.find(is_free).unwrap_or(at))
    }

    /// The folder in which it is made until it is finished.
    pub fn unfinished(&self, taken: DateTime<Utc>) -> PathBuf {
        self.unfinished_named(&name_of(taken))
    }

    fn unfinished_named(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{UNFINISHED}"))
    }

    /// Throws away what was begun and never finished: whoever made it is gone, or holds the lock.
    pub async fn clear_unfinished(&self, locked: &Locked, now: DateTime<Utc>) -> Result<()> {
        self.clear_here(locked)?;
        match &self.away {
            Some(away) => away.clear(now).await,
            None => Ok(()),
        }
    }

    fn clear_here(&self, _locked: &Locked) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.to_string_lossy().ends_with(UNFINISHED) {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(())
    }

    /// Gives it its name, once all of it is there.
    pub async fn finish(&self, taken: DateTime<Utc>, label: &Label) -> Result<()> {
        let made = self.unfinished(taken);
        if let Some(away) = &self.away {
            away.send(taken, label, &made).await?;
            return Ok(fs::remove_dir_all(made)?);
        }
        fs::rename(made, self.of(taken)).context("the backup cannot be given its name")?;
        Ok(File::open(&self.folder)?.sync_all()?)
    }

    /// The backup of that name, the newest without one, with its files at hand.
    pub async fn find(&self, name: Option<&str>) -> Result<Found> {
        let name = if let Some(name) = name {
            name.to_owned()
        } else {
            let newest = self.taken().await?.pop();
            name_of(newest.with_context(|| format!("there is no backup in {self}"))?)
        };
        let (folder, label, fetched) = if let Some(away) = &self.away {
            self.fetched(away, &name).await?
        } else {
            let folder = self.folder.join(&name);
            let label = Label::read(&folder)?;
            (folder, label, None)
        };
        Ok(Found {
            name,
            folder,
            label,
            fetched,
        })
    }

    async fn fetched(&self, away: &Away, name: &str) -> Result<(PathBuf, Label, Option<Locked>)> {
        self.make()?;
        let locked = self.lock()?;
        self.clear_here(&locked)?;
        let folder = self.unfinished_named(name);
        match away.fetch(name, &folder).await {
            Ok(label) => Ok((folder, label, Some(locked))),
            Err(error) => {
                let _ = fs::remove_dir_all(folder);
                Err(error)
            }
        }
    }

    /// The photos that a backup needs.
    pub async fn needed_by(&self, taken: DateTime<Utc>) -> Result<BTreeSet<PhotoHash>> {
        match &self.away {
            Some(away) => away.needed_by(taken).await,
            None => photos_of(&self.of(taken)),
        }
    }

    /// Throws a backup away, but for its photos.
    pub async fn throw_away(&self, taken: DateTime<Utc>) -> Result<()> {
        match &self.away {
            Some(away) => away.throw_away(taken).await,
            None => Ok(fs::remove_dir_all(self.of(taken))?),
        }
    }

    fn of(&self, taken: DateTime<Utc>) -> PathBuf {
        self.folder.join(name_of(taken))
    }
}

impl fmt::Display for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.away {
            Some(away) => away.fmt(f),
            None => self.folder.display().fmt(f),
        }
    }
}

/// What a backup is called.
pub(super) fn name_of(taken: DateTime<Utc>) -> String {
    taken.format(NAMED).to_string()
}

/// When the backup of this name was taken; nothing when it is none's.
pub(super) fn named(name: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(name, NAMED)
        .ok()
        .map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_at_a_time_and_only_what_is_finished_counts() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::at(&Place::Folder(folder.path().to_owned()), folder.path()).unwrap();
        let at = "2026-11-27T02:00:00Z".parse().unwrap();
        let locked = vault.lock().unwrap();
        assert!(vault.lock().is_err());
        fs::create_dir(vault.unfinished(at)).unwrap();
        fs::create_dir(vault.of(at)).unwrap();
        assert!(vault.taken().await.unwrap().is_empty());
        fs::write(vault.of(at).join(LABEL), "{}").unwrap();
        assert_eq!(vault.taken().await.unwrap(), [at]);
        vault.clear_unfinished(&locked, at).await.unwrap();
        assert!(!vault.unfinished(at).exists() && vault.of(at).exists());
        drop(locked);
        assert!(vault.lock().is_ok());
    }
}
