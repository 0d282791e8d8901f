//! The folder of the backups.

use super::{Label, label::LABEL};
use anyhow::{Context, Result};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use services::photos::Photos;
use std::{
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
    folder: PathBuf,
}

/// Nobody else changes the vault as long as this lives, whichever program it is.
#[derive(Debug)]
pub struct Locked(#[expect(dead_code, reason = "the lock ends with the file")] File);

impl Vault {
    /// The one in this folder, which may not be there yet.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
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

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The photos of all backups.
    pub fn photos(&self) -> Result<Photos> {
        let folder = self.folder.join("photos");
        Photos::folder(&folder).with_context(|| format!("the folder {} does not open", folder.display()))
    }

    /// Keeps others from changing it meanwhile.
    pub fn lock(&self) -> Result<Locked> {
        let file = File::create(self.folder.join(".lock"))
            .with_context(|| format!("nothing can be written in {}", self.folder.display()))?;
        file.try_lock().context("another backup is being taken")?;
        Ok(Locked(file))
    }

    /// When the finished ones were taken, the oldest first.
    pub fn taken(&self) -> Result<Vec<DateTime<Utc>>> {
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
        taken.sort_unstable();
        Ok(taken)
    }

    /// The folder of the one that was taken then.
    pub fn of(&self, taken: DateTime<Utc>) -> PathBuf {
        self.folder.join(taken.format(NAMED).to_string())
    }

    /// The first second from then on that has none.
    pub fn free_from(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let taken = |at: &DateTime<Utc>| self.of(*at).exists();
        let mut seconds = std::iter::successors(Some(at), |at| Some(*at + Duration::seconds(1)));
        seconds.find(|at| !taken(at)).unwrap_or(at)
    }

    /// The folder in which it is made until it is finished.
    pub fn unfinished(&self, taken: DateTime<Utc>) -> PathBuf {
        self.folder.join(format!("{}{UNFINISHED}", taken.format(NAMED)))
    }

    /// Throws away what was begun and never finished: whoever made it is gone, or holds the lock.
    pub fn clear_unfinished(&self, _locked: &Locked) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.to_string_lossy().ends_with(UNFINISHED) {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(())
    }

    /// The backup of that name, the newest without one, with its label.
    pub fn find(&self, name: Option<&str>) -> Result<(PathBuf, Label)> {
        let folder = if let Some(name) = name {
            self.folder.join(name)
        } else {
            let newest = self.taken()?.pop();
            self.of(newest.with_context(|| format!("there is no backup in {}", self.folder.display()))?)
        };
        let label = Label::read(&folder)?;
        Ok((folder, label))
    }
}

fn named(name: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(name, NAMED)
        .ok()
        .map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_only_what_is_finished_counts() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::at(folder.path());
        let at = "2026-11-27T02:00:00Z".parse().unwrap();
        let locked = vault.lock().unwrap();
        assert!(vault.lock().is_err());
        fs::create_dir(vault.unfinished(at)).unwrap();
        fs::create_dir(vault.of(at)).unwrap();
        assert!(vault.taken().unwrap().is_empty());
        fs::write(vault.of(at).join(LABEL), "{}").unwrap();
        assert_eq!(vault.taken().unwrap(), [at]);
        vault.clear_unfinished(&locked).unwrap();
        assert!(!vault.unfinished(at).exists() && vault.of(at).exists());
        drop(locked);
        assert!(vault.lock().is_ok());
    }
}
